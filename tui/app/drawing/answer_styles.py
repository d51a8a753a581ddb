"""The signs of the quiz in colour."""

from __future__ import annotations

from tui.guide.quiz.wording import Mark

MARK_STYLES = {
    Mark.RIGHT: "bold $success",
    Mark.PARTLY: "bold $warning",
    Mark.WRONG: "bold $error",
    Mark.NONE: "$foreground 70%",
}
"""How what came of an answer is shown."""

"""The signs of the quiz in colour."""

from __future__ import annotations

from tui.guide.quiz.wording import AnswerMark

MARK_STYLES = {
    AnswerMark.RIGHT: "bold $success",
    AnswerMark.PARTLY: "bold $warning",
    AnswerMark.WRONG: "bold $error",
    AnswerMark.NONE: "$foreground 70%",
}
"""How what came of an answer is shown."""

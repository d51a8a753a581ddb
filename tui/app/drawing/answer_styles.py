"""Styles of the marks that the quiz gives to answers."""

from __future__ import annotations

from tui.guide.quiz.wording import AnswerMark

MARK_STYLES = {
    AnswerMark.RIGHT: "bold $success",
    AnswerMark.PARTLY: "bold $warning",
    AnswerMark.WRONG: "bold $error",
    AnswerMark.NONE: "$foreground 70%",
}
"""The style of each mark, as markup."""

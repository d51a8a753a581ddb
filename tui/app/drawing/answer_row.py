"""The two answers to a yes-or-no question."""

from __future__ import annotations

from textual.content import Content

from tui.app.drawing.row import Row

_SHORT = 8
"""Letters of two answers that stand beside each other in any window."""


def answer_row(yes: str, no: str, keys: tuple[str, str] = ("y", "n")) -> Row:
    """Return the two answers with their keys as printed."""
    key = "bold $background on $primary"
    first = Content.assemble((f" {keys[0]} ", key), (f" {yes}      ", "bold"))
    second = Content.assemble((f" {keys[1]} ", key), (f" {no}", "bold"))
    if len(yes + no) <= _SHORT:
        return Row(Content.assemble(first, second), gap=1)
    # Imported here: the first question of all has short answers.
    from tui.app.drawing.stacked_answers import AnswerRow

    return AnswerRow(first, second)

"""The two answers to a yes-or-no question."""

from __future__ import annotations

from textual.content import Content

from tui.app.drawing.row import Row


def answer_row(yes: str, no: str) -> Row:
    """Return the two answers with their keys."""
    return Row(
        Content.assemble(
            (" y ", "bold $background on $primary"),
            (f" {yes}      ", "bold"),
            (" n ", "bold $background on $primary"),
            (f" {no}", "bold"),
        ),
        gap=1,
    )

"""The two answers to a yes-or-no question."""

from __future__ import annotations

from textual.content import Content

from tui.app.drawing.row import Row


def answer_row(yes: str, no: str, keys: tuple[str, str] = ("y", "n")) -> Row:
    """Return the two answers with their keys as printed."""
    return Row(
        Content.assemble(
            (f" {keys[0]} ", "bold $background on $primary"),
            (f" {yes}      ", "bold"),
            (f" {keys[1]} ", "bold $background on $primary"),
            (f" {no}", "bold"),
        ),
        gap=1,
    )

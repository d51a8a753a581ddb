"""The row of a link on a page."""

from __future__ import annotations

from textual.content import Content

from tui.app.drawing.row import Row


def link_row(title: str) -> Row:
    """Return the row of a link to what has this title."""
    return Row(Content.styled(title, "underline"), Content.styled("→ ", "$primary"))

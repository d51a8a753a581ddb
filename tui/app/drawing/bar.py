"""A progress bar as one line of text."""

from __future__ import annotations

from textual.content import Content


def bar(share: float, width: int, style: str = "$primary") -> Content:
    """Return a bar of `width` columns; `share` (0 to 1) of it is full and in `style`."""
    full = round(share * width)
    return Content.assemble(("━" * full, style), ("─" * (width - full), "$foreground 50%"))

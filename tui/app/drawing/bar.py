"""A share of something as a bar."""

from __future__ import annotations

from textual.content import Content


def bar(share: float, width: int, style: str = "$primary") -> Content:
    """A bar of `width` columns, `share` of it full and in `style`."""
    full = round(share * width)
    return Content.assemble(("━" * full, style), ("─" * (width - full), "$foreground 50%"))

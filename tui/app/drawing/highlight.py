"""The highlight of marked text in drawn lines."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Spacing
from textual.selection import Selection
from textual.strip import Strip

from tui.app.drawing.style_cache import StyleCache

MARKED = "$screen-selection-foreground on $screen-selection-background"
"""The style of marked text."""


def marked(
    strip: Strip, selection: Selection, style_cache: StyleCache, padding: Spacing, line: int
) -> Strip:
    """Return line number `line` of a document inside its border, with what is marked of it."""
    style, sides = style_cache.rich(MARKED), (padding.left, padding.right)
    return highlighted([strip], selection, style, first=line, sides=sides)[0]


def highlighted(
    strips: Iterable[Strip],
    selection: Selection,
    style: Style,
    *,
    first: int = 0,
    sides: tuple[int, int] = (0, 0),
) -> list[Strip]:
    """Return lines with what is marked of them in a style.

    Args:
        strips: The lines.
        selection: The first place that is marked, and the place after the last.
        style: The style of what is marked.
        first: The number of the first line.
        sides: The columns at the left and at the right that are no text.

    """
    lines = []
    for y, strip in enumerate(strips, first):
        span = selection.get_span(y)
        lines.append(_highlighted(strip, *span, style, sides) if span else strip)
    return lines


def _highlighted(strip: Strip, start: int, end: int, style: Style, sides: tuple[int, int]) -> Strip:
    left, right = sides
    text = strip.crop(left, strip.cell_length - right).text
    most = cell_len(text.rstrip())
    start = max(start, min(cell_len(text) - cell_len(text.lstrip()), most))
    start, end = whole_cells(text, start, most if end < 0 else min(end, most))
    if start >= end:
        return strip
    before, marked, after = strip.divide([left + start, left + end, strip.cell_length])
    segments = [Segment(part.text, (part.style or Style.null()) + style) for part in marked]
    return Strip([*before, *segments, *after], strip.cell_length)


def whole_cells(text: str, start: int, end: int) -> tuple[int, int]:
    """Return two columns, moved apart so that no wide character is cut."""
    column, first, last = 0, start, end
    for _, _, width in split_graphemes(text)[0]:
        if column < start < column + width:
            first = column
        if column < end < column + width:
            last = column + width
        column += width
    return first, last

"""A document: parts one below the other, its scroll position, and its marked part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct
from rich.segment import Segment
from textual.strip import Strip
from textual.visual import Visual

from tui.app.drawing.border import DrawnBorder
from tui.app.drawing.row import Row, heading_row
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.terminal.kept_strip import KeptStrip


class DocumentPart(Struct, frozen=True):
    """One part of a document: a visual, and whether and how it can be chosen."""

    visual: Visual
    id: str = ""
    """The id reported when the part is chosen; empty if it cannot be chosen."""
    group: str = ""
    """The group of parts it belongs to; the tab key moves from group to group."""
    moves: bool = False
    """Whether it is animated."""


def heading(text: str, *, first: bool = False) -> DocumentPart:
    """A line that groups the parts below it and cannot be chosen."""
    return DocumentPart(heading_row(text, first=first))


class _Layout:
    """The parts of a document as they lie in one width, and the lines drawn so far."""

    def __init__(self, parts: Iterable[DocumentPart], width: int, style_cache: StyleCache) -> None:
        self.width = width
        self.style_cache = style_cache
        self.ends: list[int] = []
        self.drawn: dict[tuple[int, str], list[list[Segment]]] = {}
        self.framed: dict[tuple[DrawnBorder, int, str, bool], Strip] = {}
        self.measure(parts)

    def measure(self, parts: Iterable[DocumentPart]) -> None:
        """Find out where each part ends."""
        self.ends = list(accumulate(part.visual.get_height({}, self.width) for part in parts))
        self.framed.clear()


_LAYOUTS = 2
"""The layouts that are kept: one tab is as wide as another, or of the one other width."""


class Document:
    """Parts one below the other. Drawn lines are cached for the last two sizes."""

    def __init__(
        self, parts: Iterable[DocumentPart], *, marked: str = "", asks: bool = False
    ) -> None:
        self.parts = list(parts)
        self.asks = asks
        """Whether it is a question to answer with yes or no."""
        self.top = 0
        """The number of lines that are scrolled out of view at the top."""
        self.marked: int | None = self.index(marked)
        """The number of the part that is marked."""
        self._layout: _Layout | None = None
        self._layouts: dict[tuple[int, StyleCache, int], _Layout] = {}

    @property
    def current(self) -> str:
        """The id of the marked part; empty if none is."""
        return "" if self.marked is None else self.parts[self.marked].id

    @property
    def height(self) -> int:
        """The lines of all parts."""
        return self._ends[-1] if self._ends else 0

    @property
    def _ends(self) -> list[int]:
        """The line after the last of each part."""
        return self._layout.ends if self._layout else []

    def index(self, id: str) -> int | None:
        """The number of the part with an id, or None."""
        if id:
            for number, part in enumerate(self.parts):
                if part.id == id:
                    return number
        return None

    def next_choice(self, start: int | None, by: int, group: str | None = None) -> int | None:
        """The next part that can be chosen, on from `start` in the direction of `by`.

        Behind the last comes the first. With a `group`, of that group only.
        """
        count = len(self.parts)
        begin = start if start is not None else (-1 if by > 0 else count)
        for step in range(1, count + 1):
            number = (begin + (step if by > 0 else -step)) % count
            part = self.parts[number]
            if part.id and group in (None, part.group):
                return number
        return None

    def fit(self, width: int, style_cache: StyleCache, rows: int) -> None:
        """Lay out for a width, styles, and `rows` of a terminal."""
        fits = (width, style_cache, rows)
        layout = self._layouts.get(fits)
        if layout is None:
            if len(self._layouts) == _LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
            layout = self._layouts[fits] = _Layout(self.parts, width, style_cache)
        self._layout = layout

    def change(self, number: int, visual: Visual) -> bool:
        """Replace the visual of part `number`; return whether its height changed."""
        part = self.parts[number]
        self.parts[number] = DocumentPart(visual, part.id, part.group, part.moves)
        self.redraw(number)
        if (layout := self._layout) is None:
            return False
        start, end = self.span(number)
        if moved := visual.get_height({}, layout.width) != end - start:
            layout.measure(self.parts)
        return moved

    def redraw(self, number: int) -> None:
        """Drop the cached lines of a part."""
        if (layout := self._layout) is None:
            return
        self._layouts = {key: kept for key, kept in self._layouts.items() if kept is layout}
        for key in [key for key in layout.drawn if key[0] == number]:
            del layout.drawn[key]
        start, end = self.span(number)
        for framed in [key for key in layout.framed if start <= key[1] < end]:
            del layout.framed[framed]

    def at(self, y: int) -> int | None:
        """Return the number of the part at line `y`, or None."""
        return bisect_right(self._ends, y) if 0 <= y < self.height else None

    def span(self, number: int) -> tuple[int, int]:
        """Return the first line of a part, and the line after its last."""
        return (self._ends[number - 1] if number else 0), self._ends[number]

    def view_end(self, rows: int) -> int:
        """Return the line after the last one to show of a view of `rows`.

        Headings at the end of a view are left for the next one, with what they head.
        """
        end = self.top + rows
        if end >= self.height:
            return self.height
        for number in range(bisect_right(self._ends, end - 1), 0, -1):
            start, visual = self._ends[number - 1], self.parts[number].visual
            if start <= self.top or not (isinstance(visual, Row) and visual.leads):
                break
            end = start
        return end

    def lines(self, number: int, look: str) -> list[list[Segment]]:
        """Return the lines of a part in a style."""
        layout, key = self._layout, (number, look)
        assert layout
        if (drawn := layout.drawn.get(key)) is None:
            style, options = layout.style_cache.style(look), layout.style_cache.options
            visual = self.parts[number].visual
            if isinstance(visual, Row):
                drawn = visual.segments(layout.width, style, options)
            else:
                drawn = [*map(list, visual.render_strips(layout.width, None, style, options))]
            layout.drawn[key] = drawn
        return drawn

    def line(self, y: int, look: str) -> list[Segment]:
        """Line `y`, which belongs to a part."""
        number = bisect_right(self._ends, y)
        return self.lines(number, look)[y - self.span(number)[0]]

    def framed(self, y: int, look: str, drawing: DrawnBorder, *, thumb: bool) -> Strip:
        """Return line `y`, which belongs to a part, with the border beside it."""
        layout, key = self._layout, (drawing, y, look, thumb)
        assert layout
        if (strip := layout.framed.get(key)) is None:
            left, right = drawing.sides(look, thumb=thumb)
            number = bisect_right(layout.ends, y)
            segments = [*left, *self.line(y, look), *right]
            width = layout.width + drawing.padding.width
            # What moves is another line each time.
            kind = Strip if self.parts[number].moves else KeptStrip
            strip = layout.framed[key] = kind(segments, width)
        return strip

    def draw(self, start: int, end: int) -> bool:
        """Draw the parts between two lines into the cache; return whether any was missing there."""
        assert self._layout
        before = len(self._layout.drawn)
        if (first := self.at(start)) is not None:
            for number in range(first, len(self.parts)):
                if self.span(number)[0] >= end:
                    break
                self.lines(number, WIDGET_STYLE)
        return len(self._layout.drawn) > before

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


class Document:
    """Parts one below the other. Drawn lines are cached until the size or the styles change."""

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
        self._fits: tuple[object, ...] = ()
        self._width = 0
        self._style_cache: StyleCache | None = None
        self._ends: list[int] = []
        self._drawn: dict[tuple[int, str], list[list[Segment]]] = {}
        self._framed: dict[tuple[DrawnBorder, int, str, bool], Strip] = {}

    @property
    def current(self) -> str:
        """The id of the marked part; empty if none is."""
        return "" if self.marked is None else self.parts[self.marked].id

    @property
    def height(self) -> int:
        """The lines of all parts."""
        return self._ends[-1] if self._ends else 0

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
        """Lay out for a width, styles, and `rows` of a terminal; on a change drop cached lines."""
        fits = (width, style_cache, rows)
        if fits != self._fits:
            self._fits, self._width, self._style_cache = fits, width, style_cache
            self._drawn.clear()
            self._measure()

    def change(self, number: int, visual: Visual) -> bool:
        """Replace the visual of part `number`; return whether its height changed."""
        part = self.parts[number]
        self.parts[number] = DocumentPart(visual, part.id, part.group, part.moves)
        self.redraw(number)
        if not self._style_cache:
            return False
        start, end = self.span(number)
        if moved := visual.get_height({}, self._width) != end - start:
            self._measure()
        return moved

    def redraw(self, number: int) -> None:
        """Drop the cached lines of a part."""
        for key in [key for key in self._drawn if key[0] == number]:
            del self._drawn[key]
        if self._ends:
            start, end = self.span(number)
            for framed in [key for key in self._framed if start <= key[1] < end]:
                del self._framed[framed]

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
        key = number, look
        if (drawn := self._drawn.get(key)) is None:
            assert self._style_cache
            style, options = self._style_cache.style(look), self._style_cache.options
            visual = self.parts[number].visual
            if isinstance(visual, Row):
                drawn = visual.segments(self._width, style, options)
            else:
                drawn = [*map(list, visual.render_strips(self._width, None, style, options))]
            self._drawn[key] = drawn
        return drawn

    def line(self, y: int, look: str) -> list[Segment]:
        """Line `y`, which belongs to a part."""
        number = bisect_right(self._ends, y)
        return self.lines(number, look)[y - self.span(number)[0]]

    def framed(self, y: int, look: str, drawing: DrawnBorder, *, thumb: bool) -> Strip:
        """Return line `y`, which belongs to a part, with the border beside it."""
        key = drawing, y, look, thumb
        if (strip := self._framed.get(key)) is None:
            left, right = drawing.sides(look, thumb=thumb)
            strip = self._framed[key] = Strip([*left, *self.line(y, look), *right])
        return strip

    def draw(self, start: int, end: int) -> bool:
        """Draw the parts between two lines into the cache; return whether any was missing there."""
        before = len(self._drawn)
        if (first := self.at(start)) is not None:
            for number in range(first, len(self.parts)):
                if self.span(number)[0] >= end:
                    break
                self.lines(number, WIDGET_STYLE)
        return len(self._drawn) > before

    def _measure(self) -> None:
        width = self._width
        heights = (part.visual.get_height({}, width) for part in self.parts)
        self._ends = list(accumulate(heights))
        self._framed.clear()

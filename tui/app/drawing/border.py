"""The border around a document: title, edges, and scroll thumb."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Spacing
from textual.strip import Strip

from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.terminal.kept_strip import KeptStrip

T = TypeVar("T")


class _Signs(Struct, frozen=True):
    """The characters of one kind of border."""

    upper_left: str
    upper: str
    upper_right: str
    line: str
    side: str
    lower_left: str
    lower_right: str


_SIGNS = {
    "round": _Signs(*"╭─╮─│╰╯"),
    "heavy": _Signs(*"┏━┓━┃┗┛"),
    # Only the upper edge is heavy, as to send all edges anew takes four times the bytes.
    "marked": _Signs(*"┍━┑─│╰╯"),
}
THUMB = "▐"
"""The sign of every scroll thumb, half a column from the words beside it."""
_NOTE = "$foreground 70%"
"""The style of what says that there is more."""
MORE = " more ↓ "
"""The words in the lower edge while there is more below."""
_AROUND = 6
"""Columns of the upper edge beside a title: corners, a line, and spaces around it."""

_EDGES = 64
"""The most edges that are kept: of a few widths, with what was said beside the title."""


class Border(Struct, frozen=True):
    """A border's texts and styles (as markup), with others for while it has the focus."""

    title: str = ""
    short: str = ""
    """The title to use where the full one does not fit."""
    kind: str = "round"
    line_style: str = "$border-blurred"
    line_style_focused: str = "$border"
    title_style: str = "$foreground 70%"
    title_style_focused: str = "bold reverse $border"


Sides: TypeAlias = "tuple[list[Segment], list[Segment]]"
"""The segments to the left and to the right of a line."""


class DrawnBorder:
    """A border as drawn for a padding; without padding at the top, only blank sides."""

    def __init__(
        self, frame: Border, style_cache: StyleCache, padding: Spacing, *, focused: bool
    ) -> None:
        self._frame = frame
        self._style_cache = style_cache
        self.padding = padding
        self._words = frame.title_style_focused if focused else frame.title_style
        self._edge = style_cache.rich(frame.line_style_focused if focused else frame.line_style)
        # Without a title to mark, the upper edge shows where the keys go.
        self._signs = _SIGNS["marked" if focused and not frame.title else frame.kind]
        self._sides: dict[tuple[str, bool], Sides] = {}
        self._edges: dict[tuple[object, ...], Strip] = {}

    def upper(self, width: int, aside: str = "") -> Strip:
        """Return the upper edge: the title, or its short form, and `aside` if it fits."""
        return self._kept_edge(width, aside, self._upper)

    def lower(self, width: int, *, more: bool) -> Strip:
        """Return the lower edge, which says so if there is more below."""
        return self._kept_edge(width, more, self._lower)

    def nothing(self, width: int, *, thumb: bool = False) -> Strip:
        """Return an empty line with its sides; `width` columns of it are inside the border."""
        return self._kept_edge(width, thumb, self._nothing)

    def _kept_edge(self, width: int, given: T, draw: Callable[[int, T], list[Segment]]) -> Strip:
        """Return what `draw` does, drawn once for what it is given."""
        key = (draw.__name__, width, given)
        if (strip := self._edges.get(key)) is None:
            if len(self._edges) == _EDGES:
                self._edges.clear()
            segments = draw(width, given)
            strip = self._edges[key] = KeptStrip(segments, Segment.get_line_length(segments))
        return strip

    def _upper(self, width: int, aside: str) -> list[Segment]:
        signs, frame = self._signs, self._frame
        aside = f" {aside} " if aside else ""
        if aside and cell_len(frame.short or frame.title) + cell_len(aside) + _AROUND > width:
            aside = ""
        room = width - _AROUND - cell_len(aside)
        title = frame.title if cell_len(frame.title) <= room else frame.short
        title = f" {title} " if title else ""
        room = width - 3 - cell_len(title) - cell_len(aside)
        end = signs.upper if aside else ""
        return [
            Segment(signs.upper_left + signs.upper, self._edge),
            Segment(title, self._style_cache.rich(self._words)),
            Segment(signs.upper * (room - len(end)), self._edge),
            Segment(aside, self._style_cache.rich(_NOTE)),
            Segment(end + signs.upper_right, self._edge),
        ]

    def _lower(self, width: int, more: bool) -> list[Segment]:
        signs, words = self._signs, MORE if more and width >= len(MORE) + _AROUND else ""
        line = signs.lower_left + signs.line * (width - 3 - len(words))
        return [
            Segment(line, self._edge),
            Segment(words, self._style_cache.rich(_NOTE)),
            Segment(signs.line + signs.lower_right, self._edge),
        ]

    def downwards(self, line: Strip) -> Strip:
        """Return a line without an edge below it, with a sign that there is more."""
        arrow = Segment("↓", self._style_cache.rich(_NOTE))
        return Strip([*line.crop(0, line.cell_length - 1), arrow], line.cell_length)

    def _nothing(self, width: int, thumb: bool) -> list[Segment]:
        left, right = self.sides(WIDGET_STYLE, thumb=thumb)
        return [*left, Segment(" " * width, self._style_cache.rich(WIDGET_STYLE)), *right]

    def sides(self, look: str, *, thumb: bool) -> Sides:
        """Return the sides of a line in a style, with or without the scroll thumb."""
        key = look, thumb
        if (sides := self._sides.get(key)) is None:
            make = self._framed if self.padding.top else self._bare
            sides = self._sides[key] = make(look, thumb=thumb)
        return sides

    def _framed(self, look: str, *, thumb: bool) -> Sides:
        padding, style = self.padding, self._style_cache.rich(look)
        side = Segment(self._signs.side, self._edge)
        return (
            [side, Segment(" " * (padding.left - 1), style)],
            [Segment(" " * (padding.right - 2), style), self._thumb, side]
            if thumb
            else [Segment(" " * (padding.right - 1), style), side],
        )

    def _bare(self, look: str, *, thumb: bool) -> Sides:
        padding, plain = self.padding, self._style_cache.rich(WIDGET_STYLE)
        left, right = ([Segment(" " * size, plain)] for size in (padding.left, padding.right))
        if thumb and padding.right:
            right = [Segment(" " * (padding.right - 1), plain), self._thumb]
        return left, right

    @property
    def _thumb(self) -> Segment:
        # Beside the edge, of which it would seem to be a broken part.
        return Segment(THUMB, self._style_cache.rich("$scrollbar"))

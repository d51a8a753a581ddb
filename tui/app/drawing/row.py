"""A row: a mark, wrapped text beside it, and an aside at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.terminal.cells import is_narrow

_NOTHING = Content("")
_ROOM = 2
"""Least columns between the body and what stands beside it."""


class Row(Visual):
    """An immutable visual: a mark, a body that wraps beside it, and an aside at the right."""

    __slots__ = ("aside", "body", "gap", "keep", "leads", "mark")

    def __init__(
        self,
        body: Content,
        mark: Content = _NOTHING,
        aside: Content = _NOTHING,
        *,
        gap: int = 0,
        keep: bool = True,
        leads: bool = False,
    ) -> None:
        """Make a row.

        Args:
            body: The text.
            mark: What stands before its first line.
            aside: The words at the right.
            gap: Blank lines before it.
            keep: Whether the words at the right go on a line of their own where there is no
                room for them, or give way.
            leads: Whether it is a heading, which means nothing without what follows.

        """
        self.body = body
        self.mark = mark
        self.aside = aside
        self.gap = gap
        self.keep = keep
        self.leads = leads

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width that needs no wrapping."""
        aside = self.aside.cell_length + _ROOM if self.aside else 0
        return self.mark.cell_length + self.body.cell_length + aside

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        room = self._room(width)
        below = len(_wrapped(self.aside.plain, room)) if self._below(room) else 0
        return self.gap + len(_wrapped(self.body.plain, room)) + below

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, each `width` columns wide."""
        lines = [Strip(line, width) for line in self.segments(width, style, options)[:height]]
        return _marked(lines, options)

    def segments(self, width: int, style: Style, options: RenderOptions) -> list[list[Segment]]:
        """The lines, each `width` columns wide, as they stand in a strip."""
        plain = style.rich_style
        room = self._room(width)
        indent = max(0, min(self.mark.cell_length, width - room))
        lines = [[Segment(" " * width, plain)]] * self.gap
        before: list[Segment] = []
        if indent:
            before = list(_lines(self.mark, indent, style, options)[0][0])
        body = _lines(self.body, room, style, options)
        if self._below(room):
            body += _lines(self.aside, room, style, options)
        elif self.aside and self._beside(room):
            aside, cells = _lines(self.aside, self.aside.cell_length, style, options)[0]
            first, used = body[0]
            free = Segment(" " * (room - used - cells), plain)
            body[0] = ([*first, free, *aside], room)
        for line, cells in body:
            lines.append(_filled(before, indent, line, cells, width, plain))
            before = [Segment(" " * indent, plain)] if indent else []
        return lines

    def _room(self, width: int) -> int:
        return max(1, width - self.mark.cell_length)

    def _below(self, room: int) -> bool:
        return bool(self.aside) and self.keep and not self._beside(room)

    def _beside(self, room: int) -> bool:
        return self.body.cell_length + _ROOM + self.aside.cell_length <= room


def heading_row(text: str, *, first: bool = False) -> Row:
    """A line that groups those below it, apart from those above unless it is the `first`."""
    return Row(Content.styled(text, "bold $foreground 70%"), gap=0 if first else 1, leads=True)


_Line: TypeAlias = "tuple[list[Segment], int]"
"""A line, and its cells."""


def _lines(text: Content, width: int, style: Style, options: RenderOptions) -> list[_Line]:
    """The lines of `text`. Nearly all text has one style, and then there is little to do."""
    spans = text.spans
    if len(spans) > 1 or (spans and spans[0][:2] != (0, len(text.plain))):
        strips = text.render_strips(width, None, style, options)
        return [(list(strip), strip.cell_length) for strip in strips]
    whole = style + options.get_style(spans[0].style) if spans else style
    look = whole.rich_style
    return [([Segment(line, look)], cells) for line, cells in _wrapped(text.plain, width)]


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: int) -> tuple[tuple[str, int], ...]:
    """The lines of `text`, each with its cells."""
    if is_narrow(text):
        lines, start = [], 0
        while len(text) - start > width:
            end = text.rfind(" ", start, start + width + 1)
            if end <= start:
                break
            lines.append((text[start:end], end - start))
            start = end + 1
        else:
            lines.append((text[start:], len(text) - start))
            return tuple(lines)
    # Wide characters and words longer than a line are left to Textual.
    return tuple((line.plain, line.cell_length) for line in Content(text).wrap(width))


def _filled(
    before: list[Segment],
    indent: int,
    line: list[Segment],
    cells: int,
    width: int,
    style: RichStyle,
) -> list[Segment]:
    """`line` after `indent` cells of `before`, as wide as there is room for."""
    missing = width - indent - cells
    if missing < 0:
        return list(Strip([*before, *line], indent + cells).adjust_cell_length(width, style))
    after = [Segment(" " * missing, style)] if missing else []
    return [*before, *line, *after]


class Rows(Visual):
    """Rows one below the other: a page in one widget."""

    __slots__ = ("rows",)

    def __init__(self, rows: Sequence[Visual]) -> None:
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return self.rows == other.rows if isinstance(other, Rows) else NotImplemented

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width that needs no wrapping."""
        widths = (row.get_optimal_width(rules, container_width) for row in self.rows)
        return max(widths, default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        return sum(row.get_height(rules, width) for row in self.rows)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines of all rows."""
        lines: list[Strip] = []
        unmarked = RenderOptions(options.get_style, options.rules)
        for row in self.rows:
            lines += row.render_strips(width, None, style, unmarked)
        return _marked(lines[:height], options)


def _marked(lines: list[Strip], options: RenderOptions) -> list[Strip]:
    """Return lines with what the mouse has marked of them."""
    if options.selection is None or options.selection_style is None:
        return lines
    from tui.app.drawing.highlight import highlighted

    return highlighted(lines, options.selection, options.selection_style.rich_style)

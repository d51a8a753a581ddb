"""Text beside a mark, wrapped so that every line stands under the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_NOTHING = Content("")
_ROOM = 2
"""Least columns between the body and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Row(Visual):
    """A mark, a body that wraps beside it, and a few words at the right."""

    body: Content
    mark: Content = _NOTHING
    aside: Content = _NOTHING
    gap: int = 0
    """Blank lines before it."""
    keep: bool = True
    """Whether the words at the right go on a line of their own where there is no room
    for them, or give way."""

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width that needs no wrapping."""
        aside = self.aside.cell_length + _ROOM if self.aside else 0
        return self.mark.cell_length + self.body.cell_length + aside

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        room = self._room(width)
        below = self.aside.get_height(rules, room) if self._below(room) else 0
        return self.gap + self.body.get_height(rules, room) + below

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, each `width` columns wide."""
        plain = style.rich_style
        room = self._room(width)
        body = self.body.render_strips(room, None, style, options)
        if self._below(room):
            body += self.aside.render_strips(room, None, style, options)
        elif self.aside and self._beside(room):
            aside = self.aside.render_strips(self.aside.cell_length, 1, style, options)[0]
            body[0] = Strip.join(
                [body[0].adjust_cell_length(room - aside.cell_length, plain), aside]
            )
        indent = max(0, min(self.mark.cell_length, width - room))
        before: list[Segment] = []
        if indent:
            before = list(self.mark.render_strips(indent, 1, style, options)[0])
        lines = [Strip.blank(width, plain)] * self.gap
        for line in body:
            lines.append(_filled(before, indent, line, width, plain))
            before = [Segment(" " * indent, plain)] if indent else []
        return lines[:height]

    def _room(self, width: int) -> int:
        return max(1, width - self.mark.cell_length)

    def _below(self, room: int) -> bool:
        return bool(self.aside) and self.keep and not self._beside(room)

    def _beside(self, room: int) -> bool:
        return self.body.cell_length + _ROOM + self.aside.cell_length <= room


def _filled(before: list[Segment], indent: int, line: Strip, width: int, style: RichStyle) -> Strip:
    """`line` after `indent` cells of `before`, as wide as there is room for."""
    missing = width - indent - line.cell_length
    if missing < 0:
        return Strip([*before, *line], indent + line.cell_length).adjust_cell_length(width, style)
    after = [Segment(" " * missing, style)] if missing else []
    return Strip([*before, *line, *after], width)


@dataclass(frozen=True, slots=True)
class Rows(Visual):
    """Rows one below the other: a page in one widget."""

    rows: Sequence[Visual]

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
        for row in self.rows:
            lines += row.render_strips(width, None, style, options)
        return lines[:height]

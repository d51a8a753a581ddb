"""A number to call in large letters, with what else there is to say beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.large.large_text import large_line
from tui.app.drawing.row import Rows

if TYPE_CHECKING:
    from textual.app import App

    from tui.figure.render.cells import Glyphs

_GAP = 3
"""Columns between the number and the rows beside it."""
_BESIDE = 14
"""The fewest columns for those rows."""
_WIDE = 36
"""The fewest columns for rows that may as well stand below."""
_ROWS = 18
"""Rows of the terminal for each time that the number is enlarged."""


class LargeNumber(Visual):
    """A number to call, twice as large in a tall terminal, with rows at its right."""

    __slots__ = ("_app", "_below", "_glyphs", "_number", "_rows", "_style")

    def __init__(
        self,
        number: str,
        rows: Sequence[Visual],
        below: Sequence[Visual] = (),
        *,
        style: str,
        glyphs: Glyphs,
        app: App[object],
    ) -> None:
        """Make the visual.

        Args:
            number: The number. If it is empty or has no room, only the rows are shown.
            rows: What stands beside it.
            below: What follows beside it too if there is much room, else below it.
            style: The style of the number.
            glyphs: The alphabet of figures.
            app: The app, whose height decides about the size.

        """
        self._number = number
        self._rows = rows
        self._below = below
        self._style = style
        self._glyphs: Glyphs = glyphs
        self._app = app

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        letters = self._letters(width)
        beside, below = self._divided(width - self._indent(letters))
        high = max(len(letters), beside.get_height(rules, width - self._indent(letters)))
        return high + below.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, each `width` columns wide."""
        letters = self._letters(width)
        indent = self._indent(letters)
        rows, below = self._divided(width - indent)
        beside = rows.render_strips(width - indent, None, style, options)
        after = below.render_strips(width, None, style, options)
        if not letters:
            return [*beside, *after][:height]
        look, plain = (style + options.get_style(self._style)).rich_style, style.rich_style
        lines: list[Strip] = []
        for y in range(max(len(letters), len(beside))):
            before = Segment(letters[y] if y < len(letters) else " " * (indent - _GAP), look)
            line = beside[y] if y < len(beside) else Strip.blank(width - indent, plain)
            lines.append(Strip([before, Segment(" " * _GAP, plain), *line], width))
        return [*lines, *after][:height]

    def _divided(self, width: int) -> tuple[Rows, Rows]:
        """The rows beside the number, where there are `width` columns, and those below it."""
        if width >= _WIDE:
            return Rows([*self._rows, *self._below]), Rows([])
        return Rows(self._rows), Rows(self._below)

    def _letters(self, width: int) -> tuple[str, ...]:
        for scale in range(max(1, self._app.size.height // _ROWS), 0, -1):
            letters = large_line(self._number, scale, self._glyphs)
            if letters and len(letters[0]) + _GAP + _BESIDE <= width:
                return letters
        return ()

    @staticmethod
    def _indent(letters: Sequence[str]) -> int:
        return len(letters[0]) + _GAP if letters else 0

"""Two answers that may need more room than a line has."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.style import Style
from textual.visual import RenderOptions

from tui.app.drawing.row import Row


class AnswerRow(Row):
    """Two answers beside each other, or one below the other where there is no room."""

    __slots__ = ("answers",)

    def __init__(self, *answers: Content) -> None:
        super().__init__(Content.assemble(*answers), gap=1)
        self.answers = answers

    def _rows(self, width: int) -> tuple[Row, ...]:
        if self.body.cell_length <= width:
            return ()
        return tuple(Row(one.rstrip(), gap=not place) for place, one in enumerate(self.answers))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        rows = self._rows(width)
        return sum(row.get_height(rules, width) for row in rows) or super().get_height(rules, width)

    def segments(self, width: int, style: Style, options: RenderOptions) -> list[list[Segment]]:
        """The lines, each `width` columns wide."""
        rows = self._rows(width)
        lines = [line for row in rows for line in row.segments(width, style, options)]
        return lines or super().segments(width, style, options)

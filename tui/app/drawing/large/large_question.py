"""A question in letters as large as the window has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.row import Row

if TYPE_CHECKING:
    from textual.app import App

    from tui.figure.render.cells import Glyphs

_AROUND = 20
"""Rows of the terminal for everything but the question."""


_LEAST = 12
"""The fewest rows in which a question in large letters can fit beside the list."""


class LargeQuestion(Visual):
    """A question in letters as large as the terminal has rows for, beside the rest of the page."""

    def __init__(
        self,
        words: str,
        glyphs: Glyphs,
        app: App[object],
        *,
        gap_below: int = 0,
        style: str = "bold",
    ) -> None:
        self.words = words
        self._style = style
        self._gap_below = gap_below
        self._glyphs = glyphs
        self._app = app

    @property
    def window_rows(self) -> int:
        """The rows of the present window."""
        return self._app.size.height

    @property
    def visual(self) -> Visual:
        """The question as it is drawn in the present window."""
        rows = self.window_rows - _AROUND
        if rows < _LEAST:
            return Row(Content.styled(self.words, self._style))
        # Imported here: in most windows the first frame has no room for large letters.
        from tui.app.drawing.large.large_text import LargeText

        return LargeText(
            self.words,
            style=self._style,
            fallback_style=self._style,
            glyphs=self._glyphs,
            height=rows,
            gap_below=self._gap_below,
        )

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        return self.visual.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        return self.visual.render_strips(width, height, style, options)

"""Figures side by side, as a widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.strip import Strip

from tui.app.drawing.figure_row import CaptionedFigure, FigureRow
from tui.app.drawing.style_cache import PLAIN, StyleCache
from tui.app.environment import FRAMES_A_SECOND, Environment
from tui.app.widgets.strip_widget import StripWidget

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.drawing.scene_cache import SceneCache


class Gallery(StripWidget):
    """Shows an exhibition, and lets it move while anybody can see it."""

    DEFAULT_CSS = """
    Gallery {
        height: auto;
    }
    """

    def __init__(self, stages: SceneCache, host: Environment) -> None:
        super().__init__()
        self._stages = stages
        self._host = host
        self._exhibition: FigureRow | None = None
        self._timer: Timer | None = None

    def show(self, exhibits: Sequence[CaptionedFigure]) -> None:
        """Show these motions."""
        self.display = bool(exhibits)
        self._exhibition = FigureRow(exhibits, self._stages, self._host, self.app)
        moves = self._exhibition.moves
        if moves and self._timer is None:
            self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.advance)
        if self._timer:
            (self._timer.resume if moves else self._timer.pause)()
        self.redraw()
        self.refresh(layout=True)

    def advance(self) -> None:
        """Show the moment that has come, if anybody can see it."""
        shown = self._exhibition
        if shown and self.is_on_screen and self.screen.is_active and shown.advance():
            self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all figures."""
        return self._exhibition.get_height({}, width) if self._exhibition else 0

    def draw(self, looks: StyleCache, width: int) -> list[Strip]:
        """The figures as they are now."""
        if self._exhibition is None:
            return []
        return self._exhibition.render_strips(width, None, looks.style(PLAIN), looks.options)

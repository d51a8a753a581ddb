"""A widget of figures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.strip import Strip

from tui.app.drawing.figure_row import CaptionedFigure, FigureRow
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.environment import FRAMES_A_SECOND, Environment
from tui.app.textual_fast.diff_display import is_behind
from tui.app.widgets.strip_widget import StripWidget

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.drawing.scene_cache import SceneCache


class Gallery(StripWidget):
    """A row of figures, animated while it is visible."""

    DEFAULT_CSS = """
    Gallery {
        height: auto;
    }
    """

    cursor_lines = range(0)
    """The cursor stands on words, never in a figure."""

    def __init__(self, scenes: SceneCache, environment: Environment) -> None:
        super().__init__()
        self._scenes = scenes
        self._environment = environment
        self._figure_row: FigureRow | None = None
        self._timer: Timer | None = None

    def show(
        self, captioned_figures: Sequence[CaptionedFigure], *, around: int | None = None
    ) -> None:
        """Show these motions; with `around`, in all rows but so many."""
        self.display = bool(captioned_figures)
        self._figure_row = FigureRow(
            captioned_figures, self._scenes, self._environment, self.app, around=around
        )
        moves = self._figure_row.moves
        if moves and self._timer is None:
            self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.advance)
        if self._timer:
            (self._timer.resume if moves else self._timer.pause)()
        self.redraw()
        self.refresh(layout=True)

    def advance(self) -> None:
        """Show the present frame of the animation, if it is visible."""
        shown = self._figure_row
        is_seen = self.is_on_screen and self.screen.is_active and not is_behind(self.app)
        if shown and is_seen and shown.advance():
            self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of the figures in lines."""
        return self._figure_row.get_height({}, width) if self._figure_row else 0

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the figures as they are now."""
        if self._figure_row is None:
            return []
        return self._figure_row.render_strips(
            width, None, style_cache.style(WIDGET_STYLE), style_cache.options
        )

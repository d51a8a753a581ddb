"""Figures side by side, each with its caption."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.containers import Container

from tui.app.host import Host
from tui.app.stages import Stages
from tui.app.widgets.figure_view import FigureView

_NARROWEST = 21
"""Columns that a figure needs."""
_TALL, _LOW = 12, 9
"""Rows of a figure, with its caption, where there is room and where there is not."""


class Gallery(Container):
    """As many figures in a row as there is room for."""

    DEFAULT_CSS = """
    Gallery {
        layout: grid;
        height: auto;
        grid-gutter: 0 1;
        margin-bottom: 1;
        & > FigureView {
            height: 100%;
            &.-captioned {
                border-bottom: solid $background;
                border-subtitle-align: center;
                border-subtitle-background: $background;
            }
        }
    }
    """

    def __init__(self, stages: Stages, host: Host) -> None:
        super().__init__()
        self._stages = stages
        self._host = host
        self._views: list[FigureView] = []
        self._shown = 0

    def show(self, figures: Sequence[tuple[str, str | None]]) -> None:
        """Show these motions, given as pairs of id and caption."""
        self._shown = len(figures)
        self.display = bool(figures)
        while len(self._views) < len(figures):
            view = FigureView(self._host)
            self._views.append(view)
            self.mount(view)
        for place, view in enumerate(self._views):
            view.display = place < len(figures)
            if view.display:
                motion, caption = figures[place]
                view.set_class(caption is not None, "-captioned")
                view.border_subtitle = caption or ""
                view.play(self._stages.scene(motion))
            else:
                view.stop()
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Put as many in a row as fit now."""
        self._arrange()

    def _arrange(self) -> None:
        fit = max(1, (self.size.width + 1) // (_NARROWEST + 1))
        columns = max(1, min(fit, self._shown))
        low = self.app.size.height < 28 or columns < self._shown
        self.styles.grid_size_columns = columns
        self.styles.grid_rows = str(_LOW if low else _TALL)

"""Figures side by side, each with its caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual import events
from textual.containers import Container

from tui.app.host import Host

if TYPE_CHECKING:
    from tui.app.stages import Stages
    from tui.app.widgets.figure_view import FigureView

_NARROWEST = 21
"""Columns that a figure needs."""
_TALL, _LOW = 12, 9
"""Rows of a figure, with its caption, where there is room and where there is not."""


class Exhibit(Struct, frozen=True):
    """A motion to show."""

    motion: str
    caption: str | None = None
    """What stands under it; None for no room at all."""
    held: str | None = None
    """The keyframe to show at rest; without it the motion plays."""


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

    def show(self, exhibits: Sequence[Exhibit]) -> None:
        """Show these motions."""
        self._shown = len(exhibits)
        self.display = bool(exhibits)
        while len(self._views) < len(exhibits):
            self._add_view()
        for place, view in enumerate(self._views):
            view.display = place < len(exhibits)
            if view.display:
                exhibit = exhibits[place]
                view.set_class(exhibit.caption is not None, "-captioned")
                view.border_subtitle = exhibit.caption or ""
                scene = self._stages.scene(exhibit.motion)
                if exhibit.held:
                    view.hold_at(scene, exhibit.held)
                else:
                    view.play(scene)
            else:
                view.stop()
        self._arrange()

    def _add_view(self) -> None:
        # Imported here: a page without figures need not know how to draw one.
        from tui.app.widgets.figure_view import FigureView

        view = FigureView(self._host)
        self._views.append(view)
        self.mount(view)

    def on_resize(self, event: events.Resize) -> None:
        """Put as many in a row as fit now."""
        self._arrange()

    def _arrange(self) -> None:
        fit = max(1, (self.size.width + 1) // (_NARROWEST + 1))
        columns = max(1, min(fit, self._shown))
        low = self.app.size.height < 28 or columns < self._shown
        self.styles.grid_size_columns = columns
        self.styles.grid_rows = str(_LOW if low else _TALL)

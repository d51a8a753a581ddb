"""A figure that fills a widget."""

from __future__ import annotations

import math
from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.host import FRAMES_A_SECOND, Host
from tui.app.picture import Palette, Picture
from tui.figure.motion import Moment
from tui.figure.scene import Scene

BREATH = 5.0
"""Seconds of a calm breath, in and out."""

_GRAIN = 5 * FRAMES_A_SECOND
"""Moments a second that are told apart; with finer ones no picture would come again."""

_DEPTHS = 8
"""Steps from an empty chest to a full one; finer ones would be drawn but not seen."""


def breath_at(seconds: float) -> float:
    """How full the chest is at a time of calm breathing, from 0 to 1 in steps."""
    full = 0.5 - 0.5 * math.cos(2.0 * math.pi * seconds / BREATH)
    return round(full * _DEPTHS) / _DEPTHS


def seen_at(seconds: float) -> float:
    """A time in steps finer than a frame, so that what is repeated can look the same again."""
    return round(seconds * _GRAIN) / _GRAIN


class FigureView(Widget):
    """Draws one scene, line by line, and repaints the lines that changed."""

    DEFAULT_CSS = """
    FigureView {
        height: 1fr;
    }
    """

    def __init__(self, host: Host, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picture = Picture(host.glyphs)
        self._shown: tuple[Scene, Moment, float, bool] | None = None
        self._palette: Palette | None = None

    def hold(
        self, scene: Scene, moment: Moment, breath: float = 0.0, *, mirrored: bool = False
    ) -> None:
        """Show a moment of a scene."""
        self._shown = scene, moment, breath, mirrored
        self._redraw()

    def _redraw(self) -> None:
        """Draw the moment and repaint the lines that differ from those on screen."""
        if self._shown is None or not self.size:
            return
        if self._palette is None:
            # Textual asks all ancestors each time.
            self._palette = Palette.of(self.app, self.rich_style)
        scene, moment, breath, mirrored = self._shown
        changed = self._picture.show(
            scene, moment, self.size, self._palette, breath=breath, mirrored=mirrored
        )
        if changed:
            self.refresh(*stretches(changed, self.size.width))

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._palette = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the widget. Without a frame there is nothing for Textual to add."""
        if self._palette is None:
            self._redraw()
        if self._shown is None or crop.column_span != (0, self.size.width):
            return super().render_lines(crop)
        filters, (_, background) = self.get_line_filters(), self.background_colors
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip)
        return strips

    def render_line(self, y: int) -> Strip:
        """Line `y` of the picture."""
        return self._picture.line(y) if self._shown else super().render_line(y)


def stretches(lines: Sequence[int], width: int, top: int = 0) -> list[Region]:
    """Regions of full `width` that cover `lines`, counted from `top`; neighbours together."""
    regions: list[Region] = []
    for y in lines:
        if regions and regions[-1].bottom == top + y:
            regions[-1] = regions[-1].grow((0, 0, 1, 0))
        else:
            regions.append(Region(0, top + y, width, 1))
    return regions

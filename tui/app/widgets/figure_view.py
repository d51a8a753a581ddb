"""A figure that moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.app.host import FRAMES_A_SECOND, Host
from tui.figure.glyphs import Row
from tui.figure.materials import Material
from tui.figure.motion import Moment
from tui.figure.scene import Look, Scene, draw

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
    """Draws one scene, line by line, and repaints the lines that changed.

    `hold` shows a given moment; `play` goes round the plain cycle of the motion by itself.
    """

    DEFAULT_CSS = """
    FigureView {
        height: 1fr;
    }
    """

    def __init__(self, host: Host, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._host = host
        self._scene: Scene | None = None
        self._moment = Moment("", "")
        self._breath = 0.0
        self._mirrored = False
        self._rows: tuple[Row, ...] = ()
        self._strips: dict[int, Strip] = {}
        self._styles_of: dict[tuple[Material, Material], Style] = {}
        self._plain: Style | None = None
        self._since = 0.0
        self._timer: Timer | None = None

    def hold(
        self, scene: Scene, moment: Moment, breath: float = 0.0, *, mirrored: bool = False
    ) -> None:
        """Show a moment of a scene."""
        self.stop()
        self._set(scene, moment, breath, mirrored)

    def hold_at(self, scene: Scene, keyframe: str) -> None:
        """Show a scene at one of its keyframes."""
        self.hold(scene, Moment(keyframe, keyframe))

    def play(self, scene: Scene) -> None:
        """Go round the cycle of a scene while anybody can see it.

        Where nothing may move, or nothing does, the position after the first stands for all.
        """
        cycle = scene.player.cycle
        moving = len(cycle) > 1 and not self._host.still and self.app.animation_level != "none"
        if not moving:
            self.hold_at(scene, cycle[min(1, len(cycle) - 1)])
            return
        self._since = self._host.clock()
        self._set(scene, scene.player.moment(0.0), 0.0, False)
        if self._timer is None:
            self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.advance)
        self._timer.resume()

    def stop(self) -> None:
        """Leave the figure as it is."""
        if self._timer:
            self._timer.pause()

    def advance(self) -> None:
        """Show the moment that has come, if anybody can see it."""
        if self._scene and self.is_on_screen and self.screen.is_current:
            seconds = seen_at(self._host.clock() - self._since)
            moment = self._scene.player.moment(seconds)
            self._set(self._scene, moment, breath_at(seconds), False)

    def _set(self, scene: Scene, moment: Moment, breath: float, mirrored: bool) -> None:
        wanted = (scene, moment, breath, mirrored)
        if wanted == (self._scene, self._moment, self._breath, self._mirrored) and self._rows:
            return
        self._scene, self._moment, self._breath, self._mirrored = wanted
        self._redraw()

    def _redraw(self) -> None:
        """Draw the moment and repaint the lines that differ from those on screen."""
        if self._scene is None or not self.size:
            return
        look = Look(
            self.size.width,
            self.size.height,
            self._host.glyphs,
            colour=self._has_colour,
            mirrored=self._mirrored,
        )
        before, self._rows = self._rows, draw(self._scene, self._moment, look, self._breath)
        if len(before) != len(self._rows):
            self._strips.clear()
            self.refresh()
            return
        changed = [y for y, row in enumerate(self._rows) if row != before[y]]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*_stretches(changed, self.size.width))

    @property
    def _has_colour(self) -> bool:
        return not self.app.no_color and self.app.console.color_system is not None

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._rows = ()
        self._redraw()

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._styles_of.clear()
        self._strips.clear()
        self._plain = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the widget. Without a frame there is nothing for Textual to add."""
        if self.gutter or crop.column_span != (0, self.size.width):
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
        if (strip := self._strips.get(y)) is None:
            strip = self._strips[y] = self._strip(y)
        return strip

    def _strip(self, y: int) -> Strip:
        if self._plain is None:
            # Textual asks all ancestors each time.
            self._plain = self.rich_style
        plain, row = self._plain, self._rows[y] if y < len(self._rows) else ()
        segments = [Segment(text, self._style(fg, bg, plain)) for text, fg, bg in row]
        # No alphabet has a character that is not one cell wide.
        strip = Strip(segments, sum(len(text) for text, _, _ in row))
        return strip.adjust_cell_length(self.size.width, plain)

    def _style(self, fg: Material, bg: Material, plain: Style) -> Style:
        if (fg, bg) not in self._styles_of:
            self._styles_of[fg, bg] = plain + Style(
                color=self._colour(fg), bgcolor=self._colour(bg)
            )
        return self._styles_of[fg, bg]

    def _colour(self, material: Material) -> str | None:
        if material is Material.BG or not self._has_colour:
            return None
        return self.app.theme_variables[f"figure-{material.label}"]


def _stretches(lines: Sequence[int], width: int) -> list[Region]:
    """Regions that cover `lines`, neighbours together."""
    regions: list[Region] = []
    for y in lines:
        if regions and regions[-1].bottom == y:
            regions[-1] = regions[-1].grow((0, 0, 1, 0))
        else:
            regions.append(Region(0, y, width, 1))
    return regions

"""The figure that lifts a box at the distances that are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from tui.app.drawing.figure_strips import FigureColors, FigureStrips, outlet_of
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.environment import FRAMES_A_SECOND, Environment
from tui.app.textual_fast.diff_display import is_behind
from tui.app.widgets.strip_widget import StripWidget
from tui.figure.lifting import END, START, STATURE_CM, BoxLift, lift_scene
from tui.figure.player import MotionMoment
from tui.guide.lift.equation import Hands
from tui.guide.lift.form import INCH, FieldName, LiftForm

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.figure.scene import Scene

_REACH = (20.0, 63.0)
_HEIGHT = (0.0, 175.0)
"""Where the equation holds, in centimetres; beyond, the body does as much."""
_CAPTIONED = 18
"""Rows from which on a caption takes none from the figure; the sliders say the same."""
_PAUSE = 0.7
"""Seconds after a change until the whole lift is shown."""


def box_lift(form: LiftForm) -> BoxLift:
    """Return what is set in body lengths."""
    scale = (INCH if form.system == "us" else 1.0) / STATURE_CM

    def place(hands: Hands) -> tuple[float, float]:
        low, high = (limit / STATURE_CM for limit in _REACH)
        floor, top = (limit / STATURE_CM for limit in _HEIGHT)
        reach, height = hands.reach * scale, hands.height * scale
        return min(max(reach, low), high), min(max(height, floor), top)

    lift, box = form.lift, form.box
    return BoxLift(place(lift.start), place(lift.end), box.depth * scale, box.height * scale)


class LiftPicture(StripWidget):
    """Shows the end of the lift that is being changed, then the lift once, and rests."""

    DEFAULT_CSS = """
    LiftPicture {
        width: 1fr;
        min-width: 22;
        height: 1fr;
    }
    """

    cursor_lines = range(0)
    """The cursor stands on words, never in a figure."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment
        self._picture = FigureStrips(environment.glyphs)
        self._scene: Scene | None = None
        self._moment = MotionMoment(START, START)
        self._caption = ""
        self._since = 0.0
        self._rest = START
        self._timer: Timer | None = None

    def show(self, form: LiftForm, marked: FieldName) -> None:
        """Show a lift, at the end that the marked number belongs to."""
        scene = lift_scene(box_lift(form))
        rest = END if marked.startswith("end") else START
        is_same = scene == self._scene
        if is_same and rest == self._rest:
            return
        self._scene, self._rest = scene, rest
        self._caption = self._words(form)
        self._moment = MotionMoment(rest, rest)
        self.redraw()
        if is_same or self._environment.still or self.app.animation_level == "none":
            return
        self._since = self._environment.clock()
        if self._timer is None:
            self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.advance)
        self._timer.resume()

    def advance(self) -> None:
        """Show the moment that is due; after one cycle rest."""
        if self._scene is None or not (self.is_on_screen and self.screen.is_active):
            return
        if is_behind(self.app):
            return
        player = self._scene.player
        seconds = self._environment.clock() - self._since - _PAUSE
        moment = MotionMoment(self._rest, self._rest)
        if 0.0 <= seconds < player.seconds:
            moment = player.moment(round(seconds * FRAMES_A_SECOND) / FRAMES_A_SECOND)
        elif seconds >= 0.0 and self._timer:
            self._timer.pause()
        if moment != self._moment:
            self._moment = moment
            self.redraw()

    def _words(self, form: LiftForm) -> str:
        """Return what the picture shows where there are no words beside it."""
        lift, unit = form.lift, form.units.length
        ends = (f"{hands.reach:g} × {hands.height:g}" for hands in (lift.start, lift.end))
        turned = f" · {lift.turn:g}°" if lift.turn else ""
        return f"{' → '.join(ends)} {unit}{turned}"

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the figure, above its caption where there is room for one."""
        plain = style_cache.rich(WIDGET_STYLE)
        is_captioned = self.outer_size.height >= _CAPTIONED
        height = self.outer_size.height - (1 if is_captioned else 0)
        if self._scene is None or height < 1:
            return []
        palette = FigureColors.of(self.app, plain)
        self._picture.show(
            self._scene, self._moment, (width, height), palette, outlet=outlet_of(self.app)
        )
        lines = [self._picture.line(y) for y in range(height)]
        if not is_captioned:
            return lines
        caption = self._caption[:width].center(width)
        return [*lines, Strip([Segment(caption, style_cache.rich("$foreground 80%"))])]

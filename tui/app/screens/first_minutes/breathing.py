"""Calm breathing, led by the figure in a position of ease."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.app.environment import FRAMES_A_SECOND
from tui.app.frame_pacer import may_drop
from tui.app.input.bindings import bind
from tui.app.screens.first_minutes.position import StepChoice
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.textual_fast.diff_display import is_behind
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.walk_view import WalkFigure, WalkView, WalkWords
from tui.figure.player import MotionMoment
from tui.guide.content.safety_model import EasePosition
from tui.guide.first_minutes import BREATH, FirstStep, breathing_routine
from tui.guide.routine.announcements import Announcer, Bell
from tui.guide.routine.breathing import DEPTHS, Breathing, ChestState
from tui.guide.routine.cue_text import clock_words
from tui.guide.routine.player import PlayerState, RoutinePlayer

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_STILL_TICKS = 4
"""Updates a second where nothing moves."""


class BreathingScreen(GuideScreen[StepChoice]):
    """Leads slow breathing. Closes with the next step, or None to leave.

    Args:
        state: The state of the guide.
        position: The position that the figure rests in.
        moves: Whether exercises may be offered.

    """

    smallest = SMALLEST_LED

    BLANK = True
    """Draw nothing of the screen itself, only its widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pause", "pause(True)", "Pause"),
        bind("pause", "pause(False)", "Go on"),
        bind("right", "step('pack')", "Next"),
        bind("left", "step('position')", "Back"),
        bind("walk", "step('move')", "Move a little"),
        bind("close", "leave", "Leave"),
    ]

    def __init__(self, state: GuideState, position: EasePosition, *, moves: bool) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.first_minutes
        self._position = position
        self._moves = moves
        routine = breathing_routine(state.index, position)
        self._player = RoutinePlayer.start(routine, state.environment.clock())
        self._breathing = Breathing.of(routine)
        self._announcer = Announcer(state.index)
        self._banner = Banner(state.triage)
        self._view = WalkView(state.environment.glyphs, {self._cue})

    is_led = True

    def spoken(self) -> str:
        """Return how to breathe."""
        return self._cue

    @property
    def _cue(self) -> str:
        return f"{self._position.cue} {self._words.breathing_cue}"

    def compose(self) -> ComposeResult:
        """Lay out the level, the figure and the keys."""
        self.cursor_follows = self._view
        yield self._banner
        yield self._view
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to breathe."""
        environment = self._state.environment
        self._banner.follow(self._state)
        self._is_moving = not environment.still and self.app.animation_level != "none"
        self._player = RoutinePlayer.start(self._player.routine, environment.clock())
        ticks = FRAMES_A_SECOND if self._is_moving else _STILL_TICKS
        self._timer = self.set_interval(1 / ticks, self.advance)
        self._show()

    def advance(self) -> None:
        """Advance to the present time."""
        player = self._player.tick(self._state.environment.clock())
        if may_drop(player, self._player) and is_behind(self.app):
            self._player = player
            self._state.audio(self.app).announce(self._announcer.follow(player))
        else:
            self._change(player)

    def _change(self, player: RoutinePlayer) -> None:
        before, self._player = self._player, player
        if (before.state is PlayerState.PAUSED) is not (player.state is PlayerState.PAUSED):
            self.refresh_bindings()
        self._state.audio(self.app).announce(self._announcer.follow(player))
        if player.state is PlayerState.DONE:
            self._timer.stop()
            self._state.audio(self.app).ring(Bell.DONE)
            self.dismiss(StepChoice(None))
            return
        self._show()
        is_running = player.state in (PlayerState.PLAYING, PlayerState.COUNTING)
        (self._timer.resume if is_running else self._timer.pause)()

    def _show(self) -> None:
        player, step = self._player, self._player.step
        progress = 1.0 - player.step_left * player.pace / step.seconds
        chest = self._breathing.at(player.place, min(max(progress, 0.0), 1.0))
        frame = step.frames[0]
        pose = WalkFigure(
            self._state.scenes.scene(step.motion),
            MotionMoment(frame, frame),
            chest.depth / DEPTHS if self._is_moving else 0.0,
            mirrored=False,
        )
        if regions := self._view.show(pose, self._around(chest)):
            self.repaint(self._view, regions)

    def _around(self, chest: ChestState) -> WalkWords:
        player = self._player
        total = player.routine.total
        stage = f"BREATHE {chest.breath.upper()}"
        # Counted up, as the content says it.
        number = min(int(BREATH), 1 + int(BREATH - player.step_left))
        if player.state is not PlayerState.PLAYING:
            stage = "PAUSED" if player.state is PlayerState.PAUSED else "GO ON IN"
            number = math.ceil(player.countdown)
        return WalkWords(
            title=self._words.breathing_title,
            aside=self._position.title,
            stage=stage,
            number=number or None,
            breath=None,
            cue=self._cue,
            share=max(0.0, 1.0 - math.ceil(player.remaining) / total),
            left=f"{clock_words(player.remaining)} left",
        )

    def action_pause(self, pause: bool) -> None:
        """Pause, or go on after a countdown."""
        now = self._state.environment.clock()
        self._change(self._player.pause(now) if pause else self._player.resume(now))

    def hold(self) -> None:
        """Pause, if the breathing is running."""
        if self._player.state in (PlayerState.PLAYING, PlayerState.COUNTING):
            self._change(self._player.pause(self._state.environment.clock()))

    def action_step(self, name: str) -> None:
        """Go on to another step."""
        self.dismiss(StepChoice(FirstStep(name)))

    def action_leave(self) -> None:
        """Return to the guide."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer exercises only where they may be shown, and to go on only in a pause."""
        if action == "pause":
            return parameters != (self._player.state is PlayerState.PAUSED,)
        return self._moves or parameters != (FirstStep.MOVE.value,)

"""The walkthrough: a figure performs a routine without any key press."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.app.environment import FRAMES_A_SECOND
from tui.app.frame_pacer import FramePacer, may_drop, moment
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.textual_fast.diff_display import is_behind
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.walk_view import WalkFigure, WalkView, WalkWords
from tui.guide.routine.announcements import Announcer
from tui.guide.routine.breathing import DEPTHS, Breathing, ChestState
from tui.guide.routine.cue_text import (
    breath_words,
    clock_words,
    done_words,
    heading,
    side_word,
    stage_word,
    upcoming_words,
)
from tui.guide.routine.paces import PACES
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import Routine, Step

if TYPE_CHECKING:
    from tui.app.audio import Audio
    from tui.app.guide_state import GuideState

_STILL_TICKS = 4
"""Updates a second where nothing moves."""


class WalkEnding(Enum):
    """How a walkthrough ended."""

    DONE = "done"
    LEFT = "left"
    CHECKLIST = "checklist"
    """A sign was ticked that needs help first."""


class WalkScreen(GuideScreen[WalkEnding]):
    """Plays one routine. The screen shows a `RoutinePlayer` and tells it the time.

    Args:
        state: The state of the guide.
        routine: What to play.
        on_done: Called once, when the end is reached.

    """

    smallest = SMALLEST_LED
    BLANK = True
    """Draw nothing of the screen itself, only its widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pause", "begin", "Start now"),
        bind("pause", "resume", "Go on"),
        bind("pause", "pause", "Pause"),
        bind("hurts", "hurt", "It hurts"),
        bind("choose", "finish", "Finish"),
        bind("left", "again", "Again"),
        bind("left", "previous", "Skip"),
        bind("right", "next", "Skip"),
        bind("close", "leave", "Leave"),
        bind("mute", "mute", "Mute"),
        bind("voice", "voice", "Voice"),
        bind("say.again", "say_again"),
        bind("pace.slower", "pace(-1)", "Pace"),
        bind("pace.faster", "pace(1)", "Pace"),
    ]

    def __init__(self, state: GuideState, routine: Routine, on_done: Callable[[], None]) -> None:
        super().__init__()
        self._state = state
        self._on_done: Callable[[], None] | None = on_done
        self._index = state.index
        self._environment = state.environment
        self._player = RoutinePlayer.start(routine, state.environment.clock())
        self._breathing = Breathing.of(routine)
        self._frame_pacer = FramePacer()
        breath, ticks = state.environment.say_breath, state.environment.ticks
        self._announcer = Announcer(state.index, breath=breath, ticks=ticks)
        self._said: tuple[tuple[object, ...], WalkWords] | None = None
        """The words last shown, preceded by the values they depend on."""
        postures = {routine.posture, *(step.posture for step in routine.steps)}
        ends = {done_words(self._index, posture) for posture in postures}
        self._view = WalkView(
            state.environment.glyphs, {*ends, *(self.hint(step.cue) for step in routine.steps)}
        )

    @property
    def _audio(self) -> Audio:
        return self._state.audio(self.app)

    @property
    def player(self) -> RoutinePlayer:
        """The present state of the routine."""
        return self._player

    def compose(self) -> ComposeResult:
        """Lay out the figure above the keys."""
        yield self._view
        yield KeyLine()

    def on_mount(self) -> None:
        """Start the routine and its timer."""
        self.cursor_follows = self._view
        self._moving = not self._environment.still and self.app.animation_level != "none"
        ticks = FRAMES_A_SECOND if self._moving else _STILL_TICKS
        self._player = RoutinePlayer.start(self._player.routine, self._environment.clock())
        self._timer = self.set_interval(1 / ticks, self.advance)
        self._show()

    def advance(self) -> None:
        """Advance the routine to the present time."""
        player = self._player.tick(self._environment.clock())
        if may_drop(player, self._player) and is_behind(self.app):
            self._player = player
            self._audio.announce(self._announcer.follow(player))
        else:
            self._change(player)

    def _change(self, player: RoutinePlayer) -> None:
        before, self._player = self._player, player
        if player.routine is not before.routine:
            self._breathing = Breathing.of(player.routine)
        self._show()
        if (player.state, player.can_begin) != (before.state, before.can_begin):
            self.refresh_bindings()
        if player.state is PlayerState.DONE and self._on_done:
            self._on_done()
            self._on_done = None
        if player.state in (PlayerState.PLAYING, PlayerState.COUNTING):
            self._timer.resume()
        else:
            self._timer.pause()

    # Display

    def _show(self) -> None:
        player, step = self._player, self._player.step
        self._audio.announce(self._announcer.follow(player))
        progress = self._frame_pacer.progress(player)
        chest = self._breathing.at(player.place, progress)
        pose = WalkFigure(
            self._state.scenes.scene(step.motion),
            moment(step.frames, progress if self._moving else None),
            chest.depth / DEPTHS if self._moving else 0.0,
            step.mirrored,
        )
        if regions := self._view.show(pose, self._words(step, chest)):
            self.repaint(self._view, regions)

    def _words(self, step: Step, chest: ChestState) -> WalkWords:
        """Return the words around the figure, cached: most frames change none of them."""
        player, seconds = self._player, math.ceil(self._player.remaining)
        place = (player.state, player.place, player.pace)
        due = (*place, seconds, self._countdown(), chest, self._audio.sign)
        if self._said is None or self._said[0] != due:
            self._said = due, self._around(step, chest)
        return self._said[1]

    def _around(self, step: Step, chest: ChestState) -> WalkWords:
        player = self._player
        done = player.state is PlayerState.DONE
        if done:
            share, left = None, ""
        else:
            # In whole seconds, so that the bar grows when the clock beside it changes.
            total = player.routine.total
            share = max(0.0, 1.0 - math.ceil(player.remaining) * player.pace / total)
            next_words = upcoming_words(self._index, step, player.upcoming)
            left = f"{clock_words(player.remaining)} left · {next_words}"
        return WalkWords(
            title=heading(self._index, step),
            aside=f"{self._audio.sign}  {player.pace:g}×",
            stage=stage_word(player.state, player.step),
            number=self._countdown(),
            breath=breath_words(step, chest) if player.state is PlayerState.PLAYING else "",
            cue=done_words(self._index, player.posture) if done else self.hint(step.cue),
            share=share,
            left=left,
            side=side_word(step) if player.state is PlayerState.PLAYING else "",
            most=math.ceil(step.seconds / player.pace),
        )

    def _countdown(self) -> int | None:
        player = self._player
        if player.state is PlayerState.COUNTING:
            return math.ceil(player.countdown)
        if player.state is PlayerState.PLAYING:
            return max(1, math.ceil(player.step_left))
        return None

    # Keys

    def action_begin(self) -> None:
        """Begin the exercise without the rest of the time to get ready."""
        self._change(self._player.begin(self._environment.clock()))

    def action_resume(self) -> None:
        """Go on after a countdown."""
        self._change(self._player.resume(self._environment.clock()))

    def action_pause(self) -> None:
        """Pause."""
        self._change(self._player.pause(self._environment.clock()))

    def hold(self) -> None:
        """Pause, if the routine is running."""
        if self._player.state in (PlayerState.PLAYING, PlayerState.COUNTING):
            self._change(self._player.pause(self._environment.clock()))

    def action_previous(self) -> None:
        """Return to the start of the exercise, or to the previous one."""
        self._change(self._player.previous(self._environment.clock()))

    action_again = action_previous

    def action_next(self) -> None:
        """Go to the next exercise."""
        self._change(self._player.next(self._environment.clock()))

    def action_pace(self, by: int) -> None:
        """Change the pace by `by` steps."""
        nearest = min(range(len(PACES)), key=lambda i: abs(PACES[i] - self._player.pace))
        pace = PACES[min(max(nearest + by, 0), len(PACES) - 1)]
        self._change(self._player.with_pace(pace, self._environment.clock()))

    def action_mute(self) -> None:
        """Mute all that is heard, or no longer."""
        self._audio.toggle_mute()
        self._show()

    def action_voice(self) -> None:
        """Switch the voice on or off; on, it says what to do now."""
        if self._audio.toggle_voice():
            self.action_say_again()
        self._show()

    def action_say_again(self) -> None:
        """Say what to do again or, without a voice, ring for it."""
        self._audio.announce(self._announcer.again(self._player))

    @work
    async def action_hurt(self) -> None:
        """Stop at once, and ask about further signs."""
        from tui.app.screens.walkthrough.hurt import HurtScreen

        self._change(self._player.hurt(self._environment.clock()))
        if await self.app.push_screen_wait(HurtScreen(self._state)):
            self._change(self._player.go_on(self._environment.clock()))
        elif self._state.triage_state.needs_help_today:
            self.dismiss(WalkEnding.CHECKLIST)
        else:
            self.dismiss(WalkEnding.LEFT)

    @work
    async def action_leave(self) -> None:
        """Return to the guide; ask first while the routine is running."""
        from tui.app.screens.confirm import ConfirmDialog

        if self._player.state is PlayerState.DONE:
            self.dismiss(WalkEnding.DONE)
            return
        self._change(self._player.pause(self._environment.clock()))
        if await self.app.push_screen_wait(
            ConfirmDialog("Leave the walkthrough here?", yes="Leave", no="Stay")
        ):
            self.dismiss(WalkEnding.LEFT)

    def action_finish(self) -> None:
        """Return to the guide from the end."""
        self.dismiss(WalkEnding.DONE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that apply now."""
        state, can_begin = self._player.state, self._player.can_begin
        running = state in (PlayerState.PLAYING, PlayerState.COUNTING)
        done = state is PlayerState.DONE
        offered = {"finish": done, "again": done, "begin": can_begin}
        offered |= {"resume": state is PlayerState.PAUSED, "pause": running and not can_begin}
        return offered.get(action, not done or action not in ("hurt", "next", "previous", "pace"))

"""The walkthrough of a break: one routine in the pane of a desk, heard as in the guide."""

from __future__ import annotations

import math
from collections.abc import Callable

from tui.app.frame_pacer import FramePacer, moment
from tui.figure.player import MotionMoment
from tui.guide.content.episode_model import fill_in
from tui.guide.content.record_index import Index
from tui.guide.routine.announcements import Announcement, Announcer
from tui.guide.routine.breathing import DEPTHS, Breathing
from tui.guide.routine.cue_text import STAGE_WORDS, done_words, side_word
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import Routine, Step

Announce = Callable[[Announcement | None], None]
"""Says or rings what is due."""

_RUNNING = (PlayerState.PLAYING, PlayerState.COUNTING)


class DeskWalk:
    """A routine that is led.

    Args:
        index: The content.
        routine: The exercises; at least one.
        now: The time, in seconds.
        announcer: What says when to announce what.
        announce: Says or rings it.

    """

    def __init__(
        self, index: Index, routine: Routine, now: float, announcer: Announcer, announce: Announce
    ) -> None:
        self._index = index
        self._announcer = announcer
        self._announce = announce
        self._pacer = FramePacer()
        self._breathing = Breathing.of(routine)
        self.player = RoutinePlayer.start(routine, now)
        self._tell()

    @property
    def is_running(self) -> bool:
        """Whether it plays, or counts down to do so."""
        return self.player.state in _RUNNING

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.player.state is PlayerState.DONE

    @property
    def step(self) -> Step:
        """What is to be done now."""
        return self.player.step

    def follow(self, now: float) -> None:
        """Follow the time."""
        self._change(self.player.tick(now))

    def pause(self, now: float) -> None:
        """Begin at once while getting ready, pause while it plays, else go on."""
        player = self.player
        if player.can_begin:
            self._change(player.begin(now))
        else:
            self._change(player.pause(now) if self.is_running else player.resume(now))

    def skip(self, now: float) -> None:
        """Go to the next exercise, or to the end."""
        self._change(self.player.next(now))

    def _change(self, player: RoutinePlayer) -> None:
        before, self.player = self.player, player
        if player.routine is not before.routine:
            self._breathing = Breathing.of(player.routine)
        self._tell()

    def _tell(self) -> None:
        if due := self._announcer.follow(self.player):
            self._announce(due)

    # What is shown

    @property
    def title(self) -> str:
        """The exercise."""
        return self._index.exercises[self.step.exercise].title

    @property
    def stage(self) -> str:
        """What to do, how long still, and which repetition: ``HOLD 4 · left · 2 of 5``."""
        player, step = self.player, self.step
        if player.state is PlayerState.PAUSED:
            return "PAUSED"
        if player.state is PlayerState.COUNTING:
            return f"GO ON IN {math.ceil(player.countdown)}"
        words = f"{STAGE_WORDS[step.stage]} {max(1, math.ceil(player.step_left))}"
        rep = f"{step.rep} of {step.reps}" if step.rep and step.reps > 1 else ""
        return " · ".join(part for part in (words, side_word(step), rep) if part)

    @property
    def cue(self) -> str:
        """What to do, in a sentence."""
        if self.is_done:
            return done_words(self._index, self.player.posture)
        return _shown(self.step)

    @property
    def cues(self) -> list[str]:
        """All that this exercise says, and what it says now."""
        steps = self.player.routine.steps
        own = [_shown(step) for step in steps if step.exercise == self.step.exercise]
        return [*dict.fromkeys([*own, self.cue])]

    def figure(self, *, still: bool) -> tuple[str, MotionMoment, float, bool]:
        """Return motion, moment, breath from 0 to 1, and whether the picture is mirrored."""
        step = self.step
        progress = self._pacer.progress(self.player)
        breath = 0.0 if still else self._breathing.at(self.player.place, progress).depth / DEPTHS
        return step.motion, moment(step.frames, None if still else progress), breath, step.mirrored


def _shown(step: Step) -> str:
    """Return the cue of a step, with the key of this pane for what hurts."""
    return fill_in(step.cue, hurts="x")

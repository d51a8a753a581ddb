"""The playing of a plain walkthrough: its lines and what is heard, each at its time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from tui.guide.blocks import dose_words
from tui.guide.content.episode_model import fill_in
from tui.guide.content.exercise_model import Exercise
from tui.guide.routine.announcements import Announcer
from tui.guide.routine.cue_text import done_words, heading
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import StepStage, plan
from tui.guide.routine.speaking_time import speaking_seconds
from tui.plain.dialogue import (
    Conversation,
    Ended,
    KeyOption,
    Shown,
    Wait,
    find_key,
    hint,
    listen,
    press,
)
from tui.plain.heard_text import as_heard, count_words
from tui.plain.response import keep_done
from tui.plain.signs import END, SignQuestions
from tui.plain.walk_keys import BEGIN, HELP, HURTS, NEXT, PAUSE, PLAYING, RESUME, START, STAY, TIME

_NAP = 0.5
"""The longest wait, in seconds; far below the gap that counts as a jump of the clock."""
_BLINK = 0.001
"""The shortest wait, in seconds."""

_TIMED = (StepStage.READY, StepStage.HOLD, StepStage.REST)
"""The stages whose length is said."""


class WalkLeft(Exception):
    """The walkthrough was left before its end."""


class WalkPlayer:
    """A walkthrough that is playing.

    Args:
        signs: The signs that apply to the reader.
        exercises: The exercises, in order.
        clock: A monotonic clock, in seconds.
        announcer: Says what is to be said and rung.
        attended: Whether somebody can answer.
        mute: Whether no bell is rung.
        heard: Whether the lines are heard and not seen, so that each is what a voice says, at
            its time.
        pace: The pace to play at.

    """

    def __init__(
        self,
        signs: SignQuestions,
        exercises: Sequence[Exercise],
        clock: Callable[[], float],
        announcer: Announcer,
        *,
        attended: bool,
        mute: bool,
        heard: bool,
        pace: float = 1.0,
    ) -> None:
        self._signs = signs
        self._index = signs.index
        self._clock = clock
        self._attended = attended
        self._mute = mute
        self._heard = heard
        self._announcer = announcer
        self._exercises = {exercise.id: exercise for exercise in exercises}
        """The exercises by id, with the doses to play."""
        routine = plan(signs.index, exercises, pace=pace)
        self._player = RoutinePlayer.start(routine, clock())
        self._exercise = ""
        """The id of the exercise begun last."""
        self._said = -1
        """The index of the step printed last."""
        self._reasons: list[str] = []
        """The stop signs of this exercise; the one printed least recently comes first."""
        self._skipped: set[str] = set()

    def lead(self) -> Conversation[bool]:
        """Print each cue when it is due, and handle what is typed; return whether to keep it.

        Raises:
            Ended: if the input of a person has ended.

        """
        while self._player.state is not PlayerState.DONE:
            if self._player.step.exercise != self._exercise:
                yield from self._begin()
            elif self._player.state is PlayerState.PAUSED:
                yield from self._wake()
            else:
                yield from self._announce()
                if self._player.place != self._said:
                    yield from self._say_step()
                yield from self._play()
        yield from self._announce()
        if not self._heard:
            yield Shown(done_words(self._index, self._player.posture))
        done = {step.exercise: None for step in self._player.routine.steps}
        if names := tuple(name for name in done if name not in self._skipped):
            keep_done(self._signs, names)
        return bool(names)

    def _announce(self) -> Conversation[None]:
        """Say and ring what is due."""
        announced = self._announcer.follow(self._player)
        if announced is None:
            return
        if self._heard and announced.say:
            yield Shown(announced.say)
        yield replace(announced, bell=None) if self._mute else announced

    def _begin(self) -> Conversation[None]:
        """Start the next exercise; a person says when it begins."""
        exercise = self._exercises[self._player.step.exercise]
        if not self._attended:
            self._reasons = [*exercise.stop_if, *self._index.content.movement.stop_if]
            self._exercise = exercise.id
            if self._heard:
                yield from read_aloud(f"{exercise.title}. Stop if: {t}" for t in exercise.stop_if)
                # None of the time of the exercise has passed meanwhile.
                self._player = replace(self._player, seen=self._clock())
            return
        self._player = self._player.pause(self._clock())
        yield ""
        yield f"{exercise.title}. {as_heard(dose_words(exercise.dose))}"
        yield exercise.start
        yield from (as_heard(f"Stop if: {text}") for text in exercise.stop_if)
        key = yield from press(BEGIN, NEXT, HURTS, END)
        if key is BEGIN:
            self._exercise = exercise.id
            self._player = self._player.resume(self._clock())
        else:
            yield from self._do(key)

    def _say_step(self) -> Conversation[None]:
        player, step = self._player, self._player.step
        self._said = player.place
        if self._heard:
            return
        aside = f" {step.seconds:g} s." if step.stage in _TIMED else ""
        if self._attended:
            ready = f" {step.seconds:g} s, {START.hint}."
            asides = {StepStage.READY: ready, StepStage.CHECK: " Then enter."}
            aside = asides.get(step.stage, aside)
        cue = fill_in(step.cue, hurts="x")
        yield Shown(as_heard(f"{heading(self._index, step)}: {cue}{aside}"))
        if not self._attended:
            reason, *later = self._reasons
            self._reasons = [*later, reason]
            yield Shown(as_heard(f"Stop if: {reason}"))

    def _play(self) -> Conversation[None]:
        """Wait briefly, and handle what is typed meanwhile."""
        player = self._player
        left = player.countdown if player.state is PlayerState.COUNTING else player.step_left
        # The last seconds are counted when they are left.
        seconds = min(max(math.fmod(left, 1.0) or left, _BLINK), _NAP)
        line: str | None = None
        if self._attended:
            line = yield from listen(seconds, self._keys)
        else:
            yield Wait(seconds)
        self._player = self._player.tick(self._clock())
        if line is None:
            return
        key = find_key(line, self._keys)
        if key is None or key is HELP:
            yield hint(self._keys)
        elif key is TIME:
            yield time_left(self._player.remaining)
        elif key is START:
            self._player = self._player.begin(self._clock())
        else:
            yield from self._do(key)

    @property
    def _keys(self) -> tuple[KeyOption, ...]:
        """What can be typed while it plays."""
        return (START, *PLAYING) if self._player.can_begin else PLAYING

    def _wake(self) -> Conversation[None]:
        """Continue after a jump of the clock, during which nobody could read the cues."""
        if self._attended:
            yield from self._do(PAUSE)
        else:
            self._player = self._player.resume(self._clock())

    def _do(self, key: KeyOption) -> Conversation[None]:
        """Carry out a key."""
        self._player = self._player.pause(self._clock())
        if key is END:
            raise WalkLeft
        if key is HURTS:
            key = yield from self._ask_hurt()
        elif key is PAUSE:
            yield "Paused."
            key = yield from press(RESUME, NEXT, HURTS, END)
            if key is not RESUME:
                yield from self._do(key)
                return
        if key is END:
            raise WalkLeft
        if key is NEXT:
            self._skipped.add(self._player.step.exercise)
            self._player = self._player.next(self._clock())
        self._said = -1
        self._player = self._player.resume(self._clock())

    def _ask_hurt(self) -> Conversation[KeyOption]:
        """Ask about the signs to stop for; return the key that says how to go on."""
        movement = self._index.content.movement
        try:
            if not (yield from self._signs.ask_hurts()):
                return END
            if refusal := self._signs.refusal():
                yield from refusal
                return END
            yield from self._signs.headline()
            yield movement.severe
            return (yield from press(NEXT, STAY, END))
        except Ended:
            yield movement.severe
            raise


def time_left(seconds: float) -> str:
    """Return how long something still takes, such as ``2 minutes 16 seconds left``."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    parts = [count_words(minutes, "minute")] if minutes else []
    parts += [count_words(rest, "second")] if rest or not minutes else []
    return f"{' '.join(parts)} left."


def read_aloud(lines: Iterable[str]) -> Conversation[None]:
    """Print lines that are heard, each after the time that the one before takes to be said."""
    for line in lines:
        yield Shown(line)
        if seconds := speaking_seconds(line):
            yield Wait(seconds)

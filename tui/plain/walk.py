"""The walkthrough line by line, for screen readers and terminals that draw nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from tui.guide.blocks import condition_words, dose_words
from tui.guide.content.exercise_model import Exercise
from tui.guide.routine.cue_text import clock_words, done_words, heading
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import StepStage, plan
from tui.plain.dialogue import (
    Conversation,
    Ended,
    KeyOption,
    Wait,
    agree,
    find_key,
    hint,
    listen,
    press,
)
from tui.plain.response import ask_response, keep_done
from tui.plain.safety import ask_before_moving
from tui.plain.signs import END, SignQuestions
from tui.plain.walk_keys import BEGIN, HELP, HURTS, NEXT, PAUSE, PLAYING, RESUME, START, STAY

_BELL = "\a"
_NAP = 0.5
"""The longest wait, in seconds; far below the gap that counts as a jump of the clock."""
_BLINK = 0.001
"""The shortest wait, in seconds."""

_TIMED = (StepStage.READY, StepStage.HOLD, StepStage.REST)
"""The stages whose length is said."""


class Presence(Enum):
    """Whether somebody can answer."""

    PERSON = "person"
    """Somebody at a terminal."""
    PERHAPS = "perhaps"
    """Somebody, unless the input ends before the first answer."""
    NOBODY = "nobody"
    """Nobody who could answer."""


class _Left(Exception):
    """The walkthrough was left before its end."""


def walk_conversation(
    signs: SignQuestions,
    choice: RoutineChoice,
    *,
    clock: Callable[[], float],
    presence: Presence,
    mute: bool = False,
) -> Conversation[None]:
    """Run the walkthrough of the chosen exercises, unless the ticks rule it out.

    A person is asked first about conditions, and before each exercise whether to begin, and can
    type at any time. With nobody to answer it plays through, and says at every step when to stop.

    Args:
        signs: The signs that apply to the reader.
        choice: The exercises.
        clock: A monotonic clock, in seconds.
        presence: Whether somebody can answer.
        mute: Whether the bell is off.

    """
    if refusal := signs.refusal():
        yield from refusal
        return
    asks, is_person = presence is not Presence.NOBODY, presence is Presence.PERSON
    if asks and not (yield from ask_before_moving(signs, is_person=is_person)):
        return
    exercises = choice.order(signs.index)
    yield f"Walkthrough: {_titles(exercises)}."
    try:
        attended = yield from _ask_conditions(signs, exercises, presence)
        if refusal := signs.refusal():
            yield from refusal
            raise _Left
        suitable = yield from _leave_out(signs, choice)
        if attended:
            yield from _explain(signs, suitable, asks=len(suitable) < len(exercises))
        else:
            yield from _warn(signs, suitable)
        kept = yield from _Walk(signs, suitable, clock, attended=attended, mute=mute).lead()
    except (Ended, _Left):
        yield "The walkthrough ends here."
        return
    if attended and kept:
        yield from ask_response(signs, "walkthrough")


def _ask_conditions(
    signs: SignQuestions, exercises: Sequence[Exercise], presence: Presence
) -> Conversation[bool]:
    """Ask about the conditions of exercises; return whether somebody answers."""
    if presence is Presence.NOBODY:
        return False
    try:
        if not (yield from signs.ask_conditions(exercises)):
            raise _Left
    except Ended:
        if presence is Presence.PERSON:
            raise
        return False
    return True


def _leave_out(signs: SignQuestions, choice: RoutineChoice) -> Conversation[list[Exercise]]:
    """Say which exercises are left out; return the others, in order."""
    out = signs.left_out(choice.order(signs.index))
    if out:
        yield f"Left out: {_titles(out)}. {signs.index.content.movement.blocked}"
    remaining = choice.order(signs.index, out)
    if not remaining:
        raise _Left
    return remaining


def _explain(
    signs: SignQuestions, exercises: Sequence[Exercise], *, asks: bool
) -> Conversation[None]:
    """Tell a person when to stop and what to type; with `asks`, ask whether to begin."""
    if asks and not (yield from agree(f"Begin with {_titles(exercises)}?")):
        raise _Left
    yield from signs.stop_rules()
    yield "At any time, even while it plays:"
    yield hint(PLAYING)


def _warn(signs: SignQuestions, exercises: Sequence[Exercise]) -> Iterator[str]:
    """Print the conditions of `exercises` and when to stop, where nobody can answer."""
    if names := signs.unanswered(exercises):
        yield "Ask first if:"
        yield from (f"- {condition_words(signs.index, name)}" for name in names)
        yield ""
    yield from signs.stop_rules()
    yield "Ctrl-C ends it."


def _titles(exercises: Sequence[Exercise]) -> str:
    return ", ".join(exercise.title for exercise in exercises)


class _Walk:
    """A walkthrough that is playing."""

    def __init__(
        self,
        signs: SignQuestions,
        exercises: Sequence[Exercise],
        clock: Callable[[], float],
        *,
        attended: bool,
        mute: bool,
    ) -> None:
        self._signs = signs
        self._index = signs.index
        self._clock = clock
        self._attended = attended
        self._bell = "" if mute else _BELL
        self._player = RoutinePlayer.start(plan(signs.index, exercises), clock())
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
                if self._player.place != self._said:
                    yield from self._say_step()
                yield from self._play()
        yield self._bell + done_words(self._index, self._player.posture)
        done = {step.exercise: None for step in self._player.routine.steps}
        if names := tuple(name for name in done if name not in self._skipped):
            keep_done(self._signs, names)
        return bool(names)

    def _begin(self) -> Conversation[None]:
        """Start the next exercise; a person says when it begins."""
        exercise = self._index.exercises[self._player.step.exercise]
        if not self._attended:
            self._reasons = [*exercise.stop_if, *self._index.content.movement.stop_if]
            self._exercise = exercise.id
            return
        self._player = self._player.pause(self._clock())
        yield ""
        yield f"{exercise.title}. {dose_words(exercise.dose)}."
        yield exercise.start
        yield from (f"Stop if: {text}" for text in exercise.stop_if)
        key = yield from press(BEGIN, NEXT, HURTS, END)
        if key is BEGIN:
            self._exercise = exercise.id
            self._player = self._player.resume(self._clock())
        else:
            yield from self._do(key)

    def _say_step(self) -> Conversation[None]:
        player, step = self._player, self._player.step
        self._said = player.place
        aside = f" ({step.seconds:g} s)" if step.stage in _TIMED else ""
        if self._attended:
            ready = f" ({step.seconds:g} s, {START.hint})"
            asides = {StepStage.READY: ready, StepStage.CHECK: " (Then enter.)"}
            aside = asides.get(step.stage, aside)
        clock = f"{clock_words(player.remaining):>5}"
        yield f"{self._bell}{clock}  {heading(self._index, step)}: {step.cue}{aside}"
        if not self._attended:
            reason, *later = self._reasons
            self._reasons = [*later, reason]
            yield f"       Stop if: {reason}"

    def _play(self) -> Conversation[None]:
        """Wait briefly, and handle what is typed meanwhile."""
        player = self._player
        left = player.countdown if player.state is PlayerState.COUNTING else player.step_left
        seconds = min(max(left, _BLINK), _NAP)
        line: str | None = None
        if self._attended:
            line = yield from listen(seconds)
        else:
            yield Wait(seconds)
        self._player = self._player.tick(self._clock())
        if line is None:
            return
        keys = (START, *PLAYING) if self._player.can_begin else PLAYING
        key = find_key(line, keys)
        if key is None or key is HELP:
            yield hint(keys)
        elif key is START:
            self._player = self._player.begin(self._clock())
        else:
            yield from self._do(key)

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
            raise _Left
        if key is HURTS:
            key = yield from self._ask_hurt()
        elif key is PAUSE:
            yield "Paused."
            key = yield from press(RESUME, NEXT, HURTS, END)
            if key is not RESUME:
                yield from self._do(key)
                return
        if key is END:
            raise _Left
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

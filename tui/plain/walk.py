"""The walkthrough line by line, for screen readers and terminals that draw nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from tui.guide.blocks import condition_words
from tui.guide.content.exercise_model import Exercise
from tui.guide.routine.announcements import Announcer
from tui.guide.routine.order import RoutineChoice
from tui.plain.dialogue import Conversation, Ended, agree, hint
from tui.plain.heard_text import as_heard
from tui.plain.response import ask_response
from tui.plain.safety import ask_before_moving
from tui.plain.signs import SignQuestions
from tui.plain.walk_keys import PLAYING
from tui.plain.walk_player import WalkLeft, WalkPlayer, read_aloud


class Presence(Enum):
    """Whether somebody can answer."""

    PERSON = "person"
    """Somebody at a terminal."""
    PERHAPS = "perhaps"
    """Somebody, unless the input ends before the first answer."""
    NOBODY = "nobody"
    """Nobody who could answer."""


def walk_conversation(
    signs: SignQuestions,
    choice: RoutineChoice,
    *,
    clock: Callable[[], float],
    presence: Presence,
    mute: bool = False,
    heard: bool = False,
    breath: bool = False,
    ticks: bool = False,
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
        heard: Whether the lines are heard and not seen, as by `ssh HOST walk | espeak-ng`.
        breath: Whether to say when to breathe, where there is time for it.
        ticks: Whether the last seconds of a hold tick.

    """
    if refusal := signs.refusal():
        yield from refusal
        return
    asks, is_person = presence is not Presence.NOBODY, presence is Presence.PERSON
    if asks and not (yield from ask_before_moving(signs, is_person=is_person)):
        return
    exercises = choice.order(signs.index)
    yield from choice.notes
    yield f"Walkthrough: {_titles(exercises)}."
    try:
        attended = yield from _ask_conditions(signs, exercises, presence)
        if refusal := signs.refusal():
            yield from refusal
            raise WalkLeft
        suitable = yield from _leave_out(signs, choice)
        if attended:
            yield from _explain(signs, suitable, asks=len(suitable) < len(exercises))
        elif heard:
            yield from read_aloud(_warn(signs, suitable))
        else:
            yield from _warn(signs, suitable)
        announcer = Announcer(signs.index, breath=breath, ticks=ticks)
        walk = WalkPlayer(
            signs,
            suitable,
            clock,
            announcer,
            attended=attended,
            mute=mute,
            heard=heard,
            pace=choice.pace,
        )
        kept = yield from walk.lead()
    except (Ended, WalkLeft):
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
            raise WalkLeft
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
        raise WalkLeft
    return remaining


def _explain(
    signs: SignQuestions, exercises: Sequence[Exercise], *, asks: bool
) -> Conversation[None]:
    """Tell a person when to stop and what to type; with `asks`, ask whether to begin."""
    if asks and not (yield from agree(f"Begin with {_titles(exercises)}?")):
        raise WalkLeft
    yield from signs.stop_rules()
    yield "At any time, even while it plays:"
    yield hint(PLAYING)


def _warn(signs: SignQuestions, exercises: Sequence[Exercise]) -> Iterator[str]:
    """Print the conditions of `exercises` and when to stop, where nobody can answer."""
    if names := signs.unanswered(exercises):
        yield "Ask first if:"
        yield from (as_heard(condition_words(signs.index, name)) for name in names)
    yield from signs.stop_rules()
    yield "Ctrl-C ends it."


def _titles(exercises: Sequence[Exercise]) -> str:
    return ", ".join(exercise.title for exercise in exercises)

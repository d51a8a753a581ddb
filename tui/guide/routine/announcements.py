"""The announcements of a routine: words and bells at their times, without a clock or sound.

An `Announcer` follows the states of a player and returns what each change asks for. Of what is
due at once it returns the newest, and never anything that is past.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum
from itertools import takewhile

from msgspec import Struct

from tui.guide.content.record_index import Index
from tui.guide.routine.breathing import Breathing
from tui.guide.routine.cue_text import (
    SIDE_WORDS,
    STAGE_WORDS,
    done_words,
    repetition_words,
)
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import Side, StepStage
from tui.guide.routine.speaking_time import speaking_seconds

LATEST = 0.3
"""Seconds after its time at which a count is past, and no longer said."""
NUMBERS = ("", "One.", "Two.", "Three.")
"""The count-down, by the seconds that are left."""

_LAST = len(NUMBERS) - 1
_APART = 0.5
"""Seconds between the beginning of a step and the first count, at least."""
_OVERLAP = 0.5
"""Seconds of the first cue of a movement that the next cue may cut off: at a fast pace it is
better than none."""
_CALM = (StepStage.HOLD, StepStage.REST)
"""The stages in which calm breathing is guided."""


class Bell(Enum):
    """The bells, which differ by how often they ring and by their tone."""

    MOVE = "move"
    HOLD = "hold"
    SIDE = "side"
    REST = "rest"
    EXERCISE = "exercise"
    """The next exercise."""
    DONE = "done"
    TICK = "tick"
    """A second of a hold that ends soon."""
    ALERT = "alert"
    """Something other than a routine wants to be looked at."""


BELL_WORDS = {
    Bell.MOVE: "One: move.",
    Bell.HOLD: "Two: hold.",
    Bell.SIDE: "Three: the other side.",
    Bell.REST: "Four: rest, and notice how it feels.",
    Bell.EXERCISE: "Two and two: get ready for the next exercise.",
    Bell.DONE: "Three and three: done.",
}
"""What each bell of a routine means, by how often it rings."""


class Announcement(Struct, frozen=True):
    """Something to say, to ring, or both."""

    say: str = ""
    """Empty for nothing."""
    bell: Bell | None = None
    is_cue: bool = False
    """Whether it says what to do, so that it can be said again; a count is over."""


class Announcer:
    """Says what to announce as a player moves.

    Args:
        index: The content.
        breath: Whether to say when to breathe in and out, where there is time for it.
        ticks: Whether the last seconds of a hold tick.

    """

    def __init__(self, index: Index, *, breath: bool = False, ticks: bool = False) -> None:
        self._index = index
        self._breath = breath
        self._ticks = ticks
        self._before: RoutinePlayer | None = None
        self._counted = 0
        """The count said last; smaller ones may follow."""
        self._free_at = 0.0
        """The position from which what is said now is over."""
        self._way = ""
        """The direction of the breath that was said last."""
        self._breathing: Breathing | None = None

    def follow(self, player: RoutinePlayer) -> Announcement | None:
        """Return what is due now that the player is in this state; None for nothing."""
        before, self._before = self._before, player
        if before is None or player.routine is not before.routine:
            self._breathing = Breathing.of(player.routine) if self._breath else None
        if player.state is not (before.state if before else None):
            return self._changed(before, player)
        if player.state is PlayerState.COUNTING:
            return self._count(player.countdown)
        if player.state is PlayerState.DONE or before is None:
            return None
        if player.place != before.place or player.position < before.position:
            return self._begin(player)
        if player.state is not PlayerState.PLAYING:
            return None
        return self._end_of_step(player) or self._breath_of(player)

    def again(self, player: RoutinePlayer) -> Announcement:
        """Return what was to be done last, to be said again."""
        if player.state is PlayerState.DONE:
            return Announcement(done_words(self._index, player.posture), Bell.DONE, True)
        words = next(self._forms(player), "")
        self._speak(player, words)
        return Announcement(words, _bell(player), True)

    def _changed(self, before: RoutinePlayer | None, player: RoutinePlayer) -> Announcement | None:
        """Announce another state of the player."""
        if player.state is PlayerState.DONE:
            return Announcement(done_words(self._index, player.posture), Bell.DONE, True)
        if player.state is PlayerState.COUNTING:
            self._counted = _LAST + 1
            return self._count(player.countdown)
        if player.state is PlayerState.PAUSED:
            return Announcement("Paused.") if before else None
        if player.state is not PlayerState.PLAYING:
            return None
        if before is None:
            # The first cue needs no bell: the reader has just begun.
            first = self._begin(player)
            return Announcement(first.say, None, True)
        if player.place != before.place or before.state is PlayerState.DONE:
            return self._begin(player)
        # After a pause the cue is said again if there is time for it.
        announced = self._begin(player)
        return announced if speaking_seconds(announced.say) <= player.step_left else None

    def _begin(self, player: RoutinePlayer) -> Announcement:
        """Announce the step, in the longest words that there is time for."""
        step, left = player.step, player.step_left
        room = left - _LAST if step.stage is StepStage.HOLD else left
        if step.stage is StepStage.MOVE and step.rep == 1:
            room += _OVERLAP
        forms = list(self._forms(player))
        words = next((form for form in forms if speaking_seconds(form) <= room), forms[-1])
        self._speak(player, words)
        self._counted = min(_LAST + 1, math.ceil(left - _APART))
        if step.stage in (StepStage.READY, StepStage.REST):
            # Half a count-down would be a riddle: there is nothing to hold out for.
            self._counted *= left - speaking_seconds(words) >= _LAST
        elif step.stage is not StepStage.HOLD:
            self._counted = 0
        return Announcement(words, _bell(player), True)

    def _speak(self, player: RoutinePlayer, words: str) -> None:
        self._free_at = player.position + speaking_seconds(words) * player.pace
        self._way = player.step.breath or ""

    def _end_of_step(self, player: RoutinePlayer) -> Announcement | None:
        """Count the last seconds of a step, unless that would cut its cue off."""
        counted = self._count(player.step_left)
        if counted is None:
            return None
        tick = Bell.TICK if self._ticks and player.step.stage is StepStage.HOLD else None
        return Announcement(counted.say if player.position >= self._free_at else "", tick)

    def _count(self, left: float) -> Announcement | None:
        """Count the seconds that are left, each once."""
        number = math.ceil(left)
        if not 0 < number < self._counted or number - left > LATEST:
            return None
        self._counted = number
        return Announcement(NUMBERS[number])

    def _breath_of(self, player: RoutinePlayer) -> Announcement | None:
        """Say which way to breathe during a hold or a rest, if nothing else is said."""
        if self._breathing is None or player.step.stage not in _CALM:
            return None
        way = self._breathing.at(player.place, player.progress).breath
        words = f"Breathe {way}."
        left = player.step_left - (_LAST if self._counted else 0)
        if way == self._way or player.position < self._free_at or speaking_seconds(words) > left:
            return None
        self._speak(player, words)
        self._way = way
        return Announcement(words)

    # Words

    def _forms(self, player: RoutinePlayer) -> Iterator[str]:
        """Yield the words for the present step, the fullest first."""
        step, words = player.step, player.step.spoken
        if not step.exercise:
            yield f"Breathe {step.breath}."
            return
        if step.stage is StepStage.READY:
            title = self._index.exercises[step.exercise].title
            is_last = player.routine.steps[-1].exercise == step.exercise
            before = ("Last exercise: " if is_last else "Next: ") if player.place else ""
            head = f"{before}{title}."
            if step.side:
                yield f"{head} {words} {_side_words(step.side)}"
            yield from (f"{head} {words}", head)
            return
        count = repetition_words(player.routine, player.place)
        if _changes_side(player):
            assert step.side is not None
            side = _side_words(step.side)
            if count:
                yield f"{count} {side} {words}"
            yield from (
                f"{words} {side}" if step.stage is StepStage.SWITCH else f"{side} {words}",
                side,
            )
            return
        if following := _count_ahead(player):
            yield f"{words} {following}"
        for told in (f"{count} {words}", words) if count else (words,):
            if self._breath and step.breath:
                yield f"{told} Breathe {step.breath}."
            yield told
        if count.startswith("Last"):
            yield count
        yield f"{STAGE_WORDS[step.stage].capitalize()}."


def _count_ahead(player: RoutinePlayer) -> str:
    """Return which repetition follows, if there will be no time to say so; else nothing."""
    steps, place = player.routine.steps, player.place + 1
    if place == len(steps) or player.step.stage not in (StepStage.BACK, StepStage.REST):
        return ""
    count, following = repetition_words(player.routine, place), steps[place]
    if not count or following.side is not player.step.side:
        return ""
    if speaking_seconds(f"{count} {following.spoken}") <= following.seconds / player.pace:
        return ""
    return f"Next: {count[0].lower()}{count[1:]}"


def _side_words(side: Side) -> str:
    return f"{SIDE_WORDS[side].capitalize()}."


def _changes_side(player: RoutinePlayer) -> bool:
    """Return whether the present step is the first of the other side."""
    step = player.step
    if step.stage is StepStage.SWITCH:
        return step.side is not None
    if step.stage is not StepStage.MOVE or step.side is None:
        return False
    earlier = reversed(player.routine.steps[: player.place])
    same = list(takewhile(lambda one: one.exercise == step.exercise, earlier))
    if not same or same[0].stage is StepStage.SWITCH:
        return False
    moved = next((one for one in same if one.rep), None)
    return moved is not None and moved.side is not step.side


def _bell(player: RoutinePlayer) -> Bell | None:
    if not player.step.exercise:
        return None
    return Bell.SIDE if _changes_side(player) else _BELLS[player.step.stage]


_BELLS = {
    StepStage.READY: Bell.EXERCISE,
    StepStage.MOVE: Bell.MOVE,
    StepStage.HOLD: Bell.HOLD,
    StepStage.BACK: Bell.MOVE,
    StepStage.REST: Bell.REST,
    StepStage.SWITCH: Bell.SIDE,
    StepStage.CHECK: Bell.REST,
}

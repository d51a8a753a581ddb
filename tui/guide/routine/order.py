"""The order of the exercises of a routine: few changes of posture, and gentle ones first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from msgspec import Struct

from tui.guide.content.exercise_model import Exercise, Phase, Posture, Program
from tui.guide.content.record_index import Index
from tui.guide.routine.routine import STANDING, TurnTable


class RoutineChoice(Struct, frozen=True):
    """The exercises that somebody chose, before any is left out."""

    exercises: tuple[Exercise, ...]
    first: str = ""
    """The id of the exercise that stays first; empty if any may."""
    is_ordered: bool = False
    """Whether the exercises stay in the order given."""
    pace: float = 1.0
    """The pace to play them at."""
    notes: tuple[str, ...] = ()
    """What a reader is told of them first, such as what is missing."""

    @classmethod
    def named(cls, index: Index, names: Sequence[str]) -> RoutineChoice:
        """Choose by the ids of exercises and programs, in that order; by none, the first program.

        A program alone keeps its own order.
        """
        if not names:
            return cls.of_program(index, index.content.programs[0])
        if len(names) == 1 and names[0] in index.programs:
            return cls.of_program(index, index.programs[names[0]])
        chosen: list[str] = []
        for name in names:
            program = index.programs.get(name)
            chosen += program.exercises if program else (name,)
        return cls(tuple(index.exercises[name] for name in chosen), is_ordered=True)

    @classmethod
    def of_program(cls, index: Index, program: Program) -> RoutineChoice:
        """Choose the exercises of a program, which keeps its first."""
        exercises = tuple(index.exercises[name] for name in program.exercises)
        return cls(exercises, first=program.exercises[0])

    def order(self, index: Index, left_out: Collection[Exercise] = ()) -> list[Exercise]:
        """Return the exercises in the order to play, without those left out."""
        remaining = [exercise for exercise in self.exercises if exercise not in left_out]
        return remaining if self.is_ordered else arrange(index, remaining, self.first)


class _Order(NamedTuple):
    """An order of some exercises; the least is the best."""

    seconds: float
    """The time between postures."""
    places: tuple[int, ...]
    """The place of each exercise among those given, so that of two equal orders the given one
    wins."""


_Best = dict[Posture, _Order]
"""The best order that ends in each posture."""


def arrange(
    index: Index,
    exercises: Sequence[Exercise],
    first: str = "",
    posture: Posture = STANDING,
) -> list[Exercise]:
    """Return `exercises` in the order of their phases, and within a phase by posture.

    Those of one phase that start in the same posture stay together. Among the orders that are
    left, it is the one with the least seconds between postures; ties are decided by the order
    given. With six postures this compares a few thousand orders at most, however many
    exercises there are.

    Args:
        index: The content.
        exercises: The exercises; the order given decides between equal ones.
        first: The id of the exercise that stays first, if it is among them.
        posture: The posture in which the reader begins.

    """
    head = [exercise for exercise in exercises if exercise.id == first][:1]
    best: _Best = {head[0].posture if head else posture: _Order(0.0, ())}
    for phase in Phase:
        groups: dict[Posture, tuple[int, ...]] = {}
        for place, exercise in enumerate(exercises):
            if exercise.phase is phase and exercise not in head:
                groups[exercise.posture] = (*groups.get(exercise.posture, ()), place)
        if groups:
            best = _extended(best, groups, index.content.movement.seconds)
    return [*head, *(exercises[place] for place in min(best.values()).places)]


def _extended(best: _Best, groups: dict[Posture, tuple[int, ...]], turns: TurnTable) -> _Best:
    """Return the best orders after the exercises of one more phase, grouped by posture."""
    extended: _Best = {}
    for end, order in _orders(best, groups, turns):
        extended[end] = min(order, extended.get(end, order))
    return extended


def _orders(
    best: _Best, groups: dict[Posture, tuple[int, ...]], turns: TurnTable
) -> Iterator[tuple[Posture, _Order]]:
    for postures in permutations(groups):
        places = tuple(place for posture in postures for place in groups[posture])
        for before, order in best.items():
            ways = zip((before, *postures), postures, strict=False)
            seconds = order.seconds + sum(turns[here][there] for here, there in ways)
            yield postures[-1], _Order(seconds, order.places + places)

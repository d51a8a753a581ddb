"""The breathing of the figure during a routine.

Where a step names a breath, the chest follows it from one end of the step to the other.
Elsewhere it breathes calmly, as many times as fit, and ends at the depth where the next
step begins: so each repetition looks like the one before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from tui.guide.content.exercise_model import Breath
from tui.guide.routine.routine import Routine, Step

CALM = 5.0
"""Seconds of a calm breath, in and out; stretched or shortened to fit."""

DEPTHS = 7
"""The number of steps from an empty chest to a full one."""

_EMPTY, _FULL = 0, 1


class ChestState(NamedTuple):
    """The state of the chest at an instant."""

    depth: int
    """How full it is: 0 breathed out, `DEPTHS` a full chest."""
    breath: Breath
    """The direction of the breath."""


class BreathSpan(NamedTuple):
    """A range of the breath, in half breaths: even is empty, odd is full."""

    start: float
    end: float


class Breathing(Struct, frozen=True):
    """The breath of a routine."""

    stretches: tuple[BreathSpan, ...]
    """One for each step."""

    @classmethod
    def of(cls, routine: Routine) -> Breathing:
        """Plan the breathing for `routine`."""
        return cls(tuple(_stretches(routine.steps)))

    def at(self, place: int, progress: float) -> ChestState:
        """Return the state of the chest at a share of a step.

        Args:
            place: The number of the step.
            progress: The elapsed share of it, from 0 to 1.

        """
        start, end = self.stretches[place]
        halves = start + (end - start) * progress
        full = 0.5 - 0.5 * math.cos(math.pi * halves)
        # At its very end a breath is still the one it was.
        before_end = min(halves, math.ceil(end) - 1)
        return ChestState(round(DEPTHS * full), "out" if math.floor(before_end) % 2 else "in")


def _stretches(steps: Sequence[Step]) -> Iterator[BreathSpan]:
    ended: int | None = None
    for span, later in pairwise([*_spans(steps), []]):
        named = span[0].breath
        following = later[0].breath if later else None
        wanted = None if following is None else _starts(following)
        seconds = [step.seconds for step in span]
        if named:
            start, halves = _starts(named), 1
        else:
            start = next((depth for depth in (ended, wanted) if depth is not None), _EMPTY)
            halves = _halves(sum(seconds), turns=wanted is not None and wanted != start)
        yield from _shared(start, halves, seconds)
        ended = (start + halves) % 2


def _spans(steps: Iterable[Step]) -> list[list[Step]]:
    """Return the steps that share breaths: those of a repetition, unless they name a breath."""
    spans: list[list[Step]] = []
    before = None
    for step in steps:
        free = (step.exercise, step.side, step.rep) if step.rep and not step.breath else None
        if free is not None and free == before:
            spans[-1].append(step)
        else:
            spans.append([step])
        before = free
    return spans


def _starts(breath: Breath) -> int:
    """Return how full the chest is when a breath begins."""
    return _EMPTY if breath == "in" else _FULL


def _halves(seconds: float, *, turns: bool) -> int:
    """Return the number of half breaths for calm breathing over `seconds`; odd if it `turns`."""
    if turns:
        return 2 * max(0, round((seconds / CALM) - 0.5)) + 1
    return 2 * max(1, round(seconds / CALM))


def _shared(start: int, halves: int, seconds: Sequence[float]) -> Iterator[BreathSpan]:
    """Divide the half breaths from `start` on among steps of the given seconds."""
    total, over = sum(seconds), 0.0
    for length in seconds:
        begun = start + halves * over / total
        over += length
        yield BreathSpan(begun, start + halves * over / total)

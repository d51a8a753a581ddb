"""Changes to a lift that lower its index, each with the index that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.lift.equation import SHORT, Lift, assess

ChangeName: TypeAlias = Literal[
    "closer", "start_height", "end_height", "turn", "often", "hours", "grip", "two"
]

_LEAST_GAIN = 0.05
"""By how much the index must fall for a change to be worth a line."""


class Change(Struct, frozen=True):
    """Another way to do a lift.

    Attributes:
        name: what is changed.
        lift: the lift after it; for two people, what each of them lifts.
        index: its lifting index.

    """

    name: ChangeName
    lift: Lift
    index: float


def changes(lift: Lift) -> tuple[Change, ...]:
    """Return the changes that lower the index of a lift, the greatest gain first."""
    now = assess(lift).index
    tried = [Change(name, other, assess(other).index) for name, other in _other_ways(lift)]
    # From what must not be lifted, anything that may be is an infinite gain.
    helping = [one for one in tried if one.index < now and now - one.index >= _LEAST_GAIN]
    return tuple(sorted(helping, key=lambda change: change.index))


def _other_ways(lift: Lift) -> Iterator[tuple[ChangeName, Lift]]:
    system = lift.system
    near, knuckle = system.near, system.knuckle
    start = replace(lift.start, reach=min(lift.start.reach, near))
    end = replace(lift.end, reach=min(lift.end.reach, near))
    yield "closer", replace(lift, start=start, end=end)
    yield "start_height", replace(lift, start=replace(lift.start, height=knuckle))
    yield "end_height", replace(lift, end=replace(lift.end, height=knuckle))
    yield "turn", replace(lift, turn=0.0)
    yield "often", replace(lift, often=lift.often / 2.0)
    yield "hours", replace(lift, hours=min(lift.hours, SHORT))
    yield "grip", replace(lift, grip="good")
    yield "two", replace(lift, weight=lift.weight / 2.0)

"""The revised NIOSH lifting equation: the recommended weight of a lift, and its index.

Source: NIOSH Publication 94-110, revised 9/2021, doi 10.26616/NIOSHPUB94110revised092021. The
constants of its metric and its US form are no exact conversions, so a lift is worked out in the
one unit system in which it was measured.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import Struct

Grip: TypeAlias = Literal["good", "fair", "poor"]
SystemName: TypeAlias = Literal["metric", "us"]
FactorName: TypeAlias = Literal["reach", "height", "travel", "turn", "often", "grip"]

FACTORS: tuple[FactorName, ...] = ("reach", "height", "travel", "turn", "often", "grip")
"""The multipliers HM, VM, DM, AM, FM and CM, in the order of the equation."""

SHORT, MODERATE, LONG = 1.0, 2.0, 8.0
"""Hours up to which lifting counts as short, moderate and long; beyond, nothing holds."""

MOST_TURN = 135.0
"""Degrees above which the recommended weight is zero."""

_TURN_SLOPE = 0.0032
RATES = (0.2, 0.5, *(float(rate) for rate in range(1, 16)))
"""The lifts per minute of the rows of the table of FM, from seldom to often."""
_SHORT_ROW = (1, 0.97, 0.94, 0.91, 0.88, 0.84, 0.80, 0.75, 0.70, 0.60, 0.52, 0.45, 0.41, 0.37)
_MODERATE_ROW = (0.95, 0.92, 0.88, 0.84, 0.79, 0.72, 0.60, 0.50, 0.42, 0.35, 0.30, 0.26)
_LONG_ROW = (0.85, 0.81, 0.75, 0.65, 0.55, 0.45, 0.35, 0.27, 0.22, 0.18)
_LOW: Mapping[float, tuple[float, ...]] = MappingProxyType(
    {SHORT: _SHORT_ROW, MODERATE: _MODERATE_ROW, LONG: _LONG_ROW}
)
"""FM by the hours of lifting where the hands start below knuckle height; zero beyond its end."""
_HIGH: Mapping[float, tuple[float, ...]] = MappingProxyType(
    {
        SHORT: (*_SHORT_ROW, 0.34, 0.31, 0.28),
        MODERATE: (*_MODERATE_ROW, 0.23, 0.21),
        LONG: (*_LONG_ROW, 0.15, 0.13),
    }
)
"""FM where the hands start at knuckle height or above."""
_GRIPS: Mapping[Grip, tuple[float, float]] = MappingProxyType(
    {"good": (1.0, 1.0), "fair": (0.95, 1.0), "poor": (0.9, 0.9)}
)
"""CM below knuckle height, and from there on."""


class UnitSystem(Struct, frozen=True):
    """The equation's constants in one system of units.

    Attributes:
        name: what the system is called.
        mass: the unit of weights.
        length: the unit of lengths.
        load: the load constant: what is recommended under the best of conditions.
        near: the distance of the hands up to which it costs nothing.
        far: the distance beyond which the recommended weight is zero.
        knuckle: the height of the hands that costs nothing.
        slope: what each unit of height away from there costs.
        top: the height above which the recommended weight is zero.
        travel: what the way up or down costs, divided by its length.
        short: the way up to which it costs nothing.
        long: the way beyond which the recommended weight is zero.

    """

    name: SystemName
    mass: str
    length: str
    load: float
    near: float
    far: float
    knuckle: float
    slope: float
    top: float
    travel: float
    short: float
    long: float


METRIC = UnitSystem("metric", "kg", "cm", 23, 25, 63, 75, 0.003, 175, 4.5, 25, 175)
US = UnitSystem("us", "lb", "in", 51, 10, 25, 30, 0.0075, 70, 1.8, 10, 70)
SYSTEMS: Mapping[SystemName, UnitSystem] = MappingProxyType({"metric": METRIC, "us": US})


class Hands(Struct, frozen=True):
    """Where the hands are at one end of a lift, in lengths of the system.

    Attributes:
        reach: how far before the ankles, H.
        height: how far above the floor, V.

    """

    reach: float
    height: float


class Lift(Struct, frozen=True):
    """A lift as it was measured.

    Attributes:
        weight: the load in masses of the system.
        start: where the hands take it.
        end: where they put it.
        turn: how far the body is turned aside in degrees, counted at both ends.
        often: lifts per minute.
        hours: how long they go on.
        grip: how well the load can be held.
        system: the units.

    """

    weight: float
    start: Hands
    end: Hands
    turn: float = 0.0
    often: float = 0.2
    hours: float = 1.0
    grip: Grip = "fair"
    system: UnitSystem = METRIC


class LiftEnd(Struct, frozen=True):
    """What the equation says of one end of a lift.

    Attributes:
        factors: the multipliers, from 0 to 1.
        recommended: the recommended weight, RWL.
        index: the lifting index; infinite, as nothing may be lifted, where that weight is zero.

    """

    factors: Mapping[FactorName, float]
    recommended: float
    index: float


class Assessment(Struct, frozen=True):
    """What the equation says of a lift."""

    lift: Lift
    start: LiftEnd
    end: LiftEnd

    @property
    def worse(self) -> LiftEnd:
        """The end that counts: the one with the lower recommended weight."""
        return min(self.start, self.end, key=lambda end: end.recommended)

    @property
    def recommended(self) -> float:
        """The weight that is recommended for the whole lift."""
        return self.worse.recommended

    @property
    def index(self) -> float:
        """The lifting index of the whole lift; infinite where nothing may be lifted."""
        return self.worse.index

    @property
    def costliest(self) -> FactorName | None:
        """The multiplier that takes most from the weight, at the end that counts; None if none."""
        factors = self.worse.factors
        name = min(FACTORS, key=lambda name: factors[name])
        return name if factors[name] < 1.0 else None


def assess(lift: Lift) -> Assessment:
    """Return what the equation says of both ends of a lift."""
    return Assessment(lift, _end(lift, lift.start), _end(lift, lift.end))


def estimated_reach(height: float, depth: float, system: UnitSystem) -> float:
    """Return the reach to count where it was not measured, by the depth of the box."""
    near, low = (8.0, 10.0) if system is US else (20.0, 25.0)
    return (near if height >= system.near else low) + depth / 2.0


def _end(lift: Lift, hands: Hands) -> LiftEnd:
    system = lift.system
    factors: dict[FactorName, float] = {
        "reach": _reach(hands.reach, system),
        "height": _height(hands.height, system),
        "travel": _travel(abs(lift.end.height - lift.start.height), system),
        "turn": 1.0 - _TURN_SLOPE * lift.turn if lift.turn <= MOST_TURN else 0.0,
        # The rate counts by the start, at either end.
        "often": _rate(lift.often, lift.hours, is_low=lift.start.height < system.knuckle),
        "grip": _GRIPS[lift.grip][hands.height >= system.knuckle],
    }
    recommended = system.load * math.prod(factors[name] for name in FACTORS)
    return LiftEnd(factors, recommended, lift.weight / recommended if recommended else math.inf)


def _reach(reach: float, system: UnitSystem) -> float:
    return 0.0 if reach > system.far else min(1.0, system.near / max(reach, system.near))


def _height(height: float, system: UnitSystem) -> float:
    if not 0.0 <= height <= system.top:
        return 0.0
    return 1.0 - system.slope * abs(height - system.knuckle)


def _travel(way: float, system: UnitSystem) -> float:
    if way > system.long:
        return 0.0
    return 1.0 if way < system.short else min(1.0, 0.82 + system.travel / way)


def _rate(often: float, hours: float, *, is_low: bool) -> float:
    """Return FM: linear between the rows of the table."""
    rows = _LOW if is_low else _HIGH
    row = next((rows[limit] for limit in (SHORT, MODERATE, LONG) if hours <= limit), None)
    if row is None or often > RATES[-1]:
        return 0.0
    often = max(often, RATES[0])
    full = (*row, *[0.0] * (len(RATES) - len(row)))
    place = max(0, bisect_right(RATES, often) - 1)
    if RATES[place] == often:
        return full[place]
    share = (often - RATES[place]) / (RATES[place + 1] - RATES[place])
    return full[place] + share * (full[place + 1] - full[place])

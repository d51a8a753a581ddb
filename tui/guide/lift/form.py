"""The numbers of a lift as they are set one by one: by steps, by typing, in either units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from msgspec import Struct, structs

from tui.guide.lift.equation import METRIC, RATES, SYSTEMS, US, Hands, Lift, SystemName, UnitSystem
from tui.guide.lift.measures import (
    GRIPS,
    Box,
    LiftError,
    MeasureName,
    default_box,
    limits,
    parse_number,
    unit,
)

FieldName: TypeAlias = Literal[
    "weight",
    "start_reach",
    "start_height",
    "end_reach",
    "end_height",
    "turn",
    "often",
    "hours",
    "grip",
    "box_depth",
    "box_height",
]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)

_KINDS: dict[FieldName, MeasureName] = {
    "weight": "weight",
    "start_reach": "reach",
    "start_height": "height",
    "end_reach": "reach",
    "end_height": "height",
    "turn": "turn",
    "often": "often",
    "hours": "hours",
    "box_depth": "size",
    "box_height": "size",
}
_ENDS: dict[MeasureName, tuple[float, float]] = {
    "weight": (60.0, 130.0),
    "reach": (70.0, 28.0),
    "height": (180.0, 72.0),
    "turn": (150.0, 150.0),
    "hours": (8.0, 8.0),
    "size": (80.0, 32.0),
}
"""The right end of each slider in metric and US units; more can be typed."""
INCH, _POUND = 2.54, 0.45359237
"""In centimetres, and in kilograms."""


class LiftForm(Struct, frozen=True):
    """What is set. Each change makes another one."""

    system: SystemName = "metric"
    weight: float = 10.0
    start_reach: float = 40.0
    start_height: float = 25.0
    end_reach: float = 40.0
    end_height: float = 100.0
    turn: float = 0.0
    often: float = 0.2
    hours: float = 1.0
    grip: float = 1.0
    """The place of the grip in `GRIPS`."""
    box_depth: float = 40.0
    box_height: float = 30.0

    @classmethod
    def first(cls, system: UnitSystem) -> LiftForm:
        """Return what is set before anything was changed."""
        if system is not US:
            return cls()
        box = default_box(US)
        return cls("us", 22.0, 16.0, 10.0, 16.0, 40.0, box_depth=box.depth, box_height=box.height)

    @property
    def units(self) -> UnitSystem:
        """The units of the numbers."""
        return SYSTEMS[self.system]

    @property
    def lift(self) -> Lift:
        """The lift that is set."""
        return Lift(
            self.weight,
            Hands(self.start_reach, self.start_height),
            Hands(self.end_reach, self.end_height),
            self.turn,
            self.often,
            self.hours,
            GRIPS[int(self.grip)],
            self.units,
        )

    @property
    def box(self) -> Box:
        """The box that is set."""
        return Box(self.box_depth, self.box_height)

    def number(self, name: FieldName) -> float:
        """Return a number that is set."""
        return float(getattr(self, name))

    def shown(self, name: FieldName) -> str:
        """Return a number with its unit."""
        if name == "grip":
            return GRIPS[int(self.grip)]
        words = unit(_KINDS[name], self.units)
        gap = "" if words in ("°", "/min") else " "
        return f"{self.number(name):.4g}{gap}{words}"

    def share(self, name: FieldName) -> float:
        """Return how far to the right a slider stands, from 0 to 1."""
        stops = _stops(name, self.system)
        return min(bisect_left(stops, self.number(name)), len(stops) - 1) / (len(stops) - 1)

    def stepped(self, name: FieldName, by: int) -> LiftForm:
        """Return the form after some steps of a slider."""
        stops, now = _stops(name, self.system), self.number(name)
        # From between two stops the first step goes to the next one.
        place = bisect_right(stops, now) - 1 + by if by > 0 else bisect_left(stops, now) + by
        place = min(max(place, 0), len(stops) - 1)
        if (stops[place] - now) * by <= 0:
            return self
        return self._with(name, stops[place])

    def slid(self, name: FieldName, share: float) -> LiftForm:
        """Return the form with a slider at a share of its way."""
        stops = _stops(name, self.system)
        return self._with(name, stops[round(min(max(share, 0.0), 1.0) * (len(stops) - 1))])

    def typed(self, name: FieldName, text: str) -> LiftForm:
        """Return the form with a number that was typed.

        Raises:
            LiftError: if it is none, or cannot be.

        """
        if name == "grip":
            raise LiftError("Choose the grip with the arrow keys.")
        return self._with(name, parse_number(_KINDS[name], text, self.units))

    def switched(self) -> LiftForm:
        """Return the form in the other units, each number as near as a step allows."""
        other = METRIC if self.units is US else US
        form = structs.replace(self, system=other.name)
        for name, kind in _KINDS.items():
            if kind in ("weight", "reach", "height", "size"):
                share = _POUND if kind == "weight" else INCH
                number = self.number(name) * share if other is METRIC else self.number(name) / share
                allowed = limits(kind, other)
                form = form._with(name, min(max(float(round(number)), allowed.least), allowed.most))
        return form

    def _with(self, name: FieldName, value: float) -> LiftForm:
        values: dict[str, float] = {name: value}
        return structs.replace(self, **values)


@lru_cache(maxsize=32)
def _stops(name: FieldName, system: SystemName) -> tuple[float, ...]:
    """Return where a slider stops."""
    if name == "grip":
        return tuple(float(place) for place in range(len(GRIPS)))
    kind = _KINDS[name]
    if kind == "often":
        return RATES
    allowed = limits(kind, SYSTEMS[system])
    first = allowed.step if allowed.least else 0.0
    end = _ENDS[kind][system == "us"]
    return tuple(
        first + allowed.step * place for place in range(int((end - first) / allowed.step) + 1)
    )

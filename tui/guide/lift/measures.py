"""The numbers of a lift as they are typed: with or without units, and within what can be lifted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from tui.guide.lift.equation import (
    LONG,
    METRIC,
    SYSTEMS,
    US,
    Grip,
    Hands,
    Lift,
    SystemName,
    UnitSystem,
    estimated_reach,
)

MeasureName: TypeAlias = Literal["weight", "reach", "height", "turn", "often", "hours", "size"]

GRIPS: tuple[Grip, ...] = get_args(Grip)

UNMEASURED = "?"
"""Typed for a reach that was not measured."""


class LiftError(ValueError):
    """What was typed is no lift; the message says in one line what is."""


class NumberLimits(Struct, frozen=True):
    """What is taken for a number, in its unit, and by how much a key changes it."""

    least: float
    most: float
    step: float


class Box(Struct, frozen=True):
    """The size of what is lifted, in lengths of the system: from front to back, and its height."""

    depth: float
    height: float


def default_box(system: UnitSystem) -> Box:
    """Return the size of a box that nobody has measured."""
    return Box(16.0, 12.0) if system is US else Box(40.0, 30.0)


_MASS = MappingProxyType({"metric": NumberLimits(0.5, 200, 1), "us": NumberLimits(1, 440, 2)})
_REACH = MappingProxyType({"metric": NumberLimits(1, 100, 1), "us": NumberLimits(1, 40, 1)})
_HEIGHT = MappingProxyType({"metric": NumberLimits(0, 220, 5), "us": NumberLimits(0, 88, 2)})
_SIZE = MappingProxyType({"metric": NumberLimits(5, 100, 5), "us": NumberLimits(2, 40, 1)})
_ANY: Mapping[MeasureName, NumberLimits] = MappingProxyType(
    {
        "turn": NumberLimits(0, 180, 5),
        "often": NumberLimits(0.01, 30, 1),
        "hours": NumberLimits(0.05, LONG, 0.5),
    }
)


def limits(name: MeasureName, system: UnitSystem) -> NumberLimits:
    """Return what is taken for a number in a system of units."""
    by_system = {"weight": _MASS, "reach": _REACH, "height": _HEIGHT, "size": _SIZE}
    return by_system[name][system.name] if name in by_system else _ANY[name]


def unit(name: MeasureName, system: UnitSystem) -> str:
    """Return the unit of a number as it is written behind it."""
    lengths = dict.fromkeys(("reach", "height", "size"), system.length)
    return {"weight": system.mass, "turn": "°", "often": "/min", "hours": "h", **lengths}[name]


class Typed(Struct, frozen=True):
    """A lift as it is typed on the command line; empty where nothing was."""

    weight: str = ""
    start: str = ""
    end: str = ""
    turn: str = ""
    often: str = ""
    hours: str = ""
    grip: str = ""
    box: str = ""
    units: str = ""


_EXAMPLES: Mapping[MeasureName, str] = MappingProxyType(
    {
        "weight": "weight, such as 12kg or 26lb",
        "turn": "angle in degrees, such as 30",
        "often": "rate, such as 3/min or 20/h",
        "hours": "time, such as 2 or 30min",
    }
)
_UNITS: Mapping[MeasureName, Mapping[str, SystemName | float]] = MappingProxyType(
    {
        "weight": {"kg": "metric", "lb": "us", "lbs": "us"},
        "turn": {"deg": 1.0, "°": 1.0},
        "often": {"/min": 1.0, "/h": 1 / 60, "/hour": 1 / 60},
        "hours": {"h": 1.0, "min": 1 / 60},
    }
)
"""By the unit: the system that it belongs to, or how many of the plain unit it is."""

_NUMBER = r"\d{1,15}(?:[.,]\d{1,15})?"
_WITH_UNIT = re.compile(rf"({_NUMBER})\s*([a-z/°]*)", re.ASCII)
_PLACE = re.compile(rf"({_NUMBER}|\?)\s*[x×]\s*({_NUMBER})\s*([a-z]*)", re.ASCII)
_LENGTHS: Mapping[str, SystemName] = MappingProxyType({"cm": "metric", "in": "us"})


def parse_lift(typed: Typed, usual: UnitSystem = METRIC) -> tuple[Lift, Box]:
    """Return the lift and the box that were typed.

    Args:
        typed: What was typed.
        usual: The units of numbers without one, where none of the others says more.

    Raises:
        LiftError: if anything is missing, is no number, or cannot be.

    """
    wanted = {
        "--weight": (typed.weight, "how heavy it is, such as 12kg"),
        "--from": (typed.start, "where your hands take it, such as 25x75"),
        "--to": (typed.end, "where your hands put it, such as 25x140"),
    }
    for option, (text, words) in wanted.items():
        if not text.strip():
            raise LiftError(f"{option} is missing: {words}")
    system = _system(typed, usual)
    box = default_box(system)
    if typed.box.strip():
        depth, height = _place("--box", typed.box, system, ("size", "size"), "40x30")
        box = Box(depth or 0.0, height)
    grip = typed.grip.strip().casefold() or "fair"
    if grip not in GRIPS:
        raise LiftError(f'--grip "{_said(grip)}" is none of {", ".join(GRIPS)}')
    lift = Lift(
        weight=_number("--weight", "weight", typed.weight, system),
        start=_hands("--from", typed.start, system, box),
        end=_hands("--to", typed.end, system, box),
        turn=_number("--turn", "turn", typed.turn or "0", system),
        often=_number("--every", "often", typed.often or "0.2", system),
        hours=_number("--hours", "hours", typed.hours or "1", system),
        grip=next(one for one in GRIPS if one == grip),
        system=system,
    )
    return lift, box


def parse_number(name: MeasureName, text: str, system: UnitSystem) -> float:
    """Return a number that was typed alone.

    Raises:
        LiftError: if it is none, or cannot be.

    """
    if name in ("reach", "height", "size"):
        found = _WITH_UNIT.fullmatch(_plain(text))
        if not found or found[2] not in ("", system.length):
            raise LiftError(f'"{_said(text)}" is no length in {system.length}')
        return _within(name, found[1], 1.0, system, "")
    return _number("", name, text, system)


def _system(typed: Typed, usual: UnitSystem) -> UnitSystem:
    """Return the one system that the units belong to."""
    said: dict[str, SystemName] = {}
    for text in (typed.weight, typed.start, typed.end, typed.box):
        word = re.sub(r"[^a-z]", "", re.sub(r"(?<=\d)\s*x", "", _plain(text)))
        name = _LENGTHS.get(word) or _UNITS["weight"].get(word)
        if isinstance(name, str):
            said[word] = name
    if len(set(said.values())) > 1:
        raise LiftError(f"{' and '.join(said)} do not go together: give kg and cm, or lb and in")
    wanted = typed.units.strip().casefold()
    if wanted and wanted not in SYSTEMS:
        raise LiftError(f'--units "{_said(wanted)}" is none of {", ".join(SYSTEMS)}')
    if wanted and said and wanted not in said.values():
        raise LiftError(f"--units {wanted} and {next(iter(said))} do not go together")
    for name, system in SYSTEMS.items():
        if name in (wanted, *said.values()):
            return system
    return usual


def _hands(option: str, text: str, system: UnitSystem, box: Box) -> Hands:
    reach, height = _place(option, text, system, ("reach", "height"), "25x75")
    if reach is None:
        reach = estimated_reach(height, box.depth, system)
    return Hands(reach, height)


def _place(
    option: str,
    text: str,
    system: UnitSystem,
    names: tuple[MeasureName, MeasureName],
    example: str,
) -> tuple[float | None, float]:
    found = _PLACE.fullmatch(_plain(text))
    is_known = found and (found[1] != UNMEASURED or names[0] == "reach")
    if not found or not is_known or found[3] not in ("", *_LENGTHS):
        what = "depth x height" if names[0] == "size" else "distance x height"
        raise LiftError(f'{option} "{_said(text)}" is no {what}, such as {example}')
    first = None
    if found[1] != UNMEASURED:
        first = _within(names[0], found[1], 1.0, system, option)
    return first, _within(names[1], found[2], 1.0, system, option)


def _number(option: str, name: MeasureName, text: str, system: UnitSystem) -> float:
    found = _WITH_UNIT.fullmatch(_plain(text))
    known = _UNITS[name]
    if not found or found[2] not in ("", *known):
        raise LiftError(f'{option} "{_said(text)}" is no {_EXAMPLES[name]}'.strip())
    share = known.get(found[2], 1.0)
    if isinstance(share, str):
        if share != system.name:
            raise LiftError(f"give it in {system.mass}")
        share = 1.0
    return _within(name, found[1], share, system, option)


def _within(name: MeasureName, digits: str, share: float, system: UnitSystem, option: str) -> float:
    """Return a number if it can be."""
    number, allowed = float(digits.replace(",", ".")) * share, limits(name, system)
    if allowed.least <= number <= allowed.most:
        return number
    shown = unit(name, system)
    gap = "" if shown in ("°", "/min") else " "
    label = {"reach": "distance", "height": "height"}.get(name, "") if option else ""
    words = f"{option} {label}".strip() or "That"
    raise LiftError(
        f"{words} must be from {allowed.least:g} to {allowed.most:g}{gap}{shown}, not {digits[:20]}"
    )


def _plain(text: str) -> str:
    return text.strip().casefold()


def _said(text: str) -> str:
    """Return what was typed, fit to be printed."""
    return "".join(c if c.isprintable() else "?" for c in text.strip()[:40])

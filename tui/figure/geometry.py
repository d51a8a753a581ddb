"""Points, directions and discs in the plane.

Lengths are in body lengths (the stature of the figure is 1), x grows to the right and
y upwards, the floor is y = 0. Directions are degrees: 0 right, 90 up, 180 left.
"""

from __future__ import annotations

import math
from typing import NamedTuple

Point = tuple[float, float]
"""x and y in body lengths."""


class Disc(NamedTuple):
    """A filled circle, the brush every shape is made with."""

    x: float
    y: float
    radius: float


def mix(a: float, b: float, k: float) -> float:
    """Return the number that lies the share ``k`` of the way from ``a`` to ``b``."""
    return a + (b - a) * k


def blend(a: Point, b: Point, k: float) -> Point:
    """Return the point that lies the share ``k`` of the way from ``a`` to ``b``."""
    return (mix(a[0], b[0], k), mix(a[1], b[1], k))


def step(origin: Point, direction: float, length: float) -> Point:
    """Return the point ``length`` away from ``origin`` in a direction in degrees."""
    angle = math.radians(direction)
    return (origin[0] + length * math.cos(angle), origin[1] + length * math.sin(angle))


class Axis(NamedTuple):
    """A place to count from, and a direction to count along."""

    x: float
    y: float
    along_x: float
    along_y: float
    """The unit vector of the direction."""

    def at(self, along: float, left: float = 0.0) -> Point:
        """Return the point so far along the direction, and so far to the left of it."""
        x, y, dx, dy = self
        return (x + along * dx - left * dy, y + along * dy + left * dx)

    def disc(self, along: float, left: float, radius: float) -> Disc:
        """A disc around the point so far along the direction, and so far to the left of it."""
        x, y, dx, dy = self
        return Disc(x + along * dx - left * dy, y + along * dy + left * dx, radius)


def axis(origin: Point, direction: float) -> Axis:
    """Return what counts from a place along a direction in degrees."""
    angle = math.radians(direction)
    return Axis(origin[0], origin[1], math.cos(angle), math.sin(angle))


def axis_to(origin: Point, end: Point) -> Axis:
    """Return what counts from a place towards another one."""
    return axis(origin, heading(origin, end))


def distance(a: Point, b: Point) -> float:
    """Return the length of the way from ``a`` to ``b``."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def heading(a: Point, b: Point) -> float:
    """Return the direction from ``a`` to ``b`` in degrees, in (-180, 180]."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def turn(a: float, b: float) -> float:
    """Return the shortest turn from direction ``a`` to ``b`` in degrees, in [-180, 180)."""
    return (b - a + 180.0) % 360.0 - 180.0


def disc(center: Point, radius: float) -> Disc:
    """Return a disc around a point."""
    return Disc(center[0], center[1], radius)

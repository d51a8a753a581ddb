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
    """The number that lies the share ``k`` of the way from ``a`` to ``b``."""
    return a + (b - a) * k


def blend(a: Point, b: Point, k: float) -> Point:
    """The point that lies the share ``k`` of the way from ``a`` to ``b``."""
    return (mix(a[0], b[0], k), mix(a[1], b[1], k))


def step(origin: Point, direction: float, length: float) -> Point:
    """The point ``length`` away from ``origin`` in a direction in degrees."""
    angle = math.radians(direction)
    return (origin[0] + length * math.cos(angle), origin[1] + length * math.sin(angle))


def offset(origin: Point, direction: float, along: float, left: float) -> Point:
    """A point in the frame of a segment.

    Args:
        origin: where the frame sits.
        direction: the segment's direction in degrees.
        along: how far along the segment.
        left: how far to the left of it, looking along.

    """
    return step(step(origin, direction, along), direction + 90.0, left)


def distance(a: Point, b: Point) -> float:
    """The length of the way from ``a`` to ``b``."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def heading(a: Point, b: Point) -> float:
    """The direction from ``a`` to ``b`` in degrees, in (-180, 180]."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def turn(a: float, b: float) -> float:
    """The shortest turn from direction ``a`` to ``b`` in degrees, in [-180, 180)."""
    return (b - a + 180.0) % 360.0 - 180.0


def disc(center: Point, radius: float) -> Disc:
    """A disc around a point."""
    return Disc(center[0], center[1], radius)

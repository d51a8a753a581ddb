"""Outlines of shapes as SVG path data: exact arcs and tangents instead of pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tui.figure.geometry import Disc
from tui.figure.render.raster import Shape

_DIRECTIONS = [(math.cos(math.tau * n / 180), math.sin(math.tau * n / 180)) for n in range(180)]
"""Where the outermost disc of a hull is looked for, two degrees apart."""
_LONGEST = math.radians(100.0)
"""The longest arc: with rounded ends, that of a half circle would be off by a tenth of it."""
_HAIR = 1e-9


class DrawingArea(NamedTuple):
    """How body lengths become units of a drawing, whose y grows downwards.

    Attributes:
        scale: units a body length.
        left: x of the left edge, in body lengths.
        top: y of the upper edge, in body lengths.

    """

    scale: float
    left: float
    top: float


def outline(shape: Shape, area: DrawingArea) -> str:
    """Return the path data of a shape, one closed subpath a hull, all turning the same way.

    With the nonzero fill rule the subpaths fill as one area.
    """
    return "".join(_hull(hull, area) for hull in shape.hulls)


def _hull(hull: Sequence[Disc], area: DrawingArea) -> str:
    """Return the outline of the convex hull of some discs."""
    discs = [
        Disc((x - area.left) * area.scale, (area.top - y) * area.scale, radius * area.scale)
        for x, y, radius in hull
    ]
    order = _outermost(discs)
    if len(order) == 1:
        x, y, radius = order[0]
        there, back = (f"{number(x + by)} {number(y)}" for by in (-radius, radius))
        half = f"A{number(radius)} {number(radius)} 0 0 1"
        return f"M{there}{half} {back}{half} {there}Z"
    parts: list[str] = []
    for place, here in enumerate(order):
        before, after = order[place - 1], order[(place + 1) % len(order)]
        enters, leaves = _tangent(before, here), _tangent(here, after)
        swept = (leaves - enters) % math.tau
        parts.append(f"{'L' if parts else 'M'}{_on(here, enters)}")
        if here.radius > _HAIR and _HAIR < swept < math.tau - _HAIR:
            size, count = number(here.radius), math.ceil(swept / _LONGEST)
            for part in range(1, count + 1):
                parts.append(f"A{size} {size} 0 0 1 {_on(here, enters + swept * part / count)}")
    return "".join(parts) + "Z"


def _outermost(discs: Sequence[Disc]) -> list[Disc]:
    """Return the discs that touch the hull, in the order in which its outline meets them."""
    order: list[Disc] = []
    reaches = [[x * dx + y * dy + radius for dx, dy in _DIRECTIONS] for x, y, radius in discs]
    for reach in zip(*reaches, strict=True):
        outer = discs[reach.index(max(reach))]
        if not order or outer != order[-1]:
            order.append(outer)
    if len(order) > 1 and order[0] == order[-1]:
        order.pop()
    return order


def _tangent(start: Disc, end: Disc) -> float:
    """Return the direction, in radians, of the normal of the tangent from one disc to the next."""
    dx, dy = end.x - start.x, end.y - start.y
    across = (start.radius - end.radius) / max(math.hypot(dx, dy), _HAIR)
    return math.atan2(dy, dx) - math.acos(min(1.0, max(-1.0, across)))


def _on(disc: Disc, direction: float) -> str:
    """Return the point of a circle in a direction."""
    x = disc.x + disc.radius * math.cos(direction)
    return f"{number(x)} {number(disc.y + disc.radius * math.sin(direction))}"


def number(value: float) -> str:
    """Return a number with one decimal, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text

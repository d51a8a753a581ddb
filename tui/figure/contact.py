"""Contact with surfaces: discs close above a support are lowered onto it.

Bones are thin in the middle and thick at their ends. Drawn as they are, a shin on the
floor would stand on its knee with air below the ankle. Weight closes that gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.figure.geometry import Disc
from tui.figure.materials import Material
from tui.figure.render.raster import Shape

CLOSE = 0.022
"""A gap up to this many body lengths is closed."""

APART = 0.050
"""Gaps of at least this many body lengths stay as they are."""


_SHADED = 0.02
"""Up to this many body lengths above the ground a body darkens it."""

_FLAT = 0.006
"""Half the thickness of a shadow."""


class Support(NamedTuple):
    """A level surface that bears a body: from where to where, and its height."""

    left: float
    right: float
    height: float


def settled(shapes: Iterable[Shape], supports: Sequence[Support]) -> list[Shape]:
    """Return the shapes, lowered onto supports they nearly touch."""
    if not supports:
        return [*shapes]
    high = max([support.height for support in supports]) + APART
    return [
        Shape(
            tuple(
                [
                    tuple([d if d[1] - d[2] >= high else _settled(d, supports) for d in hull])
                    for hull in shape.hulls
                ]
            ),
            shape.material,
            shape.contour,
            shape.least,
        )
        for shape in shapes
    ]


def ground_shadow(shapes: Iterable[Shape]) -> Shape:
    """Return the shadow of what touches the ground: a flat strip right below it."""
    stretches = []
    for shape in shapes:
        for hull in shape.hulls:
            left, right = math.inf, -math.inf
            for x, y, radius in hull:
                if y - radius < _SHADED:
                    left, right = min(left, x - radius), max(right, x + radius)
            if left < right:
                stretches.append((left, right))
    stretches.sort()
    merged: list[tuple[float, float]] = []
    for left, right in stretches:
        if merged and left <= merged[-1][1] + _SHADED:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    hulls = [
        (Disc(left + _FLAT, -_FLAT, _FLAT), Disc(max(left, right - _FLAT), -_FLAT, _FLAT))
        for left, right in merged
    ]
    return Shape(tuple(hulls), Material.MAT_SHADE)


def _settled(disc: Disc, supports: Sequence[Support]) -> Disc:
    x, y, radius = disc
    for left, right, height in supports:
        gap = y - radius - height
        if 0.0 < gap < APART and left <= x <= right:
            # Once the gap is closed, let the contact go at a constant rate, so that nothing jumps.
            drop = gap if gap < CLOSE else CLOSE * (APART - gap) / (APART - CLOSE)
            return Disc(x, y - drop, radius)
    return disc

"""Contact with surfaces: discs close above a support are lowered onto it.

Bones are thin in the middle and thick at their ends. Drawn as they are, a shin on the
floor would stand on its knee with air below the ankle. Weight closes that gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.figure.geometry import Disc
from tui.figure.render.raster import Shape

CLOSE = 0.022
"""A gap up to this many body lengths is closed."""

APART = 0.050
"""Gaps of at least this many body lengths stay as they are."""


class Support(NamedTuple):
    """A level surface that bears a body: from where to where, and its height."""

    left: float
    right: float
    height: float


def settled(shapes: Iterable[Shape], supports: Sequence[Support]) -> list[Shape]:
    """Return the shapes, lowered onto supports they nearly touch."""
    return [
        Shape(
            tuple([tuple([_settled(disc, supports) for disc in hull]) for hull in hulls]),
            material,
            contour,
        )
        for hulls, material, contour in shapes
    ]


def _settled(disc: Disc, supports: Sequence[Support]) -> Disc:
    x, y, radius = disc
    for left, right, height in supports:
        gap = y - radius - height
        if 0.0 < gap < APART and left <= x <= right:
            # Once the gap is closed, let the contact go at a constant rate, so that nothing jumps.
            drop = gap if gap < CLOSE else CLOSE * (APART - gap) / (APART - CLOSE)
            return Disc(x, y - drop, radius)
    return disc

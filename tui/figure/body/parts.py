"""The makings of every part of a body: its materials on either side, and chains of discs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.figure.contact import Support
from tui.figure.geometry import Disc
from tui.figure.materials import Material
from tui.figure.render.raster import Shape

Hull = tuple[Disc, ...]
"""Discs whose convex hull is filled."""

Supports = tuple[Support, ...]
"""What bears a body, see `tui.figure.contact`."""

FINE = 150.0
"""Pixels a body length from which on a thumb or an eye is more than a stray pixel."""


class Limbs(NamedTuple):
    """The materials of one side of the body."""

    cloth: Material
    top: Material
    skin: Material
    shoe: Material
    sole: Material


NEAR_SIDE = Limbs(Material.CLOTH, Material.TOP, Material.SKIN, Material.SHOE, Material.FAR_SHOE)
FAR_SIDE = Limbs(
    Material.FAR_CLOTH, Material.FAR_TOP, Material.FAR_SKIN, Material.FAR_SHOE, Material.FAR_SHOE
)


def chain(*discs: Disc) -> tuple[Hull, ...]:
    """Return tapered capsules from disc to disc."""
    return tuple(pairwise(discs))


def join(material: Material, discs: Sequence[Disc]) -> Shape:
    """Return what makes one piece of two parts that meet: it hides the edge between them.

    A little thinner than they are and nearer to the light, so that their own edges and shades stay.
    """
    hull = [Disc(x - 0.1 * radius, y + 0.1 * radius, 0.82 * radius) for x, y, radius in discs]
    return Shape((tuple(hull),), material)

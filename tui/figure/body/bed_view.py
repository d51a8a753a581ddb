"""Someone on the side in bed, seen from the long side and from well above.

The plane of the body, which the side view looks at squarely, here is the mattress: its
depth is foreshortened by `DEPTH`, and what lies higher stands further up in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tui.figure.geometry import Disc
from tui.figure.render.raster import Shape

DEPTH = 0.88
"""How long a body length towards the viewer seems."""

UNDER = -0.055
"""How far down in the picture the lower limbs lie, under the others."""


def lying_under(shapes: Iterable[Shape]) -> list[Shape]:
    """Return the limbs that lie on the mattress."""
    return [_laid(shape, UNDER) for shape in shapes]


def lying_over(shapes: Iterable[Shape]) -> list[Shape]:
    """Trunk, head and the limbs that lie on top."""
    return [_laid(shape, 0.0) for shape in shapes]


def _laid(shape: Shape, lift: float) -> Shape:
    hulls = tuple(
        tuple(Disc(x, y * DEPTH + lift, radius) for x, y, radius in hull) for hull in shape.hulls
    )
    return replace(shape, hulls=hulls)

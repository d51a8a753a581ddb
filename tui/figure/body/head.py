"""The head: one profile that turns with the neck, and a face from the front."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from tui.figure.body.parts import FINE, Hull, Supports
from tui.figure.contact import settled
from tui.figure.geometry import Axis, axis
from tui.figure.materials import Material
from tui.figure.motion import Face
from tui.figure.render.raster import Shape
from tui.figure.skeleton import Body

_Hulls: TypeAlias = tuple[tuple[tuple[float, float, float], ...], ...]
"""Discs of hulls: how far up from the middle of the head, how far aside, how thick."""

_HAIR: _Hulls = (((0.013, -0.004, 0.060), (0.024, 0.012, 0.049), (-0.026, -0.030, 0.027)),)
"""Crown and the back of the head; aside is to the face."""
_FACE: _Hulls = (
    # Forehead, cheek, jaw, chin.
    (
        (0.018, 0.030, 0.0245),
        (-0.006, 0.020, 0.034),
        (-0.030, 0.000, 0.020),
        (-0.047, 0.042, 0.013),
    ),
    # The ridge of the nose, from its root to its tip.
    ((0.010, 0.046, 0.007), (-0.012, 0.067, 0.0075), (-0.019, 0.048, 0.008)),
)
_LIPS: _Hulls = (((-0.031, 0.049, 0.0085), (-0.035, 0.046, 0.0085)),)
_EYE: _Hulls = (((0.008, 0.039, 0.0045), (0.002, 0.039, 0.0045)),)
_BROW: _Hulls = (((0.020, 0.049, 0.003), (0.022, 0.033, 0.003)),)
_EAR: _Hulls = (((0.003, -0.008, 0.0095), (-0.013, -0.004, 0.007)),)

_FEATURE = 2.0 * FINE
"""From which on a brow is more than a stray pixel."""

_CHEEK = 0.050
"""How far a face in profile is beside the middle of the head."""

_AHEAD = 1.25
"""How much further than the trunk a head turns along with it."""

_FRONT_HAIR: _Hulls = (
    (
        (0.016, 0.010, 0.055),
        (0.016, -0.010, 0.055),
        (-0.008, 0.022, 0.038),
        (-0.008, -0.022, 0.038),
    ),
)
"""The head from the front; aside is to the left of the picture's face."""
_FRONT_EARS: _Hulls = (
    ((0.000, 0.057, 0.009), (-0.014, 0.054, 0.007)),
    ((0.000, -0.057, 0.009), (-0.014, -0.054, 0.007)),
)
_FRONT_FACE: _Hulls = (
    (
        (0.018, 0.018, 0.027),
        (0.018, -0.018, 0.027),
        (-0.016, 0.014, 0.034),
        (-0.016, -0.014, 0.034),
        (-0.044, 0.006, 0.020),
        (-0.044, -0.006, 0.020),
    ),
)
_EYES: _Hulls = (((0.002, 0.021, 0.0062),), ((0.002, -0.021, 0.0062),))
_LIDS: _Hulls = (
    ((0.000, 0.012, 0.0035), (-0.003, 0.021, 0.0035), (0.000, 0.030, 0.0035)),
    ((0.000, -0.012, 0.0035), (-0.003, -0.021, 0.0035), (0.000, -0.030, 0.0035)),
)
_BROWS: _Hulls = (
    ((0.018, 0.012, 0.0032), (0.020, 0.030, 0.0032)),
    ((0.018, -0.012, 0.0032), (0.020, -0.030, 0.0032)),
)
_FRONT_NOSE: _Hulls = (((0.000, -0.003, 0.003), (-0.018, -0.006, 0.0055), (-0.019, 0.004, 0.005)),)
_MOUTH: _Hulls = (((-0.037, 0.012, 0.0035), (-0.039, 0.0, 0.004), (-0.037, -0.012, 0.0035)),)


def neck_shape(body: Body) -> Shape:
    """Return the neck, from under the shirt into the head."""
    base = axis(body.shoulder, body.thorax).disc(0.01, -body.facing * 0.004, 0.035)
    nape = axis(body.skull, body.crown).disc(0.012, -body.facing * 0.004, 0.029)
    return Shape(((base, nape),), Material.SKIN, True)


@lru_cache(maxsize=256)
def head_shapes(
    head: Axis, front: int, face: Face | Literal["turned"], supports: Supports, twist: float = 0.0
) -> Sequence[Shape]:
    """Return hair and face in profile, or from the front when the head is turned to the viewer.

    The nose is large enough to say in every frame where the figure looks. Eye, brow, lips and ear
    are drawn where they have the room.

    Args:
        head: its middle, and the direction to its crown.
        front: 1 if its face is left of that, -1 if right.
        face: the side that is seen; ``turned`` is halfway to the viewer, with open eyes.
        supports: what bears it.
        twist: how far the trunk is turned towards the viewer, in degrees; for ``turned``.

    """
    if face == "front":
        return settled(face_shapes(head, asleep=True), supports)
    if face == "turned":
        away = max(0.0, math.cos(math.radians(_AHEAD * twist)))
        return settled(face_shapes(head, aside=front * _CHEEK * away), supports)
    shapes = [
        Shape(_placed(_HAIR, head, front), Material.HAIR, True),
        Shape(_placed(_FACE, head, front), Material.SKIN, True),
        Shape(_placed(_LIPS, head, front), Material.SKIN, False, FINE),
        Shape(_placed(_EAR, head, front), Material.SKIN, True, FINE),
        Shape(_placed(_EYE, head, front), Material.HAIR, False, FINE),
        Shape(_placed(_BROW, head, front), Material.HAIR, False, _FEATURE),
    ]
    return settled(shapes, supports)


def face_shapes(head: Axis, asleep: bool = False, aside: float = 0.0) -> list[Shape]:
    """Return a head seen from the front.

    Args:
        head: its middle, and the direction to its crown.
        asleep: whether the eyes are closed.
        aside: how far the face is turned away from the viewer, to the left of the picture's face.

    """
    # Turned away, a face is narrow, its nose stands out, and the ear behind it is hidden.
    away = min(1.0, abs(aside) / _CHEEK)
    across = 1.0 - 0.35 * away
    turned = _beside(head, aside)
    nose = _beside(head, 1.4 * aside)
    ears = Shape(_placed(_FRONT_EARS, head, 1), Material.SKIN, True)
    near_ear: list[Shape] = []
    if away > 0.2:
        side = math.copysign(1.0, aside)
        beside = _beside(head, 0.8 * aside)
        near_ear = [Shape(_placed(_FRONT_EARS[1:], beside, side), Material.SKIN, True)]
        ears = near_ear[0]
    eyes = _LIDS if asleep else _EYES
    return [
        ears,
        Shape(_placed(_FRONT_HAIR, head, 1), Material.HAIR, True),
        *near_ear,
        Shape(_placed(_FRONT_FACE, turned, across), Material.SKIN),
        Shape(_placed(_FRONT_NOSE, nose, across), Material.SKIN_SHADE),
        Shape(_placed(_MOUTH, turned, across), Material.SKIN_SHADE, False, FINE),
        Shape(_placed(eyes, turned, across), Material.HAIR, False, FINE if asleep else 0.0),
        Shape(_placed(_BROWS, turned, across), Material.HAIR, False, _FEATURE),
    ]


def _beside(head: Axis, aside: float) -> Axis:
    """Return what counts from a place beside the middle of the head."""
    return Axis(*head.at(0.0, aside), head.along_x, head.along_y)


def _placed(hulls: _Hulls, head: Axis, front: float) -> tuple[Hull, ...]:
    """Return hulls of a head where it is.

    Args:
        hulls: the hulls.
        head: its middle, and the direction to its crown.
        front: 1 if its face is left of that, -1 if right; between them it is narrower.

    """
    return tuple(
        [tuple([head.disc(up, aside * front, r) for up, aside, r in hull]) for hull in hulls]
    )

"""Someone on the back, seen over the feet from a little above: for rolling knees.

From the side a roll towards the viewer shows nothing. Here x runs across the body, d
from the hips towards the head, z upwards; the picture looks down by `PITCH`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from tui.figure.geometry import Disc, Point
from tui.figure.materials import Material
from tui.figure.raster import Shape
from tui.figure.skeleton import ANKLE_HEIGHT, FOREARM, LUMBAR, SHANK, THIGH, THORAX, UPPER_ARM

PITCH = 36.0
"""Degrees by which the view looks down."""

YAW = 28.0
"""Degrees by which it looks past the feet, so that thigh and shank do not cover each other."""

Space = tuple[float, float, float]
"""x, d and z in body lengths."""

_AXIS = 0.075
"""Height of the axis the hips roll about."""


@dataclass(frozen=True, slots=True)
class Supine:
    """The joints that matter from the feet; left and right as seen in the picture."""

    hips: tuple[Space, Space]
    knees: tuple[Space, Space]
    ankles: tuple[Space, Space]


def supine(roll: float) -> Supine:
    """Where hips, knees and ankles are when the knees roll as one.

    Args:
        roll: degrees to the right of the picture. The hips follow by a third, the
            shoulders stay down.

    """
    hips = (_turned(-0.055, 0.0, 0.0, roll / 3.0), _turned(0.055, 0.0, 0.0, roll / 3.0))
    knees, ankles = [], []
    for hip, side in zip(hips, (-0.038, 0.038), strict=True):
        x, _, z = _turned(side, 0.0, 0.17, roll)
        knee = (x, hip[1] - _rest(THIGH, x - hip[0], z - hip[2]), z)
        foot_x = side * 0.9 + 0.10 * math.sin(math.radians(roll))
        foot_z = ANKLE_HEIGHT
        ankles.append((foot_x, knee[1] - _rest(SHANK, foot_x - x, foot_z - z), foot_z))
        knees.append(knee)
    return Supine(hips, (knees[0], knees[1]), (ankles[0], ankles[1]))


def _turned(x: float, d: float, z: float, roll: float) -> Space:
    """A point turned about the long axis of the body; z counts from that axis."""
    angle = math.radians(roll)
    sine, cosine = math.sin(angle), math.cos(angle)
    return (x * cosine + z * sine, d, _AXIS + z * cosine - x * sine)


def _rest(length: float, across: float, up: float) -> float:
    """What is left of a bone's length for the third direction."""
    return math.sqrt(max(0.0, length * length - across * across - up * up))


def project(point: Space) -> Point:
    """A point of the room in the picture."""
    pitch, yaw = math.radians(PITCH), math.radians(YAW)
    across = point[0] * math.cos(yaw) - point[1] * math.sin(yaw)
    deep = point[1] * math.cos(yaw) + point[0] * math.sin(yaw)
    return (across, point[2] * math.cos(pitch) + deep * math.sin(pitch))


def _disc(point: Space, radius: float) -> Disc:
    x, y = project(point)
    return Disc(x, y, radius)


def supine_shapes(roll: float, breath: float, accent: bool) -> list[Shape]:
    """The body in painter's order: head and arms, trunk, then the legs towards the viewer."""
    joints = supine(roll)
    top = LUMBAR + THORAX
    swell = 0.010 * breath
    chest = (
        _disc((-0.085, top - 0.01, 0.07), 0.042),
        _disc((0.085, top - 0.01, 0.07), 0.042),
        _disc((-0.055, 0.12, 0.07 + swell), 0.058 + swell / 2),
        _disc((0.055, 0.12, 0.07 + swell), 0.058 + swell / 2),
    )
    left, right = joints.hips
    waist = (chest[2], chest[3], _disc(left, 0.052), _disc(right, 0.052))
    # The knee that lies lower is drawn last: it is nearer to the viewer.
    order = (0, 1) if roll >= 0 else (1, 0)
    return [
        *_mat(),
        *_head(top),
        *_arms(top),
        Shape((chest, waist), Material.TOP, True),
        *(_side_muscle(joints, roll) if accent else ()),
        Shape(((_disc(left, 0.064), _disc(right, 0.064)),), Material.CLOTH, True),
        *(shape for index in order for shape in _leg(joints, index)),
    ]


def _mat() -> list[Shape]:
    corners = ((-0.62, -0.40), (0.62, -0.40), (0.55, 0.56), (-0.55, 0.56))
    discs = [_disc((x, d, 0.0), 0.006) for x, d in corners]
    edges = tuple(pairwise((*discs, discs[0])))
    return [Shape((tuple(discs),), Material.RUG), Shape(edges, Material.MAT)]


def _head(top: float) -> list[Shape]:
    neck = (_disc((0.0, top, 0.06), 0.034), _disc((0.0, top + 0.06, 0.06), 0.03))
    hair = _disc((0.0, top + 0.13, 0.055), 0.062)
    face = (_disc((0.0, top + 0.085, 0.075), 0.034), _disc((0.0, top + 0.115, 0.085), 0.046))
    nose = (_disc((0.0, top + 0.10, 0.14), 0.009), _disc((0.0, top + 0.125, 0.125), 0.006))
    return [
        Shape((neck,), Material.SKIN),
        Shape(((hair,),), Material.HAIR, True),
        Shape((face,), Material.SKIN),
        Shape((nose,), Material.FAR_SKIN),
    ]


def _arms(top: float) -> list[Shape]:
    shapes = []
    for side in (-1.0, 1.0):
        shoulder = (side * 0.105, top, 0.055)
        elbow = (shoulder[0] + side * UPPER_ARM * 0.99, top - 0.02, 0.035)
        wrist = (elbow[0] + side * FOREARM, top - 0.015, 0.028)
        tip = _disc((wrist[0] + side * 0.07, top - 0.01, 0.02), 0.014)
        hem = (shoulder[0] + side * 0.10, top - 0.012, 0.045)
        joints = (_disc(hem, 0.03), _disc(elbow, 0.027), _disc(wrist, 0.018), tip)
        shapes += [
            Shape(tuple(pairwise(joints)), Material.SKIN),
            Shape(((_disc(shoulder, 0.042), _disc(hem, 0.035)),), Material.TOP),
        ]
    return shapes


def _side_muscle(joints: Supine, roll: float) -> list[Shape]:
    """The side that is stretched lies opposite to the knees."""
    if abs(roll) < 8.0:
        return []
    side = -1.0 if roll > 0 else 1.0
    hip = joints.hips[0] if side < 0 else joints.hips[1]
    low = _disc((hip[0] + side * 0.012, 0.05, hip[2]), 0.026)
    return [Shape(((low, _disc((side * 0.075, 0.16, 0.09), 0.022)),), Material.ACCENT)]


def _leg(joints: Supine, index: int) -> list[Shape]:
    hip, knee, ankle = joints.hips[index], joints.knees[index], joints.ankles[index]
    toe = (ankle[0] + (knee[0] - ankle[0]) * 0.25, ankle[1] - 0.085, 0.016)
    heel = (ankle[0], ankle[1] + 0.02, 0.018)
    x, d, z = (k + (a - k) * 0.3 for k, a in zip(knee, ankle, strict=True))
    shin = (_disc(knee, 0.038), _disc((x, d, z), 0.036), _disc(ankle, 0.024))
    foot = (_disc(heel, 0.022), _disc(ankle, 0.024), _disc(toe, 0.021))
    return [
        Shape(((_disc(hip, 0.056), _disc(knee, 0.040)),), Material.CLOTH, True),
        Shape((foot,), Material.SHOE, True),
        Shape(tuple(pairwise(shin)), Material.CLOTH, True),
    ]

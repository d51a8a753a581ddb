"""Someone on the back, seen over the feet from well above: for rolling knees.

From the side a roll towards the viewer shows nothing. Here x runs across the body, d
from the hips towards the head, z upwards; the picture looks down by `PITCH`.
"""

from __future__ import annotations

import math
from itertools import pairwise

from msgspec import Struct

from tui.figure.geometry import Disc, Point
from tui.figure.materials import Material
from tui.figure.render.raster import Shape
from tui.figure.skeleton import ANKLE_HEIGHT, FOREARM, LUMBAR, SHANK, THIGH, THORAX, UPPER_ARM

PITCH = 64.0
"""Degrees by which the view looks down: steep, so that a bent knee at the side is a corner."""

Space = tuple[float, float, float]
"""x, d and z in body lengths."""

_AXIS = 0.075
"""Height of the axis the hips roll about."""

_TOP = LUMBAR + THORAX
"""How far the shoulders are from the hips."""

_FEET = -0.20
"""Where the ankles stand, near the buttocks."""

_HIP_SHARE = 0.5
"""How much of the knees' roll the hips follow; the shoulders stay down."""


class Supine(Struct, frozen=True):
    """The joints that matter from the feet; left and right as seen in the picture."""

    hips: tuple[Space, Space]
    knees: tuple[Space, Space]
    ankles: tuple[Space, Space]


def supine(roll: float) -> Supine:
    """Return where hips, knees and ankles are when the knees roll as one.

    Args:
        roll: degrees to the right of the picture. The feet stay where they stand, each
            knee swings about the line from its hip to its ankle.

    """
    hips = (_turned(-0.055, roll * _HIP_SHARE), _turned(0.055, roll * _HIP_SHARE))
    ankles = ((-0.036, _FEET, ANKLE_HEIGHT), (0.036, _FEET, ANKLE_HEIGHT))
    return Supine(hips, (_knee(hips[0], ankles[0], roll), _knee(hips[1], ankles[1], roll)), ankles)


def _turned(x: float, roll: float) -> Space:
    """Return a point beside the long axis of the body, turned about it."""
    angle = math.radians(roll)
    return (x * math.cos(angle), 0.0, _AXIS - x * math.sin(angle))


def _knee(hip: Space, ankle: Space, roll: float) -> Space:
    """Return the knee above the line from hip to ankle, swung about it to the right."""
    across, along, up = (b - a for a, b in zip(hip, ankle, strict=True))
    gap = math.sqrt(across * across + along * along + up * up)
    share = (gap * gap + THIGH * THIGH - SHANK * SHANK) / (2.0 * gap * gap)
    height = math.sqrt(THIGH * THIGH - share * share * gap * gap)
    u, v, w = across / gap, along / gap, up / gap
    # Two axes: up from the line, and to its side.
    rise = math.sqrt(1.0 - w * w)
    rising, aside = (-w * u / rise, -w * v / rise, rise), (-v / rise, u / rise, 0.0)
    angle = math.radians(roll)
    x, d, z = (
        a + share * (b - a) + height * (math.cos(angle) * r + math.sin(angle) * s)
        for a, b, r, s in zip(hip, ankle, rising, aside, strict=True)
    )
    return (x, d, z)


def project(point: Space) -> Point:
    """Return a point of the room in the picture."""
    pitch = math.radians(PITCH)
    return (point[0], point[2] * math.cos(pitch) + point[1] * math.sin(pitch))


def _disc(point: Space, radius: float) -> Disc:
    x, y = project(point)
    return Disc(x, y, radius)


def supine_shapes(roll: float, breath: float, accent: bool) -> list[Shape]:
    """The body in painter's order: head and arms, trunk, then the legs towards the viewer."""
    joints = supine(roll)
    swell = 0.010 * breath
    shoulders = (_disc((-0.080, _TOP, 0.06), 0.046), _disc((0.080, _TOP, 0.06), 0.046))
    ribs = (
        _disc((-0.052, 0.14, 0.07 + swell), 0.054 + swell / 2),
        _disc((0.052, 0.14, 0.07 + swell), 0.054 + swell / 2),
    )
    left, right = joints.hips
    seat = (_disc(left, 0.058), _disc(right, 0.058))
    # The knee that lies lower is drawn first: the other rests on it.
    order = (1, 0) if roll >= 0 else (0, 1)
    return [
        *_mat(),
        _shadow(joints),
        *_head(),
        *_arms(),
        Shape(((*shoulders, *ribs), (*ribs, *seat)), Material.TOP),
        *(_side_muscle(joints, roll) if accent else ()),
        Shape((seat,), Material.CLOTH),
        *(shape for index in order for shape in _leg(joints, index)),
    ]


def _mat() -> list[Shape]:
    corners = ((-0.32, -0.36), (0.32, -0.36), (0.32, 0.53), (-0.32, 0.53))
    discs = [_disc((x, d, 0.0), 0.006) for x, d in corners]
    edges = tuple(pairwise((*discs, discs[0])))
    return [Shape((tuple(discs),), Material.RUG), Shape(edges, Material.MAT)]


def _shadow(joints: Supine) -> Shape:
    """Return what the bent legs cast on the mat straight below: the knees' height is seen by it."""
    (lx, ld, _), (rx, rd, _) = joints.knees
    knees = (_disc((lx, ld, 0.0), 0.034), _disc((rx, rd, 0.0), 0.034))
    feet = _disc((0.0, _FEET, 0.0), 0.05)
    return Shape(((*knees, feet), (*knees, _disc((0.0, 0.0, 0.0), 0.05))), Material.LINE)


def _head() -> list[Shape]:
    middle = _TOP + 0.135
    neck = (_disc((0.0, _TOP, 0.06), 0.036), _disc((0.0, _TOP + 0.06, 0.06), 0.032))
    hair = (_disc((0.0, middle + 0.004, 0.06), 0.063), _disc((0.0, middle - 0.01, 0.06), 0.060))
    face = (_disc((0.0, middle - 0.050, 0.07), 0.030), _disc((0.0, middle - 0.008, 0.08), 0.047))
    nose = (_disc((0.0, middle - 0.035, 0.12), 0.010), _disc((0.0, middle - 0.020, 0.11), 0.007))
    eyes = tuple((_disc((x, middle - 0.004, 0.10), 0.009),) for x in (-0.023, 0.023))
    return [
        Shape((neck,), Material.SKIN),
        Shape((hair,), Material.HAIR, True),
        Shape((face,), Material.SKIN),
        Shape((nose,), Material.FAR_SKIN),
        Shape(eyes, Material.HAIR),
    ]


def _arms() -> list[Shape]:
    shapes = []
    for side in (-1.0, 1.0):
        shoulder = (side * 0.105, _TOP, 0.055)
        elbow = (shoulder[0] + side * UPPER_ARM * 0.94, _TOP - 0.055, 0.03)
        wrist = (elbow[0] + side * FOREARM * 0.96, _TOP - 0.015, 0.022)
        palm = (wrist[0] + side * 0.035, _TOP - 0.005, 0.02)
        tip = (wrist[0] + side * 0.075, _TOP, 0.02)
        hem = (shoulder[0] + side * 0.09, _TOP - 0.030, 0.045)
        joints = (
            _disc(hem, 0.029),
            _disc(elbow, 0.027),
            _disc(wrist, 0.018),
            _disc(palm, 0.022),
            _disc(tip, 0.013),
        )
        shapes += [
            Shape(tuple(pairwise(joints)), Material.SKIN),
            Shape(((_disc(shoulder, 0.042), _disc(hem, 0.036)),), Material.TOP),
        ]
    return shapes


def _side_muscle(joints: Supine, roll: float) -> list[Shape]:
    """Return the stretched side, opposite to the knees, from the hip to the ribs."""
    side = -1.0 if roll > 0 else 1.0
    hip = joints.hips[0] if side < 0 else joints.hips[1]
    points = ((hip[0] + side * 0.014, 0.03, hip[2]), (side * 0.064, 0.10, 0.09))
    low, high = (_disc(point, 0.036) for point in points)
    return [Shape(((low, high), (high, _disc((side * 0.078, 0.19, 0.08), 0.024))), Material.ACCENT)]


def _leg(joints: Supine, index: int) -> list[Shape]:
    hip, knee, ankle = joints.hips[index], joints.knees[index], joints.ankles[index]
    # A knee that leans over tips the foot onto its edge, so the toes follow a little.
    toe = (ankle[0] + (knee[0] - ankle[0]) * 0.22, ankle[1] - 0.085, 0.016)
    heel = (ankle[0], ankle[1] + 0.02, 0.018)
    x, d, z = (k + (a - k) * 0.3 for k, a in zip(knee, ankle, strict=True))
    shin = (_disc(knee, 0.040), _disc((x, d, z), 0.037), _disc(ankle, 0.025))
    foot = (_disc(heel, 0.022), _disc(ankle, 0.026), _disc(toe, 0.022))
    return [
        Shape((foot,), Material.SHOE, True),
        Shape(((_disc(hip, 0.056), _disc(knee, 0.041)),), Material.CLOTH, True),
        Shape(tuple(pairwise(shin)), Material.CLOTH, True),
    ]

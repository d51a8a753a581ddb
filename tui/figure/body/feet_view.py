"""Someone on the back, seen over the feet from well above: for rolling knees.

From the side a roll towards the viewer shows nothing. Here x runs across the body, d
from the hips towards the head, z upwards; the picture looks down by `PITCH`.
"""

from __future__ import annotations

import math
from itertools import pairwise

from msgspec import Struct

from tui.figure.body.head import face_shapes
from tui.figure.body.parts import FINE, chain
from tui.figure.geometry import Disc, Point, axis, axis_to
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
    shoulders = (
        _disc((-0.074, _TOP - 0.01, 0.06), 0.046),
        _disc((0.074, _TOP - 0.01, 0.06), 0.046),
    )
    ribs = (
        _disc((-0.050, 0.15, 0.07 + swell), 0.050 + swell / 2),
        _disc((0.050, 0.15, 0.07 + swell), 0.050 + swell / 2),
    )
    left, right = joints.hips
    waist = (_disc((-0.052, 0.075, 0.075), 0.040), _disc((0.052, 0.075, 0.075), 0.040))
    seat = (_disc(left, 0.056), _disc(right, 0.056))
    # The knee that lies lower is drawn first: the other rests on it.
    order = (1, 0) if roll >= 0 else (0, 1)
    neck = (_disc((0.0, _TOP, 0.06), 0.036), _disc((0.0, _TOP + 0.06, 0.06), 0.031))
    return [
        *_mat(),
        _pillow(),
        *_shadows(joints),
        Shape((neck,), Material.SKIN, True),
        *_arms(),
        Shape((seat,), Material.CLOTH, True),
        Shape(((*shoulders, *ribs), (*ribs, *waist)), Material.TOP, True),
        *(_side_muscle(joints, roll) if accent else ()),
        *face_shapes(axis(project((0.0, _TOP + 0.135, 0.06)), 90.0)),
        *(shape for index in order for shape in _leg(joints, index)),
    ]


def _mat() -> list[Shape]:
    corners = ((-0.53, -0.37), (0.53, -0.37), (0.53, 0.54), (-0.53, 0.54))
    discs = [_disc((x, d, 0.0), 0.006) for x, d in corners]
    edges = tuple(pairwise((*discs, discs[0])))
    return [Shape((tuple(discs),), Material.RUG), Shape(edges, Material.MAT)]


def _pillow() -> Shape:
    """Return what the head lies on: nobody who stands has a pillow behind the head."""
    middle = _TOP + 0.135
    corners = [(x, middle + d, 0.02) for x in (-0.105, 0.105) for d in (-0.055, 0.055)]
    sides = [(x, middle, 0.02) for x in (-0.115, 0.115)]
    discs = [*(_disc(corner, 0.03) for corner in corners), *(_disc(side, 0.026) for side in sides)]
    return Shape((tuple(discs),), Material.SOFT, True)


def _shadows(joints: Supine) -> list[Shape]:
    """Return what the body casts on the mat: by that of the knees their height is seen."""
    (lx, ld, _), (rx, rd, _) = joints.knees
    knees = (_disc((lx + 0.02, ld, 0.0), 0.034), _disc((rx + 0.02, rd, 0.0), 0.034))
    feet = _disc((0.01, _FEET, 0.0), 0.05)
    legs = ((*knees, feet), (*knees, _disc((0.0, 0.0, 0.0), 0.05)))
    trunk = (_disc((0.025, 0.0, 0.0), 0.08), _disc((0.03, _TOP - 0.02, 0.0), 0.10))
    head = (_disc((0.022, _TOP + 0.12, 0.0), 0.055),)
    arm = (_disc((0.10, _TOP - 0.03, 0.0), 0.03), _disc((0.46, _TOP - 0.03, 0.0), 0.018))
    other = (_disc((-0.10, _TOP - 0.03, 0.0), 0.03), _disc((-0.44, _TOP - 0.03, 0.0), 0.018))
    return [Shape((*legs, trunk, head, arm, other), Material.RUG_SHADE)]


def _arms() -> list[Shape]:
    shapes = []
    for side in (-1.0, 1.0):
        shoulder = (side * 0.100, _TOP - 0.01, 0.055)
        elbow = (shoulder[0] + side * UPPER_ARM * 0.94, _TOP - 0.055, 0.03)
        wrist = (elbow[0] + side * FOREARM * 0.96, _TOP - 0.015, 0.022)
        hand = axis(project(wrist), 90.0 - side * 86.0).disc
        sleeve = axis_to(project(shoulder), project(elbow)).disc
        hem = (sleeve(0.098, 0.028, 0.007), sleeve(0.098, -0.028, 0.007))
        fore = axis_to(project(elbow), project(wrist)).disc(0.042, 0.0, 0.026)
        palm, fingers = hand(0.036, 0.0, 0.0195), hand(0.078, 0.0, 0.0105)
        thumb = (hand(0.014, side * 0.008, 0.009), hand(0.044, side * 0.026, 0.0065))
        limb = (sleeve(0.08, 0.0, 0.027), _disc(elbow, 0.0235), fore, hand(0.0, 0.0, 0.016), palm)
        shapes += [
            Shape((thumb,), Material.SKIN, True, FINE),
            Shape(chain(*limb, fingers), Material.SKIN, True),
            Shape(((_disc(shoulder, 0.040), *hem),), Material.TOP, True),
        ]
    return shapes


def _side_muscle(joints: Supine, roll: float) -> list[Shape]:
    """Return the stretched side, opposite to the knees, from the hip to the ribs."""
    side = -1.0 if roll > 0 else 1.0
    hip = joints.hips[0] if side < 0 else joints.hips[1]
    points = ((hip[0] + side * 0.014, 0.03, hip[2]), (side * 0.058, 0.10, 0.09))
    low, high = (_disc(point, radius) for point, radius in zip(points, (0.022, 0.030), strict=True))
    return [Shape(((low, high), (high, _disc((side * 0.076, 0.20, 0.08), 0.016))), Material.ACCENT)]


def _leg(joints: Supine, index: int) -> list[Shape]:
    hip, knee, ankle = joints.hips[index], joints.knees[index], joints.ankles[index]
    # A knee that leans over tips the foot onto its edge, so the toes follow a little.
    toe = (ankle[0] + (knee[0] - ankle[0]) * 0.22, ankle[1] - 0.085, 0.016)
    heel = (ankle[0], ankle[1] + 0.02, 0.018)

    def along(share: float) -> Space:
        x, d, z = (k + (a - k) * share for k, a in zip(knee, ankle, strict=True))
        return (x, d, z)

    # What is nearer to the viewer is larger: the knee when it stands up.
    near = 1.0 + 0.5 * knee[2]
    cap = _disc(knee, 0.038 * near)
    shin = (cap, _disc(along(0.3), 0.036), _disc(along(0.84), 0.0255))
    foot = (_disc(heel, 0.020), _disc(ankle, 0.024), _disc(toe, 0.021))
    sock = (_disc(along(0.8), 0.019), _disc(ankle, 0.019))
    return [
        Shape((sock,), Material.SKIN),
        Shape((foot,), Material.SHOE, True),
        Shape(((_disc(hip, 0.054), cap),), Material.CLOTH, True),
        Shape(chain(*shin), Material.CLOTH, True),
    ]

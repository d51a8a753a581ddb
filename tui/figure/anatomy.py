"""Body outlines: a solved body to shapes in painter's order, in side view."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from tui.figure.geometry import Axis, Disc, Point, axis, axis_to, disc, turn
from tui.figure.materials import Material
from tui.figure.motion import Muscle
from tui.figure.render.raster import Shape
from tui.figure.skeleton import (
    ANKLE_HEIGHT,
    LUMBAR,
    THORAX,
    TOE_REACH,
    Arm,
    Body,
    Leg,
)

FAR_SHIFT: Point = (0.016, 0.014)
"""Far limbs stand a little to the right and up, as if seen slightly from above."""


class Limbs(NamedTuple):
    """The materials of one side of the body."""

    cloth: Material
    top: Material
    skin: Material
    shoe: Material


NEAR_SIDE = Limbs(Material.CLOTH, Material.TOP, Material.SKIN, Material.SHOE)
FAR_SIDE = Limbs(Material.FAR_CLOTH, Material.FAR_TOP, Material.FAR_SKIN, Material.FAR_SHOE)


class Station(NamedTuple):
    """A cross-section of the trunk.

    Attributes:
        along: 0 at the hip joint, 1 at the shoulder.
        front: how far its middle lies in front of the spine's curve.
        radius: half its depth.
        breath: how much a full breath adds to its depth.

    """

    along: float
    front: float
    radius: float
    breath: float = 0.0


_SEAT = (Station(-0.04, -0.014, 0.058), Station(0.04, -0.009, 0.060), Station(0.12, -0.002, 0.056))
_CHEST = (
    Station(0.12, -0.002, 0.057),
    Station(0.36, 0.002, 0.053, 0.004),
    Station(0.52, 0.004, 0.056, 0.007),
    Station(0.70, 0.008, 0.064, 0.012),
    Station(0.86, 0.006, 0.063, 0.010),
    Station(1.00, -0.004, 0.050),
)


class Patch(NamedTuple):
    """A place of a muscle under the skin.

    Attributes:
        on_thigh: it lies on the near thigh; on the trunk otherwise.
        along: on the trunk as in `Station`; on the thigh in body lengths from the hip.
        left: how far to the left of the spine's curve, or of the thigh, the body facing left.
        radius: half its depth.

    """

    on_thigh: bool
    along: float
    left: float
    radius: float


_MUSCLES: Mapping[Muscle, tuple[Patch, ...]] = MappingProxyType(
    {
        "low_back": tuple(Patch(False, s, -0.034, 0.019) for s in (0.12, 0.30, 0.48)),
        "back": tuple(Patch(False, s, -0.036, 0.018) for s in (0.10, 0.28, 0.46, 0.64, 0.84)),
        "belly": tuple(Patch(False, s, 0.022, 0.027) for s in (0.28, 0.40, 0.52)),
        "hip_front": (Patch(False, 0.10, 0.036, 0.018), Patch(True, 0.06, -0.034, 0.016)),
        "side": tuple(Patch(False, s, 0.0, 0.026) for s in (0.20, 0.45)),
        "buttock": (Patch(False, 0.02, -0.036, 0.032), Patch(True, 0.015, 0.036, 0.026)),
        "back_thigh": (Patch(True, 0.06, 0.030, 0.018), Patch(True, 0.17, 0.020, 0.015)),
    }
)


class Curve(NamedTuple):
    """The spine as a smooth curve through hip, waist and shoulder.

    A parabola over each half, whose ends turn by half the angle between the halves: so
    they meet at the waist in one direction and a bent back is an arch, not a corner.
    """

    lower: Axis
    """From the hip to the waist."""
    upper: Axis
    """From the waist to the shoulder."""
    lumbar: float
    thorax: float
    bow: float

    def at(self, along: float) -> Axis:
        """Return the point at the share ``along`` from hip to shoulder, and the direction there."""
        if along <= _WAIST:
            k, half, direction, length = along / _WAIST, self.lower, self.lumbar, LUMBAR
        else:
            k, half = (along - _WAIST) / (1.0 - _WAIST), self.upper
            direction, length = self.thorax, THORAX
        height = k * (1.0 - k) * length * math.tan(math.radians(self.bow))
        return axis(half.at(k * length, -height), direction + self.bow * (2.0 * k - 1.0))


_WAIST = LUMBAR / (LUMBAR + THORAX)


def spine(body: Body) -> Curve:
    """Return the curve of a body's back. Beyond 60 degrees a bow would bulge out of the body."""
    bow = max(-60.0, min(60.0, turn(body.lumbar, body.thorax) / 2.0))
    lower, upper = axis(body.pelvis, body.lumbar), axis(body.waist, body.thorax)
    return Curve(lower, upper, body.lumbar, body.thorax, bow)


def far_shapes(body: Body) -> list[Shape]:
    """Return the far arm and leg, dimmed, in painter's order."""
    arm, leg = body.far_arm, body.far_leg
    arm = Arm(_far(arm.shoulder), _far(arm.elbow), _far(arm.wrist), arm.hand)
    leg = Leg(_far(leg.hip), _far(leg.knee), _far(leg.ankle), leg.foot)
    return [*_arm(arm, FAR_SIDE), *_leg(leg, body.facing, FAR_SIDE)]


def near_shapes(body: Body, accent: Sequence[Muscle], breath: float) -> list[Shape]:
    """Return trunk, head and the near limbs in painter's order.

    Args:
        body: the joints.
        accent: the muscles to light up.
        breath: 0 breathed out, 1 a full chest.

    """
    curve = spine(body)
    return [
        _neck(body),
        Shape(_trunk(curve, _CHEST, body.facing, breath), Material.TOP, True),
        *_head(body),
        *_leg(body.near_leg, body.facing, NEAR_SIDE),
        Shape(_trunk(curve, _SEAT, body.facing, 0.0), Material.CLOTH),
        *[_muscle(body, curve, muscle) for muscle in accent],
        *_arm(body.near_arm, NEAR_SIDE),
    ]


def _far(joint: Point) -> Point:
    """Return where a joint of the far side is seen."""
    return (joint[0] + FAR_SHIFT[0], joint[1] + FAR_SHIFT[1])


def _trunk(
    curve: Curve, stations: Sequence[Station], facing: int, breath: float
) -> tuple[tuple[Disc, ...], ...]:
    """Return the hulls along a part of the spine."""
    return _links(
        [
            curve.at(along).disc(
                0.0, facing * (front + swell * breath), radius + 0.4 * swell * breath
            )
            for along, front, radius, swell in stations
        ]
    )


def _links(discs: Sequence[Disc]) -> tuple[tuple[Disc, ...], ...]:
    """Return a chain of tapered capsules through the discs."""
    return tuple(pairwise(discs))


def _neck(body: Body) -> Shape:
    base = axis(body.shoulder, body.thorax).disc(0.01, -body.facing * 0.004, 0.034)
    return Shape(((base, axis(body.skull, body.crown).disc(0.01, 0.0, 0.029)),), Material.SKIN)


def _head(body: Body) -> list[Shape]:
    """Hair, face and nose in profile; places along the crown, then to the face.

    No eye and no ear: smaller than a pixel they would come and go. The nose is large
    enough to say in every frame where the figure looks.
    """
    at, front = axis(body.head, body.crown).disc, body.facing
    skull = (at(0.003, -0.006 * front, 0.060), at(0.014, 0.004 * front, 0.056))
    face = (
        at(0.000, 0.024 * front, 0.039),
        at(-0.042, 0.030 * front, 0.020),
        at(-0.034, 0.008 * front, 0.025),
    )
    nose = (
        at(0.012, 0.048 * front, 0.012),
        at(-0.012, 0.076 * front, 0.011),
        at(-0.038, 0.038 * front, 0.014),
    )
    return [Shape((skull,), Material.HAIR, True), Shape((face, nose), Material.SKIN)]


def _leg(leg: Leg, facing: int, side: Limbs) -> list[Shape]:
    thigh, shank = axis_to(leg.hip, leg.knee), axis_to(leg.knee, leg.ankle)
    # The thigh is fullest in front, the calf behind, a hand's breadth below the knee.
    hip, knee, ankle = disc(leg.hip, 0.055), disc(leg.knee, 0.035), disc(leg.ankle, 0.022)
    belly = thigh.disc(0.10, -facing * 0.004, 0.048)
    calf = shank.disc(0.075, facing * 0.007, 0.034)
    below_knee = shank.disc(0.05, 0.0, 0.033)
    return [
        _foot(leg, facing, side),
        Shape(_links((knee, calf, ankle)), side.cloth, True),
        Shape(_links((hip, belly, knee)), side.cloth, True),
        # Over the knee cloth is one piece: no line there.
        Shape(((knee, below_knee),), side.cloth),
    ]


def _foot(leg: Leg, facing: int, side: Limbs) -> Shape:
    at = axis(leg.ankle, leg.foot).disc
    instep = at(0.0, 0.0, 0.022)
    heel = at(-0.026, facing * (ANKLE_HEIGHT - 0.017), 0.017)
    ball = at(0.066, facing * (ANKLE_HEIGHT - 0.016), 0.016)
    toe = at(TOE_REACH - 0.012, facing * (ANKLE_HEIGHT - 0.013), 0.013)
    return Shape(((instep, heel, ball), (ball, toe)), side.shoe, True)


def _arm(arm: Arm, side: Limbs) -> list[Shape]:
    upper, fore = axis_to(arm.shoulder, arm.elbow), axis_to(arm.elbow, arm.wrist)
    hand = axis(arm.wrist, arm.hand)
    elbow, belly = disc(arm.elbow, 0.025), fore.disc(0.045, 0.0, 0.026)
    wrist, palm, fingers = (hand.disc(*part) for part in _HAND)
    return [
        Shape(_links((elbow, belly, wrist, palm, fingers)), side.skin, True),
        Shape(((upper.disc(0.10, 0.0, 0.027), elbow),), side.skin, True),
        Shape(((elbow, belly),), side.skin),
        # The sleeve ends above the elbow.
        Shape(((disc(arm.shoulder, 0.038), upper.disc(0.095, 0.0, 0.034)),), side.top, True),
    ]


_HAND = ((0.0, 0.0, 0.017), (0.035, 0.0, 0.019), (0.074, 0.0, 0.011))
"""Wrist, palm and fingers: how far along the hand, beside it, and how thick."""


def _muscle(body: Body, curve: Curve, muscle: Muscle) -> Shape:
    thigh = axis_to(body.near_leg.hip, body.near_leg.knee)
    discs = [
        thigh.disc(along, body.facing * left, radius)
        if on_thigh
        else curve.at(along).disc(0.0, body.facing * left, radius)
        for on_thigh, along, left, radius in _MUSCLES[muscle]
    ]
    return Shape(_links(discs), Material.ACCENT)

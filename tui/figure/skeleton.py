"""The figure's bones: lengths, joints, joint ranges and two-bone inverse kinematics.

Lengths are in body lengths and follow Drillis and Contini (1966) as used in Winter,
"Biomechanics and Motor Control of Human Movement", with the hip 0.530 and the shoulder
0.818 of the stature above the ground.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from tui.figure.geometry import Point, axis, distance, heading, step, turn
from tui.figure.motion import Face

THIGH = 0.245
SHANK = 0.246
UPPER_ARM = 0.172
FOREARM = 0.150
HAND = 0.085
LUMBAR = 0.125
THORAX = 0.163
NECK = 0.068
SKULL = 0.060
"""From the upper end of the neck to the middle of the head."""
ANKLE_HEIGHT = 0.039
SHOULDER_OUT = 0.105
"""From the middle of the trunk to the shoulder joint on either side."""
TOE_REACH = 0.108
"""From below the ankle to the tip of the toes; the foot is 0.152 long."""


class OutOfReach(ValueError):
    """A hand, foot or hip cannot get where the pose wants it.

    Attributes:
        gap: how many body lengths are missing (or, if too near, too many).

    """

    def __init__(self, gap: float) -> None:
        """Say by how much the target is missed, in body lengths."""
        side = "far" if gap > 0 else "near"
        super().__init__(f"the target is {abs(gap):.3f} body lengths too {side} for this limb")
        self.gap = gap


class Leg(Struct, frozen=True):
    """The joints of one leg, and the direction of its foot in degrees."""

    hip: Point
    knee: Point
    ankle: Point
    foot: float

    def toe(self, facing: int) -> Point:
        """Return the tip of the toes for a figure that faces left (1) or right (-1)."""
        return axis(self.ankle, self.foot).at(TOE_REACH, facing * (ANKLE_HEIGHT - 0.014))


class Arm(Struct, frozen=True):
    """The joints of one arm, and the direction of its hand in degrees."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: float

    @property
    def tip(self) -> Point:
        """The ends of the fingers."""
        return step(self.wrist, self.hand, HAND)


class Body(Struct, frozen=True):
    """A solved pose: where every joint is.

    Attributes:
        facing: 1 when the figure, stood upright, would look to the left, -1 to the right.
            Turning left by ``90 * facing`` from "towards the head" is "to the front".
        lumbar: the direction of the lower half of the spine, tail to head, in degrees.
        thorax: the direction of the upper half.
        crown: the direction from the upper end of the neck through the head.
        face: the side of the head that is seen.
        twist: how far the trunk is turned towards the viewer, in degrees.
        shoulders: the near and the far shoulder; None where both are at the end of the spine.

    """

    facing: int
    pelvis: Point
    waist: Point
    shoulder: Point
    skull: Point
    lumbar: float
    thorax: float
    crown: float
    near_leg: Leg
    far_leg: Leg
    near_arm: Arm
    far_arm: Arm
    face: Face = "side"
    twist: float = 0.0
    shoulders: tuple[Point, Point] | None = None

    @property
    def head(self) -> Point:
        """The middle of the head."""
        return step(self.skull, self.crown, SKULL)


class JointRange(NamedTuple):
    """How far a joint bends, in degrees."""

    low: float
    high: float


RANGES: Mapping[str, JointRange] = MappingProxyType(
    {
        "hip": JointRange(-35.0, 145.0),
        "knee": JointRange(-5.0, 160.0),
        "ankle": JointRange(-40.0, 95.0),
        "spine": JointRange(-55.0, 80.0),
        "neck": JointRange(-65.0, 75.0),
        "shoulder": JointRange(-75.0, 200.0),
        "elbow": JointRange(-5.0, 155.0),
        "wrist": JointRange(-100.0, 100.0),
    }
)
"""Bending to the front is positive (for the knee and the toes: to the back)."""


def two_bone(root: Point, target: Point, upper: float, lower: float, side: int) -> Point:
    """Return the middle joint of a two-bone limb that reaches from root to target.

    Args:
        root: the fixed end, hip or shoulder.
        target: where the other end has to be.
        upper: length of the bone at the root.
        lower: length of the bone at the target.
        side: 1 puts the joint to the left of the line from root to target, -1 to the right.

    Raises:
        OutOfReach: the target is beyond both bones, or nearer than they fold.

    """
    gap = distance(root, target)
    if gap > upper + lower + 1e-9:
        raise OutOfReach(gap - upper - lower)
    if gap < abs(upper - lower) - 1e-9 or gap == 0.0:
        raise OutOfReach(gap - abs(upper - lower) or -1e-9)
    cosine = (upper * upper + gap * gap - lower * lower) / (2.0 * upper * gap)
    angle = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    return step(root, heading(root, target) + side * angle, upper)


def joint_angles(body: Body) -> dict[str, float]:
    """Return every joint angle of a body in degrees, by a name such as ``near_knee``.

    The part after the last underscore is the key into `RANGES`. Zero is standing
    upright with hanging arms.
    """
    front = body.facing
    angles = {
        "spine": front * turn(body.lumbar, body.thorax),
        "neck": front * turn(body.thorax, body.crown),
    }
    for side, leg in (("near", body.near_leg), ("far", body.far_leg)):
        thigh, shank = heading(leg.hip, leg.knee), heading(leg.knee, leg.ankle)
        angles[f"{side}_hip"] = -front * turn(body.lumbar + 180.0, thigh)
        angles[f"{side}_knee"] = front * turn(thigh, shank)
        angles[f"{side}_ankle"] = front * turn(shank - 90.0 * front, leg.foot)
    for side, arm in (("near", body.near_arm), ("far", body.far_arm)):
        upper, fore = heading(arm.shoulder, arm.elbow), heading(arm.elbow, arm.wrist)
        angles[f"{side}_shoulder"] = _wrap(-front * turn(body.thorax + 180.0, upper), 225.0)
        angles[f"{side}_elbow"] = -front * turn(upper, fore)
        angles[f"{side}_wrist"] = -front * turn(fore, arm.hand)
    return angles


def _wrap(angle: float, limit: float) -> float:
    """Return the same angle within one turn below ``limit``: arms may pass overhead."""
    return (angle - limit) % 360.0 + limit - 360.0

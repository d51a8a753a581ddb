"""Solver from poses to joints: interpolates two keyframes and keeps bone lengths."""

from __future__ import annotations

import math

from msgspec.structs import replace

from tui.figure.easing import ease
from tui.figure.geometry import Point, axis, axis_to, blend, distance, heading, mix, step, turn
from tui.figure.motion import ArmPose, LegPose
from tui.figure.player import MotionMoment, MotionPlayer, Pose
from tui.figure.skeleton import (
    FOREARM,
    LUMBAR,
    NECK,
    SHANK,
    SHOULDER_OUT,
    SKULL,
    THIGH,
    THORAX,
    UPPER_ARM,
    Arm,
    Body,
    Leg,
    OutOfReach,
    two_bone,
)

Swing = tuple[float, float]
"""By how many degrees thighs and shanks turn along when the root fits in the hip."""

_STILL: Swing = (0.0, 0.0)


class LimbUnreachable(OutOfReach):
    """As `OutOfReach`, with the limb it is about.

    Attributes:
        limb: the key in the keyframe, such as ``near_leg`` or ``root``.

    """

    def __init__(self, limb: str, gap: float) -> None:
        """Name the limb and by how much it misses, in body lengths."""
        super().__init__(gap)
        self.limb = limb


def body_at(player: MotionPlayer, moment: MotionMoment) -> Body:
    """Return the body of a motion at a moment.

    Raises:
        PoseError: the moment names a keyframe that does not exist.
        LimbUnreachable: a target lies beyond its limb.

    """
    start, end = player.pose(moment.start), player.pose(moment.end)
    body = solve(start, end, ease(end.ease, moment.progress), player.facing)
    return body if player.face == "side" else replace(body, face=player.face)


def solve(a: Pose, b: Pose, k: float, facing: int) -> Body:
    """Return the body the share ``k`` of the way from pose ``a`` to pose ``b``.

    Limbs with a target in both poses follow the target, so planted hands and feet stay;
    other limbs swing by their angles.

    Raises:
        LimbUnreachable: a target lies beyond its limb.

    """
    torso, swing = _torso(a, b, k, facing)
    near_leg = _leg("near_leg", torso, a.near_leg, b.near_leg, k, swing)
    far_leg = _leg("far_leg", torso, a.far_leg, b.far_leg, k, swing)
    legs = replace(torso, near_leg=near_leg, far_leg=far_leg)
    near_arm = _arm("near_arm", legs, legs.near_arm.shoulder, (a.near_arm, b.near_arm), k)
    far_arm = _arm("far_arm", legs, legs.far_arm.shoulder, (a.far_arm, b.far_arm), k)
    return replace(legs, near_arm=near_arm, far_arm=far_arm)


def _torso(a: Pose, b: Pose, k: float, facing: int) -> tuple[Body, Swing]:
    """Return the trunk and head, the limbs still stubs, and how the legs swing with them."""
    lumbar, thorax = mix(a.spine[0], b.spine[0], k), mix(a.spine[1], b.spine[1], k)
    tail = (0.0, 0.0)
    reach = step(step(tail, lumbar, LUMBAR), thorax, THORAX)
    pelvis, tilt, swing = _place(a, b, k, facing, reach)
    lumbar, thorax = lumbar + tilt, thorax + tilt
    waist = step(pelvis, lumbar, LUMBAR)
    shoulder = step(waist, thorax, THORAX)
    crown = mix(a.head, b.head, k)
    neck = mix(thorax, crown, 0.5)
    if a.neck is not None or b.neck is not None:
        neck = mix(_neck(a), _neck(b), k)
    skull = step(shoulder, neck, NECK)
    leg = Leg(pelvis, pelvis, pelvis, 0.0)
    twist = mix(a.twist, b.twist, k)
    up, front = blend(a.shoulders, b.shoulders, k)
    shoulders = None
    if twist or up or front:
        # Turned towards the viewer, the near shoulder goes back and the far one to the front.
        out = SHOULDER_OUT * math.sin(math.radians(twist))
        at = axis(shoulder, thorax).at
        shoulders = (at(up, facing * (front - out)), at(up, facing * (front + out)))
    near, far = shoulders or (shoulder, shoulder)
    body = Body(
        facing,
        pelvis,
        waist,
        shoulder,
        skull,
        lumbar,
        thorax,
        crown,
        leg,
        leg,
        Arm(near, near, near, 0.0),
        Arm(far, far, far, 0.0),
        twist=twist,
        shoulders=shoulders,
    )
    return body, swing


def _neck(pose: Pose) -> float:
    """Return the direction of the neck in a pose."""
    return mix(pose.spine[1], pose.head, 0.5) if pose.neck is None else pose.neck


def _place(a: Pose, b: Pose, k: float, facing: int, reach: Point) -> tuple[Point, float, Swing]:
    """Return where the pelvis is, and by how many degrees trunk and legs are turned to fit.

    Args:
        a: the pose that is left.
        b: the pose that is approached.
        k: the share of the way.
        facing: 1 left, -1 right.
        reach: from pelvis to shoulder, as the directions of the spine have it.

    """
    at = blend(a.root.at, b.root.at, k)
    joint = a.root.joint
    if joint == "pelvis":
        return at, 0.0, _STILL
    if joint == "shoulder":
        return (at[0] - reach[0], at[1] - reach[1]), 0.0, _STILL
    legs = (a.far_leg, b.far_leg) if joint == "far_knee" else (a.near_leg, b.near_leg)
    thigh, shank = _angles(legs[0], legs[1], k)
    # Up from the planted joint, as if that leg stood and the pelvis swung above it.
    knee = step(at, shank + 180.0, SHANK) if joint == "ankle" else at
    pelvis = step(knee, thigh + 180.0, THIGH)
    if a.root.elbow is None or b.root.elbow is None:
        return pelvis, 0.0, _STILL
    elbow = blend(a.root.elbow, b.root.elbow, k)
    upper = mix(a.near_arm.upper or 0.0, b.near_arm.upper or 0.0, k)
    shoulder = step(elbow, upper + 180.0, UPPER_ARM)
    trunk = distance((0.0, 0.0), reach)
    # The hip hangs below the line from shoulder to knee and rises until it lies on it.
    hip = _joint("root", shoulder, at, trunk, distance(at, pelvis), -facing)
    swing = turn(heading(pelvis, at), heading(hip, at))
    tilt = turn(heading((0.0, 0.0), reach), heading(hip, shoulder))
    return hip, tilt, (swing, swing if joint == "ankle" else 0.0)


def _angles(a: LegPose, b: LegPose, k: float) -> tuple[float, float]:
    thigh = mix(a.thigh or 0.0, b.thigh or 0.0, k)
    return thigh, mix(a.shank or 0.0, b.shank or 0.0, k)


def _leg(limb: str, body: Body, a: LegPose, b: LegPose, k: float, swing: Swing) -> Leg:
    hip, foot = body.pelvis, mix(a.foot, b.foot, k)
    if a.ankle is not None and b.ankle is not None:
        ankle = blend(a.ankle, b.ankle, k)
        return Leg(hip, _joint(limb, hip, ankle, THIGH, SHANK, -body.facing), ankle, foot)
    thigh_a, shank_a = _leg_angles(limb, body, a)
    thigh_b, shank_b = _leg_angles(limb, body, b)
    if a.ankle is not None or b.ankle is not None:
        # A solved direction is within one turn; the written one may count several.
        thigh_b, shank_b = thigh_a + turn(thigh_a, thigh_b), shank_a + turn(shank_a, shank_b)
    knee = step(hip, mix(thigh_a, thigh_b, k) + swing[0], THIGH)
    return Leg(hip, knee, step(knee, mix(shank_a, shank_b, k) + swing[1], SHANK), foot)


def _leg_angles(limb: str, body: Body, pose: LegPose) -> tuple[float, float]:
    if pose.ankle is None:
        return pose.thigh or 0.0, pose.shank or 0.0
    knee = _joint(limb, body.pelvis, pose.ankle, THIGH, SHANK, -body.facing)
    return heading(body.pelvis, knee), heading(knee, pose.ankle)


def _arm(limb: str, body: Body, shoulder: Point, poses: tuple[ArmPose, ArmPose], k: float) -> Arm:
    a, b = poses
    if a.upper is not None and b.upper is not None:
        elbow = step(shoulder, mix(a.upper, b.upper, k), UPPER_ARM)
        wrist = step(elbow, mix(a.fore or 0.0, b.fore or 0.0, k), FOREARM)
    else:
        # The wrist of a swinging arm is where its angles put it on this very trunk, so
        # that a hand which leaves the floor for the shin starts and ends exactly there.
        wrist = blend(wrist_of(body, shoulder, a), wrist_of(body, shoulder, b), k)
        if 0.0 < k < 1.0 and (a.wrist is None or b.wrist is None):
            wrist = _within_reach(shoulder, wrist)
        elbow = _joint(limb, shoulder, wrist, UPPER_ARM, FOREARM, body.facing)
    fore = heading(elbow, wrist)
    hand_a = fore if a.hand is None else a.hand
    hand_b = fore if b.hand is None else b.hand
    return Arm(shoulder, elbow, wrist, hand_a + k * turn(hand_a, hand_b))


def _within_reach(shoulder: Point, wrist: Point) -> Point:
    """Return the wrist, moved towards the shoulder if it is beyond the arm's reach."""
    reach = 0.998 * (UPPER_ARM + FOREARM)
    gap = distance(shoulder, wrist)
    return blend(shoulder, wrist, reach / gap) if gap > reach else wrist


def wrist_of(body: Body, shoulder: Point, pose: ArmPose) -> Point:
    """Return where a pose wants the wrist of an arm, within reach or not."""
    if pose.wrist is not None:
        return pose.wrist
    if pose.on is None:
        elbow = step(shoulder, pose.upper or 0.0, UPPER_ARM)
        return step(elbow, pose.fore or 0.0, FOREARM)
    bones = {
        "near_thigh": (body.near_leg.hip, body.near_leg.knee),
        "far_thigh": (body.far_leg.hip, body.far_leg.knee),
        "near_shin": (body.near_leg.knee, body.near_leg.ankle),
        "far_shin": (body.far_leg.knee, body.far_leg.ankle),
        "lumbar": (body.pelvis, body.waist),
        "thorax": (body.waist, body.shoulder),
        "head": (body.skull, step(body.skull, body.crown, 2.0 * SKULL)),
    }
    low, high = bones[pose.on]
    # On the legs "front" is right of the way down, on the trunk left of the way up.
    side = -body.facing if pose.on.endswith(("thigh", "shin")) else body.facing
    return axis_to(low, high).at(pose.at * distance(low, high), side * pose.off)


def _joint(limb: str, root: Point, target: Point, upper: float, lower: float, side: int) -> Point:
    try:
        return two_bone(root, target, upper, lower, side)
    except OutOfReach as fault:
        raise LimbUnreachable(limb, fault.gap) from None

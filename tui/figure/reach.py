"""The reach of hands and feet in a keyframe, and poses whose targets are beyond it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from tui.figure.geometry import Point, distance, heading
from tui.figure.motion import ArmPose, LegPose
from tui.figure.player import MotionMoment, MotionPlayer, Pose
from tui.figure.pose_solver import LimbUnreachable, body_at, wrist_of
from tui.figure.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM, Body

LIMBS = ("near_arm", "far_arm", "near_leg", "far_leg")


class Reach(Struct, frozen=True):
    """How far a hand or foot is from its shoulder or hip, and how far it can be.

    Attributes:
        limb: the key of the limb in a keyframe.
        root: the place of the shoulder or hip, in body lengths.
        end: where the pose wants the wrist or ankle.
        far: the greatest distance of the two, in body lengths.

    """

    limb: str
    root: Point
    end: Point
    far: float

    @property
    def share(self) -> float:
        """The share of the greatest distance that is used; above 1 if it is out of reach."""
        return distance(self.root, self.end) / self.far


class ReachablePlayer(Struct, frozen=True):
    """A motion that can be drawn: limbs whose targets are out of reach are stretched there.

    Attributes:
        player: the motion.
        written: the same as it is written.
        targets: the places that cannot be reached, by keyframe and limb.

    """

    player: MotionPlayer
    written: MotionPlayer
    targets: dict[tuple[str, str], Point]

    def reaches(self, moment: MotionMoment) -> list[Reach]:
        """Return the reach of each limb at a moment; none in a view that has no limbs.

        Raises:
            LimbUnreachable: the pose cannot be taken.

        """
        if self.player.view == "feet":
            return []
        body = body_at(self.player, moment)
        held = moment.start == moment.end
        return [
            Reach(limb, root, self.targets.get((moment.end, limb), end) if held else end, far)
            for limb, root, end, far in _limbs(body)
        ]


def _limbs(body: Body) -> list[tuple[str, Point, Point, float]]:
    arm, leg = UPPER_ARM + FOREARM, THIGH + SHANK
    return [
        ("near_arm", body.near_arm.shoulder, body.near_arm.wrist, arm),
        ("far_arm", body.far_arm.shoulder, body.far_arm.wrist, arm),
        ("near_leg", body.near_leg.hip, body.near_leg.ankle, leg),
        ("far_leg", body.far_leg.hip, body.far_leg.ankle, leg),
    ]


def reachable(player: MotionPlayer) -> ReachablePlayer:
    """Return a motion with each limb that cannot get where it is wanted stretched towards it.

    Raises:
        LimbUnreachable: the trunk itself cannot be placed.

    """
    if player.view == "feet":
        return ReachablePlayer(player, player, {})
    written, targets = player, dict[tuple[str, str], Point]()
    for pose in player.poses:
        for _ in LIMBS:
            try:
                body_at(player, MotionMoment(pose.id, pose.id))
                break
            except LimbUnreachable as fault:
                if fault.limb not in LIMBS:
                    raise
                player, target = _stretched(player, pose.id, fault.limb)
                targets[pose.id, fault.limb] = target
    return ReachablePlayer(player, written, targets)


def _stretched(player: MotionPlayer, name: str, limb: str) -> tuple[MotionPlayer, Point]:
    """Return the motion with one limb stretched towards its target, and that target."""
    pose = player.pose(name)
    wanted = getattr(pose, limb)
    straight = _with_limb(player, pose, limb, 0.0)
    body = _body(straight, name)
    root = getattr(body, limb).shoulder if limb.endswith("arm") else body.pelvis
    target: Point = _target(body, wanted, root)
    return _with_limb(player, pose, limb, heading(root, target)), target


def _target(body: Body, wanted: ArmPose | LegPose, root: Point) -> Point:
    if isinstance(wanted, LegPose):
        return wanted.ankle or root
    return wrist_of(body, root, wanted)


def _body(player: MotionPlayer, name: str) -> Body:
    """Return the body in a keyframe, with all limbs out of reach hanging."""
    for _ in LIMBS:
        try:
            return body_at(player, MotionMoment(name, name))
        except LimbUnreachable as fault:
            if fault.limb not in LIMBS:
                raise
            player = _with_limb(player, player.pose(name), fault.limb, 270.0)
    return body_at(player, MotionMoment(name, name))


def _with_limb(player: MotionPlayer, pose: Pose, limb: str, angle: float) -> MotionPlayer:
    wanted = getattr(pose, limb)
    new: ArmPose | LegPose
    if isinstance(wanted, LegPose):
        new = LegPose(thigh=angle, shank=angle, foot=wanted.foot)
    else:
        new = ArmPose(upper=angle, fore=angle, hand=wanted.hand)
    changed = replace(pose, **{limb: new})
    poses = tuple(changed if one.id == pose.id else one for one in player.poses)
    return replace(player, poses=poses)

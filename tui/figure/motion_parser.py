"""Conversion of motion records to playable motions; faults carry their key path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from tui.figure.motion import ArmPose, Keyframe, LegPose, Motion, MotionFile, Root
from tui.figure.player import MotionPlayer, Pose, PoseError, unknown
from tui.figure.props import KINDS

T = TypeVar("T")


def parse_motions(data: Mapping[str, Any]) -> dict[str, MotionPlayer]:
    """Turn the parsed TOML of a file of motions into players, by id.

    Raises:
        PoseError: the data is not of that shape, or a motion cannot be played.

    """
    try:
        file = msgspec.convert(data, MotionFile)
    except msgspec.ValidationError as fault:
        raise PoseError(str(fault)) from fault
    players: dict[str, MotionPlayer] = {}
    for motion in file.motions:
        if motion.id in players:
            raise PoseError(f"motion[{motion.id}]: this id is used twice")
        players[motion.id] = prepare(motion)
    return players


def prepare(motion: Motion) -> MotionPlayer:
    """Fill in what the keyframes leave out and check what names what.

    Raises:
        PoseError: with the key path of the fault.

    """
    path = f"motion[{motion.id}]"
    if not motion.keyframes:
        raise PoseError(f"{path}.keyframe: at least one is needed")
    for i, prop in enumerate(motion.props):
        if prop.kind not in KINDS:
            raise PoseError(unknown(f"{path}.props[{i}].kind", prop.kind, KINDS))
    fill = _fill_rolling if motion.view == "feet" else _fill
    keys = _with_work(motion.keyframes)
    poses = tuple(fill(f"{path}.keyframe[{key.id}]", key, keys[0]) for key in keys)
    _check_names(path, motion, [pose.id for pose in poses])
    _check_roots(path, poses)
    return MotionPlayer(
        id=motion.id,
        facing=1 if motion.facing == "left" else -1,
        view=motion.view,
        accent=motion.accent,
        strain=motion.strain,
        face=motion.face,
        arms_between=motion.arms_between,
        above=motion.above,
        props=motion.props,
        poses=poses,
        cycle=motion.cycle or tuple(pose.id for pose in poses),
    )


def _with_work(keys: Sequence[Keyframe]) -> list[Keyframe]:
    """Return the keyframes with `Keyframe.work` said: the first of several is rest."""
    works = [len(keys) == 1] + [True] * (len(keys) - 1)
    return [
        msgspec.structs.replace(key, work=work) if key.work is None else key
        for key, work in zip(keys, works, strict=True)
    ]


def _fill(path: str, key: Keyframe, first: Keyframe) -> Pose:
    """Return a keyframe with missing values taken from the first."""
    pose = Pose(
        id=key.id,
        move=key.move,
        stay=key.stay,
        ease=key.ease,
        work=bool(key.work),
        root=_given(f"{path}.root", key.root, first.root),
        spine=_given(f"{path}.spine", key.spine, first.spine),
        head=_given(f"{path}.head", key.head, first.head),
        neck=first.neck if key.neck is None else key.neck,
        shoulders=key.shoulders or first.shoulders or (0.0, 0.0),
        twist=_given(f"{path}.twist", key.twist, first.twist, 0.0),
        near_leg=_given(f"{path}.legs", key.near_leg, key.legs, first.near_leg, first.legs),
        far_leg=_given(f"{path}.legs", key.far_leg, key.legs, first.far_leg, first.legs),
        near_arm=_given(f"{path}.arms", key.near_arm, key.arms, first.near_arm, first.arms),
        far_arm=_given(f"{path}.arms", key.far_arm, key.arms, first.far_arm, first.arms),
        roll=0.0,
    )
    if key.roll is not None:
        raise PoseError(f'{path}.roll: only the view "feet" shows it')
    for name, leg in (("near_leg", pose.near_leg), ("far_leg", pose.far_leg)):
        _check_leg(f"{path}.{name}", leg)
    for name, arm in (("near_arm", pose.near_arm), ("far_arm", pose.far_arm)):
        _check_arm(f"{path}.{name}", arm)
    _check_root(path, pose)
    return pose


def _fill_rolling(path: str, key: Keyframe, first: Keyframe) -> Pose:
    """Return a keyframe seen from the feet: only its roll counts, the rest is never looked at."""
    return Pose(
        id=key.id,
        move=key.move,
        stay=key.stay,
        ease=key.ease,
        work=bool(key.work),
        root=Root(at=(0.0, 0.0)),
        spine=(0.0, 0.0),
        head=0.0,
        neck=None,
        shoulders=(0.0, 0.0),
        twist=0.0,
        near_leg=LegPose(foot=0.0),
        far_leg=LegPose(foot=0.0),
        near_arm=ArmPose(),
        far_arm=ArmPose(),
        roll=_given(f"{path}.roll", key.roll, first.roll),
    )


def _given(path: str, *values: T | None) -> T:
    """Return the first value that is not None."""
    for value in values:
        if value is not None:
            return value
    raise PoseError(f"{path}: missing, and the first keyframe has none")


def _check_leg(path: str, leg: LegPose) -> None:
    angles = [angle for angle in (leg.thigh, leg.shank) if angle is not None]
    if len(angles) != (0 if leg.ankle else 2):
        raise PoseError(f"{path}: give either ankle, or thigh and shank")


def _check_arm(path: str, arm: ArmPose) -> None:
    angles = [angle for angle in (arm.upper, arm.fore) if angle is not None]
    targets = [target for target in (arm.wrist, arm.on) if target is not None]
    if (len(targets), len(angles)) not in ((1, 0), (0, 2)):
        raise PoseError(f"{path}: give one of wrist, on, or upper and fore")


def _check_root(path: str, pose: Pose) -> None:
    if pose.root.elbow and pose.near_arm.upper is None:
        raise PoseError(f"{path}.near_arm.upper: needed because root.elbow holds the elbow")
    legs = {"knee": pose.near_leg, "ankle": pose.near_leg, "far_knee": pose.far_leg}
    triage_state = legs.get(pose.root.joint)
    if triage_state and triage_state.thigh is None:
        raise PoseError(f"{path}.root.joint: {pose.root.joint} needs thigh and shank of that leg")
    if pose.root.elbow and not triage_state:
        raise PoseError(f"{path}.root.elbow: needs a knee or an ankle as root.joint")


def _check_names(path: str, motion: Motion, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise PoseError(f"{path}.keyframe[{name}]: this id is used twice")
    for i, name in enumerate(motion.cycle):
        if name not in names:
            raise PoseError(unknown(f"{path}.cycle[{i}]", name, names))


def _check_roots(path: str, poses: tuple[Pose, ...]) -> None:
    first = poses[0].root
    for pose in poses:
        joints = (pose.root.joint, pose.root.elbow is None)
        if joints != (first.joint, first.elbow is None):
            raise PoseError(
                f"{path}.keyframe[{pose.id}].root: every keyframe must hold the same joints"
            )

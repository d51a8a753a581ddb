"""Checks of every frame of a motion, reported as faults with their key path."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tui.figure.body.feet_view import supine
from tui.figure.body.limbs import arm_shapes, leg_shapes
from tui.figure.body.parts import NEAR_SIDE, Supports
from tui.figure.body.side_view import far_limbs, far_shapes, near_shapes
from tui.figure.geometry import Disc, Point, distance
from tui.figure.motion import Motion
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment, MotionPlayer, Pose, PoseError
from tui.figure.pose_solver import LimbUnreachable, body_at
from tui.figure.props import supports
from tui.figure.render.raster import Shape
from tui.figure.scene import shapes_at
from tui.figure.skeleton import (
    FOREARM,
    LUMBAR,
    NECK,
    RANGES,
    SHANK,
    THIGH,
    THORAX,
    UPPER_ARM,
    Body,
    joint_angles,
)

STEPS = 24
"""Frames looked at between two keyframes: two seconds at 12 frames a second."""

_RARELY = 8
"""Of so many frames one is looked at for parts that hang apart or lie in the wrong order."""

LENGTH_SLACK = 0.01
"""Share by which a bone may seem longer or shorter."""

FLOOR_SLACK = 0.02
"""Body lengths that flesh may sink into a mat."""

SLIDE_SLACK = 0.01
"""Body lengths a planted hand or foot may wander."""

PLANTED = 0.06
"""A joint at most this high, in body lengths, stands on the floor."""

ROLL_LIMIT = 70.0
"""Degrees by which the knees may roll to a side."""


class PoseFault(NamedTuple):
    """A fault of a pose.

    Attributes:
        what: the part it is about; of each part only the worst frame is told.
        excess: how bad it is, in the part's own unit.
        text: what to tell a person.

    """

    what: str
    excess: float
    text: str


def check_motions(motions: Sequence[Motion]) -> list[str]:
    """Return the faults of all motions, including duplicate ids."""
    faults = [fault for motion in motions for fault in check_motion(motion)]
    ids = [motion.id for motion in motions]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    return faults + [f"motion[{name}]: this id is used twice" for name in twice]


def check_motion(motion: Motion) -> list[str]:
    """Return every fault of a motion, each with its key path; none if it can be played.

    Looks at each keyframe and at `STEPS` frames of each movement: bones keep their length
    to 1 %, no joint is bent beyond its range, nothing sinks into the floor by more than
    0.02 body lengths, planted hands and feet stay where they are, every part of the body is
    connected to its neighbour and no far limb is drawn in front.
    """
    try:
        player = prepare(motion)
    except PoseError as fault:
        return [str(fault)]
    first = player.pose(player.cycle[0])
    texts = _worst(player, first, first, [1.0])
    for start, end in player.movements():
        texts += _worst(player, start, end, [step / STEPS for step in range(1, STEPS + 1)])
    return list(dict.fromkeys(texts))


def _worst(player: MotionPlayer, start: Pose, end: Pose, parts: Iterable[float]) -> list[str]:
    """Return the worst fault of each part of the body during one movement."""
    worst: dict[str, PoseFault] = {}
    planted: dict[str, Point] = {}
    if player.view != "feet":
        planted = _planted(player, start, end)
    for part in parts:
        prefix = f" (on the way from {start.id})" if part < 1.0 else ""
        for fault in _frame_faults(player, MotionMoment(start.id, end.id, part), planted):
            known = worst.get(fault.what)
            # A fault of the keyframe itself is clearer than one on the way to it.
            if known is None or fault.excess >= known.excess - 1e-6:
                worst[fault.what] = fault._replace(text=prefix + fault.text)
    return [f"motion[{player.id}].keyframe[{end.id}]{fault.text}" for fault in worst.values()]


def _frame_faults(
    player: MotionPlayer, moment: MotionMoment, planted: dict[str, Point]
) -> Iterator[PoseFault]:
    if player.view == "feet":
        yield from _supine_faults(player.pose(moment.end).roll)
        return
    try:
        body = body_at(player, moment)
    except LimbUnreachable as fault:
        yield PoseFault(fault.limb, abs(fault.gap), f".{fault.limb}: {fault}")
        return
    yield from _length_faults(body)
    if moment.progress * STEPS % _RARELY == 0:
        bearing = supports(player.props) if player.view == "side" else ()
        yield from join_faults(body, bearing)
        if player.view == "side":
            yield from order_faults(body, shapes_at(player, moment, 0.0), bearing)
    yield from _range_faults(body)
    if player.view == "side":
        yield from _floor_faults(body)
    joints = contacts(body)
    for name, place in planted.items():
        slide = distance(place, joints[name])
        if slide > SLIDE_SLACK:
            text = f": {name} should stay planted and slides by {slide:.3f} body lengths"
            yield PoseFault(f"{name} slides", slide, text)


def bones(body: Body) -> Iterator[tuple[str, Point, Point, float]]:
    """Yield every bone: its name, its two ends, and the length it must have."""
    yield "lumbar", body.pelvis, body.waist, LUMBAR
    yield "thorax", body.waist, body.shoulder, THORAX
    yield "neck", body.shoulder, body.skull, NECK
    for side, leg in (("near", body.near_leg), ("far", body.far_leg)):
        yield f"{side}_thigh", leg.hip, leg.knee, THIGH
        yield f"{side}_shank", leg.knee, leg.ankle, SHANK
    for side, arm in (("near", body.near_arm), ("far", body.far_arm)):
        yield f"{side}_upper_arm", arm.shoulder, arm.elbow, UPPER_ARM
        yield f"{side}_forearm", arm.elbow, arm.wrist, FOREARM


def contacts(body: Body) -> dict[str, Point]:
    """Return the joints that can rest on the floor, by name."""
    return {
        "near_foot": body.near_leg.ankle,
        "far_foot": body.far_leg.ankle,
        "near_knee": body.near_leg.knee,
        "far_knee": body.far_leg.knee,
        "near_hand": body.near_arm.wrist,
        "far_hand": body.far_arm.wrist,
        "near_elbow": body.near_arm.elbow,
        "far_elbow": body.far_arm.elbow,
    }


def _planted(player: MotionPlayer, start: Pose, end: Pose) -> dict[str, Point]:
    """Return the joints on the floor at the same place in both positions, with their places."""
    try:
        here = contacts(body_at(player, MotionMoment(start.id, start.id)))
        there = contacts(body_at(player, MotionMoment(end.id, end.id)))
    except LimbUnreachable:
        return {}
    return {
        name: place
        for name, place in here.items()
        if place[1] <= PLANTED and distance(place, there[name]) < 2.0 * SLIDE_SLACK
    }


def join_faults(body: Body, bearing: Supports) -> Iterator[PoseFault]:
    """Yield what a drawn body has apart: pieces of a limb, or a limb that misses the trunk."""
    leg = leg_shapes(body.near_leg, body.facing, NEAR_SIDE, bearing)
    arm = arm_shapes(body.near_arm, body.facing, NEAR_SIDE, bearing)
    near = near_shapes(body, (), 0.0, (), bearing)
    limbs = {"near_leg": leg, "near_arm": arm, **far_limbs(body, bearing)}
    trunk = [shape for shape in near if shape not in leg and shape not in arm]
    for name, shapes in {"head and trunk": trunk, **limbs}.items():
        hulls = [hull for shape in shapes for hull in shape.hulls]
        if name in limbs:
            hulls += [hull for shape in trunk for hull in shape.hulls]
        apart = len(hulls) - len(_joined(hulls))
        if apart:
            yield PoseFault(f"{name} apart", apart, f": {name} is not connected to its neighbour")


def _joined(hulls: Sequence[Sequence[Disc]]) -> set[int]:
    """Return which hulls hang together with the last one, by their places."""
    filled = [_filled(hull) for hull in hulls]
    reached, edge = {len(hulls) - 1}, [len(hulls) - 1]
    while edge:
        here = filled[edge.pop()]
        for place, there in enumerate(filled):
            if place not in reached and any(
                distance(a[:2], b[:2]) < a.radius + b.radius for a in here for b in there
            ):
                reached.add(place)
                edge.append(place)
    return reached


def _filled(hull: Sequence[Disc]) -> list[Disc]:
    """Return the discs of a hull, and one halfway between each two."""
    between = [
        Disc((a.x + b.x) / 2.0, (a.y + b.y) / 2.0, (a.radius + b.radius) / 2.0)
        for a, b in combinations(hull, 2)
    ]
    return [*hull, *between]


def order_faults(body: Body, shapes: Sequence[Shape], bearing: Supports) -> Iterator[PoseFault]:
    """Yield the far limbs that are drawn over the near side of a body."""
    near = set(near_shapes(body, (), 0.0, (), bearing))
    first = min(place for place, shape in enumerate(shapes) if shape in near)
    for name, parts in far_limbs(body, bearing).items():
        over = sum(shape in parts for shape in shapes[first:])
        if over:
            yield PoseFault(f"{name} in front", over, f": {name} is drawn in front of the body")


def _length_faults(body: Body) -> Iterator[PoseFault]:
    for bone, a, b, length in bones(body):
        off = abs(distance(a, b) - length)
        if off > LENGTH_SLACK * length:
            yield PoseFault(bone, off, f": {bone} is off its length of {length:.3f} by {off:.3f}")


def _range_faults(body: Body) -> Iterator[PoseFault]:
    for joint, angle in joint_angles(body).items():
        low, high = RANGES[joint.rpartition("_")[2]]
        excess = max(low - angle, angle - high)
        if excess > 0.0:
            text = f": {joint} is bent to {angle:.0f} degrees, it goes from {low:.0f} to {high:.0f}"
            yield PoseFault(joint, excess, text)


def _floor_faults(body: Body) -> Iterator[PoseFault]:
    floor = supports(())
    shapes = far_shapes(body, floor) + near_shapes(body, (), 1.0, (), floor)
    depth = -min(disc.y - disc.radius for shape in shapes for disc in shape.discs)
    if depth > FLOOR_SLACK:
        text = f": the body reaches {depth:.3f} body lengths below the floor"
        yield PoseFault("floor", depth, text)


def _supine_faults(roll: float) -> Iterator[PoseFault]:
    if abs(roll) > ROLL_LIMIT:
        text = f".roll: {roll:.0f} degrees, the knees roll by {ROLL_LIMIT:.0f} at most"
        yield PoseFault("roll", abs(roll), text)
        return
    joints = supine(roll)
    for hip, knee, ankle in zip(joints.hips, joints.knees, joints.ankles, strict=True):
        for bone, a, b, length in (("thigh", hip, knee, THIGH), ("shank", knee, ankle, SHANK)):
            off = abs(math.dist(a, b) - length)
            if off > LENGTH_SLACK * length:
                text = f".roll: {bone} is off its length of {length:.3f} by {off:.3f}"
                yield PoseFault(bone, off, text)

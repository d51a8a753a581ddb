"""A body that lifts a box: the motion for any place of the hands, found by inverse kinematics.

The hands are exactly where they are wanted, counted from the ankles and the floor. Hips, knees
and back give way by as little as brings the shoulders within reach of them.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tui.figure.easing import ease
from tui.figure.geometry import Point, blend, distance, heading, step, turn
from tui.figure.motion import ArmPose, Keyframe, LegPose, Motion, Prop, Root
from tui.figure.motion_parser import prepare
from tui.figure.scene import Bounds, Scene
from tui.figure.skeleton import (
    ANKLE_HEIGHT,
    FOREARM,
    LUMBAR,
    SHANK,
    THIGH,
    THORAX,
    UPPER_ARM,
    two_bone,
)

STATURE_CM = 175.0
"""The height of the body that is drawn, in centimetres."""

START, END = "start", "end"
"""The keyframes at the ends of the lift."""

_GRIP = 0.05
"""From the wrist to the middle of the hand, in body lengths."""
_HAND = 172.0
"""The direction of the hands, so that a box keeps its place in them."""
_ARM = 0.985 * (UPPER_ARM + FOREARM)
_LEG = 0.992 * (THIGH + SHANK)
_APART = 0.008
"""Where the ankles are, on both sides of the middle between them."""
_UPRIGHT, _CROUCHED = (0.02, 0.528), (0.13, 0.20)
"""Where the hips are while somebody stands, and at the end of a deep crouch."""
_MOST_FOLD = 143.0
"""Degrees by which thighs and trunk fold without effort."""
_BACK = 0.10
"""How far the hips go back while the trunk leans all the way."""
_LEAN = 104.0
"""Degrees by which the trunk leans at most beyond what a crouch brings."""
_STEPS = 20
_BETWEEN = 7
"""Positions between the ends."""
_SECONDS = 1.8
"""How long the box is on its way."""
_BELLY = 0.075
"""How far the body reaches before the ankles."""
_THINNEST = 0.06
_SHELF = 0.02
"""The thickness of the boards that the box stands on."""
_PALLET = 0.16
"""Up to this height it stands on a block: a low board on a post would look like a chair."""
_RAIL = 0.03
"""How thick the upright is that holds the boards."""
_ABOVE = 0.12
"""How far the upright goes on above the box on the highest board."""
_ROOM, _OVERHEAD = 1.04, 1.2
"""How high the picture is for whoever stands, and for a box above the head."""


class BoxLift(Struct, frozen=True):
    """A box on its way, in body lengths.

    Attributes:
        start: where the hands take it: before the ankles, and above the floor.
        end: where they put it.
        depth: the box from front to back.
        height: the box from bottom to top.

    """

    start: Point
    end: Point
    depth: float
    height: float


@lru_cache(maxsize=64)
def lift_scene(lift: BoxLift) -> Scene:
    """Return the scene of a lift. The camera stays put, but for a box that is lifted overhead."""
    motion = lift_motion(lift)
    highest = max(lift.start[1], lift.end[1]) + lift.height / 2.0
    return Scene(prepare(motion), Bounds(-0.78, 0.42, 0.0, _ROOM if highest < _ROOM else _OVERHEAD))


def lift_motion(lift: BoxLift) -> Motion:
    """Return the motion that takes the box up, puts it down, and goes back."""
    lift = _fitted(lift)
    names = [START, *(f"way{place}" for place in range(1, _BETWEEN + 1)), END]
    shares = [ease("smooth", place / (_BETWEEN + 1)) for place in range(_BETWEEN + 2)]
    keys = [
        _keyframe(name, blend(lift.start, lift.end, share))
        for name, share in zip(names, shares, strict=True)
    ]
    back = [f"{key.id}_back" for key in keys[1:-1]]
    again = [
        Keyframe(
            id=name, move=key.move, stay=key.stay, ease="linear",
            root=key.root, spine=key.spine, head=key.head, arms=key.arms,
        )
        for name, key in zip(back, keys[1:-1], strict=True)
    ]  # fmt: skip
    return Motion(
        id="lift",
        accent=("back_thigh", "buttock"),
        props=(*_shelves(lift), _box(lift)),
        keyframes=(*keys, *again),
        cycle=(*names, *reversed(back)),
    )


def _fitted(lift: BoxLift) -> BoxLift:
    """Return a lift with a box that fits between the body and the hands' far side."""
    room = 2.0 * (min(lift.start[0], lift.end[0]) - _BELLY)
    return replace(lift, depth=max(_THINNEST, min(lift.depth, room)))


def _keyframe(name: str, hands: Point) -> Keyframe:
    """Return the position with the middle of the hands at a place, left of the ankles."""
    grip = (-hands[0], hands[1])
    wrist = step(grip, _HAND + 180.0, _GRIP)
    crouch, lean = _posture(wrist)
    pelvis, spine = _trunk(crouch, lean)
    is_end = name in (START, END)
    return Keyframe(
        id=name,
        move=_SECONDS / (_BETWEEN + 1),
        stay=1.0 if is_end else 0.001,
        ease="linear",
        work=True,
        root=Root(joint="pelvis", at=pelvis),
        spine=spine,
        head=90.0 + 0.58 * (spine[1] - 90.0),
        legs=LegPose(ankle=(-_APART, ANKLE_HEIGHT), foot=180.0),
        far_leg=LegPose(ankle=(_APART, ANKLE_HEIGHT), foot=180.0),
        arms=_arms(_shoulder(crouch, lean), wrist, is_exact=is_end),
    )


def _arms(shoulder: Point, wrist: Point, *, is_exact: bool) -> ArmPose:
    """Return the arms; on the way they swing, so that they always reach what they hold."""
    reach = 0.999 * (UPPER_ARM + FOREARM)
    gap = distance(shoulder, wrist)
    if gap > reach:
        wrist = blend(shoulder, wrist, reach / gap)
    elif is_exact:
        return ArmPose(wrist=wrist, hand=_HAND)
    elbow = two_bone(shoulder, wrist, UPPER_ARM, FOREARM, 1)
    upper, fore = _onward(heading(shoulder, elbow)), _onward(heading(elbow, wrist))
    return ArmPose(upper=upper, fore=fore, hand=_HAND)


def _onward(angle: float) -> float:
    """Return a direction of the arm, counted so that between down and up it swings forward."""
    return (angle - 45.0) % 360.0 + 45.0


def _trunk(crouch: float, lean: float) -> tuple[Point, tuple[float, float]]:
    """Return the hips and the directions of the spine for shares of crouching and leaning."""
    x, y = blend(_UPRIGHT, _CROUCHED, crouch)
    x += _BACK * lean * (1.0 - 0.5 * crouch)
    # No leg is longer than it is.
    y = min(y, ANKLE_HEIGHT + math.sqrt(_LEG * _LEG - (x + _APART) ** 2))
    low = 91.0 + 34.0 * crouch + _LEAN * lean
    return (x, y), (low, low + 14.0 * crouch + 42.0 * lean)


def _shoulder(crouch: float, lean: float) -> Point:
    pelvis, spine = _trunk(crouch, lean)
    return step(step(pelvis, spine[0], LUMBAR), spine[1], THORAX)


@lru_cache(maxsize=1024)
def _posture(wrist: Point) -> tuple[float, float]:
    """Return the shares of crouching and leaning that bring the wrists within reach.

    Of all that do, those that bend the body least; the nearest where none does.
    """
    best, least = (0.0, 0.0), math.inf
    for crouched in range(_STEPS + 1):
        crouch = crouched / _STEPS
        lean = _least_lean(wrist, crouch)
        gap = max(0.0, distance(_shoulder(crouch, lean), wrist) - _ARM)
        fold = max(0.0, _hip_fold(crouch, lean) - _MOST_FOLD)
        cost = 1.2 * crouch**2 + 2.4 * lean**2 + 1000.0 * gap + 0.02 * fold
        if cost < least:
            best, least = (crouch, lean), cost
    return best


def _hip_fold(crouch: float, lean: float) -> float:
    """Return by how many degrees the thighs are drawn up to the trunk."""
    pelvis, spine = _trunk(crouch, lean)
    knee = two_bone(pelvis, (-_APART, ANKLE_HEIGHT), THIGH, SHANK, -1)
    return -turn(spine[0] + 180.0, heading(pelvis, knee))


def _least_lean(wrist: Point, crouch: float) -> float:
    """Return how far to lean from a crouch until the wrists are within reach, or nearest."""
    gaps = [
        (distance(_shoulder(crouch, place / _STEPS), wrist), place) for place in range(_STEPS + 1)
    ]
    for (before, _), (gap, place) in pairwise([(math.inf, -1), *gaps]):
        if gap <= _ARM:
            if before is math.inf:
                return 0.0
            return (place - (_ARM - gap) / max(1e-9, before - gap)) / _STEPS
    return min(gaps)[1] / _STEPS


def _drop(lift: BoxLift) -> float:
    """Return how far the middle of the box is above the hands, so that it fits on the floor."""
    return max(0.0, lift.height / 2.0 - min(lift.start[1], lift.end[1]))


def _box(lift: BoxLift) -> Prop:
    middle = step((0.0, 0.0), _HAND, _GRIP)
    return Prop(
        kind="box",
        at=(middle[0], middle[1] + _drop(lift)),
        size=(lift.depth, lift.height),
        in_hand=True,
        layer="between",
    )


def _shelves(lift: BoxLift) -> tuple[Prop, ...]:
    """Return what the box stands on at both ends, unless that is the floor."""
    blocks, tops = [], []
    edge = -max(lift.start[0], lift.end[0]) - lift.depth / 2.0 - 0.03
    for reach, height in dict.fromkeys((lift.start, lift.end)):
        top = height + _drop(lift) - lift.height / 2.0
        near = -reach + lift.depth / 2.0
        if top > _PALLET:
            tops.append(top)
            blocks.append(_block((edge, top - _SHELF), (near, top)))
            # A bracket in two steps, so that the board hangs on the upright.
            for share in (0.55, 0.3):
                low = top - _SHELF * (2.6 - 2.0 * share) - _SHELF
                blocks.append(_block((edge, low), (edge + share * (near - edge), top - _SHELF)))
        elif top > _SHELF:
            blocks.append(_block((edge, 0.0), (near, top)))
    if tops:
        up = max(tops) + lift.height + _ABOVE
        blocks.append(_block((edge - _RAIL, 0.0), (edge, up)))
    return tuple(blocks)


def _block(low: Point, high: Point) -> Prop:
    """Return a block between two corners."""
    middle = blend(low, high, 0.5)
    return Prop(kind="block", at=middle, size=(high[0] - low[0], high[1] - low[1]))

"""Arms and legs: sleeves, hands with a thumb, trousers, shoes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from tui.figure.body.parts import FINE, NEAR_SIDE, Hull, Limbs, Supports, chain, join
from tui.figure.contact import settled
from tui.figure.geometry import Disc, axis, axis_to, disc, distance
from tui.figure.render.raster import Shape
from tui.figure.skeleton import ANKLE_HEIGHT, TOE_REACH, Arm, Leg

_SUNK = 0.001
"""Body lengths below the floor from which on toes turn."""


@lru_cache(maxsize=256)
def leg_shapes(leg: Leg, facing: int, side: Limbs, supports: Supports = ()) -> Sequence[Shape]:
    """Return a leg in painter's order: ankle, shank, thigh, and the shoe over them.

    The thigh is fullest in front and tapers to the knee, the calf bulges behind.
    """
    thigh, shank = axis_to(leg.hip, leg.knee), axis_to(leg.knee, leg.ankle)
    hip, knee = thigh.disc(0.0, facing * 0.010, 0.0505), disc(leg.knee, 0.0345)
    full = thigh.disc(0.085, -facing * 0.005, 0.049)
    calf = shank.disc(0.080, facing * 0.009, 0.0325)
    cuff = shank.disc(0.196, 0.0, 0.0235)
    shapes = [
        Shape(((shank.disc(0.18, 0.0, 0.018), disc(leg.ankle, 0.0175)),), side.skin),
        Shape((*chain(knee, calf, cuff),), side.cloth, True),
        Shape(((hip, full, thigh.disc(0.17, -facing * 0.003, 0.041), knee),), side.cloth, True),
        *([join(side.cloth, (hip, full))] if side is NEAR_SIDE else ()),
        # Over the knee cloth is one piece: no line there.
        join(side.cloth, (knee, shank.disc(0.05, 0.0, 0.0335))),
        *_shoe(leg, facing, side, bends=bool(supports)),
    ]
    return settled(shapes, supports)


def _shoe(leg: Leg, facing: int, side: Limbs, *, bends: bool) -> list[Shape]:
    """Return a shoe: collar, heel, instep and toes, on a sole.

    Args:
        leg: its leg.
        facing: 1 left, -1 right.
        side: its materials.
        bends: whether there is a floor, which the toes lie flat on when the heel lifts.

    """
    foot = axis(leg.ankle, leg.foot)
    at = foot.disc

    def low(along: float, radius: float) -> tuple[float, float, float]:
        return along, facing * (ANKLE_HEIGHT - radius), radius

    collar, heel = at(-0.003, facing * 0.004, 0.0225), at(*low(-0.027, 0.0175))
    ball, toe = at(*low(0.062, 0.0165)), at(*low(TOE_REACH - 0.0135, 0.0135))
    tread, tip = at(*low(-0.036, 0.006)), at(*low(TOE_REACH - 0.008, 0.006))
    sole: tuple[Hull, ...] = ((tread, tip),)
    if bends and toe.y < toe.radius - _SUNK:
        # Towards the instep: that is ahead of a foot that stands on its toes.
        ahead = foot.along_x + facing * foot.along_y
        middle = at(*low(0.062, 0.006))
        toe, tip = _on_floor(ball, toe, ahead), _on_floor(middle, tip, ahead)
        sole = chain(tread, middle, tip)
    upper = ((collar, heel, ball), (ball, toe))
    return [Shape(upper, side.shoe, True), Shape(sole, side.sole, False, FINE)]


def _on_floor(ball: Disc, toe: Disc, ahead: float) -> Disc:
    """Return the toes, turned about the ball of the foot until they are not below the floor."""
    length = distance(ball[:2], toe[:2])
    rise = toe.radius - ball.y
    if abs(rise) > length:
        return toe
    across = math.copysign(math.sqrt(length * length - rise * rise), ahead)
    return Disc(ball.x + across, toe.radius, toe.radius)


@lru_cache(maxsize=256)
def arm_shapes(arm: Arm, facing: int, side: Limbs, supports: Supports = ()) -> Sequence[Shape]:
    """Return an arm in painter's order: forearm and hand, upper arm, the sleeve over it."""
    upper, fore = axis_to(arm.shoulder, arm.elbow), axis_to(arm.elbow, arm.wrist)
    hand = axis(arm.wrist, arm.hand).disc
    elbow, belly = disc(arm.elbow, 0.0235), fore.disc(0.042, 0.0, 0.0255)
    wrist, palm = hand(0.0, 0.0, 0.0155), hand(0.036, 0.0, 0.0185)
    fingers = hand(0.076, facing * 0.003, 0.0095)
    thumb = (hand(0.016, -facing * 0.008, 0.009), hand(0.046, -facing * 0.023, 0.0065))
    shoulder, half = disc(arm.shoulder, 0.039), upper.disc(0.05, 0.0, 0.036)
    hem = (upper.disc(0.100, 0.026, 0.007), upper.disc(0.100, -0.026, 0.007))
    shapes = [
        Shape((thumb,), side.skin, True, FINE),
        Shape((*chain(elbow, belly, wrist), (wrist, palm, fingers)), side.skin, True),
        Shape(((upper.disc(0.08, 0.0, 0.0265), elbow),), side.skin, True),
        join(side.skin, (elbow, belly)),
        Shape(((half if side is NEAR_SIDE else shoulder, *hem),), side.top, True),
        # Over the shoulder sleeve and shirt are one piece.
        *([join(side.top, (shoulder, half))] if side is NEAR_SIDE else ()),
    ]
    return settled(shapes, supports)

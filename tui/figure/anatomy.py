"""Flesh on the bones: a solved body to shapes in painter's order, seen from its side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.figure.geometry import Disc, Point, blend, disc, heading, offset, step, turn
from tui.figure.materials import Material
from tui.figure.pose import Muscle
from tui.figure.raster import Shape
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


class Curve(NamedTuple):
    """The spine as a smooth curve through hip, waist and shoulder.

    A parabola over each half, whose ends turn by half the angle between the halves: so
    they meet at the waist in one direction and a bent back is an arch, not a corner.
    """

    pelvis: Point
    waist: Point
    shoulder: Point
    lumbar: float
    thorax: float
    bow: float

    def at(self, along: float) -> tuple[Point, float]:
        """The point and the direction at the share ``along`` from hip to shoulder."""
        if along <= _WAIST:
            k, start, end = along / _WAIST, self.pelvis, self.waist
            direction, length = self.lumbar, LUMBAR
        else:
            k, start, end = (along - _WAIST) / (1.0 - _WAIST), self.waist, self.shoulder
            direction, length = self.thorax, THORAX
        height = k * (1.0 - k) * length * math.tan(math.radians(self.bow))
        point = offset(blend(start, end, k), direction, 0.0, -height)
        return point, direction + self.bow * (2.0 * k - 1.0)


_WAIST = LUMBAR / (LUMBAR + THORAX)


def spine(body: Body) -> Curve:
    """The curve of a body's back. Beyond 60 degrees a bow would bulge out of the body."""
    bow = max(-60.0, min(60.0, turn(body.lumbar, body.thorax) / 2.0))
    return Curve(body.pelvis, body.waist, body.shoulder, body.lumbar, body.thorax, bow)


def far_shapes(body: Body) -> list[Shape]:
    """The far arm and leg, dimmed, in painter's order."""
    return _far(_arm(body, body.far_arm, FAR_SIDE) + _leg(body, body.far_leg, FAR_SIDE))


def near_shapes(body: Body, accent: Sequence[Muscle], breath: float) -> list[Shape]:
    """Trunk, head and the near limbs in painter's order.

    Args:
        body: the joints.
        accent: the muscles to light up.
        breath: 0 breathed out, 1 a full chest.

    """
    curve = spine(body)
    shapes = _neck(body)
    shapes.append(Shape(_trunk(curve, _CHEST, body.facing, breath), Material.TOP, True))
    shapes += _head(body)
    shapes += _leg(body, body.near_leg, NEAR_SIDE)
    shapes.append(Shape(_trunk(curve, _SEAT, body.facing, 0.0), Material.CLOTH))
    for muscle in accent:
        shapes += _muscle(body, curve, muscle)
    return shapes + _arm(body, body.near_arm, NEAR_SIDE)


def _far(shapes: list[Shape]) -> list[Shape]:
    dx, dy = FAR_SHIFT
    return [
        shape._replace(
            hulls=tuple(tuple(Disc(x + dx, y + dy, r) for x, y, r in hull) for hull in shape.hulls)
        )
        for shape in shapes
    ]


def _trunk(
    curve: Curve, stations: Sequence[Station], facing: int, breath: float
) -> tuple[tuple[Disc, ...], ...]:
    """The hulls along a part of the spine."""
    discs = []
    for along, front, radius, swell in stations:
        point, direction = curve.at(along)
        middle = offset(point, direction, 0.0, facing * (front + swell * breath))
        discs.append(disc(middle, radius + 0.4 * swell * breath))
    return _links(discs)


def _links(discs: Sequence[Disc]) -> tuple[tuple[Disc, ...], ...]:
    """A chain of tapered capsules through the discs."""
    return tuple(pairwise(discs))


def _neck(body: Body) -> list[Shape]:
    base = disc(offset(body.shoulder, body.thorax, 0.01, -body.facing * 0.004), 0.034)
    return [Shape(((base, disc(step(body.skull, body.crown, 0.01), 0.029)),), Material.SKIN)]


def _head(body: Body) -> list[Shape]:
    """Hair, face and nose in profile; coordinates along the crown, then to the face.

    No eye and no ear: smaller than a pixel they would come and go. The nose is large
    enough to say in every frame where the figure looks.
    """

    def at(along: float, face: float, radius: float) -> Disc:
        return disc(offset(body.head, body.crown, along, body.facing * face), radius)

    skull = (at(0.003, -0.006, 0.060), at(0.014, 0.004, 0.056))
    face = (at(0.000, 0.024, 0.039), at(-0.042, 0.030, 0.020), at(-0.034, 0.008, 0.025))
    nose = (at(0.012, 0.048, 0.012), at(-0.012, 0.076, 0.011), at(-0.038, 0.038, 0.014))
    return [Shape((skull,), Material.HAIR, True), Shape((face, nose), Material.SKIN)]


def _leg(body: Body, leg: Leg, side: Limbs) -> list[Shape]:
    thigh, shank = heading(leg.hip, leg.knee), heading(leg.knee, leg.ankle)
    back = body.facing
    # The thigh is fullest in front, the calf behind, a hand's breadth below the knee.
    hip, knee, ankle = disc(leg.hip, 0.055), disc(leg.knee, 0.035), disc(leg.ankle, 0.022)
    belly = disc(offset(leg.hip, thigh, 0.10, -back * 0.004), 0.048)
    calf = disc(offset(leg.knee, shank, 0.075, back * 0.007), 0.034)
    below_knee = disc(step(leg.knee, shank, 0.05), 0.033)
    return [
        *_foot(body, leg, side),
        Shape(_links((knee, calf, ankle)), side.cloth, True),
        Shape(_links((hip, belly, knee)), side.cloth, True),
        # Over the knee cloth is one piece: no line there.
        Shape(((knee, below_knee),), side.cloth),
    ]


def _foot(body: Body, leg: Leg, side: Limbs) -> list[Shape]:
    def at(along: float, below: float, radius: float) -> Disc:
        return disc(offset(leg.ankle, leg.foot, along, body.facing * below), radius)

    heel = at(-0.026, ANKLE_HEIGHT - 0.017, 0.017)
    ball = at(0.066, ANKLE_HEIGHT - 0.016, 0.016)
    toe = at(TOE_REACH - 0.012, ANKLE_HEIGHT - 0.013, 0.013)
    return [Shape(((at(0.0, 0.0, 0.022), heel, ball), (ball, toe)), side.shoe, True)]


def _arm(body: Body, arm: Arm, side: Limbs) -> list[Shape]:
    upper, fore = heading(arm.shoulder, arm.elbow), heading(arm.elbow, arm.wrist)
    shoulder, elbow, wrist = (
        disc(arm.shoulder, 0.038),
        disc(arm.elbow, 0.025),
        disc(arm.wrist, 0.017),
    )
    belly = disc(step(arm.elbow, fore, 0.045), 0.026)
    palm = disc(step(arm.wrist, arm.hand, 0.035), 0.019)
    fingers = disc(step(arm.wrist, arm.hand, 0.074), 0.011)
    sleeve = disc(step(arm.shoulder, upper, 0.095), 0.034)
    below_sleeve = disc(step(arm.shoulder, upper, 0.10), 0.027)
    forearm = _links((elbow, belly, wrist, palm, fingers))
    return [
        Shape(forearm, side.skin, True),
        Shape(((below_sleeve, elbow),), side.skin, True),
        Shape(((elbow, belly),), side.skin),
        Shape(((shoulder, sleeve),), side.top, True),
    ]


def _muscle(body: Body, curve: Curve, muscle: Muscle) -> list[Shape]:
    def on_trunk(along: float, front: float, radius: float) -> Disc:
        point, direction = curve.at(along)
        return disc(offset(point, direction, 0.0, body.facing * front), radius)

    leg = body.near_leg
    thigh = heading(leg.hip, leg.knee)

    def on_thigh(along: float, back: float, radius: float) -> Disc:
        return disc(offset(leg.hip, thigh, along, body.facing * back), radius)

    strips: dict[str, tuple[Disc, ...]] = {
        "low_back": tuple(on_trunk(s, -0.034, 0.019) for s in (0.12, 0.30, 0.48)),
        "back": tuple(on_trunk(s, -0.036, 0.018) for s in (0.10, 0.28, 0.46, 0.64, 0.84)),
        "belly": tuple(on_trunk(s, 0.022, 0.027) for s in (0.28, 0.40, 0.52)),
        "hip_front": (on_trunk(0.10, 0.036, 0.018), on_thigh(0.06, -0.034, 0.016)),
        "side": tuple(on_trunk(s, 0.0, 0.026) for s in (0.20, 0.45)),
        "buttock": (on_trunk(0.02, -0.036, 0.032), on_thigh(0.015, 0.036, 0.026)),
        "back_thigh": (on_thigh(0.06, 0.030, 0.018), on_thigh(0.17, 0.020, 0.015)),
    }
    return [Shape(_links(strips[muscle]), Material.ACCENT)]

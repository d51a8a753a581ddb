"""The trunk along the curve of the spine: seat, shirt, and the muscles that are lit up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui.figure.body.parts import chain
from tui.figure.geometry import Axis, Disc, axis, axis_to, disc, turn
from tui.figure.materials import Material
from tui.figure.motion import Muscle
from tui.figure.render.raster import Shape
from tui.figure.skeleton import LUMBAR, THORAX, Body


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


_SEAT = (Station(-0.05, -0.015, 0.056), Station(0.04, -0.011, 0.060), Station(0.24, -0.002, 0.053))
_HEM = (Station(0.15, 0.043, 0.009), Station(0.17, -0.048, 0.009))
"""The edge of the shirt, in front and behind."""
_CHEST = (
    Station(0.34, 0.000, 0.0500, 0.004),
    Station(0.52, 0.003, 0.0545, 0.007),
    Station(0.70, 0.009, 0.064, 0.012),
    Station(0.86, 0.007, 0.063, 0.010),
    Station(1.00, -0.004, 0.050),
)


_YOKE = 0.040
"""Half the depth of the shirt at a shoulder."""


class Patch(NamedTuple):
    """A place of a muscle under the skin.

    Attributes:
        on: the part it lies on.
        along: on the trunk as in `Station`; in body lengths from the hip, from the shoulder.
        left: how far to the left of that part, the body facing left.
        radius: half its depth.

    """

    on: Literal["trunk", "thigh", "shank", "neck", "yoke", "upper_arm"]
    along: float
    left: float
    radius: float


def _on_trunk(*places: tuple[float, float, float]) -> tuple[Patch, ...]:
    return tuple(Patch("trunk", *place) for place in places)


_MUSCLES: Mapping[Muscle, tuple[Patch, ...]] = MappingProxyType(
    {
        "low_back": _on_trunk((0.12, -0.036, 0.014), (0.28, -0.030, 0.020), (0.48, -0.036, 0.013)),
        "back": _on_trunk(
            (0.10, -0.038, 0.014),
            (0.28, -0.034, 0.018),
            (0.46, -0.035, 0.018),
            (0.64, -0.038, 0.017),
            (0.86, -0.040, 0.012),
        ),
        "belly": _on_trunk((0.22, 0.030, 0.014), (0.40, 0.027, 0.023), (0.58, 0.034, 0.017)),
        "hip_front": (Patch("trunk", 0.10, 0.032, 0.018), Patch("thigh", 0.06, -0.030, 0.016)),
        "side": _on_trunk((0.20, 0.0, 0.026), (0.45, 0.0, 0.026)),
        "buttock": (
            Patch("trunk", 0.06, -0.036, 0.026),
            Patch("trunk", -0.03, -0.034, 0.032),
            Patch("thigh", 0.030, 0.030, 0.020),
        ),
        "back_thigh": (
            Patch("thigh", 0.055, 0.024, 0.016),
            Patch("thigh", 0.110, 0.022, 0.019),
            Patch("thigh", 0.190, 0.018, 0.012),
        ),
        "front_thigh": (
            Patch("thigh", 0.060, -0.024, 0.016),
            Patch("thigh", 0.120, -0.022, 0.018),
            Patch("thigh", 0.195, -0.016, 0.012),
        ),
        "calf": (
            Patch("shank", 0.040, 0.016, 0.013),
            Patch("shank", 0.085, 0.020, 0.017),
            Patch("shank", 0.150, 0.012, 0.010),
        ),
        "shoulder": (
            Patch("upper_arm", 0.030, 0.000, 0.016),
            Patch("upper_arm", 0.000, 0.000, 0.021),
            Patch("yoke", 0.018, 0.000, 0.014),
        ),
        "neck": (
            Patch("trunk", 0.84, -0.040, 0.013),
            Patch("neck", 0.005, -0.030, 0.017),
            Patch("neck", 0.055, -0.018, 0.012),
        ),
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


def seat_shape(curve: Curve, facing: int) -> Shape:
    """Return the seat of the trousers, up to under the shirt."""
    return Shape(chain(*_discs(curve, _SEAT, facing, 0.0)), Material.CLOTH, True)


def shirt_shape(body: Body, curve: Curve, breath: float) -> Shape:
    """Return the shirt, from its hem to the shoulders, wherever they are drawn to."""
    facing = body.facing
    hem, chest = _discs(curve, _HEM, facing, 0.0), _discs(curve, _CHEST, facing, breath)
    hulls = ((*hem, chest[0]), *chain(*chest))
    if body.shoulders:
        yoke = tuple([disc(shoulder, _YOKE) for shoulder in body.shoulders])
        hulls = (*hulls, (*yoke, chest[-1]), (*yoke, chest[-2], chest[-3]))
    return Shape(hulls, Material.TOP, True)


def _discs(curve: Curve, stations: Sequence[Station], facing: int, breath: float) -> list[Disc]:
    """Return the cross-sections of a part of the trunk."""
    return [
        curve.at(along).disc(0.0, facing * (front + swell * breath), radius + 0.4 * swell * breath)
        for along, front, radius, swell in stations
    ]


def muscle_shape(body: Body, curve: Curve, muscle: Muscle, material: Material) -> Shape:
    """Return a muscle that is lit up, within the body and thin at its ends."""
    bones = {
        "thigh": (body.near_leg.hip, body.near_leg.knee),
        "neck": (body.shoulder, body.skull),
        "shank": (body.near_leg.knee, body.near_leg.ankle),
        "yoke": (body.near_arm.shoulder, body.skull),
        "upper_arm": (body.near_arm.shoulder, body.near_arm.elbow),
    }
    discs = [
        curve.at(along).disc(0.0, body.facing * left, radius)
        if on == "trunk"
        else axis_to(*bones[on]).disc(along, body.facing * left, radius)
        for on, along, left, radius in _MUSCLES[muscle]
    ]
    return Shape(chain(*discs), material)

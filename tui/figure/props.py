"""Props around the body; each kind turns its record into shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from msgspec.structs import replace

from tui.figure.body.parts import FINE
from tui.figure.contact import Support
from tui.figure.geometry import Disc, Point, axis
from tui.figure.materials import Material
from tui.figure.motion import Prop
from tui.figure.render.raster import Shape

Maker = Callable[[Prop, Point], tuple[Shape, ...]]
"""A kind of prop: its record and where its anchor is, to shapes."""


def prop_shapes(prop: Prop, wrist: Point) -> tuple[Shape, ...]:
    """Return the shapes of a prop.

    Args:
        prop: its record; the kind must be one of `KINDS`.
        wrist: where the near wrist is, for a prop that is held.

    """
    if prop.in_hand:
        return KINDS[prop.kind](prop, (prop.at[0] + wrist[0], prop.at[1] + wrist[1]))
    return _triage_state(prop)


@lru_cache(maxsize=64)
def _triage_state(prop: Prop) -> tuple[Shape, ...]:
    """Return the shapes of a prop that does not move."""
    return KINDS[prop.kind](prop, prop.at)


@lru_cache(maxsize=64)
def supports(props: tuple[Prop, ...]) -> tuple[Support, ...]:
    """Return the surfaces that can bear a body, the floor last."""
    bearing = [
        SURFACES[prop.kind](prop) for prop in props if prop.kind in SURFACES and not prop.in_hand
    ]
    return (*bearing, Support(-math.inf, math.inf, 0.0))


def slab(
    center: Point, size: Point, material: Material, angle: float = 0.0, corner: float = 0.006
) -> Shape:
    """Return a box with rounded corners, ``size`` across, turned by ``angle`` degrees."""
    across, up = max(0.0, size[0] / 2.0 - corner), max(0.0, size[1] / 2.0 - corner)
    corners = ((-across, -up), (across, -up), (across, up), (-across, up))
    turned = axis(center, angle)
    hull = tuple([turned.disc(x, y, corner) for x, y in corners])
    return Shape((hull,), material, True)


def _mat(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a mat; ``at`` is the middle of its upper side."""
    length, thick = prop.size or (1.6, 0.024)
    top = slab((at[0], at[1] - thick / 2.0), (length, thick), Material.MAT, 0.0, 0.004)
    return (replace(top, contour=False),)


def _pillow(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a pillow; ``at`` is its middle."""
    width, height = prop.size or (0.2, 0.07)
    turned, thick = axis(at, prop.angle).disc, min(width, height)
    across, up = width / 2.0 - 0.3 * thick, height / 2.0 - 0.3 * thick
    corners = [turned(x * across, y * up, 0.27 * thick) for x in (-1, 1) for y in (-1, 1)]
    # Plump in the middle.
    long, tall = max(0.0, 0.22 * (width - thick)), max(0.0, 0.22 * (height - thick))
    middle = [turned(x * long, x * tall, 0.5 * thick) for x in (-1, 1)]
    return (Shape(((*corners, *middle),), Material.SOFT, True),)


def _bed(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a bed from its long side and above; ``at`` is the middle of the mattress's top.

    The headboard stands left. Below the top one sees the mattress's edge, rail and feet.
    """
    width, height = prop.size or (1.16, 0.5)
    x, y = at
    low, left, right = y - height / 2.0, x - width / 2.0, x + width / 2.0
    return (
        slab((left + 0.05, low - 0.13), (0.045, 0.09), Material.PROP),
        slab((right - 0.05, low - 0.13), (0.045, 0.09), Material.PROP),
        slab((x, low - 0.105), (width, 0.05), Material.PROP),
        slab((x, y - 0.035), (width, height + 0.09), Material.MAT, 0.0, 0.02),
        slab((x, y - 0.002), (width, height - 0.016), Material.RUG, 0.0, 0.02),
        slab((left - 0.02, y + 0.01), (0.07, height + 0.24), Material.PROP, 0.0, 0.02),
        slab((right + 0.015, y - 0.06), (0.04, height + 0.12), Material.PROP, 0.0, 0.015),
    )


def _sofa(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a sofa from its side; ``at`` is where its front meets the floor, it reaches right."""
    depth, height = prop.size or (0.36, 0.26)
    x, y = at
    cushion = height * 0.36
    base = height - cushion * 0.8 - 0.03
    seat = (x + depth / 2, y + height - cushion / 2)
    return (
        slab((x + 0.05, y + 0.02), (0.03, 0.05), Material.PROP),
        slab((x + depth + 0.05, y + 0.02), (0.03, 0.05), Material.PROP),
        slab((x + depth + 0.055, y + 0.28), (0.11, 0.46), Material.PROP, -6.0, 0.035),
        slab((x + depth - 0.035, y + height + 0.09), (0.09, 0.22), Material.SOFT, -8.0, 0.035),
        slab((x + depth / 2 + 0.035, y + 0.03 + base / 2), (depth + 0.06, base), Material.PROP),
        slab(seat, (depth, cushion), Material.SOFT, 0.0, cushion * 0.3),
    )


def _chair(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return an office chair; ``at`` is the middle of its seat's top, its back stands right."""
    depth, height = prop.size or (0.25, 0.26)
    x, y = at
    low, rear = y - height, x + depth / 2
    wheels = [
        Shape(((Disc(x + across, low + 0.014, 0.014),),), Material.PROP, True)
        for across in (-0.12, 0.0, 0.12)
    ]
    return (
        slab((rear + 0.05, y + 0.09), (0.022, 0.26), Material.PROP),
        slab((rear + 0.02, y - 0.035), (0.09, 0.022), Material.PROP),
        slab((rear + 0.032, y + 0.19), (0.042, 0.27), Material.SOFT, prop.angle, 0.02),
        slab((x, y - height / 2), (0.032, height - 0.05), Material.PROP),
        *wheels,
        slab((x, low + 0.034), (0.25, 0.022), Material.PROP),
        slab((x, y - 0.042), (depth * 0.5, 0.02), Material.PROP),
        slab((x, y - 0.018), (depth, 0.042), Material.SOFT, 0.0, 0.018),
    )


def _side_chair(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a chair on four legs; ``at`` is the middle of its seat's top, its back is right."""
    depth, height = prop.size or (0.24, 0.262)
    x, y = at
    front, rear = x - depth / 2 + 0.014, x + depth / 2 - 0.014
    legs = [
        slab((side, y - height / 2 - 0.01), (0.024, height - 0.02), Material.PROP)
        for side in (front, rear)
    ]
    return (
        *legs,
        slab((x, y - height * 0.62), (depth - 0.03, 0.014), Material.PROP),
        slab((rear + 0.012, y + 0.15), (0.024, 0.33), Material.PROP, -3.0),
        slab((x, y - 0.016), (depth, 0.034), Material.SOFT, 0.0, 0.012),
    )


def _desk(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a desk with a keyboard at its right edge; ``at`` is the middle of its top."""
    width, height = prop.size or (0.42, 0.42)
    x, y = at
    return (
        slab((x - width * 0.42, y - height / 2), (0.034, height), Material.PROP),
        slab((x - width * 0.18, y - height + 0.011), (width * 0.6, 0.022), Material.PROP),
        slab((x, y - 0.015), (width, 0.03), Material.PROP),
        slab((x + width * 0.26, y + 0.006), (0.13, 0.012), Material.FAR_SHOE, 0.0, 0.004),
    )


def _screen(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a screen from its side, facing right; ``at`` is its foot, ``size`` stem and panel."""
    stem, panel = prop.size or (0.1, 0.19)
    x, y = at
    turned = axis((x, y + stem), 90.0 + prop.angle).at
    return (
        slab((x - 0.01, y + stem / 2 + panel / 5), (0.022, stem + panel * 0.4), Material.PROP),
        slab((x, y + 0.008), (0.11, 0.016), Material.PROP),
        slab(turned(panel / 2.0, -0.01), (0.03, panel), Material.PROP, prop.angle, 0.008),
        slab(
            turned(panel / 2.0, -0.026), (0.012, panel * 0.92), Material.FAR_TOP, prop.angle, 0.004
        ),
    )


def _box(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a box to lift; ``at`` is its middle."""
    width, height = prop.size or (0.17, 0.15)
    tape = slab((at[0], at[1] + height * 0.38), (width * 0.3, height * 0.24), Material.PROP)
    # Sharp corners: round ones come and go as the box moves.
    box = slab(at, (width, height), Material.LOAD, 0.0, 0.0)
    return (box, replace(tape, contour=False, least=FINE))


def _block(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a plain block: a step, a footrest, a wall; ``at`` is its middle."""
    return (slab(at, prop.size or (0.1, 0.05), Material.PROP, prop.angle),)


KINDS: Mapping[str, Maker] = MappingProxyType(
    {
        "mat": _mat,
        "pillow": _pillow,
        "bed": _bed,
        "sofa": _sofa,
        "chair": _chair,
        "side_chair": _side_chair,
        "desk": _desk,
        "screen": _screen,
        "box": _box,
        "block": _block,
    }
)
"""Every kind of prop a motion may use."""


_GIVE = 0.006
"""How far a body sinks into something soft."""


def _cushion(prop: Prop) -> Support:
    width, height = prop.size or (0.2, 0.07)
    x, y = prop.at
    return Support(x - 0.42 * width, x + 0.42 * width, y + height / 2.0 - _GIVE)


def _seat(prop: Prop) -> Support:
    depth, height = prop.size or (0.36, 0.26)
    return Support(prop.at[0], prop.at[0] + depth, prop.at[1] + height - _GIVE)


def _chair_seat(prop: Prop) -> Support:
    depth, _ = prop.size or (0.25, 0.26)
    return Support(prop.at[0] - depth / 2.0, prop.at[0] + depth / 2.0, prop.at[1] - _GIVE)


def _desk_top(prop: Prop) -> Support:
    width, _ = prop.size or (0.42, 0.42)
    return Support(prop.at[0] - width / 2.0, prop.at[0] + width / 2.0, prop.at[1])


SURFACES: Mapping[str, Callable[[Prop], Support]] = MappingProxyType(
    {
        "pillow": _cushion,
        "sofa": _seat,
        "chair": _chair_seat,
        "side_chair": _chair_seat,
        "desk": _desk_top,
    }
)
"""The upper side of each kind of prop that may bear a part of the body."""

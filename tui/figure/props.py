"""Props around the body; each kind turns its record into shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from tui.figure.contact import Support
from tui.figure.geometry import Point, axis
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


def supports(props: Iterable[Prop]) -> list[Support]:
    """Return the surfaces that can bear a body, the floor last."""
    bearing = []
    for prop in props:
        if prop.kind in SURFACES and not prop.in_hand:
            bearing.append(SURFACES[prop.kind](prop))
    return [*bearing, Support(-math.inf, math.inf, 0.0)]


def slab(
    center: Point, size: Point, material: Material, angle: float = 0.0, corner: float = 0.006
) -> Shape:
    """Return a box with rounded corners, ``size`` across, turned by ``angle`` degrees."""
    across, up = max(0.0, size[0] / 2.0 - corner), max(0.0, size[1] / 2.0 - corner)
    corners = ((-across, -up), (across, -up), (across, up), (-across, up))
    turned = axis(center, angle)
    hull = tuple([turned.disc(x, y, corner) for x, y in corners])
    return Shape((hull,), material)


def _mat(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a mat; ``at`` is the middle of its upper side."""
    length, thick = prop.size or (1.6, 0.024)
    return (slab((at[0], at[1] - thick / 2.0), (length, thick), Material.MAT, 0.0, 0.004),)


def _pillow(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a pillow; ``at`` is its middle."""
    width, height = prop.size or (0.2, 0.07)
    return (slab(at, (width, height), Material.SOFT, prop.angle, min(width, height) * 0.48),)


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
    base = height - cushion * 0.8
    return (
        slab((x + depth + 0.05, y + 0.24), (0.10, 0.50), Material.PROP, -5.0, 0.03),
        slab((x + depth / 2 + 0.03, y + base / 2), (depth + 0.02, base), Material.PROP),
        slab(
            (x + depth / 2, y + height - cushion / 2),
            (depth, cushion),
            Material.SOFT,
            0.0,
            cushion * 0.3,
        ),
    )


def _chair(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return an office chair; ``at`` is the middle of its seat's top, its back stands right."""
    depth, height = prop.size or (0.25, 0.26)
    x, y = at
    back = slab((x + depth / 2 + 0.035, y + 0.19), (0.035, 0.30), Material.PROP, prop.angle, 0.015)
    return (
        back,
        slab((x + depth / 2 + 0.01, y + 0.01), (0.03, 0.08), Material.PROP),
        slab((x, y - height / 2), (0.03, height - 0.03), Material.PROP),
        slab((x, y - height + 0.015), (0.26, 0.025), Material.PROP),
        slab((x, y - 0.02), (depth, 0.045), Material.SOFT, 0.0, 0.015),
    )


def _desk(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a desk; ``at`` is the middle of its top."""
    width, height = prop.size or (0.42, 0.42)
    x, y = at
    return (
        slab((x - width * 0.42, y - height / 2), (0.03, height), Material.PROP),
        slab((x, y - 0.015), (width, 0.03), Material.PROP),
    )


def _screen(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a screen from its side, facing right; ``at`` is its foot, ``size`` stem and panel."""
    stem, panel = prop.size or (0.1, 0.19)
    x, y = at
    middle = axis((x, y + stem), 90.0 + prop.angle).at(panel / 2.0, -0.02)
    return (
        slab((x, y + stem / 2 + panel / 5), (0.022, stem + panel * 0.4), Material.PROP),
        slab((x, y + 0.009), (0.10, 0.018), Material.PROP),
        slab(middle, (0.026, panel), Material.LOAD, prop.angle),
    )


def _box(prop: Prop, at: Point) -> tuple[Shape, ...]:
    """Return a box to lift; ``at`` is its middle."""
    width, height = prop.size or (0.17, 0.15)
    tape = slab((at[0], at[1] + height * 0.38), (width * 0.3, height * 0.24), Material.PROP)
    return (slab(at, (width, height), Material.LOAD), tape)


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
    {"pillow": _cushion, "sofa": _seat, "chair": _chair_seat, "desk": _desk_top}
)
"""The upper side of each kind of prop that may bear a part of the body."""

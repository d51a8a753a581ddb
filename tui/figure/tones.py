"""The tones of a form: an edge, its own colour, light from above left, a soft outline.

Vectors and pixels draw the same tones; cells have a shade and a contour of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from msgspec.structs import replace

from tui.figure.geometry import Disc
from tui.figure.materials import FAR, SHADES, Material
from tui.figure.render.raster import Shape

CONTOUR = 0.012
"""The width of the darker edge of a limb, in body lengths; half of it lies under the limb."""
SOFTNESS = 0.55
"""How much of a soft outline covers what is below it."""
EDGED = (*SHADES, *FAR, Material.HAIR, Material.PROP, Material.SOFT, Material.LOAD)
"""The materials whose parts have a darker edge where they cover something."""

_DARKER = 0.62
"""The brightness of an edge, as a share of that of its material."""
_TONES: tuple[tuple[Role, float, float], ...] = (("", 0.24, 0.16), ("l", 0.66, 0.30))
"""Of a form: its own colour and its light. Each with its role, how much thinner than the form it
is, and how far towards the light, as shares of each disc's radius."""
_LIGHT = 0.09
"""How much white there is in the light."""
_GLOW = 0.6
"""How thick the bright core of a lit muscle is, as a share of its soft outline."""

Role: TypeAlias = Literal["", "c", "l", "s"]
"""What a tone is drawn as: filled, with an edge around it, as light, as a soft outline."""


class FormTone(NamedTuple):
    """A part of a form in one colour."""

    material: Material
    role: Role
    shape: Shape


def tones(shape: Shape) -> Iterator[FormTone]:
    """Yield the tones of a shape, each over the one before."""
    material = shape.material
    if material in (Material.ACCENT, Material.STRAIN):
        yield FormTone(material, "s", shape)
        yield FormTone(material, "", _inner(shape, 1.0 - _GLOW, 0.0))
    elif not shape.contour or material not in EDGED:
        yield FormTone(material, "", shape)
    elif shade := SHADES.get(material):
        yield FormTone(shade, "c", shape)
        for role, thinner, moved in _TONES:
            yield FormTone(material, role, _inner(shape, thinner, moved))
    else:
        yield FormTone(material, "c", shape)


def light(colour: str) -> str:
    """Return a colour such as ``#7fb4d6`` where the light falls on it."""
    return _mixed(colour, 255, 1.0 - _LIGHT)


def edge(colour: str) -> str:
    """Return the colour of the edge of something in a colour."""
    return _mixed(colour, 0, _DARKER)


def _inner(shape: Shape, thinner: float, moved: float) -> Shape:
    """Return a shape within another, thinner and nearer to its upper left edge."""
    hulls = [
        tuple([Disc(x - moved * r, y + moved * r, (1.0 - thinner) * r) for x, y, r in hull])
        for hull in shape.hulls
    ]
    return replace(shape, hulls=tuple(hulls))


def _mixed(colour: str, grey: int, share: float) -> str:
    """Return a colour of which only a share is left, the rest being a grey."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(grey + share * (part - grey)):02x}" for part in parts)

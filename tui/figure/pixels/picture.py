"""A moment of a motion as pixels, its edges smoothed.

Drawn by aggdraw, of the extra ``pictures``: Anti-Grain Geometry in a wheel of 1 MB without further
needs. Measured on 110 polygons of 40 corners in 800x400 pixels: 6.8 ms, skia-python 6.2 (15 MB with
numpy, half a second to import), Pillow 9.7 drawn at twice the size (7 MB); resvg took 72.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tui.figure.geometry import Disc
from tui.figure.materials import SHADES, Material
from tui.figure.render.raster import Shape
from tui.figure.render.spans import support_points
from tui.figure.scene import GROUND, Scene, shapes_at
from tui.figure.tones import CONTOUR, SOFTNESS, edge, light, tones

if TYPE_CHECKING:
    import aggdraw

    from tui.figure.player import MotionMoment

SMALLEST, LARGEST = (40, 28), (2400, 1600)
"""Pixels of the least and the largest picture; a terminal may say anything about its cells."""

_FLOOR = 0.035
"""The thickness of the floor, in body lengths."""
_ROOM = 0.03
"""The room at each side and above, as a share of the picture's height."""

_CORNERS = ((4.0, 16), (14.0, 28), (math.inf, 48))
"""Up to which radius in pixels a disc has so many corners: errors stay below a tenth of one."""


class PixelColours(Struct, frozen=True):
    """The colour of each material by its label, such as ``#7fb4d6``, and that of the ground."""

    ground: str
    materials: Mapping[str, str]

    def all(self) -> list[bytes]:
        """Return every colour that fills an area, three bytes each, with edges and light."""
        plain = [self.ground, *self.materials.values()]
        edges, lights = map(edge, plain), map(light, plain)
        return [bytes.fromhex(one[1:]) for one in dict.fromkeys([*plain, *edges, *lights])]


class Pixels(NamedTuple):
    """A picture: rows from the top, three bytes a pixel."""

    width: int
    height: int
    rgb: bytes


class _View(NamedTuple):
    """How body lengths become pixels."""

    scale: float
    left: float
    top: float
    mirrored_at: float | None
    """The width of a picture that is turned round."""

    def points(self, hull: Sequence[Disc], grown: float) -> list[float]:
        """Return the corners of a hull, one coordinate after the other."""
        scale, left, top, width = self
        discs = [((x - left) * scale, (top - y) * scale, (r + grown) * scale) for x, y, r in hull]
        if width is not None:
            discs = [(width - x, y, r) for x, y, r in discs]
        directions = _directions(max([r for _, _, r in discs]))
        return [*chain.from_iterable(support_points(discs, directions))]


def draw_pixels(
    scene: Scene,
    moment: MotionMoment,
    size: tuple[int, int],
    colours: PixelColours,
    *,
    breath: float = 0.0,
    mirrored: bool = False,
    muscles: bool = True,
) -> Pixels:
    """Draw a moment of a motion.

    Args:
        scene: the motion.
        moment: which two positions, and how far between them.
        size: pixels across and down, held between `SMALLEST` and `LARGEST`.
        colours: of the materials and the ground.
        breath: 0 breathed out, 1 a full chest.
        mirrored: whether the picture is turned round.
        muscles: whether those at work and those that suffer are lit up.

    Raises:
        ImportError: the extra ``pictures`` is not installed.

    """
    # Imported here: who sees no picture need not have the library.
    import aggdraw

    width, height = (
        min(max(side, least), most)
        for side, least, most in zip(size, SMALLEST, LARGEST, strict=True)
    )
    view = _view(scene, width, height, mirrored)
    canvas = aggdraw.Draw("RGB", (width, height), colours.ground)
    shapes = shapes_at(scene.player, moment, breath, muscles)
    if not scene.has_floor:
        _fill(canvas, shapes, view, colours)
    else:
        # As in a terminal, only a mat shows inside the floor, so that all else ends at it.
        _fill(canvas, [shape for shape in shapes if shape.material not in GROUND], view, colours)
        low = view.top * view.scale
        floor = aggdraw.Brush(colours.materials[Material.FLOOR.label])
        canvas.rectangle((0, low, width, low + _FLOOR * view.scale), floor)
        canvas.rectangle(
            (0, low + _FLOOR * view.scale, width, height), aggdraw.Brush(colours.ground)
        )
        _fill(canvas, [shape for shape in shapes if shape.material in GROUND], view, colours)
    return Pixels(width, height, canvas.tobytes())


def _view(scene: Scene, width: int, height: int, mirrored: bool) -> _View:
    """Return the view of all that a motion shows, in the middle of the picture."""
    bounds, room = scene.bounds, _ROOM * height
    has_floor = scene.has_floor
    low = 0.0 if has_floor else bounds.low
    across, up = bounds.right - bounds.left, bounds.high - low
    below = _FLOOR if has_floor else 0.0
    scale = min((width - 2 * room) / across, (height - 2 * room) / (up + below))
    left = bounds.left - (width / scale - across) / 2.0
    spare = height - scale * (up + below)
    return _View(scale, left, bounds.high + spare / 2.0 / scale, width if mirrored else None)


def _fill(
    canvas: aggdraw.Draw, shapes: Sequence[Shape], view: _View, colours: PixelColours
) -> None:
    """Fill shapes, later ones over earlier ones."""
    import aggdraw

    for shape in shapes:
        if view.scale < shape.least:
            continue
        for material, role, part in tones(shape):
            colour = colours.materials[material.label]
            if role == "c":
                dark = aggdraw.Brush(edge(colour))
                for hull in part.hulls:
                    canvas.polygon(view.points(hull, CONTOUR / 2.0), None, dark)
            if role == "l" and material in SHADES:
                colour = light(colour)
            brush = aggdraw.Brush(colour, round(255 * SOFTNESS) if role == "s" else 255)
            for hull in part.hulls:
                canvas.polygon(view.points(hull, 0.0), None, brush)


def _directions(radius: float) -> Sequence[tuple[float, float]]:
    return next(directions for most, directions in _CIRCLES if radius <= most)


def _circle(count: int) -> tuple[tuple[float, float], ...]:
    turns = [math.tau * n / count for n in range(count)]
    return tuple([(math.cos(turn), math.sin(turn)) for turn in turns])


_CIRCLES = tuple((most, _circle(count)) for most, count in _CORNERS)
"""The directions in which the outermost disc of a hull is looked for."""

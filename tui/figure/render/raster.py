"""Rasteriser of shapes to a grid of materials, scanline by scanline.

A hull is the convex hull of a few discs: two make a tapered capsule, three a foot, four
tiny ones a box. Each row of it is one slice assignment: that, and not a test for each pixel, is
what lets plain Python draw a body in a few milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from tui.figure.geometry import Disc
from tui.figure.materials import SHADES, Material
from tui.figure.render.spans import Camera, Spans, grown, lit, spans_of

Grid = list[bytearray]
"""Rows of pixels from the top; each byte is the value of a `Material`."""

_FINE = 105.0
"""Below this many pixels a body length a sleeve's contour would cut the trunk to strips."""

_SHADED_FROM: Mapping[Material, float] = MappingProxyType(
    {Material.TOP: 0.0, Material.CLOTH: 0.0, Material.SKIN: 120.0, Material.SHOE: 120.0}
)
"""From how many pixels a body length on something is thick enough for a shade away from the
light, which comes from above left."""


class Shape(Struct, frozen=True, cache_hash=True):
    """Hulls of discs that belong together, filled with one material.

    Each hull is the convex hull of its discs. ``contour`` makes a form of it: it has a shade
    away from the light, and a thin line where it covers another part of the body; its own
    hulls are not parted. Below ``least`` pixels a body length it is too small to be drawn.
    """

    hulls: tuple[tuple[Disc, ...], ...]
    material: Material
    contour: bool = False
    least: float = 0.0

    @property
    def discs(self) -> Iterator[Disc]:
        """All discs of all hulls."""
        return (disc for hull in self.hulls for disc in hull)


class _Stroke(NamedTuple):
    """The pixels of a hull in one material."""

    spans: Spans
    material: Material


class _PaintFrame(Struct, frozen=True, cache_hash=True):
    """What the pixels of a shape depend on besides itself: the camera and the picture."""

    camera: Camera
    width: int
    height: int
    tones: bool


def paint(grid: Grid, shapes: Iterable[Shape], camera: Camera, tones: bool = True) -> None:
    """Draw shapes into ``grid``, later ones over earlier ones.

    Args:
        grid: the picture, changed in place; all rows are equally long.
        shapes: in painter's order, in body lengths.
        camera: where the picture looks.
        tones: contours are darker tones, where a part covers its like; otherwise they
            are `Material.LINE`, wherever a part covers the body.

    """
    frame = _PaintFrame(camera, len(grid[0]), len(grid), tones)
    painted: set[Material] = set()
    scale = camera.scale
    for shape in shapes:
        if scale < shape.least:
            continue
        material = shape.material
        fine = material is Material.TOP and scale < _FINE
        if shape.contour and not fine and _parts(material, painted, tones):
            _draw_contour(grid, _contour(shape, frame), _darkened(material, tones))
        painted.add(material)
        for (first, lefts, rights), ink in _strokes(shape, frame):
            inks = _inks(ink, frame.width)
            rows = grid[first : first + len(lefts)]
            for row, a, b in zip(rows, lefts, rights, strict=True):
                if b > a:
                    row[a:b] = inks[b - a]


def _parts(material: Material, painted: Set[Material], tones: bool) -> bool:
    """Return whether a contour around this material would separate it from anything."""
    if tones:
        return material in painted and material in SHADES
    return any(other >= Material.LINE for other in painted)


@lru_cache(maxsize=64)
def _darkened(material: Material, tones: bool) -> bytes:
    """Return the translation table that a contour applies to the materials below it."""
    table = bytearray(range(256))
    if not tones:
        table[Material.LINE :] = bytes((Material.LINE,)) * (256 - Material.LINE)
    else:
        table[material] = SHADES[material]
    return bytes(table)


def _draw_contour(grid: Grid, contour: Sequence[Spans], table: bytes) -> None:
    for first, lefts, rights in contour:
        for row, a, b in zip(grid[first:], lefts, rights, strict=False):
            if b > a:
                row[a:b] = row[a:b].translate(table)


@lru_cache(maxsize=256)
def _outlines(shape: Shape, frame: _PaintFrame) -> tuple[Spans, ...]:
    """Return the pixels of a shape; cached, since much of a picture repeats between frames."""
    return tuple([spans_of(hull, frame.camera, frame.width, frame.height) for hull in shape.hulls])


@lru_cache(maxsize=256)
def _strokes(shape: Shape, frame: _PaintFrame) -> tuple[_Stroke, ...]:
    """Return what paints a shape."""
    spans, material = _outlines(shape, frame), shape.material
    scale = frame.camera.scale
    if not (frame.tones and shape.contour and scale >= _SHADED_FROM.get(material, math.inf)):
        return tuple([_Stroke(span, material) for span in spans])
    across, down = max(1, round(scale * 0.012)), max(1, round(scale * 0.014))
    shade = SHADES[material]
    return (
        *[_Stroke(span, shade) for span in spans],
        *[_Stroke(lit(span, across, down), material) for span in spans],
    )


@lru_cache(maxsize=256)
def _contour(shape: Shape, frame: _PaintFrame) -> tuple[Spans, ...]:
    """Return the pixels of a shape and of the line around it."""
    by = max(1, round(frame.camera.scale * 0.007))
    width, height = frame.width, frame.height
    return tuple([grown(spans, by, width, height) for spans in _outlines(shape, frame)])


@lru_cache(maxsize=64)
def _inks(material: Material, width: int) -> tuple[bytearray, ...]:
    """Return rows of a material, by their length; never to be changed.

    Assigning anything but a bytearray to a slice makes Python copy it twice.
    """
    return tuple([bytearray((material,)) * length for length in range(width + 1)])

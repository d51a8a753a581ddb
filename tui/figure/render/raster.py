"""Rasteriser of shapes to a grid of materials, scanline by scanline.

A hull is the convex hull of a few discs: two make a tapered capsule, three a foot, four
tiny ones a box. Its outline is taken at fixed directions, split into a left and a
right chain, and each row between them is one slice assignment: that, and not a test for
each pixel, is what lets plain Python draw a body in a few milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tui.figure.geometry import Disc
from tui.figure.materials import Material

Grid = list[bytearray]
"""Rows of pixels from the top; each byte is the value of a `Material`."""

_STEPS = (6, 9)
"""Directions on a half circle for small and for large discs: errors below half a pixel."""

_LARGE = 12.0
"""From this radius in pixels a disc counts as large."""

_ARCS = tuple(
    tuple((math.sin(math.pi * i / n), -math.cos(math.pi * i / n)) for i in range(n + 1))
    for n in _STEPS
)
"""From straight up over the right to straight down, y downwards as pixels count."""

_MIRRORED = tuple(tuple((-dx, dy) for dx, dy in arc) for arc in _ARCS)
"""The same over the left."""

_FINE = 105.0
"""Below this many pixels a body length a sleeve's contour would cut the trunk to strips."""

_THINNEST = 0.55
"""The least radius in pixels, so that a wrist never vanishes in a small box."""

_FRACTION = 20
"""Binary digits of a fraction of a pixel. Over a whole picture an edge errs by less than 1/1000."""

_ONE = float(1 << _FRACTION)

_TONES: Mapping[Material, Material] = MappingProxyType(
    {
        Material.TOP: Material.FAR_TOP,
        Material.CLOTH: Material.FAR_CLOTH,
        Material.SKIN: Material.FAR_SKIN,
        Material.SHOE: Material.FAR_SHOE,
    }
)
"""With colours a limb is parted from its like by the darker tone of the same material."""


class Shape(NamedTuple):
    """Hulls of discs that belong together, filled with one material.

    Each hull is the convex hull of its discs. ``contour`` asks for a thin line where the
    shape covers another part of the body; its own hulls are not parted.
    """

    hulls: tuple[tuple[Disc, ...], ...]
    material: Material
    contour: bool = False

    @property
    def discs(self) -> Iterator[Disc]:
        """All discs of all hulls."""
        return (disc for hull in self.hulls for disc in hull)


class Spans(NamedTuple):
    """The pixels of a hull: a first row, then the left and right end in each row."""

    first: int
    lefts: tuple[int, ...]
    rights: tuple[int, ...]


_Pixels: TypeAlias = tuple[float, float, float]
"""x, y and radius of a disc in pixels."""


class Camera(NamedTuple):
    """How body lengths become pixels.

    Attributes:
        scale: pixels a body length.
        left: x of the left edge, in body lengths.
        top: y of the upper edge, in body lengths.
        flip: the picture is mirrored left to right.

    """

    scale: float
    left: float
    top: float
    flip: bool = False


def paint(grid: Grid, shapes: Iterable[Shape], camera: Camera, tones: bool = True) -> None:
    """Draw shapes into ``grid``, later ones over earlier ones.

    Args:
        grid: the picture, changed in place; all rows are equally long.
        shapes: in painter's order, in body lengths.
        camera: where the picture looks.
        tones: contours are darker tones, where a part covers its like; otherwise they
            are `Material.LINE`, wherever a part covers the body.

    """
    width, height = len(grid[0]), len(grid)
    thickness = max(1, round(camera.scale * 0.007))
    painted: set[Material] = set()
    for hulls, material, contour in shapes:
        spans = [_spans(hull, camera, width, height) for hull in hulls]
        fine = material is Material.TOP and camera.scale < _FINE
        if contour and not fine and _parts(material, painted, tones):
            table = _contour(material, tones)
            for span in spans:
                _draw_contour(grid, _grown(span, thickness, width, height), table)
        painted.add(material)
        # Assigning anything but a bytearray to a slice makes Python copy it twice.
        ink = bytearray((material,)) * width
        for first, lefts, rights in spans:
            for row, a, b in zip(grid[first:], lefts, rights, strict=False):
                if b > a:
                    row[a:b] = ink[a:b]


def _parts(material: Material, painted: Set[Material], tones: bool) -> bool:
    """Return whether a contour around this material would separate it from anything."""
    if tones:
        return material in painted and material in _TONES
    return any(other >= Material.LINE for other in painted)


@lru_cache(maxsize=64)
def _contour(material: Material, tones: bool) -> bytes:
    """Return the translation table that a contour applies to the materials below it."""
    table = bytearray(range(256))
    if not tones:
        table[Material.LINE :] = bytes((Material.LINE,)) * (256 - Material.LINE)
    else:
        table[material] = _TONES[material]
    return bytes(table)


def _draw_contour(grid: Grid, spans: Spans, table: bytes) -> None:
    for row, a, b in zip(grid[spans.first :], spans.lefts, spans.rights, strict=False):
        if b > a:
            row[a:b] = row[a:b].translate(table)


@lru_cache(maxsize=256)
def _grown(spans: Spans, by: int, width: int, height: int) -> Spans:
    """Return the spans grown by a margin of pixels."""
    if not spans.lefts:
        return spans
    first, lefts, rights = spans
    above, below = min(by, first), min(by, height - first - len(lefts))
    # A row also takes the spans of the rows above and below it, or level edges would have gaps.
    lefts = lefts[:1] * above + lefts + lefts[-1:] * below
    rights = rights[:1] * above + rights + rights[-1:] * below
    wide_left = map(min, lefts, lefts[by:] + lefts[-1:] * by, lefts[:1] * by + lefts)
    wide_right = map(max, rights, rights[by:] + rights[-1:] * by, rights[:1] * by + rights)
    return Spans(
        first - above,
        tuple([a - by if a > by else 0 for a in wide_left]),
        tuple([b + by if b + by < width else width for b in wide_right]),
    )


def _to_pixels(discs: Sequence[Disc], camera: Camera, width: int) -> list[_Pixels]:
    scale, left, top, flip = camera
    return [
        (
            width - (x - left) * scale if flip else (x - left) * scale,
            (top - y) * scale,
            max(_THINNEST, radius * scale),
        )
        for x, y, radius in discs
    ]


@lru_cache(maxsize=2048)
def _spans(hull: tuple[Disc, ...], camera: Camera, width: int, height: int) -> Spans:
    """Return the pixels of a hull; cached, since much of a picture repeats between frames."""
    discs = _to_pixels(hull, camera, width)
    large = max([r for _, _, r in discs]) > _LARGE
    left, right = _chain(discs, _MIRRORED[large]), _chain(discs, _ARCS[large])
    lefts, rights = _edge(left, height), _edge(right, height)
    if any([x < r or x + r > width for x, _, r in discs]):
        lefts, rights = ([min(max(x, 0), width) for x in edge] for edge in (lefts, rights))
    return Spans(max(0, int(right[0][1] + 0.5)), tuple(lefts), tuple(rights))


def _chain(
    discs: Sequence[_Pixels], arc: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return the outermost points of the hull in each direction of an arc, top to bottom."""
    ax, ay, ar = discs[0]
    if len(discs) == 1:
        return [(ax + ar * dx, ay + ar * dy) for dx, dy in arc]
    if len(discs) == 2:
        bx, by, br = discs[1]
        ex, ey, er = bx - ax, by - ay, br - ar
        return [
            (bx + br * dx, by + br * dy)
            if ex * dx + ey * dy + er > 0.0
            else (ax + ar * dx, ay + ar * dy)
            for dx, dy in arc
        ]
    chain = []
    for dx, dy in arc:
        x, y, r = max(discs, key=lambda d: d[0] * dx + d[1] * dy + d[2])
        chain.append((x + r * dx, y + r * dy))
    return chain


def _edge(chain: Sequence[tuple[float, float]], height: int) -> list[int]:
    """Return where a downward chain crosses the middle of each pixel row."""
    xa, ya = chain[0]
    row = max(0, int(ya + 0.5))
    fixed: list[int] = []
    for xb, yb in chain:
        last = int(yb + 0.5)
        if last > row:
            if last > height:
                last = height
            # Work in whole numbers, so that a range can take the steps.
            slope = (xb - xa) / (yb - ya) * _ONE
            start = int((xa + 0.5) * _ONE + (row + 0.5 - ya) * slope)
            step = int(slope) or 1
            fixed += range(start, start + step * (last - row), step)
            row = last
        xa, ya = xb, yb
    return [x >> _FRACTION for x in fixed]

"""Spans of pixels: a hull of discs, row by row.

A hull's outline is taken at fixed directions, split into a left and a right chain, and followed
through the rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from tui.figure.geometry import Disc

_STEPS = (4, 6, 9)
"""Directions on a half circle for small, middling and large discs: errors below half a pixel."""

_MIDDLING, _LARGE = 4.0, 12.0
"""From which radius in pixels a disc counts as middling and as large."""

_ARCS = tuple(
    tuple((math.sin(math.pi * i / n), -math.cos(math.pi * i / n)) for i in range(n + 1))
    for n in _STEPS
)
"""From straight up over the right to straight down, y downwards as pixels count."""

_MIRRORED = tuple(tuple((-dx, dy) for dx, dy in arc) for arc in _ARCS)
"""The same over the left."""

_THINNEST = 0.55
"""The least radius in pixels, so that a wrist never vanishes in a small box.

Only a point without any, the sharp corner of a box, has none in pixels either.
"""

_FRACTION = 20
"""Binary digits of a fraction of a pixel. Over a whole picture an edge errs by less than 1/1000."""

_ONE = float(1 << _FRACTION)


class Spans(NamedTuple):
    """The pixels of a hull: a first row, then the left and right end in each row."""

    first: int
    lefts: list[int]
    rights: list[int]


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


def lit(spans: Spans, across: int, down: int) -> Spans:
    """Return the part of some spans that has the light: what they share with themselves, moved."""
    first, lefts, rights = spans
    return Spans(
        first,
        [a if a > b - across else b - across for a, b in zip(lefts, lefts[down:], strict=False)],
        [a if a < b - across else b - across for a, b in zip(rights, rights[down:], strict=False)],
    )


def grown(spans: Spans, by: int, width: int, height: int) -> Spans:
    """Return the spans grown by a margin of pixels."""
    if not spans.lefts:
        return spans
    first, lefts, rights = spans
    above, below = min(by, first), min(by, height - first - len(lefts))
    # A row also takes the spans of the rows above and below it, or level edges would have gaps.
    lefts = [*lefts[:1] * above, *lefts, *lefts[-1:] * below]
    rights = [*rights[:1] * above, *rights, *rights[-1:] * below]
    wide_left = map(min, lefts, lefts[by:] + lefts[-1:] * by, lefts[:1] * by + lefts)
    wide_right = map(max, rights, rights[by:] + rights[-1:] * by, rights[:1] * by + rights)
    return Spans(
        first - above,
        [a - by if a > by else 0 for a in wide_left],
        [b + by if b + by < width else width for b in wide_right],
    )


def _to_pixels(discs: Sequence[Disc], camera: Camera, width: int) -> list[_Pixels]:
    scale, left, top, flip = camera
    return [
        (
            width - (x - left) * scale if flip else (x - left) * scale,
            (top - y) * scale,
            max(_THINNEST, radius * scale) if radius else 0.0,
        )
        for x, y, radius in discs
    ]


def spans_of(hull: Sequence[Disc], camera: Camera, width: int, height: int) -> Spans:
    """Return the pixels of a hull."""
    discs = _to_pixels(hull, camera, width)
    radius = max([r for _, _, r in discs])
    size = (radius > _MIDDLING) + (radius > _LARGE)
    left, right = support_points(discs, _MIRRORED[size]), support_points(discs, _ARCS[size])
    lefts, rights = _edge(left, height), _edge(right, height)
    if any([x < r or x + r > width for x, _, r in discs]):
        lefts, rights = ([min(max(x, 0), width) for x in edge] for edge in (lefts, rights))
    return Spans(max(0, int(right[0][1] + 0.5)), lefts, rights)


def support_points(
    discs: Sequence[_Pixels], arc: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return the outermost points of a hull in each direction, a unit vector, of an arc."""
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
    if len(discs) == 3:
        _, (bx, by, br), (cx, cy, cr) = discs
        for dx, dy in arc:
            # As below, without a function called for each disc.
            a, b, c = ax * dx + ay * dy + ar, bx * dx + by * dy + br, cx * dx + cy * dy + cr
            if a >= b and a >= c:
                chain.append((ax + ar * dx, ay + ar * dy))
            elif b >= c:
                chain.append((bx + br * dx, by + br * dy))
            else:
                chain.append((cx + cr * dx, cy + cr * dy))
        return chain
    for dx, dy in arc:
        x, y, r = max(discs, key=lambda d: d[0] * dx + d[1] * dy + d[2])
        chain.append((x + r * dx, y + r * dy))
    return chain


def _edge(chain: Sequence[tuple[float, float]], height: int) -> list[int]:
    """Return where a downward chain crosses the middle of each pixel row."""
    points = iter(chain)
    xa, ya = next(points)
    row = max(0, int(ya + 0.5))
    fixed: list[int] = []
    for xb, yb in points:
        last = int(yb + 0.5)
        if last > row:
            if last > height:
                last = height
            # Work in whole numbers, so that a range can take the steps.
            slope = (xb - xa) / (yb - ya) * _ONE
            start = int((xa + 0.5) * _ONE + (row + 0.5 - ya) * slope)
            if last == row + 1:
                fixed.append(start)
            else:
                step = int(slope) or 1
                fixed += range(start, start + step * (last - row), step)
            row = last
        xa, ya = xb, yb
    return [x >> _FRACTION for x in fixed]

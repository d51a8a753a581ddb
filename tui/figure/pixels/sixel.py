"""Sixel: pictures as bands of six rows, for each of its colours a row of characters.

https://vt100.net/docs/vt3xx-gp/chapter14.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from tui.figure.pixels.picture import Pixels

BAND = 6
"""Rows of pixels in a band."""

_COLOURS = 256
"""The most colours of a picture: the registers that terminals have."""
_AREAS = 80
"""How many colours keep a register of their own: more than materials have tones."""
_SHARED = 5
"""How many of the last bits of a colour do not count where it shares a register."""

_STRETCH = re.compile(rb"(...)(?:\1)*", re.DOTALL)
"""Pixels of one colour."""
_STEADY = re.compile(rb"(.)\1{3,}", re.DOTALL)
"""Characters that are shorter when they are counted."""
_WITH_BIT = tuple(bytes([value | 1 << bit for value in range(256)]) for bit in range(BAND))
"""For each row of a band, columns with that row's pixel set."""
_CHARACTERS = bytes([min(value + 63, 255) for value in range(256)])
"""The character of a column of six pixels."""

_Row: TypeAlias = "list[tuple[bytes, int]]"


class Area(NamedTuple):
    """A rectangle of a picture, in pixels."""

    left: int
    top: int
    width: int
    height: int


def changed(before: Pixels | None, now: Pixels, cell: tuple[int, int]) -> Area | None:
    """Return the cells that differ between two pictures, None if none does.

    Args:
        before: what is on the screen; None, or of another size, for nothing.
        now: what is to be.
        cell: the width and height of a cell, as a picture begins at one.

    """
    whole = Area(0, 0, now.width, now.height)
    if before is None or before[:2] != now[:2]:
        return whole
    wide = 3 * now.width
    rows = [range(at, at + wide) for at in range(0, len(now.rgb), wide)]
    differ = [
        y
        for y, row in enumerate(rows)
        if now.rgb[row.start : row.stop] != before.rgb[row.start : row.stop]
    ]
    if not differ:
        return None
    top, bottom = differ[0], differ[-1] + 1
    left, right = now.width, 0
    for y in differ:
        new, old = (pixels.rgb[rows[y].start : rows[y].stop] for pixels in (now, before))
        # As whole numbers: the first byte that differs, and the last, are found at once.
        first = int.from_bytes(new, "big") ^ int.from_bytes(old, "big")
        left = min(left, (wide - (first.bit_length() + 7) // 8) // 3)
        last = (first & -first).bit_length() - 1
        right = max(right, (wide - 1 - last // 8) // 3 + 1)
    left, top = left // cell[0] * cell[0], top // cell[1] * cell[1]
    return Area(left, top, right - left, bottom - top)


def encoded(pixels: Pixels, area: Area) -> bytes:
    """Return a rectangle of a picture as sixel, to be shown at the cursor."""
    rows = [*_rows(pixels, area)]
    registers = _registers(rows)
    palette = {register: colour for colour, register in reversed(registers.items())}
    named = b"".join(
        b"#%d;2;%d;%d;%d" % (register, *(round(part / 2.55) for part in colour))
        for register, colour in sorted(palette.items())
    )
    bands = [
        _band(rows[top : top + BAND], registers, area.width) for top in range(0, area.height, BAND)
    ]
    size = b'"1;1;%d;%d' % (area.width, area.height)
    return b"\x1bP0;1q" + size + named + b"-".join(bands) + b"\x1b\\"


def _rows(pixels: Pixels, area: Area) -> Iterator[_Row]:
    """Yield for each row of a rectangle its stretches: a colour, and the column that ends it."""
    wide = 3 * pixels.width
    start = area.top * wide + 3 * area.left
    for at in range(start, start + area.height * wide, wide):
        found = _STRETCH.finditer(pixels.rgb[at : at + 3 * area.width])
        yield [(stretch[1], stretch.end() // 3) for stretch in found]


def _registers(rows: Iterable[_Row]) -> dict[bytes, int]:
    """Return the register of each colour; the first colour of a register is what it shows.

    Colours of whole areas keep a register of their own. Those in between, along edges, share one
    with their like.
    """
    counts: dict[bytes, int] = {}
    for row in rows:
        start = 0
        for colour, end in row:
            counts[colour] = counts.get(colour, 0) + end - start
            start = end
    common = sorted(counts, key=counts.__getitem__, reverse=True)
    areas = common[:_AREAS]
    registers = {colour: register for register, colour in enumerate(areas)}
    free, alike = iter(range(len(areas), _COLOURS)), dict[tuple[int, int, int], int]()
    for colour in common[_AREAS:]:
        red, green, blue = colour
        key = (red >> _SHARED, green >> _SHARED, blue >> _SHARED)
        if key not in alike:
            register = next(free, None)
            alike[key] = registers[_nearest(colour, areas)] if register is None else register
        registers[colour] = alike[key]
    return registers


def _nearest(colour: bytes, areas: Sequence[bytes]) -> bytes:
    """Return the most alike of the colours that have a register of their own."""
    return min(
        areas,
        key=lambda other: sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)),
    )


def _band(rows: Sequence[_Row], registers: Mapping[bytes, int], width: int) -> bytes:
    """Return a band: for each of its colours which pixels of each column have it."""
    columns: dict[int, bytearray] = {}
    for place, row in enumerate(rows):
        bit, also, start = 1 << place, _WITH_BIT[place], 0
        for colour, end in row:
            register = registers[colour]
            if (column := columns.get(register)) is None:
                column = columns[register] = bytearray(width)
            if end == start + 1:
                column[start] |= bit
            else:
                column[start:end] = column[start:end].translate(also)
            start = end
    return b"$".join(
        b"#%d%s" % (register, _STEADY.sub(_counted, column.rstrip(b"\0").translate(_CHARACTERS)))
        for register, column in columns.items()
    )


def _counted(found: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(found[0]), found[1])

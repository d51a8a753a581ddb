"""Sixel: pictures as bands of six rows, for each of its colours a row of characters.

https://vt100.net/docs/vt3xx-gp/chapter14.html
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tui.figure.pixels.picture import Pixels

BAND = 6
"""Rows of pixels in a band."""

_FINE = 3
"""How many of the last bits of each part of a colour never count."""
_COLOURS = 256
"""The most colours of a picture: the registers that terminals have."""
_AREAS = 80
"""How many colours keep a register of their own: more than materials have tones."""
_SHARED = 5
"""How many of the last bits of a colour do not count where it shares a register."""
_COUNTED = 4
"""Equal columns from which on a count is shorter than the columns."""
_OPAQUE = b"\xff"
"""The fourth byte of a colour that is a number."""
_COARSE = bytes([value >> _FINE << _FINE for value in range(256)])
"""Each part of a colour without the bits that do not count: fewer colours are told sooner."""
_KEPT = 65536
"""How many colours, and columns of six pixels, a palette keeps the registers of."""
_EMPTY = 63
"""The character of a column without a pixel; each row of a band adds a bit to it."""


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


class SixelPalette:
    """The registers of a motion's colours, the same in all of its pictures.

    Colours of whole areas keep a register of their own. Those in between, along edges, share one
    with their like; the first of them is what it shows.
    """

    def __init__(self, colours: Iterable[bytes]) -> None:
        """Give these colours, three bytes each, registers of their own, so far as there are any."""
        self.shown = [*colours][:_AREAS]
        """The colour of each register."""
        self._alike: dict[tuple[int, int, int], int] = {}
        self._registers: dict[int, int] = {}
        """By colours as numbers; each is looked for once."""
        self._columns: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}
        self._areas: dict[int, int] = {}
        for register, colour in enumerate(self.shown):
            coarse = int.from_bytes(colour.translate(_COARSE) + _OPAQUE, sys.byteorder)
            self._areas.setdefault(coarse, register)

    @classmethod
    def of(cls, pixels: Pixels) -> SixelPalette:
        """Return the registers for a single picture, of which the most frequent colours count."""
        four = _four(pixels.rgb)
        common = Counter(memoryview(four).cast("I")).most_common(_AREAS)
        return cls(number.to_bytes(4, sys.byteorder)[:3] for number, _ in common)

    def characters(self, column: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        """Return the registers of a column of up to six pixels, each with its character."""
        if (told := self._columns.get(column)) is None:
            bits: dict[int, int] = {}
            for place, number in enumerate(column):
                register = self._register(number)
                bits[register] = bits.get(register, _EMPTY) + (1 << place)
            if len(self._columns) >= _KEPT:
                self._columns.clear()
            told = self._columns[column] = (*bits.items(),)
        return told

    def _register(self, number: int) -> int:
        if (register := self._registers.get(number)) is None:
            if len(self._registers) >= _KEPT:
                self._registers.clear()
            register = self._areas.get(number)
            if register is None:
                register = self._shared(number.to_bytes(4, sys.byteorder)[:3])
            self._registers[number] = register
        return register

    def _shared(self, colour: bytes) -> int:
        """Return the register that a colour along an edge shares with its like."""
        red, green, blue = colour
        key = (red >> _SHARED, green >> _SHARED, blue >> _SHARED)
        if key not in self._alike:
            if len(self.shown) < _COLOURS:
                # In the middle of all that are as alike.
                self.shown.append(bytes([part | 1 << _FINE >> 1 for part in colour]))
                self._alike[key] = len(self.shown) - 1
            else:
                self._alike[key] = self._nearest(colour)
        return self._alike[key]

    def _nearest(self, colour: bytes) -> int:
        """Return the register that shows the most alike of all."""
        return min(
            range(len(self.shown)),
            key=lambda register: sum(
                (a - b) ** 2 for a, b in zip(colour, self.shown[register], strict=True)
            ),
        )


def encoded(pixels: Pixels, area: Area, palette: SixelPalette | None = None) -> bytes:
    """Return a rectangle of a picture as sixel, to be shown at the cursor.

    Args:
        pixels: the picture.
        area: the rectangle.
        palette: the registers of all pictures of the motion; without it those of this one.

    """
    palette = palette or SixelPalette.of(pixels)
    rows, used = _rows(pixels, area), set[int]()
    bands = [_band(rows[at : at + BAND], palette, used) for at in range(0, area.height, BAND)]
    named = b"".join(
        b"#%d;2;%d;%d;%d" % (register, *(round(part / 2.55) for part in palette.shown[register]))
        for register in sorted(used)
    )
    size = b'"1;1;%d;%d' % (area.width, area.height)
    return b"\x1bP0;1q" + size + named + b"-".join(bands) + b"\x1b\\"


def _rows(pixels: Pixels, area: Area) -> list[memoryview]:
    """Return the rows of a rectangle, of a number for each pixel: colours compare as fast."""
    wide = 3 * pixels.width
    rgb = pixels.rgb[area.top * wide : (area.top + area.height) * wide]
    numbers = memoryview(_four(rgb.translate(_COARSE))).cast("I")
    starts = range(area.left, len(numbers), pixels.width)
    return [numbers[start : start + area.width] for start in starts]


def _four(rgb: bytes) -> bytearray:
    """Return pixels of four bytes instead of three, which are a number."""
    four = bytearray(_OPAQUE) * (len(rgb) // 3 * 4)
    four[0::4], four[1::4], four[2::4] = rgb[0::3], rgb[1::3], rgb[2::3]
    return four


def _band(rows: Sequence[memoryview], palette: SixelPalette, used: set[int]) -> bytes:
    """Return a band: for each of its colours which pixels of each column have it.

    Args:
        rows: up to six rows of pixels.
        palette: the registers of their colours.
        used: takes the registers that occur.

    """
    told: dict[int, list[bytes]] = {}
    reached: dict[int, int] = {}
    start = 0
    for column, equal in groupby(zip(*rows, strict=True)):
        end = start + len([*equal])
        for register, character in palette.characters(column):
            if (parts := told.get(register)) is None:
                parts = told[register] = [b"#%d" % register]
                if start:
                    parts.append(_stretch(_EMPTY, start))
            elif (gap := start - reached[register]) > 0:
                parts.append(_stretch(_EMPTY, gap))
            parts.append(_stretch(character, end - start))
            reached[register] = end
        start = end
    used.update(told)
    return b"$".join([b"".join(parts) for parts in told.values()])


@lru_cache(maxsize=16384)
def _stretch(character: int, count: int) -> bytes:
    if count >= _COUNTED:
        return b"!%d%c" % (count, character)
    return bytes((character,)) * count

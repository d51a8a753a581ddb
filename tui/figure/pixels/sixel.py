"""Sixel: pictures as bands of six rows, for each of its colours a row of characters.

https://vt100.net/docs/vt3xx-gp/chapter14.html

The bands are laid out by numpy, of the extra ``pictures``: 4 to 13 ms a frame of 800x400 pixels,
where plain Python took 11 to 48. It is imported with the first picture by sixel, not before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tui.figure.pixels.picture import LARGEST, Pixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Numbers: TypeAlias = NDArray[np.intp]
    _Registers: TypeAlias = NDArray[np.int16]

BAND = 6
"""Rows of pixels in a band."""

_FINE = 3
"""How many of the last bits of each part of a colour never count."""
_KINDS = 1 << 3 * (8 - _FINE)
"""How many colours are told apart."""
_COLOURS = 256
"""The most colours of a picture: the registers that terminals have."""
_NONE = _COLOURS
"""Stands for a register below the last row of a picture."""
_AREAS = 80
"""How many colours keep a register of their own: more than materials have tones."""
_SHARED = 5
"""How many of the last bits of a colour do not count where it shares a register."""
_COUNTED = 4
"""Equal columns from which on a count is shorter than the columns."""
_EMPTY = 63
"""The character of a column without a pixel; each row of a band adds a bit to it."""
_LONGEST = LARGEST[0]
"""The most equal columns that are told at once."""


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
    if before is None or before[:2] != now[:2]:
        return Area(0, 0, now.width, now.height)
    if before.rgb == now.rgb:
        return None
    # Rows of parts of colours: numpy is slow with an axis of three.
    old, new = (_grid(pixels).reshape(now.height, -1) for pixels in (before, now))
    differ = old != new
    down = differ.any(axis=1).nonzero()[0]
    top, bottom = int(down[0]), int(down[-1]) + 1
    across = differ[top:bottom].any(axis=0).nonzero()[0]
    left, right = int(across[0]) // 3, int(across[-1]) // 3 + 1
    left, top = left // cell[0] * cell[0], top // cell[1] * cell[1]
    return Area(left, top, right - left, bottom - top)


def _grid(pixels: Pixels) -> NDArray[np.uint8]:
    """Return a picture as numbers, by row, column and part of the colour."""
    # Imported here: who sees no picture by sixel need not have it.
    import numpy as np

    return np.frombuffer(pixels.rgb, np.uint8).reshape(pixels.height, pixels.width, 3)


class _Characters(dict[int, bytes]):
    """Equal columns by their bits and how many there are, as one number; each made once."""

    def __missing__(self, number: int) -> bytes:
        bits, count = divmod(number, _LONGEST + 1)
        sign = bytes((_EMPTY + bits,))
        made = self[number] = b"!%d%b" % (count, sign) if count >= _COUNTED else sign * count
        return made


class SixelPalette:
    """The registers of a motion's colours, the same in all of its pictures.

    Colours of whole areas keep a register of their own. Those in between, along edges, share one
    with their like; the first of them is what it shows.
    """

    def __init__(self, colours: Iterable[bytes]) -> None:
        """Give these colours, three bytes each, registers of their own, so far as there are any."""
        import numpy as np

        self.shown = [*colours][:_AREAS]
        """The colour of each register."""
        self.characters = _Characters()
        """What is sent of equal columns."""
        self._alike: dict[tuple[int, int, int], int] = {}
        self._registers = np.full(_KINDS, -1, np.int16)
        """By colours without the bits that do not count; each is looked for once."""
        for register, colour in reversed([*enumerate(self.shown)]):
            self._registers[_kind(colour)] = register

    @classmethod
    def of(cls, pixels: Pixels) -> SixelPalette:
        """Return the registers for a single picture, of which the most frequent colours count."""
        import numpy as np

        parts = _grid(pixels).reshape(-1, 3).astype(np.int32)
        numbers, counts = np.unique(
            parts[:, 0] << 16 | parts[:, 1] << 8 | parts[:, 2], return_counts=True
        )
        common = numbers[np.argsort(-counts, kind="stable")[:_AREAS]]
        return cls(number.to_bytes(3, "big") for number in common.tolist())

    def registers(self, pixels: Pixels, area: Area) -> _Registers:
        """Return the register of each pixel of a rectangle, by row and column."""
        import numpy as np

        rows = slice(area.top, area.top + area.height)
        red, green, blue = np.moveaxis(
            _grid(pixels)[rows, area.left : area.left + area.width] >> _FINE, 2, 0
        )
        kinds = red.astype(np.uint16)
        for part in (green, blue):
            kinds <<= 8 - _FINE
            kinds |= part
        found: _Registers = self._registers.take(kinds)
        if (missing := found < 0).any():
            for kind in np.unique(kinds[missing]).tolist():
                self._registers[kind] = self._shared(kind)
            found = self._registers.take(kinds)
        return found

    def _shared(self, kind: int) -> int:
        """Return the register that a colour along an edge shares with its like."""
        bits = 8 - _FINE
        # In the middle of all that are as alike.
        red, green, blue = (
            (kind >> shift & (1 << bits) - 1) << _FINE | 1 << _FINE >> 1
            for shift in (2 * bits, bits, 0)
        )
        key = (red >> _SHARED, green >> _SHARED, blue >> _SHARED)
        if key not in self._alike:
            colour = bytes((red, green, blue))
            if len(self.shown) < _COLOURS:
                self.shown.append(colour)
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


def _kind(colour: bytes) -> int:
    """Return the number of a colour among those that are told apart."""
    number = 0
    for part in colour:
        number = number << 8 - _FINE | part >> _FINE
    return number


def encoded(pixels: Pixels, area: Area, palette: SixelPalette | None = None) -> bytes:
    """Return a rectangle of a picture as sixel, to be shown at the cursor.

    Args:
        pixels: the picture.
        area: the rectangle.
        palette: the registers of all pictures of the motion; without it those of this one.

    """
    import numpy as np

    palette = palette or SixelPalette.of(pixels)
    rows = _rows(palette.registers(pixels, area))
    # Each register of each band is a line of characters; most begin with columns without it.
    ends = rows.start + rows.length
    is_first = np.diff(rows.line, prepend=-1) != 0
    gaps = rows.start - np.where(is_first, 0, np.roll(ends, 1))
    told = np.empty(2 * len(gaps), np.intp)
    told[0::2] = gaps
    told[1::2] = rows.bits * (_LONGEST + 1) + rows.length
    parts = [*map(palette.characters.__getitem__, told.tolist())]
    firsts = is_first.nonzero()[0]
    bands, registers = np.divmod(rows.line[firsts], _COLOURS + 1)
    used = registers.tolist()
    # "-" begins a band, "$" another register of the same one.
    begins = [b"$-"[step : step + 1] for step in np.diff(bands, prepend=0).tolist()]
    begins[0] = b""
    for at, begin, register in zip((2 * firsts).tolist(), begins, used, strict=True):
        parts[at] = b"%b#%d%b" % (begin, register, parts[at])
    named = [
        b"#%d;2;%d;%d;%d" % (register, *(round(part / 2.55) for part in palette.shown[register]))
        for register in sorted({*used})
    ]
    size = b'"1;1;%d;%d' % (area.width, area.height)
    return b"".join([b"\x1bP0;1q", size, *named, *parts, b"\x1b\\"])


class _Stretches(NamedTuple):
    """Equal columns of one register in a band, in the order in which they are sent.

    Attributes:
        line: which register of which band: the band times `_COLOURS` + 1, and the register.
        start: the first column of each.
        length: how many columns.
        bits: which of the six rows have the register, the uppermost in the last bit.

    """

    line: _Numbers
    start: _Numbers
    length: _Numbers
    bits: _Numbers


def _rows(registers: _Registers) -> _Stretches:
    """Return what is sent of the registers of a rectangle."""
    import numpy as np

    height, width = registers.shape
    missing = -height % BAND
    filled = np.pad(registers, ((0, missing), (0, 0)), constant_values=_NONE)
    bands = filled.reshape(-1, BAND, width)
    # Columns are looked at where they differ from the one before.
    differs = np.ones((len(bands), width), bool)
    differs[:, 1:] = (bands[:, :, 1:] != bands[:, :, :-1]).any(axis=1)
    band, column = differs.nonzero()
    lengths = np.zeros(differs.size, np.intp)
    places = band * width + column
    lengths[places] = np.diff(places, append=differs.size)
    # A number that sorts by band, register, column and row; below 2^31 at `LARGEST` too.
    lines = band[:, None] * (_COLOURS + 1) + bands[band, :, column]
    keys = ((lines * width + column[:, None]) * BAND + np.arange(BAND)).ravel()
    keys = keys[lines.ravel() % (_COLOURS + 1) != _NONE].astype(np.int32)
    keys.sort()
    cells, row = np.divmod(keys, BAND)
    begins = np.diff(cells, prepend=-1).nonzero()[0]
    bits = np.add.reduceat(1 << row, begins)
    line, start = np.divmod(cells[begins].astype(np.intp), width)
    length = lengths[line // (_COLOURS + 1) * width + start]
    # The next columns may be the same in this register.
    goes_on = (
        (np.diff(line) == 0) & (start[1:] == start[:-1] + length[:-1]) & (bits[1:] == bits[:-1])
    )
    begins = np.concatenate(([True], ~goes_on)).nonzero()[0]
    return _Stretches(
        line[begins], start[begins], np.add.reduceat(length, begins), bits[begins].astype(np.intp)
    )

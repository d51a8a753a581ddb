"""kitty's graphics protocol: each distinct picture is sent once, then shown by its number.

https://sw.kovidgoyal.net/kitty/graphics-protocol/
"""

from __future__ import annotations

import zlib
from base64 import standard_b64encode
from collections import OrderedDict

from tui.figure.pixels.picture import Pixels

BOUND = 64 * 1024 * 1024
"""Bytes of pixels that a terminal is asked to keep at most."""

_CHUNK = 4096
"""The most characters of data in one command."""
_FASTEST = 1
"""The level of compression: flat colours are small at any."""


def packed(pixels: Pixels) -> bytes:
    """Return the pixels of a picture as they are handed over: compressed, as text."""
    return standard_b64encode(zlib.compress(pixels.rgb, _FASTEST))


def sent(pixels: Pixels, number: int) -> bytes:
    """Return what hands a picture over to the terminal under a number, which may be 1 to 2^32 - 1.

    Nothing is shown yet, and the terminal answers nothing.
    """
    return handed_over(packed(pixels), pixels[:2], number)


def handed_over(data: bytes, size: tuple[int, int], number: int, quiet: int = 2) -> bytes:
    """Return what hands packed pixels over to the terminal under a number.

    Args:
        data: the pixels, as `packed` returns them.
        size: pixels across and down.
        number: 1 to 2^32 - 1.
        quiet: 2 if the terminal is to answer nothing, 1 if it is to answer errors.

    """
    keys = f"a=t,f=24,s={size[0]},v={size[1]},i={number},o=z,q={quiet},"
    commands = []
    for start in range(0, len(data), _CHUNK):
        more = int(start + _CHUNK < len(data))
        commands.append(
            b"\x1b_G%sm=%d;%s\x1b\\" % (keys.encode(), more, data[start : start + _CHUNK])
        )
        keys = f"q={quiet},"
    return b"".join(commands)


def shown(number: int, columns: int, rows: int) -> bytes:
    """Return what shows a picture at the cursor in so many cells, once more if it is shown already.

    The cursor stays.
    """
    return b"\x1b_Ga=p,i=%d,c=%d,r=%d,C=1,q=2\x1b\\" % (number, columns, rows)


def placed(number: int, cells: tuple[int, int] | None = None) -> bytes:
    """Return what shows a picture at the cursor, which stays; errors are answered.

    Args:
        number: that of the picture.
        cells: the columns and rows to stretch it to; None where its own size is right.

    """
    stretched = b"c=%d,r=%d," % cells if cells else b""
    return b"\x1b_Ga=p,i=%d,%sC=1,q=1\x1b\\" % (number, stretched)


def hidden(number: int) -> bytes:
    """Return what takes a picture away wherever it is shown, and keeps it to be shown again."""
    return b"\x1b_Ga=d,d=i,i=%d\x1b\\" % number


def dropped(number: int) -> bytes:
    """Return what takes a picture away wherever it is shown, and frees it."""
    return b"\x1b_Ga=d,d=I,i=%d,q=2\x1b\\" % number


class KittyPictures:
    """The pictures that a terminal keeps, the longest unused dropped first."""

    def __init__(self, first: int = 1, bound: int = BOUND) -> None:
        """Count the numbers of pictures from `first`; keep at most `bound` bytes of pixels."""
        self._next = first
        self._bound = bound
        self._kept: OrderedDict[Pixels, int] = OrderedDict()
        self._bytes = 0

    def show(self, pixels: Pixels, columns: int, rows: int) -> bytes:
        """Return what shows a picture at the cursor, handing it over if it is new."""
        if (number := self._kept.get(pixels)) is not None:
            self._kept.move_to_end(pixels)
            return shown(number, columns, rows)
        data = b""
        while self._kept and self._bytes + len(pixels.rgb) > self._bound:
            old, dead = self._kept.popitem(last=False)
            self._bytes -= len(old.rgb)
            data += dropped(dead)
        number, self._next = self._next, self._next + 1
        self._kept[pixels] = number
        self._bytes += len(pixels.rgb)
        return data + sent(pixels, number) + shown(number, columns, rows)

"""The graphics support of a terminal, read from its answers.

The question holds three: kitty's for a picture that is not shown, the size of a cell, and what kind
of terminal it is. All terminals answer the last one, so its answer ends the wait.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct

Protocol: TypeAlias = Literal["kitty", "sixel"]

LIBRARIES = ("aggdraw", "numpy")
"""What the extra ``pictures`` installs: to draw pictures, and to send them by sixel."""

CELL_QUESTION = b"\x1b[16t"
"""Asks for the pixels of a cell."""
SIXEL_QUESTION = CELL_QUESTION + b"\x1b[c"
"""Asks for sixel alone."""
QUESTION = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" + SIXEL_QUESTION

CELL = (10, 20)
"""The pixels of a cell if nothing tells them: kitty's protocol fits a picture to its cells."""
_LEAST, _MOST = (4, 6), (64, 128)
"""Smaller and larger cells are no truth."""

_KITTY = re.compile(rb"\x1b_G[^\x1b]*i=31[^\x1b;]*;([^\x1b]*)\x1b\\")
_CELL = re.compile(rb"\x1b\[6;(\d{1,5});(\d{1,5})t")
_KIND = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIXEL = b"4"
"""The attribute of terminals that show sixel."""


class GraphicsSupport(Struct, frozen=True):
    """What a terminal can show.

    Attributes:
        protocols: the ways in which it takes pictures, the better one first.
        cell: the pixels of a cell across and down.

    """

    protocols: tuple[Protocol, ...] = ()
    cell: tuple[int, int] = CELL

    def protocol(self, wanted: str) -> Protocol | None:
        """Return the protocol that is wanted, or the best for ``auto``; None if there is none."""
        fitting = (protocol for protocol in self.protocols if wanted in (protocol, "auto"))
        return next(fitting, None)

    def with_cell(self, cell: tuple[int, int]) -> GraphicsSupport:
        """Return what the same terminal shows in cells of another size."""
        return GraphicsSupport(self.protocols if _is_believable(cell) else (), cell)


def is_whole(answer: bytes) -> bool:
    """Return whether a terminal has answered all that it will."""
    return _KIND.search(answer) is not None


def cell_told(answer: bytes) -> tuple[int, int] | None:
    """Return the pixels of a cell across and down that a terminal told, None if it did not."""
    told = _CELL.search(answer)
    return (int(told[2]), int(told[1])) if told else None


def _is_believable(cell: tuple[int, int]) -> bool:
    return all(low <= side <= high for low, side, high in zip(_LEAST, cell, _MOST, strict=True))


def support_of(answer: bytes, window: tuple[int, int] | None = None) -> GraphicsSupport:
    """Return what a terminal shows by what it answered, however little that is.

    A picture in cells of no believable size cannot be as large as its place, so there is none. Nor
    is there sixel where nothing tells the size.

    Args:
        answer: the bytes that came back.
        window: the pixels of a cell across and down by the size of the window, if it tells them.

    """
    kitty, kind = _KITTY.search(answer), _KIND.search(answer)
    protocols: list[Protocol] = []
    if kitty and kitty[1] == b"OK":
        protocols.append("kitty")
    if kind and _SIXEL in kind[1].split(b";")[1:]:
        protocols.append("sixel")
    cell = cell_told(answer) or window
    if cell is None:
        return GraphicsSupport(tuple([protocol for protocol in protocols if protocol != "sixel"]))
    if not _is_believable(cell):
        return GraphicsSupport()
    return GraphicsSupport(tuple(protocols), cell)

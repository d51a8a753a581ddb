"""The places of pictures on a screen: cells that hold nothing but their own number.

Textual lays out, crops and covers these cells as any text. So what is left of them on the screen
says where a picture is, and whether all of it is seen. No such number is ever sent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable
from typing import NamedTuple
from weakref import ref

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.figure.pixels.picture import LARGEST, SMALLEST, PixelColours
from tui.figure.player import MotionMoment
from tui.figure.scene import Scene

FIRST = "\U000f0000"
_PLANES = (range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
"""The private use areas of Unicode that no font has letters in."""
NUMBERS = re.compile("([\U000f0000-\U0010fffd]+)")
"""Cells of places."""


class PictureRequest(Struct, frozen=True, cache_hash=True):
    """A picture as it is wanted.

    Attributes:
        scene: the motion.
        moment: which moment of it.
        size: pixels across and down.
        ground: the colour of what is empty, such as ``#14191f``.
        materials: the colour of each material, with its label.
        breath: 0 breathed out, 1 a full chest.
        mirrored: whether it is turned round.
        muscles: whether muscles are lit up.

    """

    scene: Scene
    moment: MotionMoment
    size: tuple[int, int]
    ground: str
    materials: tuple[tuple[str, str], ...]
    breath: float = 0.0
    mirrored: bool = False
    muscles: bool = True

    @property
    def colours(self) -> PixelColours:
        """Its colours, as they are drawn with."""
        return PixelColours(self.ground, dict(self.materials))

    @property
    def motion(self) -> Hashable:
        """What all pictures of a cycle have in common."""
        return (self.size, self.ground, self.materials)


class PicturePlace:
    """A rectangle of cells that shows a picture, or the same in characters where it cannot."""

    def __init__(
        self, first: int, size: tuple[int, int], style: Style, drawn: Callable[[int], Strip]
    ) -> None:
        """Make a place.

        Args:
            first: the number of its first cell.
            size: its columns and rows.
            style: that of its cells while nothing lies over them.
            drawn: returns a row in characters.

        """
        self.first = first
        self.columns, self.rows = size
        self.style = style
        self.drawn = drawn
        self.request: PictureRequest | None = None
        """What it is to show."""

    def line(self, y: int) -> Strip:
        """Return the cells of a row."""
        start = self.first + y * self.columns
        text = "".join(map(chr, range(start, start + self.columns)))
        return Strip([Segment(text, self.style)], self.columns)


class _Block(NamedTuple):
    """The numbers of a place, from the first to the one after the last."""

    start: int
    stop: int
    place: ref[PicturePlace]


class PictureOutlet:
    """All places of pictures on one terminal.

    Attributes:
        cell: the pixels of a cell across and down.
        most: the most pixels of a picture; larger ones are drawn smaller and stretched. 0 if
            the terminal cannot stretch them.

    """

    def __init__(self, cell: tuple[int, int], most: int = 0) -> None:
        self.cell = cell
        self.most = most
        self._blocks: list[_Block] = []

    def place(
        self, size: tuple[int, int], style: Style, drawn: Callable[[int], Strip]
    ) -> PicturePlace | None:
        """Return a new place, as `PicturePlace`; None if there are no more numbers."""
        self._blocks = [block for block in self._blocks if block.place() is not None]
        count = size[0] * size[1]
        for plane in _PLANES:
            start = plane.start
            for block in self._blocks:
                if block.start < plane.start:
                    continue
                if start + count <= block.start:
                    break
                start = max(start, block.stop)
            if count and start + count <= plane.stop:
                made = PicturePlace(start, size, style, drawn)
                self._blocks.append(_Block(start, start + count, ref(made)))
                self._blocks.sort(key=lambda block: block.start)
                return made
        return None

    def find(self, number: int) -> tuple[PicturePlace, int, int] | None:
        """Return the place that a cell belongs to, and its column and row in it."""
        at = bisect_right(self._blocks, number, key=lambda block: block.start) - 1
        if at < 0 or number >= self._blocks[at].stop:
            return None
        block = self._blocks[at]
        place = block.place()
        if place is None:
            return None
        row, column = divmod(number - block.start, place.columns)
        return place, column, row

    def request(
        self,
        scene: Scene,
        moment: MotionMoment,
        size: tuple[int, int],
        ground: str,
        materials: tuple[tuple[str, str], ...],
        breath: float,
        mirrored: bool,
        muscles: bool,
    ) -> PictureRequest | None:
        """Return the picture of a moment for so many columns and rows; None if none fits."""
        pixels = self.pixels(size)
        if pixels is None:
            return None
        return PictureRequest(scene, moment, pixels, ground, materials, breath, mirrored, muscles)

    def pixels(self, size: tuple[int, int]) -> tuple[int, int] | None:
        """Return the size in pixels of a picture in so many columns and rows.

        None if no picture is drawn so small or, where none can be stretched, so large.
        """
        width, height = size[0] * self.cell[0], size[1] * self.cell[1]
        smaller = 1
        while self.most and (
            width * height > self.most * smaller * smaller
            or width > LARGEST[0] * smaller
            or height > LARGEST[1] * smaller
        ):
            smaller += 1
        width, height = width // smaller, height // smaller
        fits = (
            low <= side <= high
            for low, side, high in zip(SMALLEST, (width, height), LARGEST, strict=True)
        )
        return (width, height) if all(fits) else None

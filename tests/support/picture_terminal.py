"""A pseudo-terminal that shows pictures, and answers whoever asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.pictures import KittyScreen, read_sixel
from tests.terminal.terminal import Terminal
from tui.figure.pixels.graphics_support import QUESTION, SIXEL_QUESTION
from tui.figure.pixels.picture import Pixels

KITTY, DA1 = b"\x1b_Gi=31;OK\x1b\\", b"\x1b[?62;22c"
VT340, CELL = b"\x1b[?63;1;2;4;22c", b"\x1b[6;18;9t"
SIZE = (9, 18)
"""The pixels of a cell, as `CELL` tells them."""

_TOKEN = re.compile(
    rb"\x1b\[(\d*);?(\d*)H|(\x1b_G[^\x1b]*\x1b\\)|(\x1bP[^\x1b]*\x1b\\)|(\x1b\[\?1049[hl])"
)
_TORN = re.compile(rb"\x1b(?:[_P][^\x1b]*\x1b?|\[[\d;?]*)?\Z")


class PictureTerminal(Terminal):
    """A terminal of 9 by 18 pixels a cell.

    Attributes:
        kitty: what it has and shows by kitty's protocol.
        at: where each of the pictures it shows begins, by number: column and row.
        canvas: what was drawn by sixel: rows of pixels, None where nothing was.
        cell: the pixels of a cell.
        asked: how often it was asked for pictures.

    """

    cell = SIZE

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        answer: bytes = KITTY + CELL + DA1,
        pixels_told: tuple[int, int] = (0, 0),
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.answer = answer
        self.pixels_told = pixels_told
        self.kitty = KittyScreen()
        self.at: dict[int, tuple[int, int]] = {}
        self.asked = 0
        self.sixels: list[tuple[tuple[int, int], Pixels]] = []
        """Each picture by sixel, with the column and row at which it begins."""
        self.frames: list[bytes] = []
        """What was sent at once, from where a cursor is kept to where it is set back."""
        self._rest = b""
        self._cursor = (0, 0)
        super().__init__(command, columns=columns, rows=rows, home=home, env=env)

    def __enter__(self) -> PictureTerminal:
        return self

    @property
    def placed(self) -> list[Pixels]:
        """The pictures that are shown by kitty's protocol."""
        return [self.kitty.kept[number] for number, *_ in self.kitty.shown]

    def canvas(self) -> Pixels:
        """All that was drawn by sixel, the later over the earlier, on black."""
        wide, high = self.screen.columns * self.cell[0], self.screen.lines * self.cell[1]
        rgb = bytearray(3 * wide * high)
        for (column, row), (width, height, part) in self.sixels:
            for y in range(height):
                start = 3 * ((row * self.cell[1] + y) * wide + column * self.cell[0])
                rgb[start : start + 3 * width] = part[3 * y * width : 3 * (y + 1) * width]
        return Pixels(wide, high, bytes(rgb))

    def _read(self, seconds: float) -> None:
        before = len(self.received)
        super()._read(seconds)
        data = self._rest + bytes(self.received[before:])
        torn = _TORN.search(data)
        self._rest = torn.group() if torn else b""
        data = data[: len(data) - len(self._rest)]
        while SIXEL_QUESTION in data:
            start = data.index(SIXEL_QUESTION)
            begin = start if not data[:start].endswith(QUESTION[: -len(SIXEL_QUESTION)]) else None
            self.asked += 1
            cut = start if begin is not None else start - len(QUESTION) + len(SIXEL_QUESTION)
            data = data[:cut] + data[start + len(SIXEL_QUESTION) :]
            self.send_bytes(self.answer)
        self.frames += re.findall(rb"\x1b7\x1b\[[^7]*?(?:\x1b_G.*?)\x1b8", data, re.DOTALL)
        for token in _TOKEN.finditer(data):
            self._take(token)

    def _take(self, token: re.Match[bytes]) -> None:
        row, column, kitty, sixel, screen = token.groups()
        if screen:
            # Each of the two screens has its own pictures.
            self.kitty.shown.clear()
            self.at.clear()
            self.sixels.clear()
        elif kitty:
            before = len(self.kitty.shown)
            self.kitty.feed(kitty)
            if len(self.kitty.shown) > before:
                self.at[self.kitty.shown[-1][0]] = self._cursor
            self.at = {n: self.at[n] for n, *_ in self.kitty.shown}
        elif sixel:
            self.sixels.append((self._cursor, read_sixel(sixel)))
        else:
            self._cursor = int(column or 1) - 1, int(row or 1) - 1

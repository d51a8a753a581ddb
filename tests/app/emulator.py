"""An emulated terminal that the guide is drawn on, and Textual's own drawing to compare with."""

from __future__ import annotations

from collections.abc import Sequence

import pyte
from pyte.screens import Char
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

Rows = list[list[Char]]

RUN, STYLE = 8, 12
"""The bytes that it takes to get to a run of changed cells, and to change the style."""


_NEVER_SENT = dict.fromkeys(map(ord, "\x1b\n\u202e"))
"""What a terminal must not get."""


class Emulator:
    """A terminal that shows anything but what is expected, until it is drawn on."""

    def __init__(self, width: int, height: int, *, wraps: bool = False) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.feed("\x1b#8\x1b[1;3;7;31;44m\x1b[2;2H" + ("" if wraps else "\x1b[?7l"))

    def feed(self, data: str) -> None:
        """Take what a program sends."""
        self._stream.feed(data)

    def resize(self, width: int, height: int) -> None:
        """Change the size, and show garbage as terminals do."""
        self.screen.resize(height, width)
        self.feed("\x1b7\x1b#8\x1b8")

    @property
    def rows(self) -> Rows:
        """What can be seen."""
        screen = self.screen
        return [
            [_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
        ]


def _seen(cell: Char) -> Char:
    """What can be seen of a cell: neither text in the colour behind it nor how a space is set."""
    hidden = cell.fg == cell.bg != "default"
    marked = cell.underscore or cell.strikethrough or cell.reverse
    if hidden or (cell.data == " " and not marked):
        return Char(" ", bg=cell.bg)
    return cell


def drawn_by_textual(strips: Sequence[Strip], width: int) -> Rows:
    """What a terminal shows of `strips`, line by line as Textual itself writes them."""
    console = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
    emulator = Emulator(width, len(strips))
    for y, strip in enumerate(strips):
        sent = [Segment(text.translate(_NEVER_SENT), style) for text, style, _ in strip]
        emulator.feed(f"\x1b[m\x1b[{y + 1}H{Strip(sent).render(console)}")
    return emulator.rows


def least(before: Rows, after: Rows) -> int:
    """The bytes it takes to change the cells that differ, with neither gaps nor cleverness."""
    spent, style = 0, None
    for old_row, new_row in zip(before, after, strict=True):
        last = None
        for x, (old, new) in enumerate(zip(old_row, new_row, strict=True)):
            if old == new:
                continue
            spent += len(new.data.encode()) + (RUN if last != x - 1 else 0)
            spent += STYLE if new[1:] != style else 0
            last, style = x, new[1:]
    return spent


def differences(some: Rows, others: Rows) -> list[tuple[int, int, Char, Char]]:
    """Where two screens differ: column, row, and what each of them shows."""
    return [
        (x, y, one, other)
        for y, (row, other_row) in enumerate(zip(some, others, strict=True))
        for x, (one, other) in enumerate(zip(row, other_row, strict=True))
        if one != other
    ]

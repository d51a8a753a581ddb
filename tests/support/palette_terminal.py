"""Terminals of sixteen colours: their palettes, bold and bright colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rich.color import Color
from rich.style import Style

from tui.app.terminal.colors.color_contrast import contrast, luminance
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, ink, turn

PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "linux": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "putty": "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}

_SENT = re.compile(
    r"\x1b\[(?P<codes>[\d;]*)m|\x1b\[[\d;?>]*[A-Za-z]|\x1b\][^\x1b]*\x1b\\|(?P<text>[^\x1b]+)"
)
"""Colours, other commands, links, text."""


@dataclass
class Terminal:
    """How a terminal draws colours: its palette, and what it makes of bold and of bright ones."""

    name: str
    brightens: bool
    """Whether bold text has the brighter colour."""
    front: int | str = 7
    back: int | str = 0
    bold: bool = False
    reverse: bool = False
    pairs: set[tuple[str, str, str]] = field(default_factory=set)
    """Characters that were drawn, with their colour and that of their background."""

    def feed(self, data: str) -> None:
        """Draw what a program sends."""
        for found in _SENT.finditer(data):
            if (text := found["text"]) is not None:
                front, back = self._colours()
                self.pairs.update((letter, front, back) for letter in text if letter.isprintable())
            elif (codes := found["codes"]) is not None:
                self._select([int(code or 0) for code in codes.split(";")])

    def _select(self, codes: list[int]) -> None:
        left = iter(codes)
        linux = self.name == "linux"
        for code in left:
            if code == 0:
                self.front, self.back, self.bold, self.reverse = 7, 0, False, False
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (7, 27):
                self.reverse = code == 7
            elif code in (38, 48):
                colour: int | str
                if next(left) == 2:
                    colour = "#" + "".join(f"{next(left):02x}" for _ in range(3))
                else:
                    colour = next(left)
                if code == 38:
                    self.front = colour
                else:
                    self.back = colour
            elif 30 <= code <= 37:
                self.front = code - 30
            elif 40 <= code <= 47:
                self.back = code - 40
            elif 90 <= code <= 97:
                # The console knows no other bright colour than a bold one.
                self.bold = self.bold or linux
                self.front = code - 90 + (0 if linux else 8)
            elif 100 <= code <= 107:
                self.back = code - 100 + (0 if linux else 8)

    def _colours(self) -> tuple[str, str]:
        front, back = self.front, self.back
        if self.reverse:
            front, back = back, front
        if self.brightens and self.bold and isinstance(front, int) and front < 8:
            front += 8
        return self._shown(front), self._shown(back)

    def _shown(self, colour: int | str) -> str:
        if isinstance(colour, str):
            return colour
        if colour < 16:
            return f"#{PALETTES[self.name].split()[colour]}"
        return Color.from_ansi(colour).get_truecolor().hex


def feed_pen(terminal: Terminal, style: Style, depth: Depth, ground: str) -> tuple[str, str]:
    """What a terminal makes of text in a style: its colour, and that of its background."""
    terminal.pairs.clear()
    terminal.feed(f"\x1b[m{turn(DEFAULT_CELL_STYLE, ink(style, depth, ground).style)[0]}x")
    ((_, front, back),) = terminal.pairs
    return front, back


def terminals() -> list[Terminal]:
    return [
        Terminal("xterm", True),
        Terminal("xterm", False),
        Terminal("linux", True),
        Terminal("putty", True),
        Terminal("putty", False),
    ]


def is_shape(letter: str) -> bool:
    return bool(re.match("[\u2500-\u259f\u2800-\u28ff]", letter))


def of(front: str, back: str) -> float:
    return contrast(luminance(Color.parse(front)), luminance(Color.parse(back)))

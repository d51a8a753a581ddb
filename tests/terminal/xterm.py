"""Real xterms on a screen that nobody sees, and pictures of what they draw."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import tty
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from select import select

from tests.terminal.terminal import PATIENCE, Terminal

PROGRAMS = {"Xvfb": "xvfb", "xterm": "xterm", "import": "imagemagick", "fc-match": "fontconfig"}
"""What is needed, and the Debian package that has it."""

FONT = "DejaVu Sans Mono"

FLAGS = ("-b", "0", "-bw", "0", "+sb", "-geometry")
"""No borders and no scroll bar: the picture is the grid of the cells."""

Pixel = bytes

BLANK, INKED = range(4), range(1, 1000)
"""Pixels in a cell without a letter, into which its neighbour may reach, and in one with."""


def missing() -> str:
    """The first package that is not installed."""
    for program, package in PROGRAMS.items():
        if shutil.which(program) is None:
            return package
    found = subprocess.run(["fc-match", "-f", "%{family}", FONT], capture_output=True, text=True)
    return "" if FONT in found.stdout else "fonts-dejavu-core"


@contextmanager
def display() -> Iterator[str]:
    """The name of an X display in memory, for as long as it is used."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1024x768x24", "-noreset"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=(tell,), stdout=quiet, stderr=quiet
    )
    os.close(tell)
    try:
        number = _line(told)
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        os.close(told)
        server.terminate()
        server.wait(PATIENCE)


@dataclass(frozen=True)
class Picture:
    """What a window shows."""

    width: int
    height: int
    pixels: bytes
    """Three bytes each: red, green, blue."""

    def cell(self, x: int, y: int, columns: int, rows: int) -> Counter[Pixel]:
        """How often each colour is in a cell of the grid."""
        width, height = self.width // columns, self.height // rows
        starts = (
            (line * self.width + x * width) * 3 for line in range(y * height, (y + 1) * height)
        )
        return _counted(b"".join(self.pixels[start : start + width * 3] for start in starts))

    def ink(self, x: int, y: int, columns: int, rows: int) -> int:
        """How many pixels of a cell differ from what is behind them."""
        counts = self.cell(x, y, columns, rows)
        return sum(counts.values()) - max(counts.values())


@lru_cache(8192)
def _counted(pixels: bytes) -> Counter[Pixel]:
    """How often each colour is there; the same letter in the same colours is counted once."""
    return Counter(pixels[at : at + 3] for at in range(0, len(pixels), 3))


class XTerm(Terminal):
    """A program on a pseudo-terminal, whose screen is drawn by an xterm, which also answers it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        display: str,
        resources: Sequence[str] = (),
        columns: int = 80,
        rows: int = 24,
        home: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        master, self._line_to_xterm = os.openpty()
        tty.setraw(self._line_to_xterm)
        self._x_environ = {"DISPLAY": display, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        chosen = [word for resource in resources for word in ("-xrm", f"XTerm*{resource}")]
        font = ["-fa", f"{FONT}:antialias=false", "-fs", "9"]
        line = f"-S{os.ttyname(self._line_to_xterm)}/{master}"
        self._xterm = subprocess.Popen(
            ["xterm", line, *FLAGS, f"{columns}x{rows}+0+0", *font, *chosen],
            env=self._x_environ,
            pass_fds=(master,),
            stderr=subprocess.DEVNULL,
        )
        os.close(master)
        self._window = _line(self._line_to_xterm)
        super().__init__(command, columns=columns, rows=rows, home=home, env=env)

    def close(self) -> None:
        """End the xterm; the program has ended before."""
        self._xterm.terminate()
        self._xterm.wait(PATIENCE)
        os.close(self._line_to_xterm)

    def picture(self) -> Picture:
        """What the xterm shows now."""
        taken = subprocess.run(
            ["import", "-window", f"0x{self._window}", "-depth", "8", "ppm:-"],
            env=self._x_environ,
            capture_output=True,
            check=True,
        )
        kind, width, height = taken.stdout.split(maxsplit=3)[:3]
        assert kind == b"P6"
        return Picture(int(width), int(height), taken.stdout[-int(width) * int(height) * 3 :])

    def wait_drawn(self) -> Picture:
        """Wait until there is ink in each cell with text, and none in any other; the picture."""
        deadline = time.monotonic() + PATIENCE
        while wrong := self._unlike(picture := self.picture()):
            assert time.monotonic() < deadline, f"text and picture differ in {wrong[:20]}"
            self._read(0.1)
        return picture

    def _unlike(self, picture: Picture) -> list[tuple[int, int, str]]:
        columns, rows = self.screen.columns, self.screen.lines
        return [
            (x, y, cell.data)
            for y in range(rows)
            for x in range(columns)
            if (cell := self.screen.buffer[y][x]).data == " " or is_text(cell.data)
            if picture.ink(x, y, columns, rows) not in (BLANK if cell.data == " " else INKED)
        ]

    def _read(self, seconds: float) -> None:
        before = len(self.received)
        super()._read(seconds)
        data = bytes(self.received[before:])
        while data:
            data = data[os.write(self._line_to_xterm, data) :]
        while select([self._line_to_xterm], [], [], 0)[0]:
            self.send_bytes(os.read(self._line_to_xterm, 4096))


def is_text(letter: str) -> bool:
    """Whether a character is read, and neither empty nor a line or a block."""
    return bool(letter.strip()) and not "\u2500" <= letter <= "\u259f"


def _line(descriptor: int) -> str:
    """A line of text from a program that starts, or what it said before it ended."""
    line = b""
    while not line.endswith(b"\n"):
        assert select([descriptor], [], [], PATIENCE)[0], "a program did not start"
        if not (byte := os.read(descriptor, 1)):
            break
        line += byte
    return line.decode().strip()

"""The guide in a real kitty or xterm on a screen that nobody sees, and what is drawn there.

The guide has a pseudo-terminal of its own. What it sends goes through a relay to the real terminal,
whose answers come back the same way; an emulator reads along and says what is to be seen.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from select import select
from threading import Thread
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from tests.support.picture_terminal import PictureTerminal
from tests.terminal.terminal import PATIENCE
from tests.terminal.xterm import FONT
from tui.figure.pixels.picture import Pixels

NAME = 64
"""The bytes of a relay's first message: the terminal it runs in."""

RELAY = f"""
NAME = {NAME}
import os, socket, sys, tty
from queue import Empty, SimpleQueue
from select import select
from threading import Thread
from types import TracebackType
tty.setraw(0)
other = socket.socket(socket.AF_UNIX)
other.connect(sys.argv[1])
other.sendall(os.ttyname(0).encode().ljust(NAME))
while True:
    for source in select([0, other], [], [])[0]:
        data = os.read(0, 65536) if source == 0 else other.recv(65536)
        if not data:
            raise SystemExit
        if source == 0:
            other.sendall(data)
        while source != 0 and data:
            data = data[os.write(1, data) :]
"""

_FAR = 40
"""By how many levels colours differ that are told apart at a glance."""
_STRAY = 4
"""Pixels of a cell without a letter into which its neighbours' may reach."""

Image = NDArray[np.int16]


class RealPictures(PictureTerminal):
    """A program whose screen is drawn by a real terminal, which also answers it."""

    def __init__(
        self, kind: str, command: Sequence[str], *, display: str, home: Path, size: tuple[int, int]
    ) -> None:
        self._environ = {
            "DISPLAY": display,
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(home),
            # Drawing without a graphics card.
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self._door = home / f"{kind}.door"
        self._window: subprocess.Popen[bytes]
        with socket.socket(socket.AF_UNIX) as listening:
            path = home / f"{kind}.relay"
            listening.bind(str(path))
            listening.listen()
            listening.settimeout(PATIENCE)
            relay = [sys.executable, "-c", RELAY, str(path)]
            quiet = subprocess.DEVNULL
            self._window = subprocess.Popen(
                [*self._opened(kind, *size), *relay],
                env=self._environ,
                cwd=home,
                stdout=quiet,
                stderr=quiet,
            )
            self._relay, _ = listening.accept()
        name = self._relay.recv(NAME, socket.MSG_WAITALL)
        self._real = os.open(name.decode().strip(), os.O_RDWR | os.O_NOCTTY)
        self.kind = kind
        super().__init__(command, home=home, answer=b"", columns=size[0], rows=size[1])
        self._is_open = True
        self._copied = SimpleQueue[bytes]()
        self._copying = Thread(target=self._copy, daemon=True)
        self._copying.start()

    def _opened(self, kind: str, columns: int, rows: int) -> list[str]:
        """The command that opens a terminal of this kind."""
        if kind == "xterm":
            flags = ["-ti", "vt340", "-b", "0", "-bw", "0", "+sb", "-bg", "black", "-fg", "gray"]
            # Its own default, but that it may be given another size.
            flags += ["-xrm", "XTerm*disallowedWindowOps: 20,21,SetXprop,SetSelection"]
            place = ["-geometry", f"{columns}x{rows}+0+0"]
            return ["xterm", *flags, *place, "-fa", FONT, "-fs", "9", "-e"]
        options = {
            "initial_window_width": f"{columns}c",
            "initial_window_height": f"{rows}c",
            "remember_window_size": "no",
            "window_padding_width": 0,
            "window_border_width": 0,
            "placement_strategy": "top-left",
            "font_family": FONT,
            "font_size": 9,
            "cursor_blink_interval": 0,
            "update_check_interval": 0,
            "allow_remote_control": "socket-only",
        }
        words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return ["kitty", "--config", "NONE", "--listen-on", f"unix:{self._door}", *words]

    def __enter__(self) -> RealPictures:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_open = False
        self._copying.join()
        super().__exit__(kind, error, trace)
        self._window.terminate()
        self._window.wait(PATIENCE)
        self._relay.close()
        os.close(self._real)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, and with it the terminal of the guide."""
        if self.kind == "xterm":
            self._relay.sendall(b"\x1b[8;%d;%dt" % (rows, columns))
        else:
            told = ["--width", str(columns), "--height", str(rows), "--unit", "cells"]
            subprocess.run(
                ["kitty", "@", "--to", f"unix:{self._door}", "resize-os-window", *told],
                env=self._environ,
                check=True,
                timeout=PATIENCE,
            )
        super().resize(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        """Let the terminal of the guide have the size of the real one, with its pixels."""
        deadline = time.monotonic() + PATIENCE
        while self._real_size()[:2] != (rows, columns):
            assert time.monotonic() < deadline, f"the window has {self._real_size()}"
            select([], [], [], 0.02)
        size = self._real_size()
        self.cell = size[2] // columns, size[3] // rows
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", *size))

    def _real_size(self) -> tuple[int, ...]:
        """Rows, columns, and the pixels across and down of the real terminal."""
        told = fcntl.ioctl(self._real, termios.TIOCGWINSZ, bytes(8))
        return struct.unpack("HHHH", told)

    def _copy(self) -> None:
        """Copy all to the real terminal at once, and back: late answers mean a slow line."""
        while self._is_open:
            relay = self._relay.fileno()
            for source in select([self._master, relay], [], [], 0.05)[0]:
                if source == relay:
                    self.send_bytes(self._relay.recv(65536))
                else:
                    data = os.read(self._master, 65536)
                    self._relay.sendall(data)
                    self._copied.put(data)

    def _arriving(self, seconds: float) -> Iterator[bytes]:
        with suppress(Empty):
            yield self._copied.get(timeout=seconds) if seconds else self._copied.get_nowait()
            while True:
                yield self._copied.get_nowait()

    # What is drawn

    def image(self) -> Image:
        """What the display shows, by row, column and part of the colour."""
        taken = subprocess.run(
            ["import", "-window", "root", "-depth", "8", "ppm:-"],
            env=self._environ,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        _, width, height = taken.stdout.split(maxsplit=3)[:3]
        wide, high = int(width), int(height)
        pixels = np.frombuffer(taken.stdout[-3 * wide * high :], np.uint8)
        return pixels.reshape(high, wide, 3).astype(np.int16)

    def wait_drawn(self, pictures: int) -> Pixels | None:
        """Wait until the real terminal shows what it was sent, and so many pictures; the last one.

        There is ink in each cell with text, none in any other, and the picture is that which
        was sent.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            shown = self._shown() if pictures else []
            fault = "" if len(shown) == pictures else f"{len(shown)} pictures"
            fault = fault or self._fault(self.image(), shown)
            if not fault:
                return shown[-1][1] if shown else None
            assert time.monotonic() < deadline, f"{fault}; the screen is to show:\n{self.text}"
            self._read(0.1)

    def wait_left(self) -> None:
        """Wait until nothing but a few words in grey is there: no guide, and no picture of it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            high, wide = self.screen.lines * self.cell[1], self.screen.columns * self.cell[0]
            image = self.image()[:high, :wide]
            coloured = int(((image.max(axis=2) - image.min(axis=2)) > _FAR).sum())
            lit = float((image.max(axis=2) > _FAR).mean())
            if not coloured and lit < 0.05:
                return
            assert time.monotonic() < deadline, f"{coloured} coloured pixels, {lit:.2f} lit"
            self._read(0.1)

    def _shown(self) -> list[tuple[tuple[int, int], Pixels]]:
        """The pictures that are to be seen, and the cells at which they begin."""
        if self.kind == "kitty":
            return [(self.at[number], self.kitty.kept[number]) for number, *_ in self.kitty.shown]
        # What was sent for a larger window went with it.
        wide, high = self.screen.columns * self.cell[0], self.screen.lines * self.cell[1]
        self.sixels = [
            (at, part)
            for at, part in self.sixels
            if at[0] * self.cell[0] + part.width <= wide
            and at[1] * self.cell[1] + part.height <= high
        ]
        if not self.sixels:
            return []
        at, whole = max(self.sixels, key=lambda one: one[1].width * one[1].height)
        left, top = at[0] * self.cell[0], at[1] * self.cell[1]
        canvas = self.canvas()
        starts = range(
            3 * (top * canvas.width + left),
            3 * (top + whole.height) * canvas.width,
            3 * canvas.width,
        )
        rows = [canvas.rgb[start : start + 3 * whole.width] for start in starts]
        return [(at, Pixels(*whole[:2], b"".join(rows)))]

    def _fault(self, image: Image, shown: Sequence[tuple[tuple[int, int], Pixels]]) -> str:
        """What is not as it ought to be."""
        wide, high = self.cell
        covered = set[tuple[int, int]]()
        for (column, row), picture in shown:
            left, top = column * wide, row * high
            seen = image[top : top + picture.height, left : left + picture.width]
            wanted = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
            if seen.shape != wanted.shape:
                return f"a picture beyond the edge: {wanted.shape}"
            apart = np.abs(seen - wanted)
            if apart.mean() > 3 or (apart.max(axis=2) > _FAR).mean() > 0.005:
                return f"a picture that is not the one sent: {apart.mean():.1f} levels apart"
            covered |= {
                (column + x, row + y)
                for x in range(-(-picture.width // wide))
                for y in range(-(-picture.height // high))
            }
        wrong = [
            (x, y, letter)
            for y in range(self.screen.lines)
            for x in range(self.screen.columns)
            if (x, y) not in covered
            # Dots have hardly any ink, and blocks may fill a cell.
            if (letter := self.screen.buffer[y][x].data) == " " or letter.isalnum()
            if _has_ink(image[y * high : (y + 1) * high, x * wide : (x + 1) * wide])
            != (letter != " ")
        ]
        return f"text and screen differ in {wrong[:12]}" if wrong else ""


def _has_ink(cell: Image) -> bool:
    """Whether something is drawn in a cell, on whatever ground."""
    pixels = cell.reshape(-1, 3)
    ground = np.median(pixels, axis=0)
    return bool((np.abs(pixels - ground).max(axis=1) > _FAR).sum() > _STRAY)

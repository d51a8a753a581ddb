"""A program on a pseudo-terminal of its own, and when each byte of it came.

What it drew is looked at afterwards, so that emulating a screen takes no time from the program.
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

from tests.terminal.terminal import environment
from tui.app.terminal.key_feed import ASK_STATUS

ROOT = Path(__file__).parents[2]
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
"""The command that runs the least Textual program."""

PATIENCE = 60.0
"""Seconds after which a program that draws nothing is given up."""

_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_END = b"\x1b[?2026l"
"""What ends a frame on a terminal that draws frames whole."""

Cells = list[list[Any]]


def guide(*arguments: str) -> tuple[str, ...]:
    """The command that runs the guide."""
    return (sys.executable, "-m", "tui", *arguments)


@contextmanager
def home() -> Iterator[Path]:
    """An empty home for the programs that take turns."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


class Program:
    """A program on a terminal that shows no more than its bytes.

    With `whole_frames` the terminal says that it can draw frames whole, so that the program
    marks where each one ends.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        columns: int = 100,
        rows: int = 30,
        whole_frames: bool = False,
    ) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        """All that came, with the time it came at in seconds."""
        self._answers = whole_frames
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0
        """How many chunks the emulated screen holds."""
        self._terminal, slave = os.openpty()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=home,
            env={
                **environment(home),
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
            },
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def settle(self, quiet: float) -> None:
        """Read until something came, and then nothing for `quiet` seconds."""
        before = len(self.chunks)
        begun = time.perf_counter()
        while self._read(quiet) or len(self.chunks) == before:
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"still drawing, or drew nothing; it shows:\n{self.text}")

    def listen(self, seconds: float) -> None:
        """Read for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def drain(self) -> None:
        """Read what is there already."""
        while self._read(0):
            pass

    def press(self, keys: str, quiet: float) -> float:
        """Type `keys`; the seconds until what the screen then settles to is complete."""
        self._draw(len(self.chunks))
        begun = time.perf_counter()
        os.write(self._terminal, keys.encode())
        self.settle(quiet)
        return self.complete() - begun

    def complete(self) -> float:
        """The time since when the screen has been as it is."""
        shown: Cells = []
        since = 0.0
        for number in range(self._seen, len(self.chunks)):
            self._draw(number + 1)
            now = self.cells()
            if now != shown:
                shown, since = now, self.chunks[number][0]
        return since

    def cells(self) -> Cells:
        """What each cell of the screen shows, row by row."""
        screen = self._screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]

    @property
    def text(self) -> str:
        """The words on the screen."""
        self._draw(len(self.chunks))
        return "\n".join(self._screen.display)

    @property
    def resident(self) -> int:
        """KiB of memory that the program has in use."""
        return _number(self._about("status"), "VmRSS:")

    @property
    def private(self) -> int:
        """KiB of memory that the program shares with no other."""
        about = self._about("smaps_rollup")
        return _number(about, "Private_Clean:") + _number(about, "Private_Dirty:")

    @property
    def wakeups(self) -> int:
        """How often any thread went to sleep and was woken again."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(
            _number((task / "status").read_text(), "voluntary_ctxt_switches:") for task in tasks
        )

    @property
    def cpu(self) -> float:
        """Seconds of a core that all threads have used."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def _about(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text()

    def _draw(self, until: int) -> None:
        for _, data in self.chunks[self._seen : until]:
            self._stream.feed(data)
        self._seen = until

    def _read(self, seconds: float) -> bool:
        """Whether anything came within so long."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            raise EOFError(f"the program ended; it shows:\n{self.text}") from None
        self.chunks.append((time.perf_counter(), data))
        if self._answers and _ASKED in data:
            os.write(self._terminal, _ANSWER)
        # As every terminal does.
        os.write(self._terminal, b"\x1b[0n" * data.count(ASK_STATUS.encode()))
        return True


def _number(about: str, name: str) -> int:
    """The number that stands behind `name` at the start of a line."""
    return next(int(line.split()[1]) for line in about.splitlines() if line.startswith(name))

"""A real pseudo-terminal with an emulated screen, for driving a program as a person does."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

from tests.support.large import large_words
from tui.app.textual_fast.feature_probe import PLAIN_VARIABLE

ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
END = "\x1b[F"
CTRL_C, CTRL_Z = "\x03", "\x1a"

PATIENCE = 120.0
"""Seconds until a condition that does not come true fails the test."""


def environment(home: Path) -> dict[str, str]:
    """What a program under test is told of its surroundings; nothing of whoever runs the tests.

    Whatever their home, programs share what the first of them read from the content file.
    """
    shared = {
        name: os.environ[name] for name in (PLAIN_VARIABLE, "XDG_CACHE_HOME") if name in os.environ
    }
    return {
        **shared,
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


PYTHON = os.environ.get("BACKSPASM_TEST_PYTHON", sys.executable)
"""What runs the guide under test: another one may have other versions of what it is built on."""


def guide(*arguments: str) -> list[str]:
    """The command that runs the guide under test."""
    return [PYTHON, "-m", "tui", *arguments]


class _Screen(pyte.Screen):
    """An emulated screen that counts how often it rang."""

    rung = 0

    def bell(self, *args: object) -> None:
        self.rung += 1


class _Stream:
    """The input of an emulated screen, without sequences that only pyte takes for letters."""

    _SKIPPED = re.compile(rb"\x1b\[[<=][0-?]*[ -/]*[@-~]|\x1b[_P][^\x1b]*\x1b\\")
    _TORN = re.compile(rb"\x1b(?:\[(?:[<=][0-?]*[ -/]*)?|[_P][^\x1b]*\x1b?)?\Z")

    def __init__(self, screen: pyte.Screen) -> None:
        self._stream = pyte.ByteStream(screen)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        data = self._SKIPPED.sub(b"", self._rest + data)
        torn = self._TORN.search(data)
        self._rest = torn.group() if torn else b""
        self._stream.feed(data[: len(data) - len(self._rest)])


class Terminal:
    """A program on a pseudo-terminal of its own."""

    pixels_told = (0, 0)
    """The pixels of a cell across and down as the size of the window tells them; 0 for none."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        home: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = _Screen(columns, rows)
        self.received = bytearray()
        self._stream = _Stream(self.screen)
        self._master, slave = os.openpty()
        self._set_size(columns, rows)
        self.modes_before = termios.tcgetattr(slave)
        self._slave = slave
        self._open = True
        environ = {
            **environment(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            cwd=home,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._open:
            os.close(self._slave)
            os.close(self._master)

    @property
    def text(self) -> str:
        """What is on the screen, and below it the words in large letters."""
        lines = self.screen.display
        return "\n".join([*lines, *large_words(lines)])

    @property
    def modes(self) -> list[object]:
        """The terminal's line settings now."""
        return termios.tcgetattr(self._slave)

    @property
    def has_newly_stopped(self) -> bool:
        """Whether the program was stopped since last asked, as a shell learns it."""
        found, status = os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED)
        return found != 0 and os.WIFSTOPPED(status)

    def send(self, *keys: str) -> None:
        """Type `keys`."""
        for key in keys:
            self.send_bytes(key.encode())

    def send_bytes(self, data: bytes) -> None:
        """Send what a terminal sends, or what none does."""
        while data:
            data = data[os.write(self._master, data) :]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> int:
        """Take the terminal away, as a lost connection does; the program's exit status."""
        os.close(self._slave)
        os.close(self._master)
        self._open = False
        return self.process.wait(PATIENCE)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)
        self.signal(signal.SIGWINCH)

    def wait_for(self, *words: str, without: Sequence[str] = ()) -> str:
        """Wait until all `words` and none of `without` are on the screen; what is on it.

        Raises:
            AssertionError: with the screen, if that does not happen.
        """

        def there() -> bool:
            shown = self.text
            return all(w in shown for w in words) and not any(w in shown for w in without)

        self.wait_until(there, f"{words} without {tuple(without)}")
        return self.text

    def wait_until(self, condition: Callable[[], bool], wanted: str) -> None:
        """Read from the program until `condition` holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"waited for {wanted}; the screen shows:\n{self.text}"
            self._read(min(left, 0.2))

    def think(self) -> None:
        """Let the moment pass within which a key is taken for one that was typed ahead."""
        until = time.monotonic() + 0.6
        self.wait_until(lambda: time.monotonic() >= until, "time to read")

    def wait_exit(self) -> int:
        """Wait for the program to end; its exit status."""
        self.wait_until(lambda: self.process.poll() is not None, "the program to end")
        self._read(0)
        return self.process.returncode

    def _read(self, seconds: float) -> None:
        for data in self._arriving(seconds):
            self.received += data
            self._stream.feed(data)

    def _arriving(self, seconds: float) -> Iterator[bytes]:
        """What the program sends within some seconds, up to its first pause."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                yield os.read(self._master, 65536)
            except OSError:
                return
            seconds = 0

    def _set_size(self, columns: int, rows: int) -> None:
        wide, high = self.pixels_told
        size = struct.pack("HHHH", rows, columns, columns * wide, rows * high)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)


def _own_terminal() -> None:
    """Make standard input the controlling terminal, as a login does."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # What runs the tests may ignore it, as `nohup` does.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

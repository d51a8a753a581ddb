"""Standard output and input of the commands."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queue import Queue

    from tui.plain.dialogue import Silence

_LONGEST_LINE = 1000
"""The longest answer read, in bytes."""
_MOST_LINES = 100
"""The most lines that are queued."""
_UNINTERRUPTED = 0.5
"""The longest wait, in seconds, during which Windows holds Ctrl-C back."""


def write(text: str, *, has_unicode: bool = False) -> None:
    """Write `text`, replacing what the encoding of standard output lacks.

    With `has_unicode`, somebody has said that the terminal shows UTF-8, whatever the locale.
    """
    from tui.guide.ascii_forms import legible

    if sys.stdout:
        sys.stdout.write(legible(text, encoding({} if has_unicode else os.environ)))


def say(line: str, *, wraps: bool = False) -> None:
    """Write a line and flush; on a terminal, or if it `wraps`, it is wrapped between words."""
    if sys.stdout and (wraps or sys.stdout.isatty()):
        from tui.plain.guide import wrap_line

        line = wrap_line(line, columns())
    write(f"{line}\n")
    if sys.stdout:
        sys.stdout.flush()


def read() -> str | None:
    """Read a line from standard input, cut off at the longest answer; None at the end."""
    if not sys.stdin:
        return None
    line = part = sys.stdin.buffer.readline(_LONGEST_LINE)
    while part and not part.endswith(b"\n"):
        part = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode(_typed_encoding(), "replace") if line else None


def is_attended() -> bool:
    """Return whether standard input is a terminal."""
    return bool(sys.stdin and sys.stdin.isatty())


class TypedLines:
    """The lines of standard input, read with a time limit.

    A thread reads them, as only POSIX can wait for a terminal with a limit. It reads the
    descriptor directly: a buffer that is being read cannot be closed at exit.
    """

    def __init__(self, read: Callable[[], bytes] | None = None) -> None:
        self._read = read or _read_some
        self._lines: Queue[str | None] | None = None
        self._ended = False

    def listen(self, seconds: float | None) -> str | Silence:
        """Return the next line, cut off at the longest answer, or why there is none."""
        from queue import Empty

        # Imported here: the full-screen guide needs no conversation.
        from tui.plain.dialogue import Silence

        if self._ended:
            return Silence.ENDED
        lines = self._lines = self._lines or self._start()
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            if os.name == "nt":
                left = _UNINTERRUPTED if left is None else min(left, _UNINTERRUPTED)
            try:
                line = lines.get(timeout=left)
            except Empty:
                if until is not None and time.monotonic() >= until:
                    return Silence.TIMEOUT
                continue
            self._ended = line is None
            return Silence.ENDED if line is None else line

    def _start(self) -> Queue[str | None]:
        from queue import Queue
        from threading import Thread

        lines: Queue[str | None] = Queue(_MOST_LINES)

        def fill() -> None:
            try:
                for line in _split(iter(self._read, b"")):
                    lines.put(line)
            finally:  # Whatever went wrong, nobody waits for more.
                lines.put(None)

        Thread(target=fill, name="typed lines", daemon=True).start()
        return lines


def _read_some() -> bytes:
    """Read bytes from standard input; empty at its end, or once its terminal is gone."""
    try:
        return os.read(sys.stdin.fileno(), 4096) if sys.stdin else b""
    except (OSError, ValueError):
        return b""


def _split(pieces: Iterator[bytes]) -> Iterator[str]:
    """Yield the lines in `pieces`; the last one may lack its end."""
    rest, typed = b"", _typed_encoding()
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line[:_LONGEST_LINE].decode(typed, "replace")
        rest = rest[:_LONGEST_LINE]
    if rest:
        yield rest.decode(typed, "replace")


def columns() -> int:
    """Return the number of columns to wrap to."""
    from tui.plain.guide import READING_WIDTH

    return min(shutil.get_terminal_size().columns, READING_WIDTH)


def encoding(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the encoding of standard output, or of its reader; None if it is closed.

    In UTF-16 and its like the text may hold the same characters as in UTF-8. The locale of
    `environ` tells what the reader has.
    """
    from tui.guide.region import stream_encoding

    if not sys.stdout:
        return None
    known = stream_encoding(sys.stdout.encoding, environ)
    if known == "ascii" and sys.stdout.encoding.lower() != "utf-8":
        from tui.guide.ascii_forms import is_unicode_file

        return "utf-8" if is_unicode_file(sys.stdout) else known
    return known


def _typed_encoding() -> str:
    """Return the encoding of standard input."""
    from tui.guide.region import typed_encoding

    return typed_encoding(getattr(sys.stdin, "encoding", None), os.environ)


def undo_coercion(environ: MutableMapping[str, str], before: str = "/proc/self/environ") -> None:
    """Restore LC_CTYPE if Python has changed it because the requested locale is missing.

    `before` is the file in which the system keeps the initial environment.
    """
    try:
        with open(before, "rb") as file:
            began = file.read().decode("utf-8", "replace").split("\0")
    except OSError:
        return
    if not (initial := [pair.partition("=")[2] for pair in began if pair.startswith("LC_CTYPE=")]):
        environ.pop("LC_CTYPE", None)
    elif initial[0] != environ.get("LC_CTYPE"):
        environ["LC_CTYPE"] = initial[0]

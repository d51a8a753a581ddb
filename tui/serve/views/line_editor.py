"""A line editor: turns a client's input into lines, and echoes it to a terminal."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections import deque

MAX_LENGTH = 1000
"""The most characters of a line; further ones are dropped."""
_MAX_QUEUED = 1000
"""The most complete lines in the queue; further ones are dropped."""


class LineEditor:
    """Collects input into lines.

    With a terminal, which sends each key by itself, backspace, Ctrl+D and Ctrl+C work as in a
    shell, and `put` returns the echo. Without one, input is split at line ends only.
    """

    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        self._terminal = terminal
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._line: list[str] = []
        self._queue: deque[str] = deque()
        self._after_return = False
        self.ended = False
        """Whether there will be no more input."""
        self.interrupted = False

    def put(self, data: bytes) -> str:
        """Handle input; returns the echo for the terminal."""
        return "".join(self._handle_key(key) for key in self._decoder.decode(data))

    def end(self) -> None:
        """Handle the end of the input, which also ends a last line from a pipe."""
        if self._line and not self._terminal:
            self._finish_line()
        self.ended = True

    def next(self) -> str | None:
        """The next complete line, or None."""
        return self._queue.popleft() if self._queue else None

    def _handle_key(self, key: str) -> str:
        after_return, self._after_return = self._after_return, key == "\r"
        if key in "\r\n":
            if key == "\n" and after_return:
                return ""
            self._finish_line()
            return "\r\n" if self._terminal else ""
        if self._terminal:
            if key in "\x7f\b":
                return "\b \b" if self._line and self._line.pop() else ""
            if key == "\x04" and not self._line:
                self.ended = True
                return ""
            if key == "\x03":
                self.ended = self.interrupted = True
                return "^C\r\n"
        if not key.isprintable() or len(self._line) >= MAX_LENGTH:
            return ""
        self._line.append(key)
        return key if self._terminal else ""

    def _finish_line(self) -> None:
        if len(self._queue) < _MAX_QUEUED:
            self._queue.append("".join(self._line))
        self._line.clear()

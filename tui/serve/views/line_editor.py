"""Lines that a client types, with and without a terminal in between."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections import deque

MAX_LENGTH = 1000
"""Characters of a line that are kept; no answer is longer."""
_MOST = 1000
"""Lines that may wait to be read."""


class LineEditor:
    """What a client sends, line by line.

    Behind a terminal that sends each key at once, `echo` is what to show for the keys, and
    backspace and the keys that end or interrupt do what they do at any prompt.
    """

    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        self._terminal = terminal
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._line: list[str] = []
        self._ready: deque[str] = deque()
        self._after_return = False
        self.ended = False
        """Whether there will be no more."""
        self.interrupted = False

    def put(self, data: bytes) -> str:
        """Take what the client sent; what to show for it."""
        return "".join(self._key(key) for key in self._decoder.decode(data))

    def end(self) -> None:
        """There is no more; a last line may lack its end."""
        if self._line and not self._terminal:
            self._enter()
        self.ended = True

    def next(self) -> str | None:
        """The next line; None if none is complete."""
        return self._ready.popleft() if self._ready else None

    def _key(self, key: str) -> str:
        after_return, self._after_return = self._after_return, key == "\r"
        if key in "\r\n":
            if key == "\n" and after_return:
                return ""
            self._enter()
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

    def _enter(self) -> None:
        if len(self._ready) < _MOST:
            self._ready.append("".join(self._line))
        self._line.clear()

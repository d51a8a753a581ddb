"""A bounded buffer for typed bytes: as many as a person can type."""

from __future__ import annotations

import re
import time
from codecs import getincrementaldecoder
from collections.abc import Callable

MOST = 4096
"""Bytes of pastes that are kept: as many as a terminal's line."""
KEYS = 512
"""Bytes of keys that may wait: what nobody sees an answer to is not typed on purpose."""

_LONGEST = 32
"""Bytes of a sequence, such as a report of the mouse's, at most."""
_WHOLE = re.compile(rb"\x1b(?:[\[O][0-?]*[ -/]*[^0-?]|[^\[O])", re.DOTALL)
"""A sequence up to its end."""
_TORN = re.compile(rb"\x1b(?:[\[O][0-?]*[ -/]*)?\Z")
"""A sequence whose end is still to come."""

_START, _END = b"\x1b[200~", b"\x1b[201~"
_PAUSE = 2.0
"""Seconds without a byte after which a paste may have lost its end."""
_WAY_BACK = re.compile(rb"\x03|\x1b\[99[:;][\d:;]*u")
"""Ctrl+C, which alone and after a pause ends such a paste. It is no key then."""


class InputBuffer:
    """Bytes on their way to the parser; what is too much is dropped, as a terminal does.

    A paste is cut at `MOST` bytes, but always ends: otherwise all that follows would be taken
    for a part of it. One whose beginning had to be dropped is dropped as a whole: otherwise it
    would be taken for keys. Nor is a sequence torn: what is left of it would be keys too.

    Time alone ends no paste: what a slow line brings later would be taken for keys. If the end
    never comes, Ctrl+C is the way back to the keys.
    """

    def __init__(
        self, encoding: str = "utf-8", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._last = clock()
        """When something was put here last."""
        self._waiting = bytearray()
        self._typed = 0
        """Bytes of keys since nothing waited."""
        self.is_full = False
        """Whether any of them had to be dropped."""
        self._pasting = False
        self._kept = False
        """Whether the beginning of the paste was kept."""
        self._pasted = 0
        self._seen = b""
        """The last bytes, in which a paste's mark may have begun."""
        self._unbroken = 0
        """How many of the last bytes were kept."""
        self._torn = b""
        """The beginning of a sequence that was dropped, as its rest will have to be."""
        self._decoder = getincrementaldecoder(encoding)("replace")
        self.listener: Callable[[bytes], object] | None = None
        """Called with all that comes."""

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, data: bytes) -> None:
        """Take what the client sent."""
        if self.listener:
            self.listener(data)
        before, self._last = self._last, self._clock()
        if self._pasting and self._last - before >= _PAUSE and _WAY_BACK.fullmatch(data):
            data = _END
        while data:
            data = self._paste(data) if self._pasting else self._type(data)

    def take(self, count: int) -> str:
        """The next `count` bytes as text, in which half a character waits for its rest."""
        piece = bytes(self._waiting[:count])
        del self._waiting[:count]
        if not self._waiting:
            self._typed, self.is_full = 0, False
        return self._decoder.decode(piece)

    def _type(self, data: bytes) -> bytes:
        """Take keys up to where a paste begins; what comes after that."""
        known = self._seen + data
        place = known.find(_START)
        if place < 0:
            self._keep_keys(data)
            self._typed += len(data)
            self._seen = known[-(len(_START) - 1) :]
            return b""
        begun = max(len(self._seen) - place, 0)
        before = place + begun - len(self._seen)
        end = before + len(_START) - begun
        self._keep_keys(data[:before])
        self._torn = b""
        self._typed += before
        self._kept = self._unbroken >= begun and len(self._waiting) < MOST // 2
        if self._kept:
            self._waiting += data[before:end]
        self._pasting, self._pasted, self._seen = True, 0, b""
        return data[end:]

    def _keep_keys(self, data: bytes) -> None:
        """Let as many of the first bytes of `data` wait as may, without tearing a sequence."""
        if self._torn:
            begun = self._torn + data
            if not (whole := _WHOLE.match(begun)):
                self._torn = begun if len(begun) <= _LONGEST else b""
                self._unbroken = 0
                return
            data = begun[whole.end() :]
            self._torn, self._unbroken = b"", 0
        room = max(KEYS - self._typed, 0)
        if len(data) > room:
            self.is_full = True
            known = bytes(self._waiting[-_LONGEST:]) + data[:room]
            torn = _TORN.search(known[-_LONGEST:])
            cut = room - len(torn.group()) if torn else room
            del self._waiting[len(self._waiting) + min(cut, 0) :]
            dropped = _TORN.search(data[-_LONGEST:])
            self._torn = dropped.group() if dropped else b""
            room = max(cut, 0)
        self._keep(data, room)

    def _keep(self, data: bytes, most: int) -> None:
        """Let the first bytes of `data` wait, at most so many."""
        head = data[: max(most, 0)]
        self._waiting += head
        self._unbroken = len(head) + self._unbroken if len(head) == len(data) else 0

    def _paste(self, data: bytes) -> bytes:
        """Take a paste up to its end; what comes after that."""
        known = self._seen + data
        place = known.find(_END)
        body = known[:place] if place >= 0 else known[: -(len(_END) - 1)]
        if self._kept:
            room = MOST - len(_END) - len(self._waiting)
            self._keep(body, min(MOST - self._pasted, room))
        self._pasted += len(body)
        if place < 0:
            self._seen = known[len(body) :]
            return b""
        if self._kept:
            self._waiting += _END
        self._pasting, self._seen, self._unbroken = False, b"", 0
        return known[place + len(_END) :]

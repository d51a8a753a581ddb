"""A pseudo-terminal whose reader takes few bytes at a time, as over a serial line."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable

from tests.terminal.terminal import Terminal

ASK, ANSWER = b"\x1b[5n", b"\x1b[0n"
A_SECOND = 960
"""The bytes that a line of 9,600 bits a second carries in a second."""
_STEP = 48
"""The bytes that are taken at once."""


class SlowLine(Terminal):
    """Takes no more than some bytes a second, however much waits; and tells its status.

    On a busy machine it is slower still.
    """

    a_second = A_SECOND
    """The most bytes that it takes in a second."""
    answers: Callable[[int], bytes] = staticmethod(lambda number: ANSWER)
    """What it answers to each question."""

    _taken_at = 0.0
    answered = 0
    """How many questions it has answered."""

    def has_answered(self, questions: int) -> bool:
        """Whether it has answered so many questions."""
        return self.answered >= questions

    def is_at(self, words: str) -> bool:
        """Whether the cursor stands at these words, or what marks them."""
        screen = self.screen
        return screen.display[screen.cursor.y][screen.cursor.x :].lstrip("↳ ").startswith(words)

    def __enter__(self) -> SlowLine:
        return self

    def _read(self, seconds: float) -> None:
        # The sleeps are the line itself, on which each step takes its time.
        until = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            wait = max(0.0, self._taken_at + _STEP / self.a_second - now)
            if now + wait > until:
                time.sleep(max(0.0, until - now))
                return
            time.sleep(wait)
            left = max(0.0, until - time.monotonic())
            if not select.select([self._master], [], [], left)[0]:
                return
            self._taken_at = time.monotonic()
            try:
                data = os.read(self._master, _STEP)
            except OSError:
                return
            self.received += data
            self._stream.feed(data)
            for _ in range(self.received.count(ASK) - self.answered):
                self.answered += 1
                self.send_bytes(self.answers(self.answered))
            return

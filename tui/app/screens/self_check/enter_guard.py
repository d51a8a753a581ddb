"""A guard against Enter presses that are key repeats or come too soon to have read."""

from __future__ import annotations

import math
from collections.abc import Callable

_PAUSE = 1.0
"""Seconds: too short to read anything, longer than the delay before a key repeats."""


class EnterGuard:
    """Tracks the last Enter, the reader's moves since, and when new text appeared."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pressed = -math.inf
        self._shown = -math.inf

    def shown(self) -> None:
        """Note that new text appeared."""
        self._shown = self._clock()

    def moved(self) -> None:
        """Note another action: the next Enter is no repeat."""
        self._pressed = -math.inf

    def meant(self) -> bool:
        """Return whether the present Enter comes after reading and is no key repeat."""
        repeated = self._clock() - self._pressed < _PAUSE
        return self.after_reading() and not repeated

    def after_reading(self) -> bool:
        """Return whether the present Enter comes after there was time to read."""
        self._pressed = self._clock()
        return self._pressed - self._shown >= _PAUSE

"""A guard against Enters that a held-down key repeats, or that come too soon to have read."""

from __future__ import annotations

import math
from collections.abc import Callable

_PAUSE = 1.0
"""Seconds that nobody reads faster than; longer than any key waits to repeat itself."""


class EnterGuard:
    """Knows when Enter was pressed last, what was done since, and what came up to be read."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pressed = -math.inf
        self._shown = -math.inf

    def shown(self) -> None:
        """Something to read came up."""
        self._shown = self._clock()

    def moved(self) -> None:
        """The reader did something else: the next Enter is another one."""
        self._pressed = -math.inf

    def meant(self) -> bool:
        """Whether the Enter pressed now comes after reading, and repeats no other."""
        repeated = self._clock() - self._pressed < _PAUSE
        return self.after_reading() and not repeated

    def after_reading(self) -> bool:
        """Whether the Enter pressed now comes after there was time to read."""
        self._pressed = self._clock()
        return self._pressed - self._shown >= _PAUSE

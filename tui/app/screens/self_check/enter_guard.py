"""Telling an Enter that is meant from one that repeats itself."""

from __future__ import annotations

import math
from collections.abc import Callable

_PAUSE = 1.0
"""Seconds that nobody reads faster than; longer than any key waits to repeat itself."""


class EnterGuard:
    """Knows when Enter was pressed last, what was done since, and what came up to be read.

    An Enter is meant once there was time to read, and if it does not follow another one
    closely with nothing done in between, as those of a key held down do.
    """

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
        """Whether the Enter pressed now is meant."""
        now = self._clock()
        repeated = now - self._pressed < _PAUSE
        self._pressed = now
        return not repeated and now - self._shown >= _PAUSE

"""Telling an Enter that is meant from one that repeats itself."""

from __future__ import annotations

import math
from collections.abc import Callable

_HELD = 0.3
"""Seconds within which the next Enter comes from a key held down, or from a double press."""

_READING = 1.0
"""Seconds that nobody reads faster than; longer than any key waits to repeat itself."""


class Enter:
    """Knows when Enter was pressed last, and when something to read came up."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pressed = -math.inf
        self._shown = -math.inf

    def shown(self) -> None:
        """Something to read came up."""
        self._shown = self._clock()

    def meant(self) -> bool:
        """Whether the Enter pressed now is meant."""
        now = self._clock()
        held = now - self._pressed < _HELD
        self._pressed = now
        return not held and now - self._shown >= _READING

"""A guard against answers that nobody meant: keys held down or typed ahead."""

from __future__ import annotations

import math
from collections.abc import Callable

READING = 0.8
"""Seconds until a question can be answered: longer than the usual delay before a key repeats."""
_REPEAT = 0.15
"""Seconds between two presses below which a key is held down."""


class AnswerGuard:
    """Tracks when a question appeared and when a key was pressed last."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shown = self._pressed = -math.inf

    def shown(self) -> None:
        """Note that a question appeared."""
        self._shown = self._clock()

    def is_seen(self) -> bool:
        """Return whether there was time to see what was shown last."""
        return self._clock() - self._shown >= READING

    def meant(self) -> bool:
        """Return whether the present key is pressed by somebody who has seen the question."""
        before, self._pressed = self._pressed, self._clock()
        return self._pressed - self._shown >= READING and self._pressed - before >= _REPEAT

"""The bell of a terminal, told apart by how often it rings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui.guide.routine.announcements import Bell

PATTERNS: dict[Bell, tuple[float, ...]] = {
    Bell.MOVE: (0.0,),
    Bell.HOLD: (0.0, 0.25),
    Bell.SIDE: (0.0, 0.25, 0.5),
    Bell.REST: (0.0, 0.25, 0.5, 0.75),
    Bell.EXERCISE: (0.0, 0.25, 0.9, 1.15),
    Bell.DONE: (0.0, 0.25, 0.5, 0.9, 1.15, 1.4),
    # As loud as any other bell, a tick would be taken for one.
    Bell.TICK: (),
    Bell.ALERT: (0.0,),
}
"""When each bell rings, in seconds. Closer together many terminals ring once."""


class TerminalBell:
    """A sound that can only ring a terminal's bell.

    Args:
        ring: Rings once.
        later: Calls a function after so many seconds, in the thread of the caller.

    """

    def __init__(
        self,
        ring: Callable[[], object],
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._ring = ring
        self._later = later
        self._rung = 0
        """The number of bells, so that an older one ends when a newer begins."""

    def can_speak(self) -> bool:
        """Return False: a terminal does not speak."""
        return False

    def say(self, text: str) -> None:
        """Do nothing."""

    def bell(self, kind: Bell) -> None:
        """Ring as often as this bell does."""
        self._rung += 1
        for seconds in PATTERNS[kind]:
            if seconds:
                self._later(seconds, partial(self._ring_again, self._rung))
            else:
                self._ring()

    def _ring_again(self, number: int) -> None:
        if number == self._rung:
            self._ring()

    def stop(self) -> None:
        """Ring no more of the present bell."""
        self._rung += 1

    def finish(self, seconds: float) -> None:
        """Do not wait: a bell is rung at once."""

    def close(self) -> None:
        """Ring no more."""
        self.stop()

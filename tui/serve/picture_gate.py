"""The decision whether a client is sent pictures: only while it reads fast enough."""

from __future__ import annotations

from collections.abc import Callable

MOST_PENDING = 16 * 1024
"""Bytes of earlier frames that may be unread when the next picture is due."""
_WAIT, _LONGEST = 5.0, 80.0
"""Seconds of characters at first, and at most: each further time takes twice as long."""


class PictureGate:
    """Shut for a while by a client that has not read the last frame when the next one is due."""

    def __init__(
        self,
        pending: Callable[[], int],
        has_time: Callable[[], bool],
        clock: Callable[[], float],
    ) -> None:
        """Make an open gate.

        Args:
            pending: returns the bytes that the client has yet to read.
            has_time: returns whether the server has time to draw.
            clock: a monotonic clock, in seconds.

        """
        self._pending = pending
        self._has_time = has_time
        self._clock = clock
        self._wait = _WAIT
        self._shut_until = 0.0

    def is_open(self) -> bool:
        """Whether the next picture may be sent."""
        now = self._clock()
        if now < self._shut_until:
            return False
        if self._pending() <= MOST_PENDING and self._has_time():
            return True
        # Characters for longer, rather than now one and now the other.
        self._shut_until = now + self._wait
        self._wait = min(2.0 * self._wait, _LONGEST)
        return False

"""A bounded cache of what terminals are sent of pictures, for all who see the same ones."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

BOUND = 64 * 1024 * 1024
"""Bytes that are kept at most."""
_BURST = 1.0
"""Seconds of drawing after which only as much is drawn as the share allows."""


class PictureCache:
    """Keeps what is made of pictures, the longest unused dropped first.

    It also knows how long making them took lately, so that many readers do not draw all the time.
    """

    def __init__(
        self,
        bound: int = BOUND,
        share: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep at most `bound` bytes, and draw for a `share` of the time, by `clock` in seconds."""
        self._bound = bound
        self._share = share
        self._clock = clock
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self.size = 0
        """Bytes that are kept."""
        self._spent = 0.0
        self._at = clock()

    @property
    def has_time(self) -> bool:
        """Whether pictures may be drawn now: what drawing took is paid back as time passes."""
        now = self._clock()
        self._spent = max(0.0, self._spent - (now - self._at) * self._share)
        self._at = now
        return self._spent < _BURST

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a key, made now if nothing is."""
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return found
        began = self._clock()
        made = make()
        self._spent += self._clock() - began
        if len(made) <= self._bound:
            self._kept[key] = made
            self.size += len(made)
            while self.size > self._bound:
                self.size -= len(self._kept.popitem(last=False)[1])
        return made

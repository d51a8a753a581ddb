"""Output to one client, with a limit on what the client has yet to read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

HIGH_WATER = 64 * 1024
"""Bytes on their way from which on nothing is drawn."""
MAX_PENDING = 1024 * 1024
"""Bytes on their way at which the session ends."""
STALL_TIMEOUT = 30.0
"""Seconds that a client may go without reading."""
_LOOK = 0.05


class ByteChannel(Protocol):
    """A channel that sends bytes and reports how many of them have yet to leave."""

    @property
    def pending(self) -> int:
        """Bytes that were written and have not left this machine."""

    def is_closing(self) -> bool:
        """Whether nothing can be written any more."""

    def write(self, data: bytes) -> None:
        """Send `data`."""

    def write_stderr(self, data: bytes) -> None:
        """Send `data` as standard error."""


class OutputStream:
    """The way to one client: bytes go out at once, and a client that does not read is noticed."""

    def __init__(self, channel: ByteChannel, on_stalled: Callable[[], None]) -> None:
        self._channel = channel
        self._on_stuck = on_stalled
        self._on_clear: Callable[[], object] | None = None
        self._looking: asyncio.TimerHandle | None = None
        self._since = 0.0
        self.sent = 0
        """Bytes."""

    @property
    def is_open(self) -> bool:
        """Whether anything can be written."""
        return not self._channel.is_closing()

    @property
    def is_full(self) -> bool:
        """Whether what comes next should wait."""
        return self._channel.pending > HIGH_WATER

    def write(self, data: bytes) -> None:
        """Send `data`; to a client that has gone, nothing."""
        if data and self.is_open:
            self._channel.write(data)
            self.sent += len(data)
            self._watch()

    def write_error(self, data: bytes) -> None:
        """Send `data` to where the client shows errors."""
        if data and self.is_open:
            self._channel.write_stderr(data)
            self.sent += len(data)

    def call_when_clear(self, call: Callable[[], object]) -> None:
        """Call once what is on its way is no longer too much; only the last call counts."""
        self._on_clear = call
        self._watch()

    async def wait_until_clear(self) -> None:
        """Wait until there is room, or nobody to write to."""
        if self.is_open and self.is_full:
            clear = asyncio.Event()
            self.call_when_clear(clear.set)
            await clear.wait()

    def close(self) -> None:
        """Watch no longer."""
        if self._looking:
            self._looking.cancel()
            self._looking = None
        self._clear()

    def _watch(self) -> None:
        if self._looking is None and (self.is_full or self._on_clear):
            self._since = asyncio.get_running_loop().time()
            self._look(self._channel.pending)

    def _look(self, before: int) -> None:
        """Look again until there is room; end when nothing has moved for too long."""
        self._looking = None
        loop, pending = asyncio.get_running_loop(), self._channel.pending
        if not self.is_open or pending <= HIGH_WATER:
            self._clear()
            return
        if pending < before:
            self._since = loop.time()
        if pending > MAX_PENDING or loop.time() - self._since > STALL_TIMEOUT:
            self._on_stuck()
            return
        self._looking = loop.call_later(_LOOK, self._look, pending)

    def _clear(self) -> None:
        if call := self._on_clear:
            self._on_clear = None
            call()

"""Output to one client, with a limit on what the client has yet to read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

HIGH_WATER = 64 * 1024
"""Pending bytes above which nothing more should be written."""
MAX_PENDING = 1024 * 1024
"""Pending bytes above which the client counts as stalled."""
STALL_TIMEOUT = 30.0
"""Seconds without any progress after which the client counts as stalled."""
_POLL_INTERVAL = 0.05
"""Seconds between two looks at the pending bytes."""


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
    """Writes to one client at once, and reports a client that does not read.

    `on_stalled` is called for a client that leaves too much unread, or for too long.
    """

    def __init__(self, channel: ByteChannel, on_stalled: Callable[[], None]) -> None:
        self._channel = channel
        self._on_stalled = on_stalled
        self._clear_callback: Callable[[], object] | None = None
        self._poll_timer: asyncio.TimerHandle | None = None
        self._last_progress = 0.0
        self.sent = 0
        """Bytes written so far."""

    @property
    def is_open(self) -> bool:
        """Whether the client can still be written to."""
        return not self._channel.is_closing()

    @property
    def is_full(self) -> bool:
        """Whether the next write should wait until the client has read more."""
        return self._channel.pending > HIGH_WATER

    @property
    def pending(self) -> int:
        """Bytes that were written and have not left this machine."""
        return self._channel.pending

    def write(self, data: bytes) -> None:
        """Send `data`, unless the client has disconnected."""
        if data and self.is_open:
            self._channel.write(data)
            self.sent += len(data)
            self._watch()

    def write_error(self, data: bytes) -> None:
        """Send `data` as standard error, unless the client has disconnected."""
        if data and self.is_open:
            self._channel.write_stderr(data)
            self.sent += len(data)

    def call_when_clear(self, call: Callable[[], object]) -> None:
        """Call `call` once the output is no longer full, in place of an earlier one."""
        self._clear_callback = call
        self._watch()

    async def wait_until_clear(self) -> None:
        """Wait until the output is no longer full, or closed."""
        if self.is_open and self.is_full:
            clear = asyncio.Event()
            self.call_when_clear(clear.set)
            await clear.wait()

    def close(self) -> None:
        """Stop watching the client."""
        if self._poll_timer:
            self._poll_timer.cancel()
            self._poll_timer = None
        self._call_clear_callback()

    def _watch(self) -> None:
        if self._poll_timer is None and (self.is_full or self._clear_callback):
            self._last_progress = asyncio.get_running_loop().time()
            self._poll(self._channel.pending)

    def _poll(self, before: int) -> None:
        """Poll the pending bytes until there is room, or the client counts as stalled."""
        self._poll_timer = None
        loop, pending = asyncio.get_running_loop(), self._channel.pending
        if not self.is_open or pending <= HIGH_WATER:
            self._call_clear_callback()
            return
        if pending < before:
            self._last_progress = loop.time()
        if pending > MAX_PENDING or loop.time() - self._last_progress > STALL_TIMEOUT:
            self._on_stalled()
            return
        self._poll_timer = loop.call_later(_POLL_INTERVAL, self._poll, pending)

    def _call_clear_callback(self) -> None:
        if call := self._clear_callback:
            self._clear_callback = None
            call()

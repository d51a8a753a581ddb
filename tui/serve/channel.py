"""The SSH channel of one session, and how much of what goes into it is still on its way.

asyncssh takes every environment variable, watches its own buffer only, not the socket's, and
does not say how it takes guesses. This is the only place that reaches into it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import asyncssh
from asyncssh.packet import SSHPacket

from tui.serve.client import passes

FULL = 64 * 1024
"""Bytes on their way from which on nothing is drawn."""
TOO_FULL = 1024 * 1024
"""Bytes on their way at which the session ends."""
PATIENCE = 30.0
"""Seconds that a client may go without reading."""
_LOOK = 0.05

_GUESS = b"kexguess2@matt.ucc.asn.au"


def take_guesses(connection: asyncssh.SSHServerConnection) -> None:
    """Say how a client's guess of the key exchange is taken, as dropbear's client makes one.

    By RFC 4253 (7.1) it is right if both sides like the same best; asyncssh takes it for right
    if it is what the client likes best, and this is the name of that rule.
    """
    usual = connection._get_extra_kex_algs()
    connection._get_extra_kex_algs = lambda: [*usual, _GUESS]  # type: ignore[method-assign]


class GuideChannel(asyncssh.SSHServerChannel[bytes]):
    """A channel that takes those variables only that say something of a terminal."""

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        known = {key.decode(): held.decode() for key, held in self._env.items()}
        try:
            allowed = passes(known, name.decode("ascii"), value.decode("utf-8"))
        except UnicodeDecodeError:
            return False
        if allowed:
            self._env[name] = value
        return allowed

    @property
    def pending(self) -> int:
        """Bytes that were written and have not left this machine."""
        transport = self._conn._transport if self._conn else None
        socket = transport.get_write_buffer_size() if transport else 0
        return self.get_write_buffer_size() + socket


class Outlet:
    """The way to one client: bytes go out at once, and a client that does not read is noticed."""

    def __init__(self, channel: GuideChannel, on_stuck: Callable[[], None]) -> None:
        self._channel = channel
        self._on_stuck = on_stuck
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
        return self._channel.pending > FULL

    def write(self, data: bytes) -> None:
        """Send `data`; to a client that has gone, nothing."""
        if data and self.is_open:
            self._channel.write(data)
            self.sent += len(data)
            self._watch()

    def write_error(self, data: bytes) -> None:
        """Send `data` to where the client shows errors."""
        if data and self.is_open:
            self._channel.write(data, asyncssh.EXTENDED_DATA_STDERR)
            self.sent += len(data)

    def when_clear(self, call: Callable[[], object]) -> None:
        """Call once what is on its way is no longer too much; only the last call counts."""
        self._on_clear = call
        self._watch()

    async def drained(self) -> None:
        """Wait until there is room, or nobody to write to."""
        if self.is_open and self.is_full:
            clear = asyncio.Event()
            self.when_clear(clear.set)
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
        if not self.is_open or pending <= FULL:
            self._clear()
            return
        if pending < before:
            self._since = loop.time()
        if pending > TOO_FULL or loop.time() - self._since > PATIENCE:
            self._on_stuck()
            return
        self._looking = loop.call_later(_LOOK, self._look, pending)

    def _clear(self) -> None:
        if call := self._on_clear:
            self._on_clear = None
            call()

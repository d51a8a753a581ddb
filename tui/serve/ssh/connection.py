"""The connection of one SSH client: who is let in, and the sessions it opens."""

from __future__ import annotations

import asyncio

import asyncssh

from tui.serve.limits import network_of
from tui.serve.ssh.channel import GuideChannel, announce_kex_guess_rule
from tui.serve.ssh.protocols import ConnectionContext
from tui.serve.ssh.session import GuideSession

LOGIN_TIMEOUT = 20.0
"""Seconds in which a connection without a session has to begin one."""
_POLITE = 0.5
"""Seconds in which a refused client can say who it is, so that it gets to read why."""
_POLITE_AT_ONCE = 100
_CHANNELS = 10
"""Sessions in one connection."""
_WINDOW, _PACKET = 32 * 1024, 16 * 1024


class Connection(asyncssh.SSHServer):
    """One client's connection; all it can have are sessions."""

    def __init__(self, server: ConnectionContext) -> None:
        self._server = server
        self._conn: asyncssh.SSHServerConnection | None = None
        self._address = ""
        self._open = 0
        self._had = False
        """Whether it has had a session."""
        self._counted = False
        self._refusal = ""
        """What it has yet to be told."""
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Let a client in, or tell it why not."""
        self._conn = conn
        announce_kex_guess_rule(conn)
        peer = conn.get_extra_info("peername")
        self._address = network_of(peer[0]) if peer else ""
        self._server.add_connection(self)
        if why := self._server.limits.connect(self._address):
            self._refuse(why)
        else:
            self._counted = True
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._server.remove_connection(self)
        if self._counted:
            self._server.limits.disconnect(self._address)
        if self._waiting:
            self._waiting.cancel()
        self._server.collector.add(self._conn)
        self._conn = None

    def begin_auth(self, username: str) -> bool:
        """Whether anybody has to show a key."""
        return self._server.settings.authorized_keys is not None

    def session_requested(self) -> tuple[GuideChannel, GuideSession] | bool:
        """Open a session."""
        if self._refusal:
            self._say_no()
        if not self._counted or self._conn is None or self._open >= _CHANNELS:
            return False
        self._open += 1
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
        loop = asyncio.get_running_loop()
        channel = GuideChannel(
            self._conn, loop, True, False, False, 0, 0, None, "strict", _WINDOW, _PACKET
        )
        refusal = self._server.limits.enter(self._address, more=self._had)
        self._had = True
        session = GuideSession(self._server, self._address, refusal, self)
        self._server.add_session(session)
        return channel, session

    def session_ended(self) -> None:
        """A session has ended; without another one, the connection is not kept for long."""
        self._open -= 1
        if not self._open and self._conn:
            self._wait()

    def close(self) -> None:
        """Say good-bye."""
        if self._conn:
            self._conn.disconnect(asyncssh.DISC_BY_APPLICATION, "The server has stopped.")

    def abort(self) -> None:
        """Leave without a word."""
        if self._conn:
            self._conn.abort()

    def _wait(self) -> None:
        """Wait for a session, but not for ever."""
        assert self._conn
        self._waiting = asyncio.get_running_loop().call_later(LOGIN_TIMEOUT, self._conn.abort)

    def _refuse(self, why: str) -> None:
        """Tell the client why it is not let in, once it can hear it."""
        assert self._conn
        server, loop = self._server, asyncio.get_running_loop()
        server.log_refusal(self._address, why)
        if server.pending_refusals >= _POLITE_AT_ONCE:
            loop.call_soon(self._conn.abort)
            return
        server.pending_refusals += 1
        self._refusal = why
        loop.call_later(_POLITE, self._say_no)

    def _say_no(self) -> None:
        """Tell it, once: when it asks for a session, or when it has had time to."""
        if not self._refusal:
            return
        why, self._refusal = self._refusal, ""
        self._server.pending_refusals -= 1
        if self._conn:
            self._conn.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, why)

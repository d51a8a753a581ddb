"""The connection of one SSH client: accepted or refused, with the sessions that it opens."""

from __future__ import annotations

import asyncio

import asyncssh

from tui.serve.limits import network_of
from tui.serve.ssh.channel import GuideChannel, announce_kex_guess_rule
from tui.serve.ssh.protocols import ConnectionContext
from tui.serve.ssh.session import GuideSession

LOGIN_TIMEOUT = 20.0
"""Seconds after which a connection without a session is closed."""
_REFUSAL_DELAY = 0.5
"""Seconds that a refused client gets to log in before it is disconnected with the reason."""
_MAX_PENDING_REFUSALS = 100
"""The most refused connections that are kept open for that; further ones are aborted."""
_MAX_SESSIONS = 10
"""The most open sessions of one connection."""
_WINDOW, _MAX_PACKET = 32 * 1024, 16 * 1024
"""Sizes in bytes."""


class Connection(asyncssh.SSHServer):
    """The connection of one client. It can open sessions, and no forwarded ports or agents."""

    def __init__(self, server: ConnectionContext) -> None:
        self._server = server
        self._conn: asyncssh.SSHServerConnection | None = None
        self._address = ""
        self._open_sessions = 0
        self._had_session = False
        self._counted = False
        """Whether it counts towards the limits; a refused connection does not."""
        self._refusal = ""
        """The reason of a refusal, until it is sent."""
        self._idle_timer: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Accept or refuse a new connection."""
        self._conn = conn
        announce_kex_guess_rule(conn)
        peer = conn.get_extra_info("peername")
        self._address = network_of(peer[0]) if peer else ""
        self._server.add_connection(self)
        if reason := self._server.limits.connect(self._address):
            self._refuse(reason)
        else:
            self._counted = True
            self._start_idle_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Release what a connection used."""
        self._server.remove_connection(self)
        if self._counted:
            self._server.limits.disconnect(self._address)
        if self._idle_timer:
            self._idle_timer.cancel()
        self._server.collector.add(self._conn)
        self._conn = None

    def begin_auth(self, username: str) -> bool:
        """Whether clients have to authenticate with a key."""
        return self._server.settings.authorized_keys is not None

    def session_requested(self) -> tuple[GuideChannel, GuideSession] | bool:
        """Open a session, or refuse to by returning False."""
        if self._refusal:
            self._send_refusal()
        if not self._counted or self._conn is None or self._open_sessions >= _MAX_SESSIONS:
            return False
        self._open_sessions += 1
        if self._idle_timer:
            self._idle_timer.cancel()
            self._idle_timer = None
        loop = asyncio.get_running_loop()
        channel = GuideChannel(
            self._conn, loop, True, False, False, 0, 0, None, "strict", _WINDOW, _MAX_PACKET
        )
        refusal = self._server.limits.enter(self._address, more=self._had_session)
        self._had_session = True
        session = GuideSession(self._server, self._address, refusal, self)
        self._server.add_session(session)
        return channel, session

    def session_ended(self) -> None:
        """Count down the open sessions; after the last one, close the connection in a while."""
        self._open_sessions -= 1
        if not self._open_sessions and self._conn:
            self._start_idle_timer()

    def close(self) -> None:
        """Disconnect with a message to the client."""
        if self._conn:
            self._conn.disconnect(asyncssh.DISC_BY_APPLICATION, "The server has stopped.")

    def abort(self) -> None:
        """Disconnect at once."""
        if self._conn:
            self._conn.abort()

    def _start_idle_timer(self) -> None:
        """Close the connection in `LOGIN_TIMEOUT` seconds, unless a session is opened."""
        assert self._conn
        self._idle_timer = asyncio.get_running_loop().call_later(LOGIN_TIMEOUT, self._conn.abort)

    def _refuse(self, reason: str) -> None:
        """Refuse the connection, with a message once the client can show it."""
        assert self._conn
        server, loop = self._server, asyncio.get_running_loop()
        server.log_refusal(self._address, reason)
        if server.pending_refusals >= _MAX_PENDING_REFUSALS:
            loop.call_soon(self._conn.abort)
            return
        server.pending_refusals += 1
        self._refusal = reason
        loop.call_later(_REFUSAL_DELAY, self._send_refusal)

    def _send_refusal(self) -> None:
        """Send the refusal, if it has not been sent yet, and disconnect."""
        if not self._refusal:
            return
        reason, self._refusal = self._refusal, ""
        self._server.pending_refusals -= 1
        if self._conn:
            self._conn.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, reason)

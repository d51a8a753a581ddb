"""The SSH server: its open connections and sessions, reloading the content, and stopping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from functools import partial

import asyncssh

from tui.app.environment import Environment
from tui.app.terminal.pictures.options import PictureOptions
from tui.figure.pixels.picture_cache import PictureCache
from tui.guide import region
from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content, Region
from tui.guide.content.record_index import Index
from tui.guide.load import load
from tui.serve.client import Client
from tui.serve.event_log import EventLog
from tui.serve.event_loop import CallQueue, run_in_thread
from tui.serve.garbage_collection import DeferredCollector
from tui.serve.limits import ConnectionLimits
from tui.serve.settings import CLOSE_TIMEOUT, Settings
from tui.serve.ssh.connection import LOGIN_TIMEOUT, Connection
from tui.serve.ssh.protocols import ConnectionHandle, SessionHandle

_MAX_OPENING = 2
"""The most guides that are opened at the same time."""
_CLOSED_PER_TURN = 3
"""The most guides that are told to close in one turn of the loop."""
_DRAWING = 0.25
"""The share of its time that the server draws pictures at most; a cycle is drawn once for all."""
_PORT_ATTEMPTS = 8
"""How many ports are tried until one is free at all addresses."""
_DISCONNECT_TIMEOUT = 1.0
"""Seconds for connections to end once their sessions have."""
_REFUSAL_LOG_INTERVAL = 60.0
"""Seconds between two log lines about refusals of one address."""
_MAX_REFUSALS = 1000
"""The most addresses for which the time of the last log line is stored."""


class Server:
    """The SSH server of one process.

    Attributes:
        index: The content for new sessions.
        opening_slots: Limits how many guides open at the same time.
        closing_queue: Closes a few guides at a time, even if all clients disconnect at once.
        pending_refusals: Refused connections that have not been sent the reason yet.
        collector: Frees the objects of ended sessions.

    """

    def __init__(self, settings: Settings, index: Index, event_log: EventLog) -> None:
        self.settings = settings
        self.index = index
        self.event_log = event_log
        self.limits = ConnectionLimits(
            settings.max_sessions, settings.max_per_address, settings.max_new, time.monotonic
        )
        self.picture_cache = PictureCache(share=_DRAWING)
        self.opening_slots = asyncio.Semaphore(_MAX_OPENING)
        self.closing_queue = CallQueue(_CLOSED_PER_TURN)
        self.pending_refusals = 0
        self.connections: set[ConnectionHandle] = set()
        self._sessions: set[SessionHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.collector = DeferredCollector(
            lambda: len(self._sessions),
            shared=(Server, Index, Content, EventLog, CallQueue, asyncio.Semaphore),
        )
        self._reloading = asyncio.Lock()
        self._no_sessions = asyncio.Event()
        self._no_sessions.set()
        self._no_connections = asyncio.Event()
        self._no_connections.set()
        self._last_refusals: dict[str, float] = {}
        """For each address, when a refusal was last logged."""

    async def listen(
        self, key: asyncssh.SSHKey, authorized: asyncssh.SSHAuthorizedKeys | None, *, share: bool
    ) -> asyncssh.SSHAcceptor:
        """Start listening, at one port for all addresses of the host.

        Args:
            key: The host key.
            authorized: The public keys that may log in; None to let everybody in.
            share: Whether other processes listen on the same port.

        Raises:
            OSError: if the address cannot be used.

        """
        listen = partial(self._listen_at, key=key, authorized=authorized, share=share)
        acceptor = await listen(self.settings.port)
        for attempts_left in reversed(range(_PORT_ATTEMPTS)):
            if acceptor.get_port():
                break
            # Several addresses, such as 0.0.0.0 and :: of "*", got a free port each.
            port = acceptor.get_addresses()[0][1]
            acceptor.close()
            await acceptor.wait_closed()
            try:
                acceptor = await listen(port)
            except OSError:
                if not attempts_left:
                    raise
                acceptor = await listen(0)
        return acceptor

    async def _listen_at(
        self,
        port: int,
        *,
        key: asyncssh.SSHKey,
        authorized: asyncssh.SSHAuthorizedKeys | None,
        share: bool,
    ) -> asyncssh.SSHAcceptor:
        settings = self.settings
        return await asyncssh.listen(
            "" if settings.host == "*" else settings.host,
            port,
            reuse_port=share or None,
            server_factory=lambda: Connection(self),
            server_host_keys=[key],
            server_version="backspasm",
            authorized_client_keys=authorized,
            password_auth=False,
            kbdint_auth=False,
            host_based_auth=False,
            gss_host=None,
            agent_forwarding=False,
            x11_forwarding=False,
            line_editor=False,
            # Decompression would let a client fill the memory with a few bytes.
            compression_algs=None,
            encoding=None,
            login_timeout=LOGIN_TIMEOUT,
            keepalive_interval=30,
            keepalive_count_max=3,
            config=None,
        )

    def add_session(self, session: SessionHandle) -> None:
        """Register a session."""
        self._sessions.add(session)
        self._no_sessions.clear()

    def remove_session(self, session: SessionHandle) -> None:
        """Release what was counted for a session that has ended."""
        if session not in self._sessions:
            return
        self._sessions.remove(session)
        session.connection.session_ended()
        if not session.refusal:
            self.limits.leave(session.address)
        if not self._sessions:
            self._no_sessions.set()
        self.collector.reader_left(*session.roots)

    def add_connection(self, connection: ConnectionHandle) -> None:
        """Register a connection."""
        self.connections.add(connection)
        self._no_connections.clear()

    def remove_connection(self, connection: ConnectionHandle) -> None:
        """Remove a connection."""
        self.connections.discard(connection)
        if not self.connections:
            self._no_connections.set()

    def log_refusal(self, address: str, reason: str) -> None:
        """Log a refusal, at most once a minute for each address."""
        now = time.monotonic()
        if now - self._last_refusals.get(address, -_REFUSAL_LOG_INTERVAL) >= _REFUSAL_LOG_INTERVAL:
            if len(self._last_refusals) >= _MAX_REFUSALS:
                self._last_refusals.clear()
            self._last_refusals[address] = now
            self.event_log.write("refuse", address=address, why=reason)

    def start_task(self, work: Coroutine[None, None, None]) -> None:
        """Run `work` in a task of the server."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def region_of(self, client: Client) -> Region | None:
        """The region whose phone numbers a client's reader sees."""
        regions, code = self.index.content.regions, self.settings.region
        if code is None:
            return client.region(regions)
        return None if code.casefold() == region.GENERIC else region.named(regions, code)

    def host_of(self, client: Client) -> Environment:
        """The environment in which a client's guide runs."""
        settings = self.settings
        return Environment(
            glyphs=settings.glyphs or client.glyphs,
            still=settings.still,
            mute=settings.mute,
            mouse=not settings.no_mouse,
            desktop=client.desktop,
            # Who names an alphabet wants characters.
            pictures=PictureOptions(
                "off" if settings.glyphs else settings.pictures or "auto",
                client.names,
                lambda: client.cell,
                self.picture_cache,
            ),
            served=True,
            writes=False,
        )

    async def reload(self) -> None:
        """Reopen the log, and reload the content for new sessions, unless it has faults."""
        self.event_log.reopen()
        async with self._reloading:
            try:
                # In a thread, as the thorough check takes long and keys must be answered meanwhile.
                content = await run_in_thread(partial(load, *self.settings.content, thorough=True))
            except ContentError as error:
                self.event_log.write("reload", fault="; ".join(list(error.lines())[:20]))
                return
            self.index = Index.of(content)
            self.event_log.write("reload")

    async def stop(self, stop_now: asyncio.Event) -> None:
        """Accept no more clients, announce the stop, and wait for sessions to end.

        After the grace period, or once `stop_now` is set, the remaining sessions are ended.
        """
        grace = self.settings.grace
        self.limits.closing = True
        self.event_log.write("stop", sessions=len(self._sessions), grace=grace)
        for session in list(self._sessions):
            session.announce_stop(grace)
        await _wait_for_first(grace, self._no_sessions, stop_now)
        for session in list(self._sessions):
            session.end("stop")
        await _wait_for_first(CLOSE_TIMEOUT, self._no_sessions)
        # A client disconnects by itself once it has received the exit status of its session.
        await _wait_for_first(_DISCONNECT_TIMEOUT, self._no_connections)
        for connection in list(self.connections):
            connection.close()
        await _wait_for_first(_DISCONNECT_TIMEOUT, self._no_connections)
        # Do not wait for clients that no longer read.
        for connection in list(self.connections):
            connection.abort()


async def _wait_for_first(seconds: float, *events: asyncio.Event) -> None:
    """Wait until one of the events is set, but no longer than `seconds`."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()

"""The SSH server: who may connect, which sessions are open, and how it all ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from functools import partial

import asyncssh

from tui.app.environment import Host
from tui.guide import region
from tui.guide.content.faults import ContentError
from tui.guide.content.index import Index
from tui.guide.load import load
from tui.guide.content.model import Content, Region
from tui.serve.client import Client
from tui.serve.event_log import EventLog
from tui.serve.event_loop import CallQueue, run_in_thread
from tui.serve.garbage_collection import DeferredCollector
from tui.serve.limits import ConnectionLimits
from tui.serve.settings import CLOSE_TIMEOUT, Settings
from tui.serve.ssh.connection import LOGIN_TIMEOUT, Connection
from tui.serve.ssh.protocols import ConnectionHandle, SessionHandle

_OPENING_AT_ONCE = 2
_GOOD_BYE = 1.0
"""Seconds in which connections have to be over after that."""
_ENDING_AT_ONCE = 3
"""Guides that begin to end in one turn of the loop."""
_QUIET = 60.0
"""Seconds for which no more refusals of one address are logged."""


class Server:
    """Many guides in one process.

    Attributes:
        index: The guide for sessions that begin now.
        opening_slots: Held by a session until its first screen is there.
        closing_queue: Lets guides end a few at a time, also when all their clients vanish at once.
        pending_refusals: Refused connections that have yet to be told so.
        collector: What readers left behind, to be collected.

    """

    def __init__(self, settings: Settings, index: Index, event_log: EventLog) -> None:
        self.settings = settings
        self.index = index
        self.event_log = event_log
        self.limits = ConnectionLimits(
            settings.max_sessions, settings.max_per_address, settings.max_new, time.monotonic
        )
        self.opening_slots = asyncio.Semaphore(_OPENING_AT_ONCE)
        self.closing_queue = CallQueue(_ENDING_AT_ONCE)
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
        """Set while nobody is connected."""
        self._no_connections.set()
        self._refusals_logged: dict[str, float] = {}
        """When a refusal of an address was logged last."""

    async def listen(
        self, key: asyncssh.SSHKey, known: asyncssh.SSHAuthorizedKeys | None, *, share: bool
    ) -> asyncssh.SSHAcceptor:
        """Begin to serve, only those who are `known` if given.

        With `share` it serves beside other processes at the same port.

        Raises:
            OSError: if the address cannot be used.

        """
        settings = self.settings
        return await asyncssh.listen(
            "" if settings.host == "*" else settings.host,
            settings.port,
            reuse_port=share or None,
            server_factory=lambda: Connection(self),
            server_host_keys=[key],
            server_version="backspasm",
            authorized_client_keys=known,
            password_auth=False,
            kbdint_auth=False,
            host_based_auth=False,
            gss_host=None,
            agent_forwarding=False,
            x11_forwarding=False,
            line_editor=False,
            # Unpacking what a client packed would let a few bytes fill the memory.
            compression_algs=None,
            encoding=None,
            login_timeout=LOGIN_TIMEOUT,
            keepalive_interval=30,
            keepalive_count_max=3,
            config=None,
        )

    def add_session(self, session: SessionHandle) -> None:
        """Count a session until it has left."""
        self._sessions.add(session)
        self._no_sessions.clear()

    def remove_session(self, session: SessionHandle) -> None:
        """A session has come to its end."""
        if session not in self._sessions:
            return
        self._sessions.remove(session)
        session.connection.session_ended()
        if not session.refusal:
            self.limits.leave(session.address)
        if not self._sessions:
            self._no_sessions.set()
        self.collector.reader_left(session)

    def add_connection(self, connection: ConnectionHandle) -> None:
        """A client has come."""
        self.connections.add(connection)
        self._no_connections.clear()

    def remove_connection(self, connection: ConnectionHandle) -> None:
        """A client has gone."""
        self.connections.discard(connection)
        if not self.connections:
            self._no_connections.set()

    def log_refusal(self, address: str, why: str) -> None:
        """Log a refusal, but not each of many."""
        now = time.monotonic()
        if now - self._refusals_logged.get(address, -_QUIET) >= _QUIET:
            if len(self._refusals_logged) >= 1000:
                self._refusals_logged.clear()
            self._refusals_logged[address] = now
            self.event_log.write("refuse", address=address, why=why)

    def start_task(self, work: Coroutine[None, None, None]) -> None:
        """Do `work` in a task of the server's."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def region_of(self, client: Client) -> Region | None:
        """Whose numbers a client's reader sees."""
        regions, wanted = self.index.content.regions, self.settings.region
        if wanted is None:
            return client.region(regions)
        return None if wanted.casefold() == region.GENERIC else region.named(regions, wanted)

    def host_of(self, client: Client) -> Host:
        """What a guide for a client needs."""
        settings = self.settings
        return Host(
            glyphs=settings.glyphs or client.glyphs,
            still=settings.still,
            mute=settings.mute,
            desktop=client.desktop,
            served=True,
            writes=False,
        )

    async def reload(self) -> None:
        """Read the content again, for sessions to come; keep the old one if it has faults."""
        self.event_log.reopen()
        async with self._reloading:
            try:
                # In a thread, as a thorough look takes a while in which keys are to be answered.
                content = await run_in_thread(partial(load, self.settings.content, thorough=True))
            except ContentError as error:
                self.event_log.write("reload", fault="; ".join(list(error.lines())[:20]))
                return
            self.index = Index.of(content)
            self.event_log.write("reload")

    async def stop(self, stop_now: asyncio.Event) -> None:
        """Let nobody in, tell everybody, and wait until all have left or their time is up.

        `stop_now` cuts the time short.
        """
        grace = self.settings.grace
        self.limits.closing = True
        self.event_log.write("stop", sessions=len(self._sessions), grace=grace)
        for session in list(self._sessions):
            session.announce_stop(grace)
        await _first(grace, self._no_sessions, stop_now)
        for session in list(self._sessions):
            session.end("stop")
        await _first(CLOSE_TIMEOUT, self._no_sessions)
        # A client that has its exit status leaves by itself; cut off before, it would have none.
        await _first(_GOOD_BYE, self._no_connections)
        for connection in list(self.connections):
            connection.close()
        await _first(_GOOD_BYE, self._no_connections)
        # Those who read nothing any more are not waited for.
        for connection in list(self.connections):
            connection.abort()


async def _first(seconds: float, *events: asyncio.Event) -> None:
    """Wait for one of the events, but no longer than that."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()

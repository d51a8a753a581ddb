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
from tui.guide.content.model import Content, Region
from tui.guide.load import load
from tui.serve.channel import GuideChannel, take_guesses
from tui.serve.client import Client
from tui.serve.gate import Gate, household
from tui.serve.journal import Journal
from tui.serve.loop import Turns, in_thread
from tui.serve.memory import Leftovers
from tui.serve.session import GuideSession
from tui.serve.settings import Settings

_LOGIN = 20.0
"""Seconds in which a connection without a session has to begin one."""
_POLITE = 0.5
"""Seconds in which a refused client can say who it is, so that it gets to read why."""
_POLITE_AT_ONCE = 100
_CHANNELS = 10
"""Sessions in one connection."""
_OPENING_AT_ONCE = 2
LAST_WORDS = 10.0
"""Seconds in which sessions that were ended have to be over."""
_GOOD_BYE = 1.0
"""Seconds in which connections have to be over after that."""
_ENDING_AT_ONCE = 3
"""Guides that begin to end in one turn of the loop."""
_QUIET = 60.0
"""Seconds for which no more refusals of one address are logged."""
_WINDOW, _PACKET = 32 * 1024, 16 * 1024


class Server:
    """Many guides in one process.

    Attributes:
        index: The guide for sessions that begin now.
        opening: Held by a session until its first screen is there.
        ending: Lets guides end a few at a time, also when all their clients vanish at once.
        polite: Refused connections that have yet to be told so.
        leftovers: What readers left behind, to be collected.

    """

    def __init__(self, settings: Settings, index: Index, journal: Journal) -> None:
        self.settings = settings
        self.index = index
        self.journal = journal
        self.gate = Gate(
            settings.max_sessions, settings.max_per_address, settings.max_new, time.monotonic
        )
        self.opening = asyncio.Semaphore(_OPENING_AT_ONCE)
        self.ending = Turns(_ENDING_AT_ONCE)
        self.polite = 0
        self.connections: set[Connection] = set()
        self._sessions: set[GuideSession] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.leftovers = Leftovers(
            lambda: len(self._sessions),
            shared=(Server, Index, Content, Journal, Turns, asyncio.Semaphore),
        )
        self._reloading = asyncio.Lock()
        self._empty = asyncio.Event()
        self._empty.set()
        self._alone = asyncio.Event()
        """Set while nobody is connected."""
        self._alone.set()
        self._refused: dict[str, float] = {}
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
            login_timeout=_LOGIN,
            keepalive_interval=30,
            keepalive_count_max=3,
            config=None,
        )

    def open_session(self, address: str, connection: Connection, *, more: bool) -> GuideSession:
        """A session for a client at `address`, counted until it has left.

        `more` says that its connection has had one already.
        """
        session = GuideSession(self, address, self.gate.enter(address, more=more), connection)
        self._sessions.add(session)
        self._empty.clear()
        return session

    def left(self, session: GuideSession) -> None:
        """A session has come to its end."""
        if session not in self._sessions:
            return
        self._sessions.remove(session)
        session.connection.session_left()
        if not session.refusal:
            self.gate.leave(session.address)
        if not self._sessions:
            self._empty.set()
        self.leftovers.reader_left(session)

    def connected(self, connection: Connection) -> None:
        """A client has come."""
        self.connections.add(connection)
        self._alone.clear()

    def disconnected(self, connection: Connection) -> None:
        """A client has gone."""
        self.connections.discard(connection)
        if not self.connections:
            self._alone.set()

    def refused(self, address: str, why: str) -> None:
        """Log a refusal, but not each of many."""
        now = time.monotonic()
        if now - self._refused.get(address, -_QUIET) >= _QUIET:
            if len(self._refused) >= 1000:
                self._refused.clear()
            self._refused[address] = now
            self.journal.write("refuse", address=address, why=why)

    def run(self, work: Coroutine[None, None, None]) -> None:
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
        self.journal.reopen()
        async with self._reloading:
            try:
                # In a thread, as a thorough look takes a while in which keys are to be answered.
                content = await in_thread(partial(load, self.settings.content, thorough=True))
            except ContentError as error:
                self.journal.write("reload", fault="; ".join(list(error.lines())[:20]))
                return
            self.index = Index.of(content)
            self.journal.write("reload")

    async def stop(self, hurry: asyncio.Event) -> None:
        """Let nobody in, tell everybody, and wait until all have left or their time is up.

        `hurry` cuts the time short.
        """
        grace = self.settings.grace
        self.gate.closing = True
        self.journal.write("stop", sessions=len(self._sessions), grace=grace)
        for session in list(self._sessions):
            session.tell_stop(grace)
        await _first(grace, self._empty, hurry)
        for session in list(self._sessions):
            session.end("stop")
        await _first(LAST_WORDS, self._empty)
        # A client that has its exit status leaves by itself; cut off before, it would have none.
        await _first(_GOOD_BYE, self._alone)
        for connection in list(self.connections):
            connection.close()
        await _first(_GOOD_BYE, self._alone)
        # Those who read nothing any more are not waited for.
        for connection in list(self.connections):
            connection.abort()


async def _first(seconds: float, *events: asyncio.Event) -> None:
    """Wait for one of the events, but no longer than that."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


class Connection(asyncssh.SSHServer):
    """One client's connection; all it can have are sessions."""

    def __init__(self, server: Server) -> None:
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
        take_guesses(conn)
        peer = conn.get_extra_info("peername")
        self._address = household(peer[0]) if peer else ""
        self._server.connected(self)
        if why := self._server.gate.connect(self._address):
            self._refuse(why)
        else:
            self._counted = True
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._server.disconnected(self)
        if self._counted:
            self._server.gate.disconnect(self._address)
        if self._waiting:
            self._waiting.cancel()
        self._server.leftovers.add(self._conn)
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
        more, self._had = self._had, True
        return channel, self._server.open_session(self._address, self, more=more)

    def session_left(self) -> None:
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
        self._waiting = asyncio.get_running_loop().call_later(_LOGIN, self._conn.abort)

    def _refuse(self, why: str) -> None:
        """Tell the client why it is not let in, once it can hear it."""
        assert self._conn
        server, loop = self._server, asyncio.get_running_loop()
        server.refused(self._address, why)
        if server.polite >= _POLITE_AT_ONCE:
            loop.call_soon(self._conn.abort)
            return
        server.polite += 1
        self._refusal = why
        loop.call_later(_POLITE, self._say_no)

    def _say_no(self) -> None:
        """Tell it, once: when it asks for a session, or when it has had time to."""
        if not self._refusal:
            return
        why, self._refusal = self._refusal, ""
        self._server.polite -= 1
        if self._conn:
            self._conn.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, why)

"""An SSH client made with asyncssh, with an emulated screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import asyncssh
import pyte

from tests.ssh.serving import HOST
from tests.support.large import large_words
from tests.terminal.journey import SEEN
from tests.terminal.slow_line import ASK
from tests.terminal.terminal import END, ENTER, PATIENCE


class Visit(asyncssh.SSHClientSession[bytes]):
    """One session, with its output on an emulated screen.

    Attributes:
        received: All that came, as bytes.
        errors: All that came for standard error.
        screen: What a terminal shows of it.
        tells_status: Whether the terminal answers when it is asked for its status.

    """

    tells_status = False
    _asked = 0
    """How many of the questions for its status it has answered."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = pyte.Screen(*size)
        self.received = bytearray()
        self.errors = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._news = asyncio.Event()
        self.channel: asyncssh.SSHClientChannel[bytes]
        self.ended = False

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        self.channel = chan

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        if datatype == asyncssh.EXTENDED_DATA_STDERR:
            self.errors += data
        else:
            self.received += data
            self._stream.feed(data)
            if self.tells_status:
                self.tell_status()
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self._news.set()

    @property
    def text(self) -> str:
        """What is on the screen, and below it the words in large letters."""
        lines = self.screen.display
        return "\n".join([*lines, *large_words(lines)])

    @property
    def said(self) -> str:
        """All output, as text."""
        return self.received.decode()

    def send(self, *keys: str) -> None:
        """Type `keys`."""
        for key in keys:
            self.channel.write(key.encode())

    def tell_status(self) -> None:
        """Answer each question for the terminal's status that has come."""
        asked = self.received.count(ASK)
        self.send(*["\x1b[0n"] * (asked - self._asked))
        self._asked = asked

    @property
    def is_asked(self) -> bool:
        """Whether a question has come that is not answered."""
        return self.received.count(ASK) > self._asked

    def resize(self, columns: int, rows: int) -> None:
        """Resize the terminal."""
        self.screen.resize(rows, columns)
        self.channel.change_terminal_size(columns, rows)

    async def until(self, condition: Callable[[], object], wanted: str) -> None:
        """Wait until `condition` holds, checking it after each output."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"waited for {wanted}; the screen shows:\n{self.text}"
            self._news.clear()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)

    async def look_until(self, condition: Callable[[], object], wanted: str) -> None:
        """Poll until `condition` holds, for state outside the session."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"waited for {wanted}"
            await asyncio.sleep(0.02)

    async def wait_for(self, *words: str, without: Sequence[str] = ()) -> str:
        """Wait until all `words` and none of `without` are on the screen; its text."""

        def there() -> bool:
            shown = self.text
            return all(w in shown for w in words) and not any(w in shown for w in without)

        await self.until(there, f"{words} without {tuple(without)}")
        return self.text

    async def think(self) -> None:
        """Let the moment pass within which a key is taken for one that was typed ahead."""
        until = time.monotonic() + 0.6
        await self.look_until(lambda: time.monotonic() >= until, "time to read")

    async def wait_end(self) -> int | None:
        """Wait for the session to end; its exit status, if it has one."""
        await self.until(lambda: self.ended, "the end")
        return self.channel.get_exit_status()


def connect(port: int, **options: Any) -> AbstractAsyncContextManager[asyncssh.SSHClientConnection]:
    """A connection that uses none of the user's settings, keys or agents."""
    usual: dict[str, Any] = {
        "known_hosts": None,
        "username": "reader",
        "client_keys": None,
        "agent_path": None,
        "config": None,
    }
    return asyncssh.connect(HOST, port, **{**usual, **options})


async def come(
    connection: asyncssh.SSHClientConnection,
    *,
    command: str | None = None,
    term: str | None = "xterm-256color",
    size: tuple[int, int] = (80, 24),
    pixels: tuple[int, int] = (0, 0),
    env: Mapping[str, str] | None = None,
    window: int = 2 * 1024 * 1024,
) -> Visit:
    """Open a session; if `term` is None, without a terminal.

    `pixels` are those of the window across and down, if it tells them.
    """
    visit = Visit(size)
    await connection.create_session(
        lambda: visit,
        command,
        term_type=term,
        term_size=(*size, *pixels),
        request_pty="force" if term else False,
        env=list((env or {}).items()),
        encoding=None,
        window=window,
    )
    return visit


@asynccontextmanager
async def visiting(port: int, **wishes: Any) -> AsyncIterator[Visit]:
    """A session in a connection of its own; see `come` for the arguments."""
    async with connect(port) as connection:
        yield await come(connection, **wishes)


async def opened(visit: Visit) -> Visit:
    """Wait for the first screen, and leave its question for the list."""
    await visit.wait_for("Back spasm guide", "Cold pack", "q Quit")
    visit.send("1")
    await visit.wait_for("Read")
    return visit


async def answer(visit: Visit, key: str, *question: str) -> None:
    """Answer a question with a key, once it has been on the screen for long enough."""
    await visit.wait_for(*question)
    shown = time.monotonic()
    await visit.look_until(lambda: time.monotonic() - shown > SEEN, "time to read")
    visit.send(key)


async def walked(visit: Visit) -> Visit:
    """Say that no sign of the list applies, open a walkthrough, wait for its first exercise."""
    await visit.wait_for("q Quit")
    visit.send("4")
    await visit.wait_for("Tick what applies")
    visit.send(END, ENTER)
    await visit.wait_for("[x] None of these", "Checked")
    visit.send("1", "w")
    await visit.wait_for("enter chooses")
    visit.send(ENTER)
    await answer(visit, "n", "n  No, start")
    await visit.wait_for("GET READY", "It hurts")
    return visit


async def noted(visit: Visit) -> Visit:
    """Open the page for the doctor from the first screen."""
    visit.send("d")
    await visit.wait_for("For the doctor")
    visit.send("f")
    await visit.wait_for("Notes on a back spasm", "y Copy")
    return visit

"""The two faces for a client: the guide on its terminal, or plain text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from tui.app.environment import Host
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.textual_fast.caches import forget
from tui.guide.ascii_forms import legible
from tui.guide.content.index import Index
from tui.guide.content.model import Region
from tui.plain.dialogue import Listen, Silence, Wait
from tui.plain.guide import READING_WIDTH, wrap_line
from tui.serve.app import ServedApp
from tui.serve.channel import Outlet
from tui.serve.client import Client
from tui.serve.commands import Answer
from tui.serve.lines import Lines
from tui.serve.loop import Turns
from tui.system.crash import Crash

_PATIENCE = 5.0
"""Seconds for which an app may put things in order once it is told to end."""
_PIECE = 16 * 1024
"""Characters of plain text that are sent before the client has to have read some."""


class Face(Protocol):
    """What a client gets."""

    used: float
    """When the client last did something, on the monotonic clock."""

    @property
    def crash(self) -> Crash | None:
        """The error that ended it, if one did."""

    async def run(self) -> int:
        """Go on until the reader leaves or it is told to end; the exit status."""

    def receive(self, data: bytes) -> None:
        """Take what the client sent."""

    def receive_end(self) -> None:
        """The client sends no more."""

    def resize(self, size: tuple[int, int]) -> None:
        """The terminal has another size."""

    def tell(self, words: str) -> None:
        """Say something of the server to the reader."""

    def end(self) -> None:
        """Come to an end."""

    @property
    def parting(self) -> str:
        """What its reader still has to know when it is taken away; often nothing."""

    @property
    def is_leading(self) -> bool:
        """Whether it leads a reader who need not press a key."""


class Screen:
    """The guide on a client's terminal.

    Opening a guide takes a while, in which no key of anybody's is answered: `opening` lets only
    a few do so at once, and `ending` only a few close at once. `discard` takes screens that were
    closed.
    """

    def __init__(
        self,
        index: Index,
        host: Host,
        client: Client,
        outlet: Outlet,
        region: Region | None,
        opening: asyncio.Semaphore,
        ending: Turns,
        discard: Callable[[object], None],
    ) -> None:
        self._buffer = InputBuffer(client.typed_encoding)
        self._size = client.size
        self._mouse = client.terminal.mouse
        self._opening = opening
        self._ending = ending
        self._holds_opening = False
        self._ended = False
        self._running: asyncio.Task[int | None] | None = None
        self._last: asyncio.TimerHandle | None = None
        """What ends an app that does not end by itself."""
        self._app = ServedApp(
            index,
            host,
            client,
            outlet,
            self._buffer,
            region=region,
            on_shown=self._shown,
            discard=discard,
        )
        self.used = time.monotonic()

    @property
    def crash(self) -> Crash | None:
        """The error that ended it, if one did."""
        return self._app.crash

    @property
    def is_leading(self) -> bool:
        """Whether the walkthrough plays or a pack is on."""
        return self._app.is_leading

    async def run(self) -> int:
        """Show the guide until its reader leaves."""
        await self._opening.acquire()
        self._holds_opening = True
        try:
            if not self._ended:
                running = self._app.run_async(size=self._size, mouse=self._mouse)
                self._running = asyncio.create_task(running)
                with suppress(asyncio.CancelledError):
                    await self._running
        finally:
            self._let_next_open()
            if self._last:
                # It would keep the app, and all of its widgets, until its time has come.
                self._last.cancel()
            forget()
        return self._app.return_code or 0

    def receive(self, data: bytes) -> None:
        """Take keys."""
        self.used = time.monotonic()
        self._app.guarded(self._buffer.put, data)
        if self._app.driver:
            self._app.guarded(self._app.driver.feed)

    def receive_end(self) -> None:
        """Nobody can press a key any more."""
        self.end()

    def resize(self, size: tuple[int, int]) -> None:
        """Draw at another size."""
        self._size = size
        if self._app.driver:
            self._app.driver.resize(size)

    def tell(self, words: str) -> None:
        """Show a notice."""
        self._app.tell(words)

    def end(self) -> None:
        """Leave the guide; an app that does not end by itself is ended."""
        if self._ended:
            return
        self._ended = True
        if self._running and not self._running.done():
            self._ending.add(self._leave)

    @property
    def parting(self) -> str:
        """How soon to get help, where that was on the screen as it ended."""
        return self._app.parting

    def _leave(self) -> None:
        if self._running and not self._running.done():
            self._app.leave()
            loop = asyncio.get_running_loop()
            self._last = loop.call_later(_PATIENCE, self._running.cancel)

    def _shown(self) -> None:
        """The first screen is on its way."""
        self._let_next_open()
        if self._app.driver and self._app.size != self._size:
            self._app.driver.resize(self._size)

    def _let_next_open(self) -> None:
        if self._holds_opening:
            self._holds_opening = False
            self._opening.release()


class Text:
    """Plain text, or a conversation line by line."""

    def __init__(self, answer: Answer, client: Client, outlet: Outlet) -> None:
        self._answer = answer
        self._outlet = outlet
        self._client = client
        self._lines = Lines(terminal=client.term is not None, encoding=client.typed_encoding)
        self._news = asyncio.Event()
        self._ended = False
        self._leading = False
        self.used = time.monotonic()

    async def run(self) -> int:
        """Say what there is to say."""
        text = self._answer.text
        for start in range(0, len(text), _PIECE):
            self._say(text[start : start + _PIECE])
            await self._outlet.drained()
        if self._answer.error:
            self._outlet.write_error(self._client.written(self._answer.error))
        if self._answer.conversation:
            return await self._converse()
        return self._answer.status

    @property
    def crash(self) -> Crash | None:
        """Nothing but its own session's task can fail."""
        return None

    @property
    def parting(self) -> str:
        """All that was said can still be read."""
        return ""

    @property
    def is_leading(self) -> bool:
        """Whether a conversation goes on by itself, as the walkthrough does."""
        return self._leading

    async def _converse(self) -> int:
        conversation = self._answer.conversation
        assert conversation is not None
        reply: str | Silence | None = None
        while not self._ended:
            try:
                wish = conversation.send(reply)
            except StopIteration:
                return 0
            reply = None
            if isinstance(wish, str):
                self._say(f"{self._wrapped(wish)}\n")
                await self._outlet.drained()
                continue
            self._leading = wish.seconds is not None
            if isinstance(wish, Listen):
                reply = await self._next_line(wish.seconds)
            else:
                await self._pass(wish)
            if self._lines.interrupted:
                return 130
        return 1

    def _wrapped(self, line: str) -> str:
        """A line as the client's terminal has room for it."""
        if self._client.term is None:
            return line
        return wrap_line(line, min(self._client.size[0], READING_WIDTH))

    async def _next_line(self, seconds: float | None) -> str | Silence:
        """The next line, or why there is none."""
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            self._news.clear()
            if (line := self._lines.next()) is not None:
                return line
            if self._lines.ended or self._ended:
                return Silence.ENDED
            if not await self._hears_until(until):
                return Silence.TIMEOUT

    async def _pass(self, wait: Wait) -> None:
        """Let time pass, unless the session ends."""
        until = time.monotonic() + wait.seconds
        while not self._ended and not self._lines.interrupted:
            self._news.clear()
            if not await self._hears_until(until):
                return

    async def _hears_until(self, until: float | None) -> bool:
        """Whether something new comes before a time on the monotonic clock."""
        left = None if until is None else until - time.monotonic()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._news.wait(), left)
            return True
        return False

    def receive(self, data: bytes) -> None:
        """Take the answers."""
        self.used = time.monotonic()
        if self._answer.conversation:
            self._outlet.write(legible(self._lines.put(data), self._client.encoding).encode())
            self._news.set()

    def receive_end(self) -> None:
        """The answers end here."""
        self._lines.end()
        self._news.set()

    def resize(self, size: tuple[int, int]) -> None:
        """What is said stays as it is."""

    def tell(self, words: str) -> None:
        """Say it on a line of its own."""
        if self._answer.conversation:
            self._say(f"\n{words}\n")

    def end(self) -> None:
        """Say no more."""
        self._ended = True
        self._news.set()

    def _say(self, text: str) -> None:
        self._outlet.write(self._client.written(text))

"""The full-screen guide on a client's terminal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from tui.app.environment import Host
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.textual_fast.caches import forget
from tui.guide.content.index import Index
from tui.guide.content.model import Region
from tui.serve.client import Client
from tui.serve.event_loop import CallQueue
from tui.serve.output import OutputStream
from tui.serve.views.served_app import ServedApp
from tui.system.crash import Crash

_EXIT_TIMEOUT = 5.0
"""Seconds for which an app may put things in order once it is told to end."""


class FullScreenView:
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
        output: OutputStream,
        region: Region | None,
        opening: asyncio.Semaphore,
        ending: CallQueue,
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
            output,
            self._buffer,
            region=region,
            on_shown=self._shown,
            discard=discard,
        )
        self.last_input = time.monotonic()

    @property
    def crash(self) -> Crash | None:
        """The error that ended it, if one did."""
        return self._app.crash

    @property
    def expects_no_input(self) -> bool:
        """Whether the walkthrough plays or a pack is on."""
        return self._app.expects_no_input

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
        self.last_input = time.monotonic()
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

    def show_notice(self, words: str) -> None:
        """Show a notice."""
        self._app.show_notice(words)

    def end(self) -> None:
        """Leave the guide; an app that does not end by itself is ended."""
        if self._ended:
            return
        self._ended = True
        if self._running and not self._running.done():
            self._ending.add(self._leave)

    @property
    def closing_message(self) -> str:
        """How soon to get help, where that was on the screen as it ended."""
        return self._app.parting

    def _leave(self) -> None:
        if self._running and not self._running.done():
            self._app.leave()
            loop = asyncio.get_running_loop()
            self._last = loop.call_later(_EXIT_TIMEOUT, self._running.cancel)

    def _shown(self) -> None:
        """The first screen is on its way."""
        self._let_next_open()
        if self._app.driver and self._app.size != self._size:
            self._app.driver.resize(self._size)

    def _let_next_open(self) -> None:
        if self._holds_opening:
            self._holds_opening = False
            self._opening.release()

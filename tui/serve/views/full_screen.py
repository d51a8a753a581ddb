"""The full-screen guide on a client's terminal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from tui.app.environment import Environment
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.textual_fast.caches import forget
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.serve.channel_output import OutputStream
from tui.serve.client import Client
from tui.serve.event_loop import CallQueue
from tui.serve.views.served_app import ServedApp
from tui.system.crash import Crash

_EXIT_TIMEOUT = 5.0
"""Seconds that an app gets to exit before its task is cancelled."""


class FullScreenView:
    """The full-screen guide on a client's terminal.

    While a guide opens, the server answers no keys. So `opening_slots` limits how many open at
    the same time, and `closing_queue` how many close. `discard` takes closed screens.
    """

    def __init__(
        self,
        index: Index,
        environment: Environment,
        client: Client,
        output: OutputStream,
        region: Region | None,
        opening_slots: asyncio.Semaphore,
        closing_queue: CallQueue,
        discard: Callable[..., None],
    ) -> None:
        self._buffer = InputBuffer(client.input_encoding)
        self._size = client.size
        self._pictures = environment.pictures
        self._mouse = environment.mouse and client.terminal.mouse
        self._opening_slots = opening_slots
        self._closing_queue = closing_queue
        self._holds_slot = False
        self._ended = False
        self._task: asyncio.Task[int | None] | None = None
        self._cancel_timer: asyncio.TimerHandle | None = None
        """Cancels the task of an app that does not exit by itself."""
        self._app = ServedApp(
            index,
            environment,
            client,
            output,
            self._buffer,
            region=region,
            on_shown=self._on_shown,
            discard=discard,
        )
        self.last_input = time.monotonic()

    @property
    def root(self) -> object:
        """The app."""
        return self._app

    @property
    def crash(self) -> Crash | None:
        """The error that ended the app, if there was one."""
        return self._app.crash

    @property
    def expects_no_input(self) -> bool:
        """Whether a walkthrough or a pack timer runs."""
        return self._app.expects_no_input

    async def run(self) -> int:
        """Run the app until it exits; the exit status."""
        await self._opening_slots.acquire()
        self._holds_slot = True
        try:
            if not self._ended:
                coroutine = self._app.run_async(size=self._size, mouse=self._mouse)
                self._task = asyncio.create_task(coroutine)
                with suppress(asyncio.CancelledError):
                    await self._task
        finally:
            self._release_slot()
            if self._cancel_timer:
                # The timer would keep the app in memory until it is due.
                self._cancel_timer.cancel()
            forget()
        return self._app.return_code or 0

    def receive(self, data: bytes) -> None:
        """Pass input to the app."""
        self.last_input = time.monotonic()
        self._app.guarded(self._buffer.put, data)
        if self._app.driver:
            self._app.guarded(self._app.driver.feed)

    def receive_end(self) -> None:
        """End the view: without input, the guide cannot be used."""
        self.end()

    def resize(self, size: tuple[int, int], cell: tuple[int, int] | None = None) -> None:
        """Resize the app."""
        self._size = size
        if self._pictures:
            self._pictures.cell = lambda: cell
        if self._app.driver:
            self._app.driver.resize(size)

    def show_notice(self, text: str) -> None:
        """Show a notification."""
        self._app.show_notice(text)

    def end(self) -> None:
        """Make the app exit; cancel its task if it does not."""
        if self._ended:
            return
        self._ended = True
        if self._task and not self._task.done():
            self._closing_queue.add(self._exit_app)

    @property
    def closing_message(self) -> str:
        """How soon to get help, if that was on the screen at the end."""
        return self._app.parting

    def _exit_app(self) -> None:
        if self._task and not self._task.done():
            self._app.leave()
            loop = asyncio.get_running_loop()
            self._cancel_timer = loop.call_later(_EXIT_TIMEOUT, self._task.cancel)

    def _on_shown(self) -> None:
        """Let the next guide open, and apply a size that was reported meanwhile."""
        self._release_slot()
        if self._app.driver and self._app.size != self._size:
            self._app.driver.resize(self._size)

    def _release_slot(self) -> None:
        if self._holds_slot:
            self._holds_slot = False
            self._opening_slots.release()

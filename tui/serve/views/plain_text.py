"""The plain-text view: the output of a command, or a conversation line by line."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial

from tui.guide.ascii_forms import legible
from tui.guide.routine.announcements import Announcement
from tui.plain.dialogue import Listen, Silence, Wait
from tui.plain.guide import READING_WIDTH, wrap_line
from tui.serve.channel_output import OutputStream
from tui.serve.client import Client
from tui.serve.remote_commands import CommandResult
from tui.serve.views.line_editor import LineEditor
from tui.sound.terminal_bell import TerminalBell
from tui.system.crash import Crash

_CHUNK = 16 * 1024
"""Characters that are sent at once, before waiting for a slow client."""


class PlainTextView:
    """The result of a command, shown as plain text or held as a conversation."""

    def __init__(self, result: CommandResult, client: Client, output: OutputStream) -> None:
        self._result = result
        self._output = output
        self._client = client
        self._editor = LineEditor(terminal=client.term is not None, encoding=client.input_encoding)
        self._changed = asyncio.Event()
        self._ended = False
        self._timed_wait = False
        self.last_input = time.monotonic()

    async def run(self) -> int:
        """Send the text and the errors, and hold the conversation; the exit status."""
        text = self._result.text
        for start in range(0, len(text), _CHUNK):
            self._send(text[start : start + _CHUNK])
            await self._output.wait_until_clear()
        if self._result.error:
            self._output.write_error(self._client.encode(self._result.error))
        if self._result.conversation is None:
            return self._result.status
        # The client's bell: the server itself never makes a sound.
        bell = TerminalBell(partial(self._send, "\a"), asyncio.get_running_loop().call_later)
        try:
            return await self._converse(bell)
        finally:
            bell.close()

    @property
    def root(self) -> object:
        """The view itself."""
        return self

    @property
    def crash(self) -> Crash | None:
        """Always None: errors are raised by `run` itself."""
        return None

    @property
    def closing_message(self) -> str:
        """Always empty: everything stays visible on the terminal."""
        return ""

    @property
    def expects_no_input(self) -> bool:
        """Whether the conversation goes on by itself after a time, as the walkthrough does."""
        return self._timed_wait

    async def _converse(self, bell: TerminalBell) -> int:
        conversation = self._result.conversation
        assert conversation is not None
        reply: str | Silence | None = None
        while not self._ended:
            try:
                step = conversation.send(reply)
            except StopIteration:
                return 0
            reply = None
            if isinstance(step, str):
                self._send(f"{self._wrapped(step)}\n")
                await self._output.wait_until_clear()
                continue
            if isinstance(step, Announcement):
                if step.bell:
                    bell.bell(step.bell)
                continue
            self._timed_wait = step.seconds is not None
            if isinstance(step, Listen):
                reply = await self._next_line(step.seconds)
            else:
                await self._wait(step)
            if self._editor.interrupted:
                return 130
        return 1

    def _wrapped(self, line: str) -> str:
        """A line, wrapped to the width of the client's terminal."""
        if self._client.term is None:
            return line
        return wrap_line(line, min(self._client.size[0], READING_WIDTH))

    async def _next_line(self, seconds: float | None) -> str | Silence:
        """The next line of input, or why there is none."""
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            self._changed.clear()
            if (line := self._editor.next()) is not None:
                return line
            if self._editor.ended or self._ended:
                return Silence.ENDED
            if not await self._wait_for_change(until):
                return Silence.TIMEOUT

    async def _wait(self, wait: Wait) -> None:
        """Wait for a time, unless the session ends or is interrupted."""
        until = time.monotonic() + wait.seconds
        while not self._ended and not self._editor.interrupted:
            self._changed.clear()
            if not await self._wait_for_change(until):
                return

    async def _wait_for_change(self, until: float | None) -> bool:
        """Wait for input or the end, until a time on the monotonic clock; False on a timeout."""
        seconds = None if until is None else until - time.monotonic()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)
            return True
        return False

    def receive(self, data: bytes) -> None:
        """Add input to the line, and echo it to a terminal."""
        self.last_input = time.monotonic()
        if self._result.conversation:
            self._output.write(legible(self._editor.put(data), self._client.encoding).encode())
            self._changed.set()

    def receive_end(self) -> None:
        """Complete a last line without a line end."""
        self._editor.end()
        self._changed.set()

    def resize(self, size: tuple[int, int], cell: tuple[int, int] | None = None) -> None:
        """Do nothing: text that was sent is not wrapped anew."""

    def show_notice(self, text: str) -> None:
        """Show text on a line of its own, during a conversation."""
        if self._result.conversation:
            self._send(f"\n{text}\n")

    def end(self) -> None:
        """End the conversation."""
        self._ended = True
        self._changed.set()

    def _send(self, text: str) -> None:
        self._output.write(self._client.encode(text))

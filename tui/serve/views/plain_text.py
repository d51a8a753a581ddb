"""Plain text for a client, or a conversation line by line."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from tui.guide.ascii_forms import legible
from tui.plain.dialogue import Listen, Silence, Wait
from tui.plain.guide import READING_WIDTH, wrap_line
from tui.serve.client import Client
from tui.serve.output import OutputStream
from tui.serve.remote_commands import CommandResult
from tui.serve.views.line_editor import LineEditor
from tui.system.crash import Crash

_PIECE = 16 * 1024
"""Characters of plain text that are sent before the client has to have read some."""


class PlainTextView:
    """Plain text, or a conversation line by line."""

    def __init__(self, answer: CommandResult, client: Client, output: OutputStream) -> None:
        self._answer = answer
        self._output = output
        self._client = client
        self._lines = LineEditor(terminal=client.term is not None, encoding=client.typed_encoding)
        self._news = asyncio.Event()
        self._ended = False
        self._timed_wait = False
        self.last_input = time.monotonic()

    async def run(self) -> int:
        """Say what there is to say."""
        text = self._answer.text
        for start in range(0, len(text), _PIECE):
            self._say(text[start : start + _PIECE])
            await self._output.wait_until_clear()
        if self._answer.error:
            self._output.write_error(self._client.encode(self._answer.error))
        if self._answer.conversation:
            return await self._converse()
        return self._answer.status

    @property
    def crash(self) -> Crash | None:
        """Nothing but its own session's task can fail."""
        return None

    @property
    def closing_message(self) -> str:
        """All that was said can still be read."""
        return ""

    @property
    def expects_no_input(self) -> bool:
        """Whether a conversation goes on by itself, as the walkthrough does."""
        return self._timed_wait

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
                await self._output.wait_until_clear()
                continue
            self._timed_wait = wish.seconds is not None
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
        self.last_input = time.monotonic()
        if self._answer.conversation:
            self._output.write(legible(self._lines.put(data), self._client.encoding).encode())
            self._news.set()

    def receive_end(self) -> None:
        """The answers end here."""
        self._lines.end()
        self._news.set()

    def resize(self, size: tuple[int, int]) -> None:
        """What is said stays as it is."""

    def show_notice(self, words: str) -> None:
        """Say it on a line of its own."""
        if self._answer.conversation:
            self._say(f"\n{words}\n")

    def end(self) -> None:
        """Say no more."""
        self._ended = True
        self._news.set()

    def _say(self, text: str) -> None:
        self._output.write(self._client.encode(text))

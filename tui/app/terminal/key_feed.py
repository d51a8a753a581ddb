"""Delivery of typed keys, no faster than the app answers them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from textual import constants, events
from textual.message import Message

from tui.app.terminal.input_buffer import InputBuffer

ASK_STATUS = "\x1b[5n"
"""The question for the terminal's status. Every terminal since the VT100 answers it."""

_PIECE = 512
"""Bytes of input that are looked through at once."""
_AT_ONCE = 4
"""Keys that are handed on before the app gets to answer them."""
_LOOK, _LOOK_SHARED = 0.002, 0.01
"""Seconds until it is seen whether the app has answered, alone on a loop and beside others."""
_LONGEST = 0.5
"""Seconds that it is waited for."""
_FLOODED = 2.0
"""Seconds for which more keys than anybody types are answered; the rest of them is dropped."""
_EARLY = 0.005
"""Seconds by which a timer may be early by the parser's clock."""


class KeyReceiver(Protocol):
    """The app that answers keys.

    Attributes:
        flush_typed: Dispatches at once what was typed and is still buffered.

    """

    flush_typed: Callable[[], None]

    @property
    def is_busy(self) -> bool:
        """Whether it has yet to answer what it was given."""

    def guarded(self, step: Callable[..., object], *given: object) -> None:
        """Run a callback of the event loop."""


class Parser(Protocol):
    """Makes messages of what a terminal sends."""

    @property
    def is_midway(self) -> bool:
        """Whether half of something has come."""

    @property
    def is_undecided(self) -> bool:
        """Whether time must tell what has come: escape, or the begin of more."""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that are complete with `data`."""

    def tick(self) -> Iterable[Message]:
        """The messages that are complete as time has passed."""


class KeyFeed:
    """The keys of one terminal on their way to its app, on the app's loop.

    Args:
        app: Who answers them.
        dispatch: Takes each key, and the rest of what the terminal says.
        buffer: Where the bytes wait.
        parser: Makes keys of the bytes.
        shared: Whether other guides run on this loop.
        unread: Yields what was typed and is still on its way to `put`.

    """

    def __init__(
        self,
        app: KeyReceiver,
        dispatch: Callable[[Message], None],
        buffer: InputBuffer,
        parser: Parser,
        *,
        shared: bool,
        unread: Callable[[], Iterable[bytes]] = tuple,
    ) -> None:
        self._app = app
        self._unread = unread
        self._dispatch = dispatch
        self._buffer = buffer
        self._shared = shared
        self._rest = _LOOK_SHARED if shared else _LOOK
        self._parser = parser
        self._keys: deque[Message] = deque()
        self._handed_on = 0.0
        """When the last keys were, on the loop's clock."""
        self._flooded: float | None = None
        """Since when more keys have waited than anybody types, on the loop's clock."""
        self._feeding: asyncio.TimerHandle | None = None
        self._ticking: asyncio.TimerHandle | None = None
        self._started = False
        self._drops_rest = False
        """Whether what has half come is dropped once the rest of it has."""
        app.flush_typed = self.flush

    def listen(self, listener: Callable[[bytes], object]) -> None:
        """Call `listener` with all that is typed or answered from now on."""
        self._buffer.listener = listener

    @property
    def is_waiting(self) -> bool:
        """Whether anything that was typed has yet to be handed on."""
        return bool(self._keys or self._buffer)

    def start(self) -> None:
        """Hand on what has come, and from now on what comes."""
        self._started = True
        self._feed()

    def stop(self) -> None:
        """Hand on no more."""
        self._started = False
        for timer in (self._ticking, self._feeding):
            if timer:
                timer.cancel()
        self._ticking = self._feeding = None

    def put(self, data: bytes) -> None:
        """Take what was typed."""
        self._buffer.put(data)
        self.go_on()

    def go_on(self) -> None:
        """Hand on what has come to the buffer."""
        if self._buffer.is_full and self._flooded is None:
            self._flooded = asyncio.get_running_loop().time()
        if self._feeding and not self._shared and not self._keys and not self._app.is_busy:
            # All is answered, and nobody else wants the time.
            self._feeding.cancel()
            self._feeding = None
        if not self._feeding:
            self._feed()

    def flush(self) -> None:
        """Dispatch at once whatever was typed so far; drop a sequence that is incomplete."""
        if not self._started:
            return
        for data in self._unread():
            self._buffer.put(data)
        while self._buffer:
            self._parse(self._buffer.take(_PIECE))
        while self._keys:
            self._dispatch(self._keys.popleft())
        self._drops_rest = self._parser.is_midway

    def _parse(self, text: str) -> None:
        """Find the keys in `text`."""
        while text and self._drops_rest:
            self._keep_answers(self._parser.feed(text[0]))
            text = text[1:]
        if text:
            self._keys += self._parser.feed(text)
        self._tick_later()

    def _keep_answers(self, messages: Iterable[Message]) -> None:
        """Of what ends now, though it began before, keep only what nobody typed."""
        typed = events.InputEvent | events.Paste
        self._keys += [message for message in messages if not isinstance(message, typed)]
        self._drops_rest = self._parser.is_midway

    def _feed(self) -> None:
        """Hand on the next keys, no faster than the app answers them.

        Somebody who leans on the keyboard, or pastes a book where none is asked for, gets half
        of the time that there is where others share it.
        """
        self._feeding = None
        if not self._started:
            return
        self._end_flood()
        while not self._keys and self._buffer:
            self._parse(self._buffer.take(_PIECE))
        if not self._keys:
            return
        for _ in range(min(_AT_ONCE, len(self._keys))):
            self._dispatch(self._keys.popleft())
        loop = asyncio.get_running_loop()
        self._handed_on = loop.time()
        self._feeding = loop.call_later(self._rest, self._app.guarded, self._look)

    def _end_flood(self) -> None:
        """Drop the rest of more keys than anybody types, once they have taken long enough."""
        if self._flooded is None:
            return
        if asyncio.get_running_loop().time() - self._flooded >= _FLOODED:
            while self._buffer:
                self._parse(self._buffer.take(_PIECE))
            others = [event for event in self._keys if not isinstance(event, events.InputEvent)]
            self._keys = deque(others)
            self._flooded = None
        elif not self.is_waiting:
            self._flooded = None

    def _look(self) -> None:
        """Hand on more once the app has answered; where others wait, after as much time again."""
        loop = asyncio.get_running_loop()
        spent = loop.time() - self._handed_on
        if self._app.is_busy and spent < _LONGEST:
            self._feeding = loop.call_later(self._rest, self._app.guarded, self._look)
        elif self._shared:
            self._feeding = loop.call_later(spent, self._app.guarded, self._feed)
        else:
            self._feed()

    def _tick_later(self) -> None:
        """A lone ESC is a key once nothing has followed it for a while."""
        if self._ticking:
            self._ticking.cancel()
            self._ticking = None
        if self._parser.is_undecided:
            loop = asyncio.get_running_loop()
            rest = constants.ESCAPE_DELAY + _EARLY
            self._ticking = loop.call_later(rest, self._app.guarded, self._tick)

    def _tick(self) -> None:
        self._ticking = None
        if self._drops_rest:
            self._keep_answers(self._parser.tick())
        else:
            self._keys += self._parser.tick()
        self.go_on()

"""Textual on an SSH channel in place of a terminal device."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.serve.channel import Outlet
from tui.serve.intake import Intake
from tui.serve.keys import Keys

if TYPE_CHECKING:
    from tui.app.app import GuideApp

_PIECE = 512
"""Bytes of input that are looked through at once."""
_AT_ONCE = 4
"""Keys that are handed on before the app gets to answer them."""
_REST = 0.01
"""Seconds until it is seen whether the app has answered."""
_LONGEST = 0.5
"""Seconds that it is waited for."""
_BUTTONS = 8
"""Buttons of the mouse that can be down."""
_EARLY = 0.005
"""Seconds by which a timer may be early by the parser's clock."""

# The other screen; ask for synchronised output while what a terminal that does not know the
# question makes of it is still drawn over; keys, drags and pastes told apart; no cursor.
_BEGIN = (
    "\x1b[?1049h\x1b[?2026$p\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[?2004h"
    "\x1b[>25u\x1b[?7l"
)
_END = (
    "\x1b[0m\x1b[?7h\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1002l\x1b[?1000l"
    "\x1b[?1049l\x1b[?25h"
)


class ChannelDriver(Driver):
    """Draws on one client's channel and hands on its keys.

    All of it runs on the server's loop; what the client sends may come before the app is ready.
    """

    def __init__(
        self,
        app: GuideApp,
        *,
        outlet: Outlet,
        intake: Intake,
        debug: bool,
        mouse: bool,
        size: tuple[int, int] | None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._guide = app
        self._outlet = outlet
        self._intake = intake
        self._parser = Keys()
        self._keys: deque[Message] = deque()
        self._handed_on = 0.0
        """When the last keys were, on the loop's clock."""
        self._feeding: asyncio.TimerHandle | None = None
        self._started = False
        self._resizing = False
        self._ticking: asyncio.TimerHandle | None = None

    def write(self, data: str) -> None:
        """Send to the client."""
        self._outlet.write(data.encode("utf-8", "replace"))

    def start_application_mode(self) -> None:
        """Take over the client's screen."""
        self.write(_BEGIN)
        self._started = True
        self._tell_size()
        self._feed()

    def disable_input(self) -> None:
        """Take no more keys."""
        self._started = False
        for timer in (self._ticking, self._feeding):
            if timer:
                timer.cancel()
        self._ticking = self._feeding = None

    def stop_application_mode(self) -> None:
        """Give the client its screen back."""
        self.disable_input()
        self.write(_END)

    def feed(self) -> None:
        """Hand on what the client typed."""
        if not self._feeding:
            self._feed()

    def resize(self, size: tuple[int, int]) -> None:
        """Draw at another size; of many in a row only the last is drawn."""
        self._size = size
        if self._started and not self._resizing:
            self._resizing = True
            self._app.call_later(self._tell_size)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; this is its own thread already."""
        self._app.post_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on keys and the mouse."""
        super().process_message(message)
        # A client may press again and again without ever letting go.
        del self._down_buttons[:-_BUTTONS]

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """The browser would open at the server."""

    def deliver_binary(self, *args: object, **options: object) -> None:
        """The file would be written at the server."""

    def _tell_size(self) -> None:
        self._resizing = False
        assert self._size is not None
        size = Size(*self._size)
        self._app.post_message(events.Resize(size, size))

    def _feed(self) -> None:
        """Hand on the next keys, no faster than the app answers them.

        Somebody who leans on the keyboard, or pastes a book where none is asked for, gets half
        of the time that there is: the other readers of this process want to be served too.
        """
        self._feeding = None
        if not self._started:
            return
        while not self._keys and self._intake:
            if text := self._intake.take(_PIECE):
                self._keys += self._parser.feed(text)
                self._tick_later()
        if not self._keys:
            return
        for _ in range(min(_AT_ONCE, len(self._keys))):
            self.process_message(self._keys.popleft())
        loop = asyncio.get_running_loop()
        self._handed_on = loop.time()
        self._feeding = loop.call_later(_REST, self._go_on)

    def _go_on(self) -> None:
        """Hand on more after as much time as the app took for the last ones."""
        loop = asyncio.get_running_loop()
        spent = loop.time() - self._handed_on
        if self._guide.is_busy and spent < _LONGEST:
            self._feeding = loop.call_later(_REST, self._go_on)
        else:
            self._feeding = loop.call_later(spent, self._feed)

    def _tick_later(self) -> None:
        """A lone ESC is a key once nothing has followed it for a while."""
        if self._ticking:
            self._ticking.cancel()
        loop = asyncio.get_running_loop()
        self._ticking = loop.call_later(ESCAPE_DELAY + _EARLY, self._tick)

    def _tick(self) -> None:
        self._ticking = None
        self._keys += self._parser.tick()
        self.feed()

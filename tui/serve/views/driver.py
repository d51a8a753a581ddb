"""Textual on an SSH channel in place of a terminal device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.key_feed import KeyFeed
from tui.app.terminal.window_size import is_too_small
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.ascii_forms import in_cell
from tui.serve.output import OutputStream

if TYPE_CHECKING:
    from tui.app.input.input_app import InputApp

_BUTTONS = 8
"""Buttons of the mouse that can be down."""
# The other screen; ask for synchronised output while what a terminal that does not know the
# question makes of it is still drawn over; keys and pastes told apart; no cursor.
_BEGIN = "\x1b[?1049h\x1b[?2026$p\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[>25u\x1b[?7l"
_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
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
        app: InputApp,
        *,
        output: OutputStream,
        buffer: InputBuffer,
        encoding: str = "utf-8",
        debug: bool,
        mouse: bool,
        size: tuple[int, int] | None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._guide = app
        self._area = size
        self._asks_mouse = mouse
        self._output = output
        self._encoding = encoding
        # The window's size is said by SSH, and bounded there.
        self._feed = KeyFeed(
            app, self.process_message, buffer, TerminalParser(sizes=False), shared=True
        )
        self._started = False
        self._pressed = 0
        """Buttons of the mouse that have yet to be let go."""
        self._resizing = False

    def write(self, data: str) -> None:
        """Send to the client."""
        if self._encoding != "utf-8" and not data.isascii():
            # As wide as it was: what stands beside it stays in its column.
            data = "".join(
                one if one.isascii() else "".join(in_cell(one, width, self._encoding))
                for one in data
                if (width := cell_len(one)) or one.isascii()
            )
        self._output.write(data.encode("utf-8", "replace"))

    def start_application_mode(self) -> None:
        """Take over the client's screen."""
        self.write(_BEGIN + _MOUSE * self._asks_mouse)
        try:
            self._started = True
            self._tell_size()
            self._feed.start()
        except BaseException:
            self.stop_application_mode()
            raise

    def disable_input(self) -> None:
        """Take no more keys."""
        self._started = False
        self._feed.stop()

    def stop_application_mode(self) -> None:
        """Give the client its screen back."""
        self.disable_input()
        self.write(_END)

    def feed(self) -> None:
        """Hand on what the client typed."""
        self._feed.go_on()

    def resize(self, size: tuple[int, int]) -> None:
        """Draw at another size; of many in a row only the last is drawn.

        Nobody saw what keys did between two of them if one was too small.
        """
        if is_too_small(size):
            self._guide.window_shrank()
        self._area = size
        if self._started and not self._resizing:
            self._resizing = True
            self._guide.call_later(self._tell_size)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; this is its own thread already."""
        self._guide.post_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on keys and the mouse."""
        if isinstance(message, events.MouseDown):
            if self._pressed >= _BUTTONS:
                # A client may press again and again without ever letting go: Textual, which
                # keeps each press until then, is told no more of them.
                self.send_message(message)
                return
            self._pressed += bool(message.button)
        elif isinstance(message, events.MouseUp):
            self._pressed = max(0, self._pressed - bool(message.button))
        elif isinstance(message, events.MouseMove) and not message.button:
            self._pressed = 0
        super().process_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """The browser would open at the server."""

    def deliver_binary(self, *args: object, **options: object) -> None:
        """The file would be written at the server."""

    def _tell_size(self) -> None:
        self._resizing = False
        assert self._area is not None
        size = Size(*self._area)
        self._guide.post_message(events.Resize(size, size))

"""A Textual driver for an SSH channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.key_feed import ASK_STATUS, KeyFeed
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.ascii_forms import in_cell
from tui.serve.channel_output import OutputStream

if TYPE_CHECKING:
    from tui.app.input.input_app import InputApp

_MAX_PRESSED = 8
"""The most mouse buttons that are tracked as pressed."""
# Alternate screen; query for synchronised output, now, as whatever a terminal that does not know
# the query shows instead is drawn over; focus reports, bracketed paste and the kitty keyboard
# protocol; no cursor and no line wrapping; at last the question whether it tells its status.
_ENTER = f"\x1b[?1049h\x1b[?2026$p\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[>25u\x1b[?7l{ASK_STATUS}"
_ENABLE_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
_LEAVE = (
    "\x1b[0m\x1b[?7h\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1002l\x1b[?1000l"
    "\x1b[?1049l\x1b[?25h"
)


class ChannelDriver(Driver):
    """Writes to a client's channel, and passes its keys to the app.

    Everything runs on the server's loop. Input may arrive before the app is ready.
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
        self._window_size = size
        self._asks_mouse = mouse
        self._output = output
        self._encoding = encoding
        # SSH reports the size of the window, and the session limits it.
        parser = TerminalParser(sizes=False, on_status=app.status_reported)
        self._feed = KeyFeed(app, self.process_message, buffer, parser, shared=True)
        self._started = False
        self._pressed = 0
        """Mouse buttons that have been pressed and not released."""
        self._resizing = False

        self.parting: Callable[[], str] = str
        """Returns what is sent before the guide leaves the screen."""

    def listen(self, listener: Callable[[bytes], object]) -> None:
        """Call `listener` with all that the client sends from now on."""
        self._feed.listen(listener)

    def write(self, data: str) -> None:
        """Send text to the client, in its encoding."""
        if self._encoding != "utf-8" and not data.isascii():
            # Replacements keep the width, so that what follows stays in its column.
            data = "".join(
                char if char.isascii() else "".join(in_cell(char, width, self._encoding))
                for char in data
                if (width := cell_len(char)) or char.isascii()
            )
        self._output.write(data.encode("utf-8", "replace"))

    def start_application_mode(self) -> None:
        """Set up the client's terminal and start to read its input."""
        self.write(_ENTER + _ENABLE_MOUSE * self._asks_mouse)
        try:
            self._started = True
            self._post_size()
            self._feed.start()
        except BaseException:
            self.stop_application_mode()
            raise

    def disable_input(self) -> None:
        """Stop reading input."""
        self._started = False
        self._feed.stop()

    def stop_application_mode(self) -> None:
        """Restore the client's terminal."""
        self.disable_input()
        self.write(self.parting() + _LEAVE)

    def feed(self) -> None:
        """Pass the buffered input to the app."""
        self._feed.go_on()

    def resize(self, size: tuple[int, int]) -> None:
        """Resize the app; of several sizes in a row, only the last one is drawn.

        The app is told of every size that is too small to show the guide: keys typed during it
        were typed without seeing their effect.
        """
        if self._guide.is_too_small(size):
            self._guide.window_shrank()
        self._window_size = size
        if self._started and not self._resizing:
            self._resizing = True
            self._guide.call_later(self._post_size)

    def send_message(self, message: Message) -> None:
        """Post a message to the app, whose thread this is."""
        self._guide.post_message(message)

    def process_message(self, message: Message) -> None:
        """Pass key and mouse events to the app."""
        if isinstance(message, events.MouseDown):
            if self._pressed >= _MAX_PRESSED:
                # Textual stores each press until its release, which a client may never send.
                # So further presses bypass Textual's bookkeeping.
                self.send_message(message)
                return
            self._pressed += bool(message.button)
        elif isinstance(message, events.MouseUp):
            self._pressed = max(0, self._pressed - bool(message.button))
        elif isinstance(message, events.MouseMove) and not message.button:
            self._pressed = 0
        super().process_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: the browser would open on the server."""

    def deliver_binary(self, *args: object, **options: object) -> None:
        """Do nothing: the file would be written on the server."""

    def _post_size(self) -> None:
        self._resizing = False
        assert self._window_size is not None
        size = Size(*self._window_size)
        self._guide.post_message(events.Resize(size, size))

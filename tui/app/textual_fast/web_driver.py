"""A driver for browsers under ``textual serve``, safe against any input."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from textual import messages
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.key_feed import KeyFeed
from tui.app.textual_fast.terminal_parser import LARGEST, TerminalParser

if TYPE_CHECKING:
    from tui.app.textual_fast.guarded_app import GuardedApp

_USUAL = (80, 24)


class GuardedWebDriver(WebDriver):
    """The driver of a browser's terminal, connected by the pipes of ``textual serve``.

    A thread reads them; parsing and dispatch run on the app's loop.
    """

    def __init__(
        self,
        app: GuardedApp,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = _bounded(*(self._size or _USUAL))
        self._guide = app
        parser = TerminalParser(sizes=False)
        self._feed = KeyFeed(app, self.process_message, InputBuffer(), parser, shared=False)
        self._write = partial(self._send)

    def send_message(self, message: Message) -> None:
        """Post a message to the app."""
        self._app.post_message(message)

    def start_application_mode(self) -> None:
        """Start input and enter application mode."""
        self._feed.start()
        super().start_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys."""
        self._feed.stop()

    def run_input_thread(self) -> None:
        """Read keys and control messages until the input ends or the app exits."""
        try:
            self._read()
        except Exception as error:
            self._guide.guarded_on(self._loop, self._guide.fail, error)
        finally:
            self._input_reader.close()
        if not self.exit_event.is_set():
            # The other end has closed the pipe.
            self._app.post_message(messages.ExitApp())

    def _read(self) -> None:
        stream = ByteStream()
        for data in self._input_reader:
            # Without input the reader yields empty data, which would end the stream.
            for kind, payload in stream.feed(data) if data else ():
                if kind == "D":
                    self._guide.guarded_on(self._loop, self._feed.put, payload)
                else:
                    self._on_meta(kind, payload)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle a control message of the browser; limit its size to what can be drawn."""
        if packet_type == "exit":
            self._input_reader.close()
            return
        if packet_type == "resize":
            width, height = payload.get("width"), payload.get("height")
            if not isinstance(width, int) or not isinstance(height, int):
                return
            width, height = _bounded(width, height)
            payload = {**payload, "width": width, "height": height}
        super().on_meta(packet_type, payload)

    def _send(self, data: bytes) -> int:
        """Write to the browser; exit if it has closed the pipe."""
        try:
            return os.write(self.fileno, data)
        except BrokenPipeError:
            self._app.post_message(messages.ExitApp())
            return 0


def _bounded(width: int, height: int) -> tuple[int, int]:
    return max(1, min(width, LARGEST[0])), max(1, min(height, LARGEST[1]))

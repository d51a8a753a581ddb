"""A terminal that sleeps while nobody types.

Textual's own driver looks for keys ten times a second. This one waits until there are some:
the guide does nothing while nothing happens.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from threading import Event
from typing import TYPE_CHECKING, Any
from weakref import finalize

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.guide.region import stream_encoding

if TYPE_CHECKING:
    from textual.app import App

_BYTES = 4096
"""As many are read at once."""


class QuietDriver(LinuxDriver):
    """The terminal of a POSIX system, read by a thread that is woken by keys or by its end."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.exit_event: _Ending = _Ending()

    @property
    def can_suspend(self) -> bool:
        """Whether a shell would take over, and could bring the guide back."""
        return os.getpgrp() != os.getsid(0)

    def send_message(self, message: Message) -> None:
        """Pass a message on. The app takes it from any thread, without a task for each."""
        self._app.post_message(message)

    def run_input_thread(self) -> None:
        """Pass on what is typed, until the input is disabled or the terminal has gone."""
        parser = XTermParser(self._debug)
        # Not every terminal writes UTF-8; a key that cannot be read is no reason to end.
        encoding = stream_encoding(sys.__stdin__.encoding if sys.__stdin__ else None, os.environ)
        # What begins as ASCII may well go on as UTF-8.
        encoding = "utf-8" if encoding == "ascii" else encoding
        decode = getincrementaldecoder(encoding)("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(constants.ESCAPE_DELAY if _undecided(parser) else None)
                if any(key.fd == self.fileno for key, _ in ready):
                    data = self._read()
                    if not data:
                        # What the terminal would have sent, had it been ours to the end.
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    # An empty text, from half a character, would end the parser.
                    if text := decode(data):
                        for message in parser.feed(text):
                            self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; nothing if the terminal has gone."""
        try:
            return os.read(self.fileno, _BYTES)
        except OSError:
            return b""


class _Ending(Event):
    """An event that whoever waits for files can wait for too."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()
        finalize(self, _close, self._reader, self._writer)

    def fileno(self) -> int:
        """What can be read from while the event is set."""
        return self._reader

    def set(self) -> None:
        """Let the event be, and wake whoever waits for it."""
        if not self.is_set():
            super().set()
            os.write(self._writer, b"\0")

    def clear(self) -> None:
        """Let the event not have been."""
        if self.is_set():
            super().clear()
            os.read(self._reader, 1)


def _close(*files: int) -> None:
    for file in files:
        os.close(file)


def _undecided(parser: XTermParser) -> bool:
    """Whether an escape came that may be a key by itself, or the start of one.

    Textual says this nowhere in public. It decides in `tick`, once it has waited for
    `textual.constants.ESCAPE_DELAY` seconds.
    """
    return parser._timeout_time is not None

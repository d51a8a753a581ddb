"""A driver that blocks until there is input.

Textual's own driver polls for keys ten times a second. This one blocks until there are some,
so an idle guide uses no CPU.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
import termios
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from select import select
from threading import Event, Lock
from typing import TYPE_CHECKING
from weakref import finalize

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.key_feed import ASK_STATUS, KeyFeed
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.region import typed_encoding

if TYPE_CHECKING:
    from tui.app.textual_fast.guarded_app import GuardedApp

_BYTES = 4096
"""The most bytes read at once."""
_RESET = (
    b"\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2026l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""The sequences that switch off every terminal mode the guide switches on."""


class BlockingDriver(LinuxDriver):
    """The driver of a POSIX terminal, read by a thread that blocks until input or the end.

    The thread only reads; parsing and dispatch run on the app's loop.
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
        self.exit_event: _EndEvent = _EndEvent()
        self._guide = app
        self._is_on = False
        """Whether the terminal is in application mode."""
        self._is_starting = False
        self._was_continued = False
        """Whether SIGCONT came while application mode was starting."""
        self._reading = Lock()
        """Held while bytes are on their way from the terminal to `_typed`."""
        self._typed: deque[bytes] = deque()
        """What was read and is yet to be fed to the app."""
        encoding = typed_encoding(getattr(sys.__stdin__, "encoding", None), os.environ)
        buffer = InputBuffer(encoding)
        parser = TerminalParser(sizes=True, on_status=app.status_reported)
        self._feed = KeyFeed(
            app, self.process_message, buffer, parser, shared=False, unread=self._unread
        )

        self.parting: Callable[[], str] = str
        """Returns what is sent before the guide leaves the screen."""

    def listen(self, listener: Callable[[bytes], object]) -> None:
        """Call `listener` with all that the terminal sends from now on."""
        self._feed.listen(listener)

    @property
    def can_suspend(self) -> bool:
        """Whether a job-control shell could suspend and resume the guide."""
        return sys.platform != "win32" and os.getpgrp() != os.getsid(0)

    def send_message(self, message: Message) -> None:
        """Post a message to the app."""
        self._guide.post_message(message)

    def start_application_mode(self) -> None:
        """Enter application mode; on failure, restore the terminal."""
        self._is_starting = True
        self._feed.start()
        before = self._writer_thread
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.write(ASK_STATUS)
        except BaseException as error:
            # Without the writer thread nothing has been sent yet.
            self._is_on = self._writer_thread is not before
            if isinstance(error, Exception):
                self._guide.failed(error)
            if self._is_on:
                self.stop_application_mode()
                self.close()
            raise
        finally:
            self._is_starting = False
        # In the background Textual does not enter application mode.
        self._is_on = self._writer_thread is not before
        if self._was_continued:
            self._was_continued = False
            self.resume_application_mode()

    def stop_application_mode(self) -> None:
        """Leave application mode, even if some of its steps fail."""
        try:
            wrote = self._writes
            if parting := self.parting():
                self.write(parting)
            super().stop_application_mode()
            # Once the thread that writes has ended, all is written, or an error is known.
            self.close()
            if wrote and self._guide.crash is None:
                self._is_on = False
            else:
                # Nothing has reached the terminal.
                self.restore()
        except Exception as error:
            self._guide.failed(error)
            with suppress(Exception):
                self.disable_input()
            self.restore()

    def restore(self) -> bool:
        """Restore the terminal directly; return whether it was still in application mode."""
        # The process cannot end before the thread that reads keys.
        self.exit_event.set()
        if not self._is_on:
            return False
        self._is_on = False
        if sys.platform != "win32" and self.attrs_before is not None:
            with suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError, ValueError):
            terminal = self._file.fileno() if self._file else 2
            # Do not wait for a terminal that accepts no output.
            if select([], [terminal], [], 0)[1]:
                os.write(terminal, self.parting().encode("ascii") + _RESET)
        return True

    def close(self) -> None:
        """Stop the writer thread, unless it has ended by itself."""
        if self._writes:
            super().close()

    @property
    def _writes(self) -> bool:
        """Whether the writer thread is alive."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def write(self, data: str) -> None:
        """Write to the terminal; do nothing once the writer thread has ended."""
        if self._writer_thread is None or self._writes:
            super().write(data)

    def resume_application_mode(self) -> None:
        """Enter application mode again, leaving it first if SIGSTOP left no time to do so.

        A signal handler calls it, perhaps during itself: then it runs once more afterwards.
        """
        if self._is_starting:
            self._was_continued = True
            return
        self._is_starting = True
        if self._is_on:
            self.suspend_application_mode()
        super().resume_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys."""
        self._feed.stop()
        super().disable_input()
        if self._key_thread and self._key_thread.is_alive():
            # The process cannot end before this thread.
            self.exit_event.set()
            self._key_thread.join()
            self.exit_event.clear()
            raise RuntimeError("Textual has given up half-way, and does not say why")

    def run_input_thread(self) -> None:
        """Read input until it is disabled or the terminal is gone."""
        try:
            self._read_keys()
        except Exception as error:
            self._guide.guarded_on(self._loop, self._guide.fail, error)

    def _read_keys(self) -> None:
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select()
                if any(key.fd == self.fileno for key, _ in ready):
                    if self._read() == b"":
                        # The kernel sends it only if the terminal is still the controlling one.
                        if sys.platform != "win32":
                            os.kill(os.getpid(), signal.SIGHUP)
                        return
                    self._guide.guarded_on(self._loop, self._feed_typed)

    def _read(self) -> bytes | None:
        """Read what was typed; empty if the terminal is gone, `None` if there is nothing."""
        with self._reading:
            # What the thread was woken for may have been flushed.
            if not select([self.fileno], [], [], 0)[0]:
                return None
            try:
                typed = os.read(self.fileno, _BYTES)
            except OSError:
                typed = b""
            self._typed.append(typed)
        return typed

    def _unread(self) -> Iterator[bytes]:
        """Yield whatever was typed so far and not fed, whether the thread has read it or not."""
        while self._read():
            pass
        while self._typed:
            yield self._typed.popleft()

    def _feed_typed(self) -> None:
        while self._typed:
            self._feed.put(self._typed.popleft())

    def _enable_mouse_pixels(self) -> None:
        """Do nothing: Textual would never switch this mode off."""


class _EndEvent(Event):
    """An event with a file descriptor, so that a selector can wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()
        finalize(self, _close, self._reader, self._writer)

    def fileno(self) -> int:
        """Return the descriptor that is readable while the event is set."""
        return self._reader

    def set(self) -> None:
        """Set the event and make its pipe readable."""
        if not self.is_set():
            super().set()
            os.write(self._writer, b"\0")

    def clear(self) -> None:
        """Clear the event and drain its pipe."""
        if self.is_set():
            super().clear()
            os.read(self._reader, 1)


def _close(*files: int) -> None:
    for file in files:
        os.close(file)

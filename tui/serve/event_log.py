"""The server's log: what happened and when, nothing of what anybody read, ticked or typed."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TextIO

import msgspec

_MOST = 1000
"""Lines that may wait to be written; more are dropped and counted."""
_LAST = 1.0
"""Seconds for which the end of the process waits for the last lines."""

Line = dict[str, str | float]


class EventLog:
    """Lines of JSON, each with a time and an event.

    A thread writes them, so that nobody waits for a pipe that is full or a disk that hangs. A
    line that comes after some that were lost says how many, as `dropped`.
    """

    def __init__(self, path: Path | None, now: Callable[[], float]) -> None:
        """Open the log; without a path, it goes to standard error.

        Raises:
            OSError: if the file cannot be opened.

        """
        self._path = path
        self._now = now
        # The stream of the process, whatever others put in its place.
        self._sink = _LogSink(_open(path)) if path else _LogSink.of(sys.stderr)
        self._news = threading.Condition()
        self._waiting: deque[Line | None] = deque()
        """Lines to write; None to open the file again."""
        self._dropped = 0
        """Lines for which there was no room, since the last one for which there was."""
        self._is_busy = self._is_closed = False
        self.fault: OSError | None = None
        """Why the last line could not be written, if it could not."""
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)
        self._thread.start()

    def write(self, event: str, **known: str | float | None) -> None:
        """Add a line; what is None is left out. Never waits, and ends no session."""
        line = self._line(event, known)
        with self._news:
            if self._is_closed:
                return
            if len(self._waiting) >= _MOST:
                self._dropped += 1
                return
            if self._dropped:
                line["dropped"], self._dropped = self._dropped, 0
            self._waiting.append(line)
            self._news.notify_all()

    def reopen(self) -> None:
        """Open the file again, so that it can be moved away; log it if that fails."""
        with self._news:
            self._waiting.append(None)
            self._news.notify_all()

    def flush(self, seconds: float = _LAST) -> bool:
        """Wait until all lines are written or lost; whether they are."""
        with self._news:
            return self._news.wait_for(lambda: not (self._waiting or self._is_busy), seconds)

    def close(self, seconds: float = _LAST) -> None:
        """Write what waits and close the file; what takes longer than that is given up."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()
        self._thread.join(seconds)

    def _line(self, event: str, known: dict[str, str | float | None]) -> Line:
        time = datetime.fromtimestamp(self._now(), timezone.utc).isoformat(timespec="milliseconds")
        line: Line = {"time": time, "event": event}
        return line | {name: value for name, value in known.items() if value is not None}

    def _run(self) -> None:
        """Write until the log is closed; the thread's work."""
        lost = 0
        while True:
            with self._news:
                self._is_busy = False
                self._news.notify_all()
                self._news.wait_for(lambda: self._waiting or self._is_closed)
                if not self._waiting:
                    break
                line = self._waiting.popleft()
                self._is_busy = True
            if line is None:
                line = self._open_again()
            if line:
                if lost:
                    line["dropped"] = lost + int(line.get("dropped", 0))
                lost = 0 if self._put(line) else 1 + int(line.get("dropped", 0))
        self._sink.close()

    def _put(self, line: Line) -> bool:
        """Write a line; whether that went well."""
        try:
            self._sink.write(msgspec.json.encode(line) + b"\n")
        except OSError as error:
            self.fault = error
        except ValueError:
            # A stream that was closed.
            self.fault = OSError(errno.EBADF, os.strerror(errno.EBADF))
        else:
            self.fault = None
        return self.fault is None

    def _open_again(self) -> Line | None:
        """Open the file again; the line that says why not, if so."""
        if self._path is None:
            return None
        try:
            sink = _LogSink(_open(self._path))
        except OSError as error:
            return self._line("reload", {"fault": f"log: {error.strerror}"})
        self._sink.close()
        self._sink = sink
        return None


class _LogSink:
    """Where bytes go: a descriptor, or a stream that has none."""

    def __init__(self, descriptor: int | None, stream: TextIO | None = None) -> None:
        self._descriptor = descriptor
        self._stream = stream
        self._is_broken = False
        """Whether a part of a line stands at the end."""

    @classmethod
    def of(cls, stream: TextIO | None) -> _LogSink:
        """The descriptor of a stream, without its buffer, in which lines would stay."""
        try:
            return cls(os.dup(stream.fileno()) if stream else None)
        except (OSError, ValueError):
            return cls(None, stream)

    def write(self, data: bytes) -> None:
        """Write a line, however long that takes.

        Raises:
            OSError: if it cannot be written.
            ValueError: if the stream is closed.

        """
        if self._stream:
            self._stream.write(data.decode())
            self._stream.flush()
        elif self._descriptor is not None:
            write_all(self._descriptor, b"\n" if self._is_broken else b"")
            self._is_broken = True
            write_all(self._descriptor, data)
            self._is_broken = False

    def close(self) -> None:
        """Close the descriptor."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, also to what somebody else has set not to wait.

    Raises:
        OSError: if it cannot be written.

    """
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            select.select([], [descriptor], [], 1.0)


def write_line(line: str, stream: TextIO | None) -> None:
    """Write a line to a stream of the process, but wait no longer for its reader than for a log."""

    def work() -> None:
        with suppress(OSError, ValueError):
            write_all(descriptor, f"{line}\n".encode("utf-8", "replace"))

    if stream is None:
        return
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    thread = threading.Thread(target=work, name="say", daemon=True)
    thread.start()
    thread.join(_LAST)


def _open(path: Path) -> int:
    """Open a file that others cannot read, to add to it.

    Raises:
        OSError: if that fails, or if it is a pipe that nobody reads.

    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    try:
        # Opening a pipe would wait for its reader.
        descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(error.errno, "nobody reads from this pipe") from None
        if error.errno == errno.ENOENT and not path.parent.is_dir():
            raise OSError(error.errno, f"there is no folder {path.parent}") from None
        raise
    if sys.platform != "win32" and not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.set_blocking(descriptor, True)
    return descriptor

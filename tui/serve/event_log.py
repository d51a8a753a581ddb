"""The server's event log: what happened and when, and nothing that a reader read or typed."""

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

_MAX_QUEUED = 1000
"""The most lines in the queue; further ones are dropped and counted."""
_FLUSH_TIMEOUT = 1.0
"""Seconds that the process waits at its end for the last lines to be written."""

Line = dict[str, str | float]


class EventLog:
    """A log of JSON lines, each with a time and an event.

    A thread writes them, so that a full pipe or a slow disk delays no session. The first line
    after lost ones has their number as `dropped`.
    """

    def __init__(self, path: Path | None, now: Callable[[], float]) -> None:
        """Open the log file; without a path, log to standard error.

        Raises:
            OSError: if the file cannot be opened.

        """
        self._path = path
        self._now = now
        self._sink = _LogSink(_open(path)) if path else _LogSink.of(sys.stderr)
        self._changed = threading.Condition()
        self._queue: deque[Line | None] = deque()
        """Lines to write; None to reopen the file."""
        self._dropped = 0
        """Lines that did not fit into the queue since the last one that did."""
        self._is_busy = self._is_closed = False
        self.fault: OSError | None = None
        """The error of the last write; None if it succeeded."""
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)
        self._thread.start()

    def write(self, event: str, **fields: str | float | None) -> None:
        """Queue a line with those `fields` that are not None. Never blocks and never raises."""
        line = self._line(event, fields)
        with self._changed:
            if self._is_closed:
                return
            if len(self._queue) >= _MAX_QUEUED:
                self._dropped += 1
                return
            if self._dropped:
                line["dropped"], self._dropped = self._dropped, 0
            self._queue.append(line)
            self._changed.notify_all()

    def reopen(self) -> None:
        """Reopen the file, as log rotation needs it; a failure is logged."""
        with self._changed:
            self._queue.append(None)
            self._changed.notify_all()

    def flush(self, seconds: float = _FLUSH_TIMEOUT) -> bool:
        """Wait until the queue is empty; False if that takes longer than `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._queue or self._is_busy), seconds)

    def close(self, seconds: float = _FLUSH_TIMEOUT) -> None:
        """Write the queued lines and close the file, but wait no longer than `seconds`."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(seconds)

    def _line(self, event: str, fields: dict[str, str | float | None]) -> Line:
        time = datetime.fromtimestamp(self._now(), timezone.utc).isoformat(timespec="milliseconds")
        line: Line = {"time": time, "event": event}
        return line | {name: value for name, value in fields.items() if value is not None}

    def _run(self) -> None:
        """Write queued lines until the log is closed. This runs in the thread."""
        lost = 0
        while True:
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._queue or self._is_closed)
                if not self._queue:
                    break
                line = self._queue.popleft()
                self._is_busy = True
            if line is None:
                line = self._reopen_file()
            if line:
                if lost:
                    line["dropped"] = lost + int(line.get("dropped", 0))
                lost = 0 if self._put(line) else 1 + int(line.get("dropped", 0))
        self._sink.close()

    def _put(self, line: Line) -> bool:
        """Write a line; whether that succeeded."""
        try:
            self._sink.write(msgspec.json.encode(line) + b"\n")
        except OSError as error:
            self.fault = error
        except ValueError:
            # The stream is closed.
            self.fault = OSError(errno.EBADF, os.strerror(errno.EBADF))
        else:
            self.fault = None
        return self.fault is None

    def _reopen_file(self) -> Line | None:
        """Reopen the file; the line to log if that fails, else None."""
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
    """The destination of a log: a file descriptor, or a stream without one."""

    def __init__(self, descriptor: int | None, stream: TextIO | None = None) -> None:
        self._descriptor = descriptor
        self._stream = stream
        self._is_broken = False
        """Whether the last line was written only in part."""

    @classmethod
    def of(cls, stream: TextIO | None) -> _LogSink:
        """A sink for a stream, by its descriptor if it has one, to bypass its buffer."""
        try:
            return cls(os.dup(stream.fileno()) if stream else None)
        except (OSError, ValueError):
            return cls(None, stream)

    def write(self, data: bytes) -> None:
        """Write a line; blocks as long as the destination does.

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
    """Write all of `data`, also to a descriptor in non-blocking mode.

    Raises:
        OSError: if it cannot be written.

    """
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            select.select([], [descriptor], [], 1.0)


def write_line(line: str, stream: TextIO | None) -> None:
    """Write a line to a standard stream, but wait at most a second for its reader."""

    def write() -> None:
        with suppress(OSError, ValueError):
            write_all(descriptor, f"{line}\n".encode("utf-8", "replace"))

    if stream is None:
        return
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    thread = threading.Thread(target=write, name="write line", daemon=True)
    thread.start()
    thread.join(_FLUSH_TIMEOUT)


def _open(path: Path) -> int:
    """Open a file for appending, created with mode 0600.

    Raises:
        OSError: if that fails, or if it is a named pipe without a reader.

    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    try:
        # Without O_NONBLOCK, opening a named pipe blocks until it has a reader.
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

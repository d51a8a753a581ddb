"""The server's log: what happened and when, nothing of what anybody read, ticked or typed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timezone
from io import FileIO
from pathlib import Path

import msgspec


class Journal:
    """Lines of JSON, each with a time and an event.

    Opened once, and again with `reopen`, so that the file can be moved away meanwhile.
    """

    def __init__(self, path: Path | None, now: Callable[[], float]) -> None:
        self._path = path
        self._now = now
        # Without a buffer, in which lines that a full disk does not take would stay.
        self._file: FileIO | None = None
        # The stream of the process, whatever others put in its place.
        self._stream = sys.stderr
        self.reopen()

    def reopen(self) -> None:
        """Open the file, with what is in it kept.

        Raises:
            OSError: if it cannot be written.

        """
        if self._path is None:
            return
        new = FileIO(self._path, "a", opener=_own)
        self.close()
        self._file = new

    def write(self, event: str, **known: str | float | None) -> None:
        """Add a line; what is None is left out. A full disk ends no session."""
        time = datetime.fromtimestamp(self._now(), timezone.utc).isoformat(timespec="milliseconds")
        line: dict[str, str | float] = {"time": time, "event": event}
        line |= {name: value for name, value in known.items() if value is not None}
        data = msgspec.json.encode(line) + b"\n"
        with suppress(OSError, ValueError):
            if self._file:
                self._file.write(data)
            else:
                self._stream.write(data.decode())
                self._stream.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
            self._file = None


def _own(name: str, flags: int) -> int:
    """Open a file that others cannot read."""
    return os.open(name, flags, 0o600)

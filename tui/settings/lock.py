"""A lock that one program at a time holds while it changes a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.system.file_lock import try_lock

_PATIENCE = 2.0
"""Seconds to wait for another program, which holds the lock for a few milliseconds."""
_PAUSE = 0.01


class Busy(Exception):
    """Another program holds the lock for too long, as if it were stopped."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the file at `path`, an empty file beside it.

    Raises:
        Busy: if another program does not give it back.
        OSError: if the lock cannot be made.

    """
    number = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        until = time.monotonic() + _PATIENCE
        while not try_lock(number):
            if time.monotonic() > until:
                raise Busy
            time.sleep(_PAUSE)
        yield
    finally:
        # Closing gives it back.
        os.close(number)

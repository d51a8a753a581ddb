"""The turns of guides that would speak at once: the newer cue wins."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.system.file_lock import try_lock, unlock

_PATIENCE = 0.25
"""The longest wait for another guide to be silent, in seconds; then both are heard."""
_LOOK = 0.01
_LOOK_AT_CLAIM = 0.05


class Turns:
    """Takes turns with other guides of the same person.

    Whoever wants to speak writes their name into one file; whoever speaks holds a lock on another,
    and lets go once a newer name is in the first.

    Args:
        folder: The folder of both files; None, or one that cannot be written, for no turns.

    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._claim = -1
        self._lock = -1
        self._name = b""
        self._looked = 0.0
        self._is_mine = True

    def take(self, wanted: Callable[[], bool]) -> None:
        """Claim the turn, and wait briefly until the guide that speaks is silent."""
        if not self._open():
            return
        self._name = os.urandom(16).hex().encode()
        self._is_mine, self._looked = True, 0.0
        with suppress(OSError):
            os.lseek(self._claim, 0, os.SEEK_SET)
            os.write(self._claim, self._name)
            end = time.monotonic() + _PATIENCE
            while not try_lock(self._lock) and wanted() and time.monotonic() < end:
                time.sleep(_LOOK)

    def is_mine(self) -> bool:
        """Return whether no other guide has claimed the turn since."""
        now = time.monotonic()
        if self._is_mine and self._claim >= 0 and now - self._looked >= _LOOK_AT_CLAIM:
            self._looked = now
            with suppress(OSError):
                os.lseek(self._claim, 0, os.SEEK_SET)
                self._is_mine = os.read(self._claim, len(self._name)) == self._name
        return self._is_mine

    def end(self) -> None:
        """Let another guide speak."""
        if self._lock >= 0:
            with suppress(OSError):
                unlock(self._lock)

    def close(self) -> None:
        """Close the files; other guides may still use them."""
        for number in (self._claim, self._lock):
            if number >= 0:
                with suppress(OSError):
                    os.close(number)
        self._claim = self._lock = -1
        self._folder = None

    def _open(self) -> bool:
        if self._claim < 0 and self._folder is not None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            flags |= getattr(os, "O_BINARY", 0)
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = os.open(self._folder / "voice.lock", flags, 0o600)
                self._claim = os.open(self._folder / "voice.turn", flags, 0o600)
            except OSError:
                self.close()
        return self._claim >= 0

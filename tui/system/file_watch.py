"""Watches files by looking at them: whether they were saved since they were last read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

LOOKS = 0.25
"""Seconds between two looks at the files."""
LONGEST = 1.0
"""Seconds after which files are read although they still change."""

_Stamp = tuple[int, int, int] | None
"""Modification time in ns, size and inode of a file; None if it is not there."""


class FileWatch:
    """A watch over some files, also where an editor saves by renaming another file to theirs.

    A save is told once nothing has changed since the look before, so that a file is not read
    half-written; at the latest `LONGEST` seconds after the first change.
    """

    def __init__(self, paths: Sequence[Path], clock: Callable[[], float]) -> None:
        self._paths = tuple(paths)
        self._clock = clock
        self._read = self._last = self._stamps()
        self._since: float | None = None

    def is_saved(self) -> bool:
        """Look at the files; return whether they are to be read anew now."""
        stamps, now = self._stamps(), self._clock()
        settled, self._last = stamps == self._last, stamps
        if stamps == self._read:
            self._since = None
            return False
        self._since = now if self._since is None else self._since
        if not settled and now - self._since < LONGEST:
            return False
        self._read, self._since = stamps, None
        return True

    def _stamps(self) -> tuple[_Stamp, ...]:
        return tuple(_stamp(path) for path in self._paths)


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

"""The file in which a desk says what it does, as lines, and the lock that it holds.

A status bar reads it every few seconds, so nothing is imported here that takes time.
"""

from __future__ import annotations

import os
import sys

from tui.system.file_lock import try_lock

LOCK, STATE = "desk.lock", "desk.state"
FIELDS = ("stage", "kind", "due", "taken", "skipped", "minutes", "where", "habit")
"""What stands on each line; see `SharedState`."""
_MOST_BYTES = 4096


def folder_of_desk() -> str | None:
    """Return the folder of the state and the lock; None without a home."""
    if sys.platform == "linux":
        # As platformdirs has it, whose import takes longer than the rest of a status line.
        places = map(os.environ.get, ("XDG_RUNTIME_DIR", "XDG_CACHE_HOME"))
        named = next((place for place in places if place and os.path.isabs(place)), "")
        folder = named or os.path.expanduser("~/.cache")
        return os.path.join(folder, "backspasm") if os.path.isabs(folder) else None
    from tui.system.folders import own_folder

    found = own_folder("runtime")
    return None if found is None else str(found)


def is_running(folder: str) -> bool:
    """Return whether a desk holds the lock."""
    try:
        lock = os.open(os.path.join(folder, LOCK), os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(lock)
    except OSError:
        return True
    finally:
        os.close(lock)


def read_fields(folder: str) -> dict[str, str] | None:
    """Return what a desk said last, by the names of the fields; None if that cannot be read."""
    try:
        with open(os.path.join(folder, STATE), encoding="utf-8", errors="replace") as file:
            lines = file.read(_MOST_BYTES).split("\n")[: len(FIELDS)]
        fields = dict(zip(FIELDS, lines, strict=True))
        for name in ("taken", "skipped", "minutes"):
            int(fields[name])
        due = float(fields["due"])
    except (OSError, ValueError):
        return None
    return fields if abs(due) < 1e15 else None  # No other number, nor one that is none, is a time.


def write_fields(folder: str, fields: dict[str, str]) -> None:
    """Say what the desk does; where that cannot be written, nobody else is told."""
    path = os.path.join(folder, STATE)
    text = "\n".join(" ".join(fields[name].split())[:400] for name in FIELDS)
    try:
        with open(f"{path}.new", "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        os.replace(f"{path}.new", path)
    except OSError:
        pass

"""The state file of a running desk, and the lock that makes it the only one."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui.system.file_lock import try_lock

_LOCK, _STATE = "desk.lock", "desk.json"
_MOST_BYTES = 4096


class SharedState(NamedTuple):
    """What a desk says of itself.

    Attributes:
        stage: what its owner does, one of `DeskStage`.
        kind: the break that is due next.
        due: when it is due, in seconds since the epoch.
        taken: the breaks taken today.
        skipped: the breaks left out today.
        minutes: the minutes sat today.
        where: where it runs.

    """

    stage: str
    kind: str
    due: float
    taken: int
    skipped: int
    minutes: int
    where: str


class DeskRuns(Exception):
    """Another desk runs already; the message says where."""


class NoFolder(Exception):
    """There is no folder for the state of a desk; the message says why."""


def folder_of_desk() -> Path | None:
    """Return the folder of the state and the lock; None without a home."""
    if sys.platform == "linux":
        # As platformdirs has it, whose import takes longer than the rest of a status line.
        places = map(os.environ.get, ("XDG_RUNTIME_DIR", "XDG_CACHE_HOME"))
        named = next((place for place in places if place and os.path.isabs(place)), "")
        folder = named or os.path.expanduser("~/.cache")
        return Path(folder, "backspasm") if os.path.isabs(folder) else None
    from tui.system.folders import own_folder

    return own_folder("runtime")


def hold_lock(folder: Path | None) -> int:
    """Become the only desk of this user; return the open lock, which ends with the process.

    A desk that was killed holds no lock any more, so no stale one can be in the way.

    Raises:
        DeskRuns: if another one runs.
        NoFolder: if there is no place for a lock.

    """
    if folder is None:
        raise NoFolder("there is no folder for the state of a desk")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise NoFolder(f"{folder}: {error.strerror or error}") from None
    try:
        is_free = try_lock(lock)
    except OSError:
        is_free = True  # A file system without locks keeps nobody out.
    if not is_free:
        os.close(lock)
        state = read_state(folder)
        raise DeskRuns(f"a desk runs already: {state.where if state else 'elsewhere'}")
    return lock


def is_running(folder: Path) -> bool:
    """Return whether a desk holds the lock."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(lock)
    except OSError:
        return True
    finally:
        os.close(lock)


def write_state(folder: Path, state: SharedState) -> None:
    """Say what the desk does; where that cannot be written, nobody else is told."""
    path = folder / _STATE
    new = path.with_suffix(".new")
    with suppress(OSError):
        new.write_text(json.dumps(state._asdict()), encoding="utf-8")
        os.replace(new, path)


def read_state(folder: Path) -> SharedState | None:
    """Return what a desk said last; None if that cannot be read."""
    try:
        with open(folder / _STATE, encoding="utf-8") as file:
            found: Any = json.loads(file.read(_MOST_BYTES))
        state = SharedState(**found)
        return state._replace(
            due=float(state.due),
            taken=int(state.taken),
            skipped=int(state.skipped),
            minutes=int(state.minutes),
            stage=str(state.stage),
            kind=str(state.kind),
            where=str(state.where)[:200],
        )
    except (OSError, ValueError, TypeError):
        return None

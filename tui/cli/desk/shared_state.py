"""The state of a running desk, and the lock that makes it the only one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui.cli.desk.state_file import LOCK, read_fields, write_fields
from tui.system.file_lock import try_lock


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
        habit: the habit of the day and whether it is done; empty without one.

    """

    stage: str
    kind: str
    due: float
    taken: int
    skipped: int
    minutes: int
    where: str
    habit: str = ""


class DeskRuns(Exception):
    """Another desk runs already; the message says where."""


class NoFolder(Exception):
    """There is no folder for the state of a desk; the message says why."""


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
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
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


def write_state(folder: Path, state: SharedState) -> None:
    """Say what the desk does; where that cannot be written, nobody else is told."""
    write_fields(str(folder), {name: str(value) for name, value in state._asdict().items()})


def read_state(folder: Path) -> SharedState | None:
    """Return what a desk said last; None if that cannot be read."""
    fields = read_fields(str(folder))
    return None if fields is None else state_of(fields)


def state_of(fields: Mapping[str, str]) -> SharedState:
    """Return the state that the lines of its file say."""
    return SharedState(
        fields["stage"],
        fields["kind"],
        float(fields["due"]),
        int(fields["taken"]),
        int(fields["skipped"]),
        int(fields["minutes"]),
        fields["where"],
        fields["habit"],
    )

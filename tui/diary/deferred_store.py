"""A store that opens its file at the first entry, and needs no SQLite before."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from tui.diary.location import NAME, damaged_diaries, is_unwritten
from tui.diary.store import ChangeRecorder, MemoryStore, R, Records, Store, T, V
from tui.system.folders import own_folder


def open_store(folder: Path | None = None, make_room: Callable[[], bool] = lambda: False) -> Store:
    """Return the store in the guide's own folder; without one, in the platform's data folder.

    As `tui.diary.sqlite_store.open_store`, but nothing is created before the first entry.
    """
    place = own_folder("data") if folder is None else folder.absolute()
    if place and is_unwritten(place / NAME):
        return DeferredStore(place, make_room)
    from tui.diary.sqlite_store import open_store

    return open_store(folder, make_room)


class DeferredStore:
    """A store that is empty until a guide, perhaps another one, enters something.

    From then on it delegates to the store on disk.
    """

    def __init__(self, folder: Path, make_room: Callable[[], bool] = lambda: False) -> None:
        self._folder = folder
        self._make_room = make_room
        self._written: Store | None = None

    @property
    def notice(self) -> str:
        """Why nothing is saved, or what was set aside, in one line; empty if all is well."""
        return self._written.notice if self._written else ""

    @property
    def lasting(self) -> bool:
        """Whether what is kept outlasts the guide."""
        return self._written.lasting if self._written else True

    @property
    def version(self) -> int:
        """A number that changes when another guide has added to the store."""
        store = self._found
        return store.version if store else 0

    def all(self, kind: type[R], since: float = -math.inf) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""
        store = self._found
        return store.all(kind, since) if store else ()

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the latest records of a kind, at most `count`, oldest first."""
        store = self._found
        return store.last(kind, count) if store else ()

    def one(self, kind: type[R], id: int) -> R | None:
        """Return the record of a kind with this id."""
        store = self._found
        return store.one(kind, id) if store else None

    def keep(self, record: R) -> R:
        """Store a record, replacing the one with its id; with the id 0, as a new one."""
        return self._begun.keep(record)

    def drop(self, record: R) -> None:
        """Delete a record; a missing one is no error."""
        if store := self._found:
            store.drop(record)

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""
        store = self._found
        return store.value(kind) if store else None

    def keep_value(self, value: V) -> None:
        """Store a value, replacing the one of its kind."""
        self._begun.keep_value(value)

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""
        if store := self._found:
            store.drop_value(kind)

    def change(self, work: Callable[[Records], T]) -> T:
        """Do `work` on what is kept now; nothing is made if it enters nothing."""
        if self._found is None:
            empty = ChangeRecorder(MemoryStore())
            done = work(empty)
            if not empty.changes:
                return done
        return self._begun.change(work)

    def erase(self) -> str:
        """Erase everything, and leave nothing of it in the folder."""
        if self._found is None and not damaged_diaries(self._folder):
            return ""
        return self._begun.erase()

    @property
    def _found(self) -> Store | None:
        """Return the store on disk, if there is one by now."""
        if self._written is None and is_unwritten(self._folder / NAME):
            return None
        return self._begun

    @property
    def _begun(self) -> Store:
        """Return the store on disk, created if there is none."""
        if self._written is None:
            from tui.diary.sqlite_store import open_store

            self._written = open_store(self._folder, self._make_room)
        return self._written

"""A store in one SQLite file in the platform's data folder, readable by its owner only.

No error of the file system or SQLite ends the guide. A damaged file is set aside and a new
one begun; where nothing can be saved, the guide continues in memory and says so.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from tui.diary.database import FAILURES, Database
from tui.diary.error_words import NEWER, NO_FOLDER, Unsaved, is_damage, is_full, reason
from tui.diary.files import identity, narrow, secure, set_aside, unlink
from tui.diary.location import BESIDE, damaged_diaries
from tui.diary.location import NAME as NAME
from tui.diary.migrations import (
    RECORDS,
    VALUES,
    speakable,
)
from tui.diary.store import ChangeRecorder, MemoryStore, R, Records, Store, T, V
from tui.diary.unreachable_store import StoreUnreachable
from tui.system.folders import own_folder


def open_store(folder: Path | None = None, make_room: Callable[[], bool] = lambda: False) -> Store:
    """Return the store in the guide's own folder; without one, in the platform's data folder.

    Never fails: where nothing can be saved, returns a store in memory whose notice says why.

    Args:
        folder: The folder.
        make_room: Deletes what is dispensable when the disk is full; returns whether it did.

    """
    place = own_folder("data") if folder is None else folder.absolute()
    if place is None:
        return StoreUnreachable(NO_FOLDER)
    path = place / NAME
    try:
        os.makedirs(path.parent, 0o700, exist_ok=True)
    except OSError as error:
        return StoreUnreachable(reason(error, path))
    except (ValueError, RuntimeError):
        return StoreUnreachable(NO_FOLDER)
    narrow(path.parent)
    return SqliteStore(path, make_room)


def export(store: Store) -> bytes:
    """Return all records and values as JSON, readable by people and programs."""
    contents: dict[str, Any] = {name: store.all(kind) for kind, name in RECORDS.items()}
    contents |= {name: store.value(kind) for kind, name in VALUES.items()}
    return msgspec.json.format(msgspec.json.encode(speakable(contents)))


class SqliteStore:
    """A store in a file; in memory from the moment the file fails.

    Attributes:
        notice: Why nothing is saved, or what was set aside, in one line; empty if all is well.

    """

    def __init__(self, path: Path, make_room: Callable[[], bool] = lambda: False) -> None:
        self.notice = ""
        self._path = path
        self._make_room = make_room
        self._seen = MemoryStore()
        """A copy of what was stored here, in case the file fails."""
        self._held: Database | MemoryStore = MemoryStore()
        self._known = False
        """Whether the file was ever open."""
        self._open()
        self._known = isinstance(self._held, Database)

    def __del__(self) -> None:
        # Python warns of a connection that is left to it.
        self.close()

    @property
    def lasting(self) -> bool:
        """Whether what is kept goes to the file."""
        return isinstance(self._held, Database)

    @property
    def version(self) -> int:
        """A number that changes when another guide has added to the file."""
        return self._ask(lambda store: store.version)

    def all(self, kind: type[R], since: float = -math.inf) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""
        return self._ask(lambda store: store.all(kind, since))

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the latest records of a kind, at most `count`, oldest first."""
        return self._ask(lambda store: store.last(kind, count))

    def one(self, kind: type[R], id: int) -> R | None:
        """Return the record of a kind with this id."""
        return self._ask(lambda store: store.one(kind, id))

    def keep(self, record: R) -> R:
        """Store a record, replacing the one with its id; with the id 0, as a new one."""
        return self._seen.keep(self._ask(lambda store: store.keep(record)))

    def drop(self, record: R) -> None:
        """Delete a record; a missing one is no error."""
        self._seen.drop(record)
        self._ask(lambda store: store.drop(record))

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""
        return self._ask(lambda store: store.value(kind))

    def keep_value(self, value: V) -> None:
        """Store a value, replacing the one of its kind."""
        self._ask(lambda store: store.keep_value(value))
        self._seen.keep_value(value)

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""
        self._seen.drop_value(kind)
        self._ask(lambda store: store.drop_value(kind))

    def change(self, work: Callable[[Records], T]) -> T:
        """Do `work` on what is kept now: all or nothing, and no other guide in between."""

        def ask(store: Database | MemoryStore) -> tuple[T, ChangeRecorder]:
            noted: list[ChangeRecorder] = []

            def watched(records: Records) -> T:
                noted.append(ChangeRecorder(records))
                return work(noted[-1])

            return store.change(watched), noted[-1]

        done, noted = self._ask(ask)
        for step in noted.changes:
            step(self._seen)
        return done

    def erase(self) -> str:
        """Erase everything, and leave nothing of it in the folder.

        A file that cannot be emptied is removed, and a new one begun.
        """
        try:
            self._look()
            if not isinstance(self._held, Database):
                raise Unsaved
            self._held.erase()
            self._seen.erase()
            self._remove(keep_diary=True)
            self.notice = ""
        except FAILURES:
            return self._erase_by_removing()
        return ""

    def close(self) -> None:
        """Close the file; optional, and the store cannot be used afterwards."""
        if isinstance(self._held, Database):
            self._held.close()

    def _ask(self, ask: Callable[[Database | MemoryStore], T]) -> T:
        """Return the result of `ask` on the file or, if it fails, on its replacement."""
        for anew in (True, False):
            try:
                self._look()
                return ask(self._held)
            except FAILURES as error:
                if not (anew and is_full(error) and self._make_room()):
                    self._mend(error, anew=anew)
        return ask(self._held)

    def _look(self) -> None:
        """Check that the open file is still the one in the folder.

        SQLite would go on writing to a file that was removed or renamed.
        """
        file = self._held
        if not isinstance(file, Database):
            return
        if file.identity != identity(self._path):
            self._open()
            file.close()
        elif file.is_newer():
            raise Unsaved(NEWER)

    def _open(self) -> None:
        for again in (True, False):
            try:
                secure(self._path)
                self._held = Database(self._path)
                self._held.settle()
                return
            except FAILURES as error:
                if not (again and is_full(error) and self._make_room()):
                    self._mend(error, anew=True)
                    return
                self.close()

    def _mend(self, error: Exception, *, anew: bool) -> None:
        """Replace a damaged file by a new one if `anew`; else continue in memory."""
        failed, saved = self._held, self._rescue()
        self._held = saved
        if isinstance(failed, Database) and anew and is_damage(error):
            try:
                self._begin_anew(failed, saved)
                return
            except FAILURES as further:
                error = further
        self._say(f"Not saved: {reason(error, self._path, known=self._known)}.")

    def _begin_anew(self, failed: Database, saved: MemoryStore) -> None:
        name = set_aside(self._path, failed.identity)
        secure(self._path)
        file = Database(self._path)
        try:
            file.settle()
            if name:
                file.take(saved)
        except FAILURES:
            file.close()
            if name:
                self._say(f"The diary could not be read. It was kept as {name}.")
            raise
        self._held = file
        if name and _is_empty(saved):
            self._say(f"The diary could not be read. It was kept as {name}, and a new one begun.")
        elif name:
            self._say(
                f"The diary was damaged. It was kept as {name}, and what could be read"
                " is in a new one."
            )

    def _rescue(self) -> MemoryStore:
        """Return what can still be read, completed by what was entered here."""
        if isinstance(self._held, MemoryStore):
            return self._held
        saved = MemoryStore()
        for kind in self._held.rescue(saved):
            if kind in RECORDS:
                there = {record.id for record in saved.all(kind)}
                for record in self._seen.all(kind):
                    if record.id not in there:
                        saved.keep(record)
            elif (value := self._seen.value(kind)) is not None:
                saved.keep_value(value)
        self._held.close()
        return saved

    def _erase_by_removing(self) -> str:
        self.close()
        try:
            self._remove(keep_diary=False)
        except OSError as error:
            if isinstance(self._held, Database):
                self._open()
            why = f"Not erased: {reason(error, self._path, known=self._known)}."
            self._say(why)
            return why
        self.notice = ""
        self._seen.erase()
        self._held = MemoryStore()
        self._open()
        return ""

    def _remove(self, *, keep_diary: bool) -> None:
        """Remove the files this program made."""
        folder = self._path.parent
        own = [] if keep_diary else [folder / (NAME + end) for end in ("", *BESIDE)]
        for path in (*damaged_diaries(folder), *own):
            unlink(path)

    def _say(self, words: str) -> None:
        if words not in self.notice:
            self.notice = f"{self.notice} {words}".strip()


def _is_empty(store: Store) -> bool:
    return not any(store.all(kind) for kind in RECORDS) and all(
        store.value(kind) is None for kind in VALUES
    )

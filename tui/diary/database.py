"""The diary's SQLite database file, readable by its owner only.

Errors of SQLite and the file system pass through; `tui.diary.sqlite_store` handles them.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from tui.diary.error_words import NEWER, READ_ONLY, Unsaved
from tui.diary.files import identity
from tui.diary.migrations import (
    RECORDS,
    TABLES,
    VALUES,
    as_json,
    from_json,
    migrate,
    newest,
    speakable,
    transaction,
    version,
)
from tui.diary.store import MemoryStore, R, Records, Store, T, V

PATIENCE = 2.0
"""Seconds to wait for another guide that is writing."""

CHECKED_BYTES = 4 * 1024 * 1024
"""The maximum size for a check at opening; ten years of entries take half of it."""


FAILURES = (Unsaved, sqlite3.Error, OSError, OverflowError)


class Database:
    """A store in a SQLite file; raises `sqlite3.Error`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity = identity(path)
        """The identity of the file, to tell it from another of its name."""
        self._db = _connect(path, "rw")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def settle(self) -> None:
        """Check the file and bring it up to date.

        Raises:
            Unsaved: if it may only be read; it can be read from then on.
            sqlite3.Error: if it is damaged, or anything else is the matter.

        """
        newer = self.is_newer()
        if newer or not all(os.access(path, os.W_OK) for path in (self.path, self.path.parent)):
            self._db.close()
            self._db = _connect(self.path, "ro")
            raise Unsaved(NEWER if newer else READ_ONLY)
        if version(self._db) < 0 or (
            self.path.stat().st_size <= CHECKED_BYTES
            and self._db.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]
        ):
            raise sqlite3.DatabaseError
        # A commit returns only when the data is on disk.
        self._db.execute("PRAGMA synchronous = FULL").fetchall()
        # What is deleted is overwritten, and nothing is put in the folder for temporary files.
        self._db.execute("PRAGMA secure_delete = ON").fetchall()
        self._db.execute("PRAGMA temp_store = MEMORY").fetchall()
        migrate(self._db)

    def is_newer(self) -> bool:
        """Return whether a newer version of the guide wrote the file."""
        return version(self._db) > newest()

    @property
    def version(self) -> int:
        """A number that changes when another connection has written to the file."""
        number: int = self._db.execute("PRAGMA data_version").fetchall()[0][0]
        return number

    def all(self, kind: type[R], since: float = -math.inf) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""
        table = TABLES[kind]
        return tuple(table.records(self._db.execute(table.all, (since,)).fetchall()))

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the latest records of a kind, at most `count`, oldest first."""
        if count <= 0:
            return ()
        table = TABLES[kind]
        rows = self._db.execute(table.last, (count,)).fetchall()
        records = table.records(rows[::-1])
        # Where some could not be read, older ones take their places.
        return tuple(records) if len(records) == len(rows) else self.all(kind)[-count:]

    def one(self, kind: type[R], id: int) -> R | None:
        """Return the record of a kind with this id."""
        table = TABLES[kind]
        records: list[R] = table.records(self._db.execute(table.one, (id,)).fetchall())
        return records[0] if records else None

    def keep(self, record: R) -> R:
        """Store a record, replacing the one with its id; with the id 0, as a new one."""
        table = TABLES[type(record)]
        try:
            number = self._db.execute(table.keep, table.row(record)).lastrowid
        except UnicodeEncodeError:
            return self.keep(msgspec.convert(speakable(record), type(record)))
        return record if record.id else replace(record, id=number)

    def drop(self, record: R) -> None:
        """Delete a record."""
        self._db.execute(TABLES[type(record)].drop, (record.id,))

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""
        cursor = self._db.execute("SELECT data FROM value WHERE kind = ?", (VALUES[kind],))
        values: list[V | None] = [from_json(row[0], kind) for row in cursor.fetchall()]
        return values[0] if values else None

    def keep_value(self, value: V) -> None:
        """Store a value, replacing the one of its kind."""
        self._db.execute(
            "INSERT OR REPLACE INTO value (kind, data) VALUES (?, ?)",
            (VALUES[type(value)], as_json(speakable(value))),
        )

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""
        self._db.execute("DELETE FROM value WHERE kind = ?", (VALUES[kind],))

    def change(self, work: Callable[[Records], T]) -> T:
        """Do `work` on what the file holds now: all or nothing, and no other guide in between."""
        with transaction(self._db):
            return work(self)

    def erase(self) -> None:
        """Erase everything, and leave nothing of it in the file."""
        with transaction(self._db):
            for name in (*RECORDS.values(), "value", "sqlite_sequence"):
                self._db.execute(f"DELETE FROM {name}")
        self._db.execute("VACUUM")

    def take(self, store: Store) -> None:
        """Copy everything from another store."""
        with transaction(self._db):
            for kind in RECORDS:
                for record in store.all(kind):
                    self.keep(record)
            for kind in VALUES:
                if (value := store.value(kind)) is not None:
                    self.keep_value(value)

    def rescue(self, into: MemoryStore) -> list[type[Any]]:
        """Copy what can be read.

        Returns:
            The kinds of which something could not be read.

        """
        # The reader has waited once already.
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA busy_timeout = 0").fetchall()
        # From the front up to a damaged page, and from the back down to it.
        broken: list[type[Any]] = [
            kind
            for kind in RECORDS
            if not self._rescue(kind, "ASC", into) and not self._rescue(kind, "DESC", into)
        ]
        for value_kind in VALUES:
            try:
                if (value := self.value(value_kind)) is not None:
                    into.keep_value(value)
            except FAILURES:
                broken.append(value_kind)
        return broken

    def _rescue(self, kind: type[Any], order: str, into: MemoryStore) -> bool:
        table = TABLES[kind]
        try:
            there = self._db.execute(f"PRAGMA table_info({table.name})").fetchall()
            # Older and newer files may lack some.
            columns = [name for name in table.columns if name in {row[1] for row in there}]
            if not columns:
                return False
            names = ", ".join(f"[{name}]" for name in columns)
            for row in self._db.execute(f"SELECT {names} FROM {table.name} ORDER BY rowid {order}"):
                for record in table.records([row], columns):
                    into.keep(record)
        except FAILURES:
            return False
        return True


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection in which every statement is a transaction of its own."""
    db = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db

"""The tables of the diary: their migrations, and the mapping of records to rows.

A file's version is the number of migrations it has been through. A migration that has been
released is never changed; a new version adds one at the end, and tests/unit/diaries a file
of that version.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import GenericAlias
from typing import Any

import msgspec

from tui.guide.desk.records import DeskDays
from tui.guide.episode.records import (
    AskFirstAnswers,
    Checked,
    Episode,
    HabitAnswers,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.quiz.quiz import Round
from tui.guide.today.records import HabitDone

RECORDS: dict[type[Any], str] = {
    Episode: "episode",
    Pain: "pain",
    PackUse: "pack_use",
    WalkDone: "walk_done",
    Response: "response",
    Ticked: "ticked",
    Round: "round",
    HabitDone: "habit_done",
}
"""The table of each kind of record."""

VALUES: dict[type[Any], str] = {
    Timer: "timer",
    AskFirstAnswers: "asked",
    Checked: "checked",
    HabitAnswers: "habit_answers",
    DeskDays: "desk_days",
}
"""The name of each kind of value."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # AUTOINCREMENT: an id is never given twice, so that what one guide takes back
        # cannot end up in place of what another has entered since.
        """CREATE TABLE episode (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            switch INTEGER NOT NULL,
            ended REAL
        )""",
        """CREATE TABLE pain (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            level INTEGER NOT NULL,
            note TEXT NOT NULL
        )""",
        """CREATE TABLE pack_use (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            pack TEXT NOT NULL,
            minutes REAL NOT NULL
        )""",
        """CREATE TABLE walk_done (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            exercises TEXT NOT NULL
        )""",
        """CREATE TABLE ticked (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            finding TEXT NOT NULL,
            "on" INTEGER NOT NULL,
            noticed INTEGER NOT NULL
        )""",
        """CREATE TABLE round (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            cards TEXT NOT NULL,
            practice INTEGER NOT NULL
        )""",
        "CREATE TABLE value (kind TEXT PRIMARY KEY NOT NULL, data TEXT NOT NULL)",
        *(
            f"CREATE INDEX {name}_at ON {name} (at)"
            for name in ("episode", "pain", "pack_use", "walk_done", "ticked", "round")
        ),
    ),
    (
        """CREATE TABLE response (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            "after" TEXT NOT NULL,
            change TEXT NOT NULL
        )""",
        "CREATE INDEX response_at ON response (at)",
    ),
    (
        """CREATE TABLE habit_done (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            habit TEXT NOT NULL
        )""",
        "CREATE INDEX habit_done_at ON habit_done (at)",
    ),
)


def newest() -> int:
    """Return the version of a file that is up to date."""
    return len(MIGRATIONS)


def version(db: sqlite3.Connection) -> int:
    """Return how many migrations a file has been through."""
    count: int = db.execute("PRAGMA user_version").fetchall()[0][0]
    return count


def migrate(db: sqlite3.Connection) -> None:
    """Bring an older file up to date; what fails leaves it as it was before that step."""
    while version(db) < newest():
        with transaction(db):
            # Another guide may have been faster while this one waited for the file.
            done = version(db)
            if done < newest():
                for statement in MIGRATIONS[done]:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {done + 1}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run the body in a transaction, rolled back on an error."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # Some errors have ended the transaction already.
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


_UNREADABLE = (TypeError, RecursionError, msgspec.DecodeError)


@dataclass(frozen=True)
class Table:
    """The mapping of a kind of record to its table."""

    kind: type[Any]
    name: str
    columns: tuple[str, ...]
    """The columns, named as the fields of the record, the id first."""
    lists: frozenset[str]
    """The columns that hold JSON."""
    all: str
    last: str
    one: str
    keep: str
    drop: str

    def row(self, record: Any) -> tuple[Any, ...]:
        """Return a record as a row; the id 0 is left to SQLite."""
        return (
            record.id or None,
            *(
                as_json(getattr(record, name)) if name in self.lists else getattr(record, name)
                for name in self.columns[1:]
            ),
        )

    def records(self, rows: Sequence[Any], columns: Sequence[str] = ()) -> list[Any]:
        """Return rows of all or some columns as records; invalid rows are left out."""
        raw = [dict(zip(columns or self.columns, row, strict=True)) for row in rows]
        try:
            for fields in raw if self.lists else ():
                self._open_lists(fields)
            # SQLite has no booleans, hence not strict.
            valid: list[Any] = msgspec.convert(raw, GenericAlias(list, (self.kind,)), strict=False)
            return valid
        except _UNREADABLE:
            return [record for fields in raw for record in self._record(fields)]

    def _record(self, fields: dict[str, Any]) -> Iterator[Any]:
        with suppress(*_UNREADABLE):
            self._open_lists(fields)
            yield msgspec.convert(fields, self.kind, strict=False)

    def _open_lists(self, fields: dict[str, Any]) -> None:
        for name in self.lists & fields.keys():
            if not isinstance(fields[name], list):
                fields[name] = msgspec.json.decode(fields[name])


def _table(kind: type[Any], name: str) -> Table:
    columns: tuple[str, ...] = kind.__struct_fields__
    # In brackets a missing column is an error; in quotes SQLite would take it for a text.
    names = ", ".join(f"[{column}]" for column in columns)
    marks = ", ".join("?" * len(columns))
    defaults = zip(columns, kind.__struct_defaults__, strict=True)
    return Table(
        kind,
        name,
        columns,
        frozenset(column for column, default in defaults if isinstance(default, tuple)),
        f"SELECT {names} FROM {name} WHERE at >= ? ORDER BY at, id",
        f"SELECT {names} FROM {name} ORDER BY at DESC, id DESC LIMIT ?",
        f"SELECT {names} FROM {name} WHERE id = ?",
        f"INSERT OR REPLACE INTO {name} ({names}) VALUES ({marks})",
        f"DELETE FROM {name} WHERE id = ?",
    )


TABLES = {kind: _table(kind, name) for kind, name in RECORDS.items()}


def from_json(data: Any, kind: type[Any]) -> Any:
    """Return a value from JSON; None if it is invalid."""
    with suppress(*_UNREADABLE):
        return msgspec.json.decode(data, type=kind)
    return None


def as_json(value: Any) -> str:
    """Return a value as JSON."""
    return msgspec.json.encode(value).decode()


def speakable(value: Any) -> Any:
    """Return a value as plain data, without lone surrogates, which cannot be encoded."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, dict):
        return {speakable(key): speakable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [speakable(item) for item in value]
    if isinstance(value, msgspec.Struct):
        return speakable(msgspec.structs.asdict(value))
    return value

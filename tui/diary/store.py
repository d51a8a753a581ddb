"""The interface of diary stores, and the store in memory."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec.structs import replace

if TYPE_CHECKING:
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

R = TypeVar(
    "R", "Episode", "Pain", "PackUse", "WalkDone", "Response", "Ticked", "Round", "HabitDone"
)
"""A record: one of many of its kind, with an id and a time."""

V = TypeVar("V", "Timer", "AskFirstAnswers", "Checked", "HabitAnswers", "DeskDays")
"""A value: the only one of its kind."""


T = TypeVar("T")


class Records(Protocol):
    """Stored records and values, to be read and changed."""

    def all(self, kind: type[R], since: float = -math.inf) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the latest records of a kind, at most `count`, oldest first."""

    def one(self, kind: type[R], id: int) -> R | None:
        """Return the record of a kind with this id."""

    def keep(self, record: R) -> R:
        """Store a record, replacing the one with its id; with the id 0, as a new one.

        Returns:
            The record with its id.

        """

    def drop(self, record: R) -> None:
        """Delete a record; a missing one is no error."""

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""

    def keep_value(self, value: V) -> None:
        """Store a value, replacing the one of its kind."""

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""


class Store(Records, Protocol):
    """The interface of diary stores, and the store in memory."""

    @property
    def notice(self) -> str:
        """Why nothing is saved, or what was set aside, in one line; empty if all is well."""

    @property
    def lasting(self) -> bool:
        """Whether what is kept outlasts the guide."""

    @property
    def version(self) -> int:
        """A number that changes when another guide has added to the store."""

    def change(self, work: Callable[[Records], T]) -> T:
        """Do `work` on what is kept now: all of it or nothing, and no other guide in between.

        `work` decides from the records it is given and from nothing that was read before. It is
        done again from the start where the file fails half-way.
        """

    def erase(self) -> str:
        """Erase everything; why that could not be done, in one line, or an empty text."""


class ChangeRecorder:
    """A wrapper of records that logs the changes made through it."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.all, self.last, self.one = records.all, records.last, records.one
        self.value = records.value
        self.changes: list[Callable[[Records], object]] = []
        """The changes made, to be replayed on other records."""

    def keep(self, record: R) -> R:
        """Keep a record."""
        stored = self._records.keep(record)
        self.changes.append(lambda others: others.keep(stored))
        return stored

    def drop(self, record: R) -> None:
        """Delete a record."""
        self._records.drop(record)
        self.changes.append(lambda others: others.drop(record))

    def keep_value(self, value: V) -> None:
        """Keep a value."""
        self._records.keep_value(value)
        self.changes.append(lambda others: others.keep_value(value))

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""
        self._records.drop_value(kind)
        self.changes.append(lambda others: others.drop_value(kind))


class MemoryStore:
    """A store that lasts as long as the guide is open."""

    def __init__(self, notice: str = "") -> None:
        self.notice = notice
        self._records: dict[type[Any], dict[int, Any]] = {}
        self._values: dict[type[Any], Any] = {}
        self._given: dict[type[Any], int] = {}
        """The highest id given in each kind; none is given twice."""

    @property
    def lasting(self) -> bool:
        """Nothing outlasts the guide."""
        return False

    @property
    def version(self) -> int:
        """No other guide can add anything."""
        return 0

    def all(self, kind: type[R], since: float = -math.inf) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""
        records: list[R] = [r for r in self._records.get(kind, {}).values() if r.at >= since]
        return tuple(sorted(records, key=lambda record: (record.at, record.id)))

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """Return the latest records of a kind, at most `count`, oldest first."""
        return self.all(kind)[-count:] if count > 0 else ()

    def one(self, kind: type[R], id: int) -> R | None:
        """Return the record of a kind with this id."""
        record: R | None = self._records.get(kind, {}).get(id)
        return record

    def keep(self, record: R) -> R:
        """Store a record, replacing the one with its id; with the id 0, as a new one."""
        records = self._records.setdefault(type(record), {})
        if not record.id:
            record = replace(record, id=self._given.get(type(record), 0) + 1)
        self._given[type(record)] = max(record.id, self._given.get(type(record), 0))
        records[record.id] = record
        return record

    def drop(self, record: R) -> None:
        """Delete a record; a missing one is no error."""
        self._records.get(type(record), {}).pop(record.id, None)

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""
        value: V | None = self._values.get(kind)
        return value

    def keep_value(self, value: V) -> None:
        """Store a value, replacing the one of its kind."""
        self._values[type(value)] = value

    def drop_value(self, kind: type[V]) -> None:
        """Delete a value."""
        self._values.pop(kind, None)

    def change(self, work: Callable[[Records], T]) -> T:
        """Do `work`; nobody else can be in between."""
        return work(self)

    def erase(self) -> str:
        """Erase everything."""
        self._records.clear()
        self._values.clear()
        return ""

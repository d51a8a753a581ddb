"""The diary of somebody who has not entered anything yet. It needs no SQLite."""

from __future__ import annotations

import math
from pathlib import Path

from tui.diary_place import NAME, is_unwritten, own_folder
from tui.store import R, Store, V


def open_store(folder: Path | None = None) -> Store:
    """The store in a folder that is the guide's own; without one, in the platform's data folder.

    As `tui.disk.open_store`, but nothing is made before the first entry.
    """
    place = own_folder() if folder is None else folder.absolute()
    if place and is_unwritten(place / NAME):
        return Unwritten(place)
    from tui.disk import open_store

    return open_store(folder)


class Unwritten:
    """A store in which there is nothing until somebody, perhaps another guide, enters something.

    From then on it is the one on disk.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
        """The records of a kind from a time on, oldest first."""
        store = self._found
        return store.all(kind, since) if store else ()

    def last(self, kind: type[R], count: int) -> tuple[R, ...]:
        """The latest records of a kind, at most `count`, oldest first."""
        store = self._found
        return store.last(kind, count) if store else ()

    def keep(self, record: R) -> R:
        """Keep a record, in place of the one with its id; with the id 0, as a new one."""
        return self._begun.keep(record)

    def drop(self, record: R) -> None:
        """Forget a record; one that is not kept is no error."""
        if store := self._found:
            store.drop(record)

    def value(self, kind: type[V]) -> V | None:
        """The value of a kind."""
        store = self._found
        return store.value(kind) if store else None

    def keep_value(self, value: V) -> None:
        """Keep a value in place of the one of its kind."""
        self._begun.keep_value(value)

    def drop_value(self, kind: type[V]) -> None:
        """Forget a value."""
        if store := self._found:
            store.drop_value(kind)

    def erase(self) -> None:
        """Forget everything, and leave nothing of it in the folder."""
        self._begun.erase()

    @property
    def _found(self) -> Store | None:
        """The store on disk, if there is one by now."""
        if self._written is None and is_unwritten(self._folder / NAME):
            return None
        return self._begun

    @property
    def _begun(self) -> Store:
        """The store on disk, made if there is none."""
        if self._written is None:
            from tui.disk import open_store

            self._written = open_store(self._folder)
        return self._written

"""Lays one content file over another: an overlay changes tables by key and records by id.

An overlay holds only what differs. A key replaces that of the file below; a record with an id
changes the record of that id, key by key, or is new; any other list is replaced as a whole.
``remove = true`` takes a record out, ``remove = ["key"]`` keys of a table; ``before`` and
``after`` name the record beside which one stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import inspect as types

from tui.guide.content.faults import Fault, describe, nearest

REMOVE = "remove"
PLACES = ("before", "after")
"""The keys that say where a record stands."""


class Overlaid(NamedTuple):
    """Two files, one laid over the other.

    Attributes:
        raw: The tables of both.
        faults: What of the upper file does not fit the lower one.
        removed: The key paths of what the upper one takes out.
        dropped: The ids of new records that have faults, and are in `raw` no longer.

    """

    raw: dict[str, Any]
    faults: tuple[Fault, ...]
    removed: tuple[str, ...]
    dropped: frozenset[str]


def lay_over(below: Mapping[str, Any], above: Mapping[str, Any], kind: types.Type) -> Overlaid:
    """Return the tables of `above` laid over those of `below`, whose schema is `kind`."""
    merger = _Merger()
    raw = merger.table(below, above, kind, "")
    return Overlaid(raw, tuple(merger.faults), tuple(merger.removed), frozenset(merger.dropped))


class _Merger:
    """Lays tables and lists over each other, and collects what does not fit."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.removed: list[str] = []
        self.dropped: set[str] = set()

    def table(
        self, below: Mapping[str, Any], above: Mapping[str, Any], kind: types.Type, path: str
    ) -> dict[str, Any]:
        """Return a table with the keys of both; those of `above` replace the others."""
        result = dict(below)
        is_record = bool(path.endswith("]"))
        for key, value in above.items():
            if key == REMOVE or (is_record and key in PLACES):
                continue
            here = f"{path}.{key}" if path else key
            result[key] = self._value(below.get(key), value, _kind_of(kind, key), here)
        for key in self._keys_removed(above, path):
            here = f"{path}.{key}" if path else key
            if key not in below:
                expected = "a key that the file below has"
                self._add(f"{path}.{REMOVE}", describe(key), expected, nearest(key, below))
            elif key in above:
                self._add(here, "a value for what is taken out too", "one of the two")
            else:
                del result[key]
                self.removed.append(here)
        return result

    def _keys_removed(self, above: Mapping[str, Any], path: str) -> list[str]:
        removed = above.get(REMOVE, [])
        if removed is True and path.endswith("]"):
            return []  # The whole record, see `_records`.
        if isinstance(removed, list) and all(isinstance(key, str) for key in removed):
            return removed
        words = "true, or a list of keys" if path.endswith("]") else "a list of keys"
        self._add(f"{path}.{REMOVE}", describe(removed), words)
        return []

    def _value(self, below: Any, above: Any, kind: types.Type | None, path: str) -> Any:
        if isinstance(kind, types.StructType | types.DictType) and isinstance(above, dict):
            return self.table(below if isinstance(below, dict) else {}, above, kind, path)
        if _has_ids(kind) and isinstance(above, list):
            return self._records(below if isinstance(below, list) else [], above, kind, path)
        return above

    def _records(self, below: list[Any], above: list[Any], kind: Any, path: str) -> list[Any]:
        result = list(below)
        item, seen = _bare(kind.item_type), set[str]()
        for place, record in enumerate(above):
            name = record.get("id") if isinstance(record, dict) else None
            if not isinstance(name, str):
                expected = "an id: by it an overlay finds its record"
                self._add(f"{path}[{place}].id", "nothing", expected)
            elif name in seen:
                self._add(f"{path}[{place}].id", f"{describe(name)} again", "each id once")
            else:
                seen.add(name)
                self._record(result, record, item, f"{path}[{name}]")
        return result

    def _record(self, result: list[Any], record: dict[str, Any], item: Any, path: str) -> None:
        """Change, add or take out one record of a list."""
        name = record["id"]
        ids = _ids(result)
        at = ids.index(name) if name in ids else None
        if record.get(REMOVE) is True:
            if at is None:
                self._unknown(f"{path}.id", name, ids, "an id that the file below has")
            elif more := sorted(record.keys() - {"id", REMOVE}):
                self._add(f"{path}.{more[0]}", "a key of a record that is taken out", "none")
            else:
                del result[at]
                self.removed.append(path)
            return
        if at is None:
            new = self.table({}, record, item, path)
            if missing := [f.encode_name for f in item.fields if f.required and _lacks(new, f)]:
                self.dropped.add(name)
                needs = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
                expected = f"an id that the file below has; a new record needs {needs} too"
                self._unknown(f"{path}.id", name, ids, expected)
                return
        else:
            new = self.table(result.pop(at), record, item, path)
        result.insert(self._place(result, record, path, len(result) if at is None else at), new)

    def _place(self, others: list[Any], record: dict[str, Any], path: str, usual: int) -> int:
        """Return where among the others a record stands."""
        ids = _ids(others)
        wanted = [key for key in PLACES if key in record]
        if len(wanted) > 1:
            self._add(f"{path}.after", "before and after", "one of the two")
        for key in wanted:
            name = record[key]
            if name in ids:
                return ids.index(name) + (key == "after")
            near = nearest(name, _names(ids)) if isinstance(name, str) else None
            self._add(f"{path}.{key}", describe(name), "the id of a record beside it", near)
        return usual

    def _unknown(self, path: str, name: str, ids: list[Any], expected: str) -> None:
        self._add(path, describe(name), expected, nearest(name, _names(ids)))

    def _add(self, path: str, found: str, expected: str, near: str | None = None) -> None:
        self.faults.append(Fault(path.lstrip("."), found, expected, near))


def _lacks(record: Mapping[str, Any], field: types.Field) -> bool:
    return field.encode_name not in record


def _ids(records: list[Any]) -> list[Any]:
    return [one.get("id") if isinstance(one, dict) else None for one in records]


def _names(ids: list[Any]) -> list[str]:
    return [name for name in ids if isinstance(name, str)]


def _bare(kind: types.Type) -> types.Type:
    """Return a type without its limits, and the table or list of an optional one."""
    if isinstance(kind, types.Metadata):
        return _bare(kind.type)
    if isinstance(kind, types.UnionType):
        options = [one for one in kind.types if not isinstance(one, types.NoneType)]
        return _bare(options[0]) if len(options) == 1 else kind
    return kind


def _kind_of(kind: types.Type, key: str) -> types.Type | None:
    """Return the type of a key of a table; None for one that is not known."""
    if isinstance(kind, types.DictType):
        return _bare(kind.value_type)
    assert isinstance(kind, types.StructType)
    found = [field.type for field in kind.fields if field.encode_name == key]
    return _bare(found[0]) if found else None


def _has_ids(kind: types.Type | None) -> bool:
    """Whether a type is a list of records that have ids."""
    if not isinstance(kind, types.VarTupleType):
        return False
    item = _bare(kind.item_type)
    return isinstance(item, types.StructType) and any(
        field.encode_name == "id" for field in item.fields
    )

"""The schema check: every difference between raw TOML and `tui.guide.content.model.Content`.

msgspec stops at the first fault, but an author wants to see all of them. So when conversion
fails, this walks the raw data alongside the types and collects each fault. It replaces faulty
values by neutral ones, so that the cross-checks can still run on the rest of the file. The
patterns of ids and texts are checked only here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import inspect as types

from tui.guide.content.faults import Fault, describe, nearest


def find_faults(raw: object, record: type[msgspec.Struct]) -> tuple[list[Fault], Any]:
    """Compare `raw` with `record`.

    Returns:
        The faults in the order of the file, and a mended copy of `raw` that converts to `record`.

    """
    faults: list[Fault] = []
    mended = _walk(raw, types.type_info(record), "", faults)
    return faults, mended


def matches_patterns(raw: Any, record: type[msgspec.Struct]) -> bool:
    """Whether every id and text of `raw`, which converts to `record`, matches its pattern."""
    return _matches(raw, types.type_info(record))


def _matches(value: Any, kind: types.Type) -> bool:
    if isinstance(kind, types.Metadata):
        return _fits_pattern(value, kind) and _matches(value, kind.type)
    if isinstance(kind, types.UnionType):
        return all(_matches(value, option) for option in kind.types)
    if isinstance(kind, types.StructType) and isinstance(value, dict):
        return all(
            _matches(value[field.encode_name], field.type)
            for field in kind.fields
            if field.encode_name in value
        )
    if isinstance(kind, types.VarTupleType) and isinstance(value, list):
        return all(_matches(entry, kind.item_type) for entry in value)
    if isinstance(kind, types.DictType) and isinstance(value, dict):
        return all(
            _matches(key, kind.key_type) and _matches(entry, kind.value_type)
            for key, entry in value.items()
        )
    return True


def _fits_pattern(value: Any, kind: types.Metadata) -> bool:
    """Return whether `value` matches the pattern of `kind`, if it is text and there is one."""
    pattern = (kind.extra or {}).get("pattern")
    if pattern is None or not isinstance(value, str):
        return True
    return re.fullmatch(pattern, value) is not None


def _walk(value: Any, kind: types.Type, path: str, faults: list[Fault]) -> Any:
    if isinstance(kind, types.Metadata):
        description = (kind.extra_json_schema or {}).get("description")
        if not _fits_pattern(value, kind):
            faults.append(Fault(path, describe(value), description or ""))
            return _neutral_value(kind)
        inner_faults: list[Fault] = []
        mended = _walk(value, kind.type, path, inner_faults)
        for fault in inner_faults:
            expected = description if description and fault.path == path else fault.expected
            faults.append(Fault(fault.path, fault.found, expected, fault.nearest))
        return mended
    if isinstance(kind, types.StructType):
        return _walk_struct(value, kind, path, faults)
    if isinstance(kind, types.VarTupleType):
        return _walk_list(value, kind, path, faults)
    if isinstance(kind, types.DictType):
        return _walk_dict(value, kind, path, faults)
    if isinstance(kind, types.TupleType):
        return _walk_fixed_list(value, kind, path, faults)
    if isinstance(kind, types.UnionType) and (table := _optional_container(kind)):
        return _walk(value, table, path, faults)
    return _walk_scalar(value, kind, path, faults)


def _walk_struct(value: Any, kind: types.StructType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, dict):
        faults.append(Fault(path, describe(value), "a table"))
        value = {}
        report_missing = False
    else:
        report_missing = True
    fields = {field.encode_name: field for field in kind.fields}
    mended = {}
    for key, entry in value.items():
        entry_path = f"{path}.{key}" if path else key
        if field := fields.get(key):
            mended[key] = _walk(entry, field.type, entry_path, faults)
        else:
            unused_names = [name for name in fields if name not in value]
            near = nearest(key, unused_names) or nearest(key, fields)
            faults.append(Fault(entry_path, "an unknown key", "one of " + ", ".join(fields), near))
    for key, field in fields.items():
        if key not in value and field.required:
            if report_missing:
                entry_path = f"{path}.{key}" if path else key
                faults.append(Fault(entry_path, "nothing", _describe_type(field.type)))
            mended[key] = _neutral_value(field.type)
    return mended


def _walk_list(value: Any, kind: types.VarTupleType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, list):
        faults.append(Fault(path, describe(value), "a list"))
        return _neutral_value(kind)
    if len(value) < (kind.min_length or 0):
        faults.append(Fault(path, describe(value), f"at least {kind.min_length} entry"))
        return _neutral_value(kind)
    id_counts = Counter(map(_entry_id, value))
    return [
        _walk(entry, kind.item_type, f"{path}[{_path_segment(entry, place, id_counts)}]", faults)
        for place, entry in enumerate(value)
    ]


def _walk_fixed_list(value: Any, kind: types.TupleType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, list) or len(value) != len(kind.item_types):
        faults.append(Fault(path, describe(value), _describe_type(kind)))
        return _neutral_value(kind)
    return [
        _walk(entry, item, f"{path}[{place}]", faults)
        for place, (entry, item) in enumerate(zip(value, kind.item_types, strict=True))
    ]


def _optional_container(kind: types.UnionType) -> types.Type | None:
    """Return the table or list type of an optional one; TOML has no way to write None."""
    nested = (types.StructType, types.TupleType, types.VarTupleType)
    options = [option for option in kind.types if not isinstance(option, types.NoneType)]
    return options[0] if len(options) == 1 and isinstance(options[0], nested) else None


def _walk_dict(value: Any, kind: types.DictType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, dict):
        faults.append(Fault(path, describe(value), "a table"))
        return {}
    mended = {}
    for key, entry in value.items():
        entry_path = f"{path}.{key}"
        known_faults = len(faults)
        _walk(key, kind.key_type, entry_path, faults)
        key_fits = len(faults) == known_faults
        mended_entry = _walk(entry, kind.value_type, entry_path, faults)
        # Of a table inside the table, the entries without faults are kept.
        if len(faults) == known_faults or (key_fits and isinstance(mended_entry, dict)):
            mended[key] = mended_entry
    return mended


def _walk_scalar(value: Any, kind: types.Type, path: str, faults: list[Fault]) -> Any:
    if _fits(value, kind):
        return value
    near = None
    if isinstance(value, str) and isinstance(kind, types.EnumType | types.LiteralType):
        near = nearest(value, map(str, _choices(kind)))
    faults.append(Fault(path, describe(value), _describe_type(kind), near))
    return _neutral_value(kind)


def _fits(value: Any, kind: types.Type) -> bool:
    if isinstance(kind, types.UnionType):
        return any(_fits(value, option) for option in kind.types)
    if isinstance(kind, types.Metadata):
        return _fits_pattern(value, kind) and _fits(value, kind.type)
    try:
        msgspec.convert(value, _annotation_of(kind))
    except msgspec.ValidationError:
        return False
    return True


def _annotation_of(kind: types.Type) -> Any:
    """Return the type that `kind` describes, for the scalar types of this schema."""
    plain: dict[type[types.Type], type] = {
        types.StrType: str,
        types.IntType: int,
        types.FloatType: float,
        types.BoolType: bool,
        types.NoneType: type(None),
    }
    if isinstance(kind, types.EnumType):
        return kind.cls
    if isinstance(kind, types.LiteralType):
        return Literal[kind.values]
    bounds = ("pattern", "min_length", "max_length", "ge", "gt", "le")
    limits: dict[str, Any] = {
        name: bound for name in bounds if (bound := getattr(kind, name, None)) is not None
    }
    return Annotated[plain[type(kind)], msgspec.Meta(**limits)]


def _choices(kind: types.EnumType | types.LiteralType) -> list[Any]:
    if isinstance(kind, types.EnumType):
        return [member.value for member in kind.cls]
    return list(kind.values)


def _describe_type(kind: types.Type) -> str:
    """Describe the expected value in words for authors."""
    if isinstance(kind, types.Metadata):
        return (kind.extra_json_schema or {}).get("description") or _describe_type(kind.type)
    if isinstance(kind, types.EnumType | types.LiteralType):
        return "one of " + ", ".join(f'"{choice}"' for choice in _choices(kind))
    if isinstance(kind, types.UnionType):
        options = [option for option in kind.types if not isinstance(option, types.NoneType)]
        return " or ".join(_describe_type(option) for option in options)
    if isinstance(kind, types.IntType | types.FloatType):
        noun = "a whole number" if isinstance(kind, types.IntType) else "a number"
        bounds = [
            f"{word} {limit:g}"
            for word, limit in (("above", kind.gt), ("from", kind.ge), ("up to", kind.le))
            if limit is not None
        ]
        return " ".join([noun, *bounds])
    if isinstance(kind, types.TupleType):
        return f"a list of {len(kind.item_types)}"
    names: dict[type[types.Type], str] = {
        types.StrType: "text",
        types.BoolType: "true or false",
        types.StructType: "a table",
        types.DictType: "a table",
        types.VarTupleType: "a list",
    }
    return names[type(kind)]


def _neutral_value(kind: types.Type) -> Any:
    """Return a placeholder value that fits `kind`."""
    if isinstance(kind, types.Metadata):
        return _neutral_value(kind.type)
    if isinstance(kind, types.UnionType):
        return _neutral_value(kind.types[0])
    if isinstance(kind, types.StructType):
        return {f.encode_name: _neutral_value(f.type) for f in kind.fields if f.required}
    if isinstance(kind, types.VarTupleType):
        return [_neutral_value(kind.item_type)] * (kind.min_length or 0)
    if isinstance(kind, types.TupleType):
        return [_neutral_value(item) for item in kind.item_types]
    if isinstance(kind, types.DictType):
        return {}
    if isinstance(kind, types.EnumType | types.LiteralType):
        return _choices(kind)[-1]
    if isinstance(kind, types.BoolType):
        return False
    candidates = ("x", "2000-01", "https://x", "XX", 1, 1900, getattr(kind, "ge", None))
    return next(candidate for candidate in candidates if _fits(candidate, kind))


def _entry_id(entry: Any) -> str | None:
    """Return the id of a list entry, if it has a printable one."""
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    return entry_id if isinstance(entry_id, str) and entry_id.isprintable() else None


def _path_segment(entry: Any, place: int, id_counts: Counter[str | None]) -> str:
    """Return how a key path names a list entry: its id if that is unique, else its index."""
    entry_id = _entry_id(entry)
    return entry_id if entry_id is not None and id_counts[entry_id] == 1 else str(place)

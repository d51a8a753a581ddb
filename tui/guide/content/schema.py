"""Every place where raw TOML departs from the records of `tui.guide.content.model`.

msgspec stops at the first fault, and an author wants to see all of them. So when
conversion fails, this walks the raw data beside the types and notes each fault. It also
mends what it notes with neutral values, so that the cross-checks can still look at the
rest of the file. The patterns of ids and texts are checked here alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import inspect as types

from tui.guide.content.faults import Fault, nearest, shown


def survey(raw: object, record: type[msgspec.Struct]) -> tuple[list[Fault], Any]:
    """Compare `raw` with `record`.

    Returns:
        The faults in the order of the file, and a mended copy that converts to `record`.

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
            _matches(key, kind.key_type) and _matches(held, kind.value_type)
            for key, held in value.items()
        )
    return True


def _fits_pattern(value: Any, kind: types.Metadata) -> bool:
    """Whether `value` matches the pattern of `kind`, if it is text and there is one."""
    pattern = (kind.extra or {}).get("pattern")
    if pattern is None or not isinstance(value, str):
        return True
    return re.fullmatch(pattern, value) is not None


def _walk(value: Any, kind: types.Type, path: str, faults: list[Fault]) -> Any:
    if isinstance(kind, types.Metadata):
        told = (kind.extra_json_schema or {}).get("description")
        if not _fits_pattern(value, kind):
            faults.append(Fault(path, shown(value), told or ""))
            return _neutral(kind)
        inner: list[Fault] = []
        mended = _walk(value, kind.type, path, inner)
        for fault in inner:
            known = told if told and fault.path == path else fault.expected
            faults.append(Fault(fault.path, fault.found, known, fault.nearest))
        return mended
    if isinstance(kind, types.StructType):
        return _walk_struct(value, kind, path, faults)
    if isinstance(kind, types.VarTupleType):
        return _walk_list(value, kind, path, faults)
    if isinstance(kind, types.DictType):
        return _walk_dict(value, kind, path, faults)
    if isinstance(kind, types.TupleType):
        return _walk_fixed(value, kind, path, faults)
    if isinstance(kind, types.UnionType) and (table := _only_table(kind)):
        return _walk(value, table, path, faults)
    return _walk_leaf(value, kind, path, faults)


def _walk_struct(value: Any, kind: types.StructType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, dict):
        faults.append(Fault(path, shown(value), "a table"))
        value = {}
        missing_is_news = False
    else:
        missing_is_news = True
    fields = {field.encode_name: field for field in kind.fields}
    mended = {}
    for key, held in value.items():
        here = f"{path}.{key}" if path else key
        if field := fields.get(key):
            mended[key] = _walk(held, field.type, here, faults)
        else:
            free = [name for name in fields if name not in value]
            near = nearest(key, free) or nearest(key, fields)
            faults.append(Fault(here, "an unknown key", "one of " + ", ".join(fields), near))
    for key, field in fields.items():
        if key not in value and field.required:
            if missing_is_news:
                here = f"{path}.{key}" if path else key
                faults.append(Fault(here, "nothing", _wanted(field.type)))
            mended[key] = _neutral(field.type)
    return mended


def _walk_list(value: Any, kind: types.VarTupleType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, list):
        faults.append(Fault(path, shown(value), "a list"))
        return _neutral(kind)
    if len(value) < (kind.min_length or 0):
        faults.append(Fault(path, shown(value), f"at least {kind.min_length} entry"))
        return _neutral(kind)
    names = Counter(map(_name, value))
    return [
        _walk(entry, kind.item_type, f"{path}[{_label(entry, place, names)}]", faults)
        for place, entry in enumerate(value)
    ]


def _walk_fixed(value: Any, kind: types.TupleType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, list) or len(value) != len(kind.item_types):
        faults.append(Fault(path, shown(value), _wanted(kind)))
        return _neutral(kind)
    return [
        _walk(entry, item, f"{path}[{place}]", faults)
        for place, (entry, item) in enumerate(zip(value, kind.item_types, strict=True))
    ]


def _only_table(kind: types.UnionType) -> types.Type | None:
    """The table or list of an optional one; TOML cannot write the other choice."""
    nested = (types.StructType, types.TupleType, types.VarTupleType)
    options = [option for option in kind.types if not isinstance(option, types.NoneType)]
    return options[0] if len(options) == 1 and isinstance(options[0], nested) else None


def _walk_dict(value: Any, kind: types.DictType, path: str, faults: list[Fault]) -> Any:
    if not isinstance(value, dict):
        faults.append(Fault(path, shown(value), "a table"))
        return {}
    mended = {}
    for key, held in value.items():
        here = f"{path}.{key}"
        before = len(faults)
        _walk(key, kind.key_type, here, faults)
        kept = _walk(held, kind.value_type, here, faults)
        if len(faults) == before:
            mended[key] = kept
    return mended


def _walk_leaf(value: Any, kind: types.Type, path: str, faults: list[Fault]) -> Any:
    if _fits(value, kind):
        return value
    near = None
    if isinstance(value, str) and isinstance(kind, types.EnumType | types.LiteralType):
        near = nearest(value, map(str, _choices(kind)))
    faults.append(Fault(path, shown(value), _wanted(kind), near))
    return _neutral(kind)


def _fits(value: Any, kind: types.Type) -> bool:
    if isinstance(kind, types.UnionType):
        return any(_fits(value, option) for option in kind.types)
    if isinstance(kind, types.Metadata):
        return _fits_pattern(value, kind) and _fits(value, kind.type)
    try:
        msgspec.convert(value, _annotation(kind))
    except msgspec.ValidationError:
        return False
    return True


def _annotation(kind: types.Type) -> Any:
    """The type that `kind` describes, for the leaves this schema has."""
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


def _wanted(kind: types.Type) -> str:
    """What belongs there, in an author's words."""
    if isinstance(kind, types.Metadata):
        return (kind.extra_json_schema or {}).get("description") or _wanted(kind.type)
    if isinstance(kind, types.EnumType | types.LiteralType):
        return "one of " + ", ".join(f'"{choice}"' for choice in _choices(kind))
    if isinstance(kind, types.UnionType):
        options = [option for option in kind.types if not isinstance(option, types.NoneType)]
        return " or ".join(_wanted(option) for option in options)
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


def _neutral(kind: types.Type) -> Any:
    """A value that fits `kind` and says nothing."""
    if isinstance(kind, types.Metadata):
        return _neutral(kind.type)
    if isinstance(kind, types.UnionType):
        return _neutral(kind.types[0])
    if isinstance(kind, types.StructType):
        return {f.encode_name: _neutral(f.type) for f in kind.fields if f.required}
    if isinstance(kind, types.VarTupleType):
        return [_neutral(kind.item_type)] * (kind.min_length or 0)
    if isinstance(kind, types.TupleType):
        return [_neutral(item) for item in kind.item_types]
    if isinstance(kind, types.DictType):
        return {}
    if isinstance(kind, types.EnumType | types.LiteralType):
        return _choices(kind)[-1]
    if isinstance(kind, types.BoolType):
        return False
    samples = ("x", "2000-01", "https://x", "XX", 1, 1900)
    return next(sample for sample in samples if _fits(sample, kind))


def _name(entry: Any) -> str | None:
    """The id of an entry of a list, if it has one that can be shown."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name.isprintable() else None


def _label(entry: Any, place: int, names: Counter[str | None]) -> str:
    """How an entry is named in a key path: by its id if it has one of its own."""
    name = _name(entry)
    return name if name is not None and names[name] == 1 else str(place)

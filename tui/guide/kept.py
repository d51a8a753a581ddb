"""Content that was read and found good, kept in a form that is opened in hardly any time.

What is kept is named after all that it follows from: the bytes of the content file, how it
was checked, and the modules that read and check it. A file that changed by one letter is
another one, so nothing kept is ever out of date. Whatever goes wrong here, the content file
itself is read instead.

The records of which there may be many are encoded each by itself, and decoded when somebody
looks at them. That cannot fail so late: before anything is kept it is decoded whole and
compared, and before anything is believed a sum is taken of every byte.
"""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

from msgspec import DecodeError, Struct, msgpack

from tui import __version__
from tui.figure import pose
from tui.guide import content as records
from tui.guide import episode_words, questions
from tui.guide.content import Content
from tui.guide.later import Later, encoded

try:
    # By the way of hashlib it would bring OpenSSL along.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_PATTERN = "content-*.msgpack"
_LEFT_FREE = 8 * 1024 * 1024
"""Bytes that stay free on the disk, or nothing is kept: a diary comes first, and may grow."""

_SUM = 4
"""Bytes of the sum that stands before the content."""

_KIND = ""
"""Where a table of fields has the name of its class."""
_LATER = "later"
"""Stands in place of a class where there are records to be decoded later."""
_DECODER = msgpack.Decoder(tuple[Any, list[memoryview]])

_HOLDING = (list, dict)
"""What holds other values."""

_ONE_BY_ONE = (
    *(records.Item, records.Exercise, records.Program, records.Group, records.Finding),
    *(records.Rule, records.Blocker, records.Differ, records.Source, pose.Motion),
    *(questions.Question, questions.Habit),
)
"""Of these there may be `Many`."""


def _classes(*modules: ModuleType) -> dict[str, type[Any]]:
    return {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, (Struct, Enum))
    }


_CLASSES = _classes(pose, episode_words, questions, records)


def mark_of(data: bytes, how: str) -> str:
    """The name for what follows from the content file `data`, checked in the way of `how`."""
    digest = blake2b(data, digest_size=16)
    digest.update(f"{__version__} {how}".encode())
    guide = Path(__file__).parent
    for folder in (guide, guide.with_name("figure")):
        with suppress(OSError):
            for module in sorted(os.scandir(folder), key=lambda entry: entry.name):
                if module.name.endswith(".py"):
                    about = module.stat()
                    stamp = f"{module.name} {about.st_size} {about.st_mtime_ns}"
                    digest.update(stamp.encode())
    return digest.hexdigest()


def fetch(folder: Path, mark: str) -> Content | None:
    """What was put into `folder` under this mark; None if it is not there, or damaged."""
    try:
        held = memoryview(_path(folder, mark).read_bytes())
        return _unpacked(held[_SUM:]) if _sum_of(held[_SUM:]) == held[:_SUM] else None
    except (OSError, DecodeError):
        return None


def put(folder: Path, mark: str, content: Content) -> None:
    """Keep `content` in place of what was kept before; where that cannot be, do nothing."""
    path = _path(folder, mark)
    # Written beside its place and moved there, nobody reads half of it.
    fresh = path.with_suffix(f".{os.getpid()}")
    data = _packed(content)
    if _unpacked(data) != content:
        return
    # Imported here: it is not needed to read what is kept.
    from shutil import disk_usage

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if disk_usage(folder).free < _LEFT_FREE + len(data):
            return
        before = list(folder.glob(_PATTERN))
        try:
            fresh.write_bytes(_sum_of(data) + data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        for old in before:
            if old != path:
                old.unlink(missing_ok=True)


def clear(folder: Path) -> bool:
    """Remove what was kept, and what was left of trying; whether there was anything."""
    found = list(folder.glob("content-*"))
    for path in found:
        with suppress(OSError):
            path.unlink()
    return bool(found)


def _packed(value: Any) -> bytes:
    later: list[bytes] = []
    return msgpack.encode((_plain(value, later), later))


def _plain(value: Any, later: list[bytes]) -> Any:
    """`value` as what MessagePack has; records of which there may be many go into `later`."""
    if isinstance(value, Struct):
        return {_KIND: type(value).__name__, **_told(value, later)}
    if isinstance(value, Enum):
        return {_KIND: type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        if value and isinstance(value[0], _ONE_BY_ONE):
            later.append(encoded(value, _packed))
            return {_KIND: _LATER, "place": len(later) - 1}
        return [_plain(held, later) for held in value]
    if isinstance(value, dict):
        return {name: _plain(held, later) for name, held in value.items()}
    return value


def _told(value: Struct, later: list[bytes]) -> dict[str, Any]:
    """The fields of which something is said; the others come by themselves."""
    from msgspec.structs import fields

    told = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: _plain(held, later) for field, held in told if held != field.default}


def _unpacked(data: bytes | memoryview) -> Any:
    value, later = _DECODER.decode(data)
    return _as_it_was(value, later)


def _as_it_was(value: Any, later: list[memoryview]) -> Any:
    """What `_plain` was given."""
    kind = type(value)
    if kind is list:
        return tuple([_as_it_was(held, later) for held in value])
    if kind is not dict:
        return value
    name = value.pop(_KIND, None)
    if name == _LATER:
        return Later(later[value["place"]], _unpacked)
    for key, held in value.items():
        if type(held) in _HOLDING:
            value[key] = _as_it_was(held, later)
    return _CLASSES[name](**value) if name else value


def _sum_of(data: bytes | memoryview) -> bytes:
    """A sum that tells damage: a letter of a dose that became another one never leaves it."""
    return crc32(data).to_bytes(_SUM, "big")


def _path(folder: Path, mark: str) -> Path:
    return folder / _PATTERN.replace("*", mark)

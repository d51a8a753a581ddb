"""Content that was read and found good, kept in a form that is opened in hardly any time.

What is kept is named after all that it follows from: the bytes of the content file, how it
was checked, and the modules that read and check it. A file that changed by one letter is
another one, so nothing kept is ever out of date. Whatever goes wrong here, the content file
itself is read instead.

Before anything is kept it is decoded and compared, and before anything is believed a sum is
taken of every byte.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, msgpack

from tui import __version__
from tui.guide.content.model import Content

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


def mark_of(data: bytes, how: str) -> str:
    """The name for what follows from the content file `data`, checked in the way of `how`."""
    digest = blake2b(data, digest_size=16)
    digest.update(f"{__version__} {how}".encode())
    guide = Path(__file__).parents[1]
    for stamp in sorted([*_stamps(guide), *_stamps(guide.with_name("figure"))]):
        digest.update(stamp.encode())
    return digest.hexdigest()


def _stamps(folder: Path) -> Iterator[str]:
    """The path, size and time of every module in `folder` and below."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(".py"):
                about = entry.stat()
                yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(Path(entry.path))


def fetch(folder: Path, mark: str) -> Content | None:
    """What was put into `folder` under this mark; None if it is not there, or damaged."""
    try:
        held = memoryview(_path(folder, mark).read_bytes())
        return _decoded(held[_SUM:]) if _sum_of(held[_SUM:]) == held[:_SUM] else None
    except (OSError, DecodeError):
        return None


def put(folder: Path, mark: str, content: Content) -> None:
    """Keep `content` in place of what was kept before; where that cannot be, do nothing."""
    path = _path(folder, mark)
    # Written beside its place and moved there, nobody reads half of it.
    fresh = path.with_suffix(f".{os.getpid()}")
    data = msgpack.encode(content)
    if _decoded(data) != content:
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


def _decoded(data: bytes | memoryview) -> Content:
    return msgpack.decode(data, type=Content)


def _sum_of(data: bytes | memoryview) -> bytes:
    """A sum that tells damage: a letter of a dose that became another one never leaves it."""
    return crc32(data).to_bytes(_SUM, "big")


def _path(folder: Path, mark: str) -> Path:
    return folder / _PATTERN.replace("*", mark)

"""The cache of checked content: a MessagePack copy that opens much faster than the TOML file.

The cache key covers everything that the copy depends on: the bytes of the content file, how it
was checked, and the modules that read and check it. Any change makes another key, so a copy is
never out of date. If anything fails here, the content file itself is read instead.

A copy is decoded and compared before it is written, and its checksum is verified before it is
used.
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
    # Importing hashlib would load OpenSSL too.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_PATTERN = "content-*.msgpack"
_MIN_FREE_BYTES = 8 * 1024 * 1024
"""Bytes that must stay free on the disk after writing, as the diary needs room to grow."""

_CHECKSUM_BYTES = 4
"""Length of the checksum before the content, in bytes."""


def cache_key(data: bytes, variant: str) -> str:
    """Return the cache key of the content file `data` as checked in one `variant`."""
    digest = blake2b(data, digest_size=16)
    digest.update(f"{__version__} {variant}".encode())
    guide = Path(__file__).parents[1]
    for stamp in sorted([*_module_stamps(guide), *_module_stamps(guide.with_name("figure"))]):
        digest.update(stamp.encode())
    return digest.hexdigest()


def _module_stamps(folder: Path) -> Iterator[str]:
    """Yield the path, size and modification time of every module in `folder` and below."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _module_stamps(Path(entry.path))


def fetch(folder: Path, key: str) -> Content | None:
    """Return the content cached in `folder` under `key`; None if it is missing or damaged."""
    try:
        data = memoryview(_path(folder, key).read_bytes())
        checksum, content = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
        return _decode(content) if _checksum(content) == checksum else None
    except (OSError, DecodeError):
        return None


def put(folder: Path, key: str, content: Content) -> None:
    """Write `content` to the cache and delete older copies; do nothing if that fails."""
    path = _path(folder, key)
    # Written under another name and renamed, so that nobody reads half of it.
    unfinished = path.with_suffix(f".{os.getpid()}")
    data = msgpack.encode(content)
    if _decode(data) != content:
        return
    # Imported here: reading the cache does not need it.
    from shutil import disk_usage

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if disk_usage(folder).free < _MIN_FREE_BYTES + len(data):
            return
        previous = list(folder.glob(_PATTERN))
        try:
            unfinished.write_bytes(_checksum(data) + data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        for old in previous:
            if old != path:
                old.unlink(missing_ok=True)


def clear(folder: Path) -> bool:
    """Delete all copies and unfinished ones; return whether there were any."""
    leftovers = list(folder.glob("content-*"))
    for path in leftovers:
        with suppress(OSError):
            path.unlink()
    return bool(leftovers)


def _decode(data: bytes | memoryview) -> Content:
    return msgpack.decode(data, type=Content)


def _checksum(data: bytes | memoryview) -> bytes:
    """Return the checksum of `data`; it detects any single changed byte, such as in a dose."""
    return crc32(data).to_bytes(_CHECKSUM_BYTES, "big")


def _path(folder: Path, key: str) -> Path:
    return folder / _PATTERN.replace("*", key)

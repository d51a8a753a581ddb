"""Content that was read and found good, kept in a form that is read in a tenth of the time.

What is kept is named after all that it follows from: the bytes of the content file, how it
was checked, and the modules that read and check it. A file that changed by one letter is
another one, so nothing kept is ever out of date. Whatever goes wrong here, the content file
itself is read instead.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from tui import __version__
from tui.guide.content import Content

_PATTERN = "content-*.msgpack"
_SUM = 16
"""Bytes of the sum that stands before the content."""


def mark_of(data: bytes, how: str) -> str:
    """The name for what follows from the content file `data`, checked in the way of `how`."""
    digest = blake2b(data, digest_size=16)
    digest.update(f"{__version__} {how}".encode())
    guide = Path(__file__).parent
    for folder in (guide, guide.with_name("figure")):
        with suppress(OSError):
            for module in sorted(os.scandir(folder), key=lambda entry: entry.name):
                about = module.stat()
                stamp = f"{module.name} {about.st_size} {about.st_mtime_ns}"
                digest.update(stamp.encode() if module.name.endswith(".py") else b"")
    return digest.hexdigest()


def fetch(folder: Path, mark: str) -> Content | None:
    """What was put into `folder` under this mark; None if it is not there, or damaged."""
    try:
        held = _path(folder, mark).read_bytes()
        if _sum_of(held[_SUM:]) != held[:_SUM]:
            return None
        return msgspec.msgpack.decode(held[_SUM:], type=Content)
    except (OSError, msgspec.MsgspecError):
        return None


def put(folder: Path, mark: str, content: Content) -> None:
    """Keep `content` in place of what was kept before; where that cannot be, do nothing."""
    path = _path(folder, mark)
    # Written beside its place and moved there, nobody reads half of it.
    fresh = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        before = list(folder.glob(_PATTERN))
        try:
            data = msgspec.msgpack.encode(content)
            fresh.write_bytes(_sum_of(data) + data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        for old in before:
            if old != path:
                old.unlink(missing_ok=True)


def _sum_of(data: bytes) -> bytes:
    """A sum that no damage leaves as it is: not one letter of a dose may change unnoticed."""
    return blake2b(data, digest_size=_SUM).digest()


def _path(folder: Path, mark: str) -> Path:
    return folder / _PATTERN.replace("*", mark)

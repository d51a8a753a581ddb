"""Reads and writes the settings file. Comments and unknown lines stay as they are."""

from __future__ import annotations

import codecs
import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.guide.content.faults import ContentError
from tui.guide.content.file_bytes import read_file
from tui.guide.content.toml_text import decode, parse_toml
from tui.settings.lock import Busy, locked

MOST_BYTES = 256 * 1024
"""A settings file larger than this is not read."""

_HEAD = "# Settings of backspasm. The guide writes them on its key ,\n\n"

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EROFS: "its folder can only be read",
    errno.EACCES: "this account may not write there",
    errno.EPERM: "this account may not write there",
    errno.ENOTDIR: "something else has the name of its folder",
    errno.EEXIST: "something else has the name of its folder",
    errno.ENAMETOOLONG: "there is no folder for it",
    errno.ELOOP: "a link on the way to it leads nowhere",
}


class Unwritten(Exception):
    """The settings file was not written; the message says why, for its reader."""


def read(path: Path) -> dict[str, Any]:
    """Return what the settings file at `path` holds.

    Raises:
        ContentError: if it is no such file as a whole.

    """
    return parse_toml(decode(read_file(path, MOST_BYTES), path), str(path))


def write(path: Path, entries: Mapping[str, object]) -> None:
    """Put `entries` into the file and leave all else as it is; None removes an entry.

    Another guide may write at the same time: what it wrote meanwhile stays.

    Raises:
        Unwritten: if it cannot be written, or holds what is no settings file.

    """
    try:
        # A link, as managers of such files make, stays a link.
        target = Path(os.path.realpath(path))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(target):
            _replace(target, entries)
    except ContentError as error:
        fault = error.faults[0]
        raise Unwritten(f"the file is no settings file: found {fault.found}") from None
    except Busy:
        raise Unwritten("another program holds it") from None
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        raise Unwritten(_REASONS.get(number or 0, "its folder cannot be used")) from None


def _replace(path: Path, entries: Mapping[str, object]) -> None:
    """Write the file beside its place, then rename it over the old one."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    mark, text, mode = b"", _HEAD, 0o600
    if os.path.lexists(path):
        data = read_file(path, MOST_BYTES)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text, mode = decode(data, path), path.stat().st_mode & 0o777
        if not mode & 0o200:
            raise Unwritten("the file can only be read")
    expected = parse_toml(text, str(path))
    try:
        document = tomlkit.parse(text)
        for name, value in entries.items():
            if value is None:
                document.pop(name, None)
                expected.pop(name, None)
            else:
                document[name] = expected[name] = value
        written = tomlkit.dumps(document)
    except TOMLKitError:
        raise Unwritten("the file cannot be changed by the guide; change it by hand") from None
    if parse_toml(written, str(path)) != expected:
        raise Unwritten("the file cannot be changed by the guide; change it by hand")
    _put(path, mark + written.encode(), mode)


def _put(path: Path, data: bytes, mode: int) -> None:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise

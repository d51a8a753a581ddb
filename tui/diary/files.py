"""File operations around the diary: permissions, identity, setting a damaged file aside."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from tui.diary.error_words import NAME_TAKEN, Unsaved
from tui.diary.location import BESIDE


def secure(path: Path) -> None:
    """Create the file if missing, readable by its owner only.

    Raises:
        Unsaved: if something else has its name.
        OSError: if it cannot be made or looked at.

    """
    try:
        about = path.stat()
    except FileNotFoundError:
        # Not opened unless it is new: closing it would undo the locks of other connections.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise Unsaved(NAME_TAKEN)
    narrow(path)


def narrow(path: Path) -> None:
    """Restrict a path to its owner, as far as possible."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(mode & 0o700)


def identity(path: Path) -> tuple[int, int]:
    """Return the identity of a file, to tell it from another of its name."""
    about = path.stat()
    return about.st_dev, about.st_ino


def set_aside(path: Path, known: tuple[int, int]) -> str:
    """Rename a damaged file and what belongs to it.

    Returns:
        Its new name; none if another guide did so already.

    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"diary.damaged-{number}.sqlite3")):
        number += 1
    if not path.exists() or identity(path) != known:
        return ""
    # Those first: left behind, a journal would be taken for the new file's.
    for end in BESIDE:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{end}", f"{aside}{end}")
    os.rename(path, aside)
    return aside.name


def unlink(path: Path) -> None:
    """Remove a file and, where it is a link, what it leads to; another thing is left alone."""
    for each in (path.resolve(), path):
        if each.is_file() or each.is_symlink():
            each.unlink()

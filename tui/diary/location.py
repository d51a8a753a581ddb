"""The location of the diary file, and whether anything was ever written into it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

NAME = "diary.sqlite3"

BESIDE = ("-journal", "-wal", "-shm")
"""The suffixes of the files that SQLite puts beside a diary."""


def damaged_diaries(folder: Path) -> list[Path]:
    """Return the damaged diaries set aside in a folder, with their side files."""
    ends = ("", *BESIDE)
    paths = [path for end in ends for path in folder.glob(f"diary.damaged-*.sqlite3{end}")]
    return [path for path in paths if path.name.split(".")[1][len("damaged-") :].isdecimal()]


def is_unwritten(path: Path) -> bool:
    """Return whether there is no diary at `path` yet, and one can be written there."""
    try:
        about = path.stat()
        if about.st_size or not stat.S_ISREG(about.st_mode) or not os.access(path, os.W_OK):
            return False
    except FileNotFoundError:
        if os.path.lexists(path):
            return False  # A link that leads nowhere.
    except (OSError, ValueError):
        return False
    # SQLite would use side files left there by a program that crashed.
    return not any(os.path.lexists(f"{path}{end}") for end in BESIDE) and _takes(path.parent)


def _takes(folder: Path) -> bool:
    """Return whether files can be created in a folder, which may have to be created first."""
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)

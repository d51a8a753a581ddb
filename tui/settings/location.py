"""The place of the settings file."""

from __future__ import annotations

import os
from pathlib import Path

from tui.system.folders import own_folder

NAME = "settings.toml"


def settings_path() -> Path | None:
    """Return the path of the settings file; None without a home."""
    folder = own_folder("config")
    return folder / NAME if folder else None


def is_there(path: Path) -> bool:
    """Return whether anything has the name of the file, or may have."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True

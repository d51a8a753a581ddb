"""The place of the settings file."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "settings.toml"


def settings_path() -> Path | None:
    """Return the path of the settings file; None without a home."""
    from platformdirs import user_config_dir

    folder = Path(user_config_dir("backspasm", appauthor=False))
    # A file of a relative name must not be read wherever the guide is started.
    return folder / NAME if folder.is_absolute() else None


def is_there(path: Path) -> bool:
    """Return whether anything has the name of the file, or may have."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True

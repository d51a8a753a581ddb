"""Reads the bytes of a TOML file, and refuses what is none."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.guide.content.faults import ContentError


def refusal(path: Path, actual: str, expected: str) -> ContentError:
    """Return the error of a file that is refused as a whole."""
    # Imported here, as hardly any file is refused.
    from tui.guide.content.faults import ContentError, Fault

    return ContentError(str(path), [Fault("", actual, expected)])


def read_file(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a TOML file.

    Raises:
        ContentError: if it is no file, larger than `most_bytes`, or cannot be read.

    """
    refuse = partial(refusal, path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise refuse("a directory", "a TOML file")
        if not stat.S_ISREG(about.st_mode):
            raise refuse("a device or pipe", "a TOML file")
        if about.st_size > most_bytes:
            raise refuse(f"{about.st_size:,} bytes", f"at most {most_bytes:,}")
        return path.read_bytes()
    except OSError as error:
        raise refuse(error.strerror or "an unreadable file", "a TOML file") from None
    except ValueError:
        raise refuse("a path with a NUL character", "a TOML file") from None

"""The platform's folders for the guide's own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal


def own_folder(kind: Literal["data", "config", "cache", "runtime"]) -> Path | None:
    """Return the platform's folder of a kind for the guide; None without a home."""
    import platformdirs

    find: Callable[..., str] = getattr(platformdirs, f"user_{kind}_dir")
    try:
        folder = Path(find("backspasm", appauthor=False))
    except RuntimeError:
        return None  # A home such as `~nobody`, which is nobody's.
    # A folder of a relative name must not appear wherever the guide is started.
    return folder if folder.is_absolute() else None

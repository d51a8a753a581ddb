"""What holds where the command line says nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def defaults() -> dict[str, Any]:
    """What the options are that hold everywhere, by their names, and the command."""
    return {
        "command": "open",
        "content": None,
        "region": None,
        "glyphs": None,
        "still": False,
        "mute": False,
        "no_save": False,
    }


def nothing_asked() -> SimpleNamespace:
    """What an empty command line says."""
    return SimpleNamespace(**defaults(), tab="relief")

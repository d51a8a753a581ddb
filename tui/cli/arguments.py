"""The type of parsed command lines, and the theme that one asks for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # Slow to load, and a start without arguments parses none.
    import argparse

Arguments: TypeAlias = "argparse.Namespace | SimpleNamespace"


def own_theme(arguments: Arguments) -> str:
    """Return the name of the requested theme; empty if none was."""
    return f"backspasm-{arguments.theme}" if getattr(arguments, "theme", None) else ""

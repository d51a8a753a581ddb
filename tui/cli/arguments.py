"""The type of parsed command lines, and the theme that one asks for."""

from __future__ import annotations

import argparse
from types import SimpleNamespace
from typing import TypeAlias

Arguments: TypeAlias = argparse.Namespace | SimpleNamespace


def own_theme(arguments: Arguments) -> str:
    """Return the name of the requested theme; empty if none was."""
    return f"backspasm-{arguments.theme}" if getattr(arguments, "theme", None) else ""

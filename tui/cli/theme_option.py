"""The theme that the command line asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments


def own_theme(arguments: Arguments) -> str:
    """Return the name of the requested theme; empty if none was."""
    return f"backspasm-{arguments.theme}" if getattr(arguments, "theme", None) else ""

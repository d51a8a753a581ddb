"""The option ``--watch``: where it cannot follow a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.full_screen import find_screen
from tui.cli.options import fail

if TYPE_CHECKING:
    from tui.cli.arguments import Arguments

_SCREENS = ("open", "now", "walk", "quiz", "lift", "pose")
"""The commands with a screen that can follow files."""


def refuse_elsewhere(arguments: Arguments) -> None:
    """Exit if the command has no screen on this machine that could follow files."""
    if arguments.command == "serve":
        fail("--watch is never over SSH: it follows files for whoever edits them; send SIGHUP")
    if arguments.command not in _SCREENS:
        fail(f"--watch needs a screen: it does nothing for {arguments.command}")
    screen = find_screen(arguments)
    if screen is None or screen.remote:
        fail("--watch needs a terminal of this machine that can draw, and no --plain")

"""Tells of a break where no pane is looked at: a desktop notification, and bells if wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PATIENCE = 5.0
"""Seconds after which a notification daemon that does not answer is given up."""


def notify(words: str) -> bool:
    """Show a desktop notification; return whether a program took it."""
    if sys.platform == "darwin":
        script = (
            'on run argv\ndisplay notification (item 1 of argv) with title "backspasm"\nend run'
        )
        command = ["osascript", "-e", script, words]
    else:
        command = ["notify-send", "--app-name=backspasm", "backspasm", words]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def ring(terminals: Iterable[Path]) -> None:
    """Ring the bell of terminals, as far as they take it at once."""
    if sys.platform == "win32":
        return
    for path in terminals:
        with suppress(OSError):
            number = os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
            try:
                os.write(number, b"\a")
            finally:
                os.close(number)

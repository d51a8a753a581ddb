"""For how long nobody has touched the machine, as far as it says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_PATIENCE = 2.0
"""Seconds after which a program that answers nothing is given up."""

Ask = Callable[[Sequence[str]], str]
"""Runs a program; returns what it prints, or nothing."""


def ask(words: Sequence[str]) -> str:
    """Return what a program prints; nothing where it fails, hangs or is not there."""
    try:
        done = subprocess.run(
            words, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def idle_seconds(
    now: Callable[[], float] = time.time,
    ask: Ask = ask,
    terminals: Callable[[], Iterable[Path]] | None = None,
    *,
    graphical: bool | None = None,
) -> float | None:
    """Return for how many seconds nobody has touched the machine; None where nobody knows.

    On a desktop only the session knows: who types in a browser touches no terminal.
    """
    if sys.platform == "darwin":
        return _of_macos(ask(["ioreg", "-c", "IOHIDSystem", "-d", "4"]))
    if graphical is None:
        graphical = bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))
    if graphical:
        return _of_session(ask(_SESSION), now())
    return _of_terminals((terminals or own_terminals)(), now())


_SESSION = ("loginctl", "show-session", "self", "-p", "IdleHint", "-p", "IdleSinceHint")


def own_terminals() -> Iterable[Path]:
    """Return the terminals of this user."""
    if sys.platform == "win32":
        return []
    found = []
    for path in (*Path("/dev/pts").glob("[0-9]*"), *Path("/dev").glob("tty[0-9]*")):
        try:
            if path.stat().st_uid == os.getuid():
                found.append(path)
        except OSError:
            continue
    return found


def _of_terminals(paths: Iterable[Path], now: float) -> float | None:
    """Return how long ago something was last typed: reading from a terminal sets its time."""
    last = None
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        # A file system without access times leaves them where they were at first.
        if status.st_atime > 0:
            last = max(last or 0.0, status.st_atime)
    return None if last is None else max(0.0, now - last)


def _of_session(told: str, now: float) -> float | None:
    fields = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    if fields.get("IdleHint") != "yes":
        return 0.0 if fields.get("IdleHint") == "no" else None
    since = fields.get("IdleSinceHint", "")
    return max(0.0, now - int(since) / 1e6) if since.isascii() and since.isdigit() else None


def _of_macos(told: str) -> float | None:
    found = re.search(r'"HIDIdleTime" = (\d{1,20})', told)
    return int(found[1]) / 1e9 if found else None

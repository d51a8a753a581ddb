"""For how long nobody has touched the machine, as far as it says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_PATIENCE = 2.0
"""Seconds after which a program that answers nothing is given up."""

Ask = Callable[[Sequence[str]], str]
"""Runs a program; returns what it prints, or nothing."""

_TRIES = 3
"""How often in a row a program may say nothing until it is asked no more."""


class PatientAsk:
    """Asks programs, but none that has said nothing several times: it may hang each time."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._failed: Counter[str] = Counter()

    def __call__(self, words: Sequence[str]) -> str:
        """Return what a program prints; nothing where it fails, or is asked no more."""
        program = words[0]
        if self._failed[program] >= _TRIES:
            return ""
        told = self._ask(words)
        self._failed[program] = 0 if told else self._failed[program] + 1
        return told


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
        known = [_of_screen_saver(ask(_SCREEN_SAVER)), _of_session(ask(_SESSION), now())]
        return max((seconds for seconds in known if seconds is not None), default=None)
    return _of_terminals((terminals or own_terminals)(), now())


# A desk that was started by a unit is in no session: auto is then the one on the display.
_SESSION = ("loginctl", "show-session", "auto", "-p", "IdleHint", "-p", "IdleSinceHint")
_SCREEN_SAVER = (
    *("busctl", "--user", "--timeout=1", "call", "org.freedesktop.ScreenSaver"),
    *("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "GetSessionIdleTime"),
)


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


def _of_screen_saver(told: str) -> float | None:
    """Return the idle time that a screen saver says.

    KDE says it in milliseconds. Others say it in seconds, so that this is far too little for
    them, and their idle hint counts.
    """
    found = re.fullmatch(r"u (\d{1,20})\s*", told)
    return int(found[1]) / 1000 if found else None


def _of_macos(told: str) -> float | None:
    found = re.search(r'"HIDIdleTime" = (\d{1,20})', told)
    return int(found[1]) / 1e9 if found else None

"""A process that speaks or plays, which no terminal, no input and no end of it can hold up."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

NOT_STARTED = 127
"""The exit status of a program that cannot be started, as shells have it."""
_LOOK = 0.05
"""Seconds between two looks at whether it should go on."""
_NO_WINDOW = 0x08000000
"""Keeps Windows from opening a console for it."""


def run_child(
    words: Sequence[str], text: str, *, longest: float, wanted: Callable[[], bool]
) -> int | None:
    """Run a program with `text` as its input, until its end; return its exit status.

    Args:
        words: The program and its options.
        text: Its standard input.
        longest: The seconds after which it counts as hanging.
        wanted: Whether to go on; asked often, and once it says no, the program is killed.

    Returns:
        The exit status; None if it was not wanted any more. One that cannot be started, or hangs,
        has the status of one that failed.

    """
    try:
        child = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # Its own group: killed as a whole, and no Ctrl-C or terminal reaches it.
            start_new_session=True,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except (OSError, ValueError):
        return NOT_STARTED
    end = time.monotonic() + longest

    def goes_on() -> bool:
        return wanted() and time.monotonic() < end

    try:
        _feed(child, text.encode(), goes_on)
        while goes_on():
            with suppress(subprocess.TimeoutExpired):
                return child.wait(_LOOK)
        return None if not wanted() else 124
    finally:
        _kill(child)


def _feed(child: subprocess.Popen[bytes], data: bytes, goes_on: Callable[[], bool]) -> None:
    """Write its input, as much of it as it reads, and close it."""
    pipe = child.stdin
    assert pipe is not None
    try:
        if sys.platform != "win32":
            os.set_blocking(pipe.fileno(), False)
        while data and goes_on() and child.poll() is None:
            if sys.platform == "win32" or select.select([], [pipe], [], _LOOK)[1]:
                data = data[pipe.write(data[:4096]) or 0 :]
    except OSError:
        pass  # It reads no more.
    finally:
        with suppress(OSError):
            pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started, and reap it."""
    with suppress(OSError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        child.wait(1.0)

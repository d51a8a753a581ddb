"""The loop of a desk in a terminal: waits for keys and for time, and gives the terminal back."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tui.cli.desk.desk_run import DeskRun
from tui.cli.desk.pane import DeskPane
from tui.cli.stdio import write

# There is no desk on Windows yet, as its command says.
assert sys.platform != "win32"

_FRAME = 1 / 8
"""Seconds between two pictures of a break."""
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_OPEN, _CLOSE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"


def run_in_terminal(run: DeskRun, pane: DeskPane) -> int:
    """Show a desk until its owner leaves or a signal ends it; return the exit status."""
    source = sys.stdin.fileno()
    with _signals() as (woken, caught), _raw(source):
        try:
            return _loop(run, pane, source, woken, caught)
        finally:
            run.end()


def _loop(
    run: DeskRun,
    pane: DeskPane,
    source: int,
    woken: int,
    caught: Callable[[], int | None],
) -> int:
    shown, state, since = "", run.desk.stage, time.monotonic()
    while True:
        wait = run.step()
        if run.desk.stage != state:
            state, since = run.desk.stage, time.monotonic()
        lasted = time.monotonic() - since
        moves = pane.is_moving(run, lasted)
        seconds = round(lasted / _FRAME) * _FRAME
        size = shutil.get_terminal_size((40, 12))
        new = pane.draw(run, (size.columns, size.lines), seconds)
        if new != shown:
            shown = new
            _write(new)
        ready, _, _ = select.select([source, woken], [], [], _FRAME if moves else wait)
        if woken in ready:
            os.read(woken, 512)
            if (ending := caught()) is not None:
                return 128 + ending
            shown = ""  # Resized, or back from being stopped: draw it again.
        if source in ready:
            typed = os.read(source, 512)
            keys = typed.decode("ascii", "replace")
            if not typed or "\x03" in keys:
                return 0
            for key in keys:
                if key == "q" and not run.leave():
                    return 0
                run.press(key, pane.asked)


def _write(text: str) -> None:
    write(text)
    sys.stdout.flush()


@contextmanager
def _raw(source: int) -> Iterator[None]:
    """Take each key as it comes, on a screen of its own."""
    before = termios.tcgetattr(source)
    try:
        tty.setcbreak(source)
        _write(_OPEN)
        yield
    finally:
        with suppress(OSError, ValueError):
            _write(_CLOSE)
        with suppress(OSError, termios.error):
            termios.tcsetattr(source, termios.TCSADRAIN, before)


@contextmanager
def _signals() -> Iterator[tuple[int, Callable[[], int | None]]]:
    """Let signals wake the loop; yields what to wait for, and what says which one ends it."""
    reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else os.pipe()
    os.set_blocking(writing, False)
    os.set_blocking(reading, False)
    caught: list[int] = []
    kept = {}
    for one in (*_ENDING, signal.SIGWINCH, signal.SIGCONT):
        kept[one] = signal.signal(
            one, lambda number, _: caught.append(number) if number in _ENDING else None
        )
    woken = signal.set_wakeup_fd(writing)
    try:
        yield reading, lambda: caught[0] if caught else None
    finally:
        signal.set_wakeup_fd(woken)
        for one, handler in kept.items():
            signal.signal(one, handler)
        os.close(reading)
        os.close(writing)

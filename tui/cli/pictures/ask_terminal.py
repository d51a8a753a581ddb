"""The question to the terminal whether it draws pictures, asked on standard output."""

from __future__ import annotations

import os
import select
import sys
import time

from tui.figure.pixels.graphics_support import QUESTION, GraphicsSupport, is_whole, support_of
from tui.system.window_pixels import cell_pixels

_WAIT = 10.0
"""The longest wait for an answer, in seconds: over a slow line, on a busy machine.

Every terminal ends it sooner by saying its kind.
"""
_LONGEST = 4096
"""The most bytes of an answer."""


def ask_terminal() -> GraphicsSupport:
    """Ask the terminal for graphics; without a terminal at both ends there are none.

    What is typed meanwhile is lost, as is an answer that comes later.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return GraphicsSupport()
    if sys.platform == "win32":
        # Its consoles answer programs in another way.
        return GraphicsSupport()
    import termios
    import tty

    sys.stdout.flush()
    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        before = termios.tcgetattr(source)
        try:
            # No echo, so that no answer is seen, and no wait for the end of a line.
            tty.setcbreak(source)
            os.write(target, QUESTION)
            return support_of(read_answer(source, _WAIT), cell_pixels(target))
        finally:
            termios.tcsetattr(source, termios.TCSAFLUSH, before)
    except (OSError, termios.error):
        return GraphicsSupport()


def read_answer(source: int, seconds: float) -> bytes:
    """Read until the terminal has answered, at most so many seconds."""
    answer, end = b"", time.monotonic() + seconds
    while not is_whole(answer) and len(answer) < _LONGEST:
        ready, _, _ = select.select([source], [], [], max(0.0, end - time.monotonic()))
        if not ready or not (part := os.read(source, _LONGEST)):
            break
        answer += part
    return answer

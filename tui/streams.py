"""What commands say on standard output, and what they read from standard input."""

from __future__ import annotations

import os
import shutil
import sys

_LONGEST_LINE = 1000
"""Bytes of an answer that are looked at."""


def write(text: str) -> None:
    """Write what standard output can show of `text`."""
    from tui.guide.plain_forms import legible

    if sys.stdout:
        sys.stdout.write(legible(text, encoding()))


def say(line: str) -> None:
    """Write a line that is to be seen at once."""
    write(f"{line}\n")
    if sys.stdout:
        sys.stdout.flush()


def read() -> str | None:
    """A line from standard input, cut off where it is longer than any answer; None at its end."""
    if not sys.stdin:
        return None
    line = part = sys.stdin.buffer.readline(_LONGEST_LINE)
    while part and not part.endswith(b"\n"):
        part = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode("utf-8", "replace") if line else None


def columns() -> int:
    """The columns to wrap to."""
    from tui.plain import READING_WIDTH

    return min(shutil.get_terminal_size().columns, READING_WIDTH)


def encoding() -> str | None:
    """The encoding of standard output, or of its reader; None if it is closed."""
    from tui.guide.region import stream_encoding

    return stream_encoding(sys.stdout.encoding, os.environ) if sys.stdout else None

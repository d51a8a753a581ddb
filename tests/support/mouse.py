"""What terminals send as the mouse moves, and what they get to be copied."""

from __future__ import annotations

import base64
import re

_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\a")


def drag(display: list[str], first: str, last: str) -> str:
    """The reports of a drag from the begin of some words on the screen to the end of others."""
    (x, y), (end_x, end_y) = _place(display, first), _place(display, last)
    end_x += len(last) - 1
    return f"\x1b[<0;{x};{y}M\x1b[<32;{end_x};{end_y}M\x1b[<0;{end_x};{end_y}m"


def _place(display: list[str], words: str) -> tuple[int, int]:
    row = next(number for number, line in enumerate(display, 1) if words in line)
    return display[row - 1].index(words) + 1, row


def copied(received: bytes | bytearray) -> list[str]:
    """The texts that a program put into the terminal's clipboard."""
    return [base64.b64decode(text).decode() for text in _COPIED.findall(received)]


_LINE = (
    "Answer the eight questions at the top of the first tab, or go through this list to its end."
)
_HELP = "Move, on every screen\n↓ j ctrl+n  Go one line down, to the next entry, or to less"
PAGES: dict[str, tuple[str, str, str, str, str]] = {
    "a verdict": ("4", "Tick what applies", "Answer the eight", "its end.", _LINE),
    "a list": (
        "4",
        "Tick what applies",
        "Toilet paper",
        "wipe",
        "Toilet paper feels different when you wipe",
    ),
    "a sheet": (
        "?",
        "Move, on",
        "Move, on",
        "or to less",
        _HELP,
    ),
}
"""Kinds of pages: the key to them, what they show, the begin and the end of a drag, its text."""

"""Words about keys in the lower edge of a frame."""

from __future__ import annotations

from tui.app.terminal.window_size import COLUMNS

_FRAME = 15
"""Columns in the edge of a frame for its corners, and to say that there is more."""


def frame_keys(words: str, width: int) -> str:
    """Return words about keys for a window of `width` columns: in few, the most needed."""
    return words if width >= COLUMNS else _fitting_keys(words, width - _FRAME)


def _fitting_keys(words: str, room: int) -> str:
    """Return as many of a frame's keys as fit: the first, and the last, which leads out."""
    first, *middle, last = words.split(" · ") if " · " in words else ("", words)
    while len(told := " · ".join(filter(None, [first, *middle, last]))) > room and middle:
        middle.pop()
    if len(told) > room:
        last = last.partition(" ")[0]
    if len(f"{first} · {last}") > room:
        first = first.partition(" ")[0]
    return " · ".join(filter(None, [first, *middle, last]))

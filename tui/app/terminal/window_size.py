"""The smallest windows in which the guide works."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

SMALLEST = Size(40, 15)
"""The least columns and rows in which the whole guide works."""

SMALLEST_LED = Size(30, 10)
"""The least in which the walkthrough and the first minutes work, which show one thing at a time."""

COLUMNS = 60
"""The least columns of a window in which things stand side by side."""


def is_too_small(size: tuple[int, int], smallest: tuple[int, int] = SMALLEST) -> bool:
    """Whether a terminal is too small to see what a key does."""
    return size[0] < smallest[0] or size[1] < smallest[1]


def breakpoint_class(breakpoints: Sequence[tuple[int, str]], size: int) -> str:
    """Return the CSS class of a screen of so many columns or rows."""
    return max((least, name) for least, name in breakpoints if least <= size)[1]

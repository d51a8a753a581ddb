"""The smallest window in which the whole guide works."""

from __future__ import annotations

from textual.geometry import Size

SMALLEST = Size(60, 20)
"""The least columns and rows in which the whole guide works."""


def is_too_small(size: tuple[int, int]) -> bool:
    """Whether a terminal is too small to see what a key does."""
    width, height = size
    return width < SMALLEST.width or height < SMALLEST.height

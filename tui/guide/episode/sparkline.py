"""A series of values as a line of small bars."""

from __future__ import annotations

from collections.abc import Iterable

_BARS = "▁▂▃▄▅▆▇█"


def spark(values: Iterable[float], most: float) -> str:
    """Return a bar for each of `values`, its height between 0 and `most`."""
    top = len(_BARS) - 1
    return "".join(_BARS[round(top * min(max(value / most, 0), 1))] for value in values)

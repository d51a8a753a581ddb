"""A clock that nobody sets, and that goes on while the machine sleeps."""

from __future__ import annotations

import sys
import time


def boot_clock() -> float:
    """Return seconds since some moment in the past."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform != "win32":
        # On macOS this one counts sleep too, which `time.monotonic` does not.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()

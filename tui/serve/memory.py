"""Memory that readers leave behind."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import lru_cache


def clear_away() -> None:
    """Collect what hangs together in circles, and give what is free back to the system.

    Otherwise it stays until memory has grown, and what many readers took at once stays for good.
    """
    gc.collect()
    if trim := _trim():
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int] | None:
    """What gives free memory back; only the GNU C library has it."""
    try:
        import ctypes

        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, ImportError, MemoryError, OSError, TypeError):
        # Another library, another system, or one that lets nothing be loaded.
        return None
    return trim

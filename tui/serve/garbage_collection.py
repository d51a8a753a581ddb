"""Garbage collection without long pauses: frees what readers leave behind in small steps.

A full collection traverses the objects of every reader, which takes 1 to 4 ms for each of them.
So Python's automatic collection is limited to the young generations. When a reader leaves, the
objects of their session are moved into the youngest generation and collected there. A full
collection runs only while there are few readers.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

FULL_COLLECTION_READERS = 8
"""The most readers with which a full collection is short enough to go unnoticed."""
_THRESHOLDS = 3_000, 3, 1_000_000
"""A young collection visits about 12,000 objects at most; a full one never starts by itself."""
_MAX_OBJECTS = 60_000
"""The most objects that are visited for one root; a guide has about 6,000."""
_DELAY = 1.5
"""Seconds between the end of a session and the collection of its objects.

Until then its tasks have ended, and so have short timers: a cancelled timer's context refers to
the app until it is due, and the cursor of a text field blinks every half second.
"""
_RETRY_DELAYS = 4.0, 30.0
"""Seconds until what is still in use is tried again: a busy machine ends tasks later."""
_STEP = 0.01
"""The longest that one step may take, in seconds."""
_MANY = 16
"""The length of the queue from which on there is no pause between two steps."""
_SHARED_TYPES = (type, ModuleType, CodeType, BuiltinFunctionType, asyncio.AbstractEventLoop)
"""Types of objects that all readers share; references are not followed through them."""


def freeze_startup_objects() -> None:
    """Exempt all existing objects from collection, and limit automatic collection to young ones."""
    gc.set_threshold(*_THRESHOLDS)
    gc.collect()
    gc.freeze()


class DeferredCollector:
    """Collects the objects of ended sessions and closed screens, one root after the other.

    Args:
        readers: The number of open sessions.
        shared: Further types of objects that all readers share.

    """

    def __init__(self, readers: Callable[[], int], shared: tuple[type, ...]) -> None:
        self._readers = readers
        self._shared = (DeferredCollector, *shared)
        self._queue: deque[tuple[float, list[object], int]] = deque()
        """The roots of each guide or screen, when they may be collected, and earlier attempts."""
        self._has_left = False
        """Whether a reader has left since the last full collection."""
        self._next: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """The number of roots in the queue."""
        return len(self._queue)

    def add(self, *roots: object) -> None:
        """Queue `roots`, to collect them and what only they refer to."""
        self._add(list(roots), _DELAY, 0)

    def reader_left(self, *roots: object) -> None:
        """Queue `roots`, and a full collection if few readers are left."""
        self._has_left = True
        self.add(*roots)

    def _add(self, roots: list[object], delay: float, attempts: int) -> None:
        self._queue.append((asyncio.get_running_loop().time() + delay, roots, attempts))
        self._schedule(delay)

    def _add_again(self, left: list[weakref.ref[object]], attempts: int) -> None:
        if roots := [root for one in left if (root := one()) is not None]:
            self._add(roots, 0.0, attempts)

    def _schedule(self, seconds: float) -> None:
        if not self._next:
            self._next = asyncio.get_running_loop().call_later(seconds, self._collect)

    def _collect(self) -> None:
        self._next = None
        if self._queue:
            self._step()
        elif self._has_left and self._readers() <= FULL_COLLECTION_READERS:
            self._has_left = False
            collect_all()
            if not self._readers():
                # No reader refers to what is left, so it will last.
                gc.freeze()

    def _step(self) -> None:
        """Collect the roots that are due, for `_STEP` seconds at most, then pause as long."""
        loop = asyncio.get_running_loop()
        clock = loop.time
        began = clock()
        while self._queue and self._queue[0][0] <= clock() < began + _STEP:
            _, roots, attempts = self._queue.popleft()
            left = [weakref.ref(root) for root in roots]
            collect_reachable(roots, self._shared)
            if attempts < len(_RETRY_DELAYS) and any(one() is not None for one in left):
                loop.call_later(_RETRY_DELAYS[attempts], self._add_again, left, attempts + 1)
        now = clock()
        rest = now - began if len(self._queue) < _MANY else 0.0
        due = self._queue[0][0] if self._queue else now
        self._schedule(max(rest, due - now))


def collect_all() -> None:
    """Run a full collection, and return free memory to the operating system.

    Without that, the process keeps what it took for the largest number of readers so far.
    """
    gc.collect()
    if trim := _malloc_trim():
        trim(0)


def collect_reachable(roots: list[object], shared: tuple[type, ...] = ()) -> int:
    """Collect `roots` and what can be reached from them, unless it is in use elsewhere.

    Empties `roots`. References are not followed through objects of the `shared` types. Returns
    the number of objects that were visited.
    """
    functions = _gc_functions()
    if functions is None:
        roots.clear()
        return 0
    untrack, track = functions
    was_enabled = gc.isenabled()
    # No collection may run while some of the objects are untracked or still old.
    gc.disable()
    try:
        objects = _reachable(roots, (*_SHARED_TYPES, *shared))
        roots.clear()
        count = len(objects)
        item: object
        while objects:
            item = objects.pop()
            untrack(item)
            track(item)
        item = None
        gc.collect(0)
    finally:
        if was_enabled:
            gc.enable()
    return count


def _reachable(roots: list[object], shared: tuple[type, ...]) -> list[object]:
    """The tracked objects that can be reached from `roots`, the nearest last."""
    seen: dict[int, object] = {}
    level = list(roots)
    while level and len(seen) < _MAX_OBJECTS:
        new = {
            id(item): item
            for item in level
            if id(item) not in seen and gc.is_tracked(item) and not issubclass(type(item), shared)
        }
        seen |= new
        functions = [item for item in new.values() if isinstance(item, FunctionType)]
        for function in functions:
            # A function refers to the globals of its module, which all readers share.
            del new[id(function)]
        level = gc.get_referents(*new.values())
        for function in functions:
            level += [function.__closure__, function.__defaults__, function.__kwdefaults__]
    return list(seen.values())[::-1]


@lru_cache(maxsize=1)
def _gc_functions() -> tuple[Callable[[object], None], Callable[[object], None]] | None:
    """CPython's functions to untrack an object, and to track it in the youngest generation.

    None on other implementations of Python.
    """
    if sys.implementation.name != "cpython":
        return None
    try:
        import ctypes

        functions = ctypes.pythonapi.PyObject_GC_UnTrack, ctypes.pythonapi.PyObject_GC_Track
    except (AttributeError, ImportError, MemoryError, OSError):
        return None
    for function in functions:
        function.argtypes, function.restype = [ctypes.py_object], None
    return functions


@lru_cache(maxsize=1)
def _malloc_trim() -> Callable[[int], int] | None:
    """The C library's function that returns free memory to the system; only glibc has it."""
    try:
        import ctypes

        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, ImportError, MemoryError, OSError, TypeError):
        # Another C library or system, or ctypes is not allowed to load it.
        return None
    return trim

"""Memory that readers leave behind, collected without letting others wait.

A full collection walks everybody's guide, which takes 1 to 4 ms for each reader. So only young
objects are collected by themselves. What a reader leaves is made young again, where a young
collection finds it. Everything is walked only while few readers are there.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

FULL_COLLECTION_READERS = 8
"""Readers whose guides can all be walked without anybody noticing."""
_THRESHOLDS = 3_000, 3, 1_000_000
"""A young collection walks some 12,000 objects at most; a full one never begins by itself."""
_MOST = 60_000
"""Objects that are looked through at once; a guide has about 6,000."""
_SOON = 1.5
"""Seconds in which the tasks of those who left come to their ends.

So do the short timers that they had cancelled: until its time a timer's context holds the app,
and a field's cursor blinks every half second.
"""
_STEP = 0.01
"""Seconds after which others have their turn."""
_MANY = 16
"""Of so many that wait, the others have their turn only, and no rest."""
_EVERYBODYS = (type, ModuleType, CodeType, BuiltinFunctionType, asyncio.AbstractEventLoop)
"""What leads from one reader's objects to those of all."""


def freeze_startup_objects() -> None:
    """Count all that is there as lasting, and collect only what is young from now on."""
    gc.set_threshold(*_THRESHOLDS)
    gc.collect()
    gc.freeze()


class DeferredCollector:
    """Collects what readers left, one after the other.

    `readers` says how many are there; objects of the `shared` types belong to all of them.
    """

    def __init__(self, readers: Callable[[], int], shared: tuple[type, ...]) -> None:
        self._readers = readers
        self._shared = (DeferredCollector, *shared)
        self._waiting: deque[tuple[float, object]] = deque()
        """When each may be looked through, by the loop's clock, and what it is."""
        self._has_left = False
        """Whether anybody has left since everything was collected last."""
        self._next: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """How many are still to be looked through."""
        return len(self._waiting)

    def add(self, root: object) -> None:
        """Soon collect `root` and all that hangs on it, unless something else holds it."""
        self._waiting.append((asyncio.get_running_loop().time() + _SOON, root))
        self._later(_SOON)

    def reader_left(self, root: object) -> None:
        """Collect what hangs on `root`, and everything if few readers are left."""
        self._has_left = True
        self.add(root)

    def _later(self, seconds: float) -> None:
        if not self._next:
            self._next = asyncio.get_running_loop().call_later(seconds, self._collect)

    def _collect(self) -> None:
        self._next = None
        if self._waiting:
            self._step()
        elif self._has_left and self._readers() <= FULL_COLLECTION_READERS:
            self._has_left = False
            collect_all()
            if not self._readers():
                # What nobody's guide holds is there for all who come.
                gc.freeze()

    def _step(self) -> None:
        """Collect a few whose time has come, and rest for as long as that took."""
        clock = asyncio.get_running_loop().time
        began = clock()
        while self._waiting and self._waiting[0][0] <= clock() < began + _STEP:
            collect_reachable([self._waiting.popleft()[1]], self._shared)
        now = clock()
        rest = now - began if len(self._waiting) < _MANY else 0.0
        due = self._waiting[0][0] if self._waiting else now
        self._later(max(rest, due - now))


def collect_all() -> None:
    """Collect all that hangs together in circles, and give free memory back to the system.

    Otherwise it stays until memory has grown, and what many readers took at once stays for good.
    """
    gc.collect()
    if trim := _malloc_trim():
        trim(0)


def collect_reachable(roots: list[object], shared: tuple[type, ...] = ()) -> int:
    """Collect `roots` and all that hangs on them, unless something else holds it.

    Empties `roots`. Objects of the `shared` types are left out, with what only they lead to.
    The number of objects that were looked through.
    """
    moves = _gc_functions()
    if moves is None:
        roots.clear()
        return 0
    leave, join = moves
    was_enabled = gc.isenabled()
    # Between the two moves, and until all are young, no collection may come.
    gc.disable()
    try:
        found = _reachable(roots, (*_EVERYBODYS, *shared))
        roots.clear()
        count = len(found)
        while found:
            thing = found.pop()
            leave(thing)
            join(thing)
        del thing
        gc.collect(0)
    finally:
        if was_enabled:
            gc.enable()
    return count


def _reachable(roots: list[object], shared: tuple[type, ...]) -> list[object]:
    """What the collector knows of that can be reached from `roots`, the nearest last."""
    found: dict[int, object] = {}
    level = list(roots)
    while level and len(found) < _MOST:
        new = {
            id(thing): thing
            for thing in level
            if id(thing) not in found
            and gc.is_tracked(thing)
            and not issubclass(type(thing), shared)
        }
        found |= new
        functions = [thing for thing in new.values() if isinstance(thing, FunctionType)]
        for function in functions:
            # Its globals are everybody's.
            del new[id(function)]
        level = gc.get_referents(*new.values())
        for function in functions:
            level += [function.__closure__, function.__defaults__, function.__kwdefaults__]
    return list(found.values())[::-1]


@lru_cache(maxsize=1)
def _gc_functions() -> tuple[Callable[[object], None], Callable[[object], None]] | None:
    """What takes an object out of its generation, and what puts it into the youngest one.

    Part of CPython's C interface; other Pythons have none.
    """
    if sys.implementation.name != "cpython":
        return None
    try:
        import ctypes

        moves = ctypes.pythonapi.PyObject_GC_UnTrack, ctypes.pythonapi.PyObject_GC_Track
    except (AttributeError, ImportError, MemoryError, OSError):
        return None
    for move in moves:
        move.argtypes, move.restype = [ctypes.py_object], None
    return moves


@lru_cache(maxsize=1)
def _malloc_trim() -> Callable[[int], int] | None:
    """What gives free memory back; only the GNU C library has it."""
    try:
        import ctypes

        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, ImportError, MemoryError, OSError, TypeError):
        # Another library, another system, or one that lets nothing be loaded.
        return None
    return trim

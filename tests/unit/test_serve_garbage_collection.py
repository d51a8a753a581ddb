"""Garbage collection: what a reader leaves behind is freed, and nothing else is touched."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from mmap import PAGESIZE
from pathlib import Path

import pytest

from tui.serve import garbage_collection
from tui.serve.garbage_collection import DeferredCollector, collect_all, collect_reachable

MB = 1024 * 1024


class Circle:
    """An object that refers to itself."""

    def __init__(self) -> None:
        self.own = self


def resident() -> int:
    """The resident memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * PAGESIZE


@pytest.fixture(autouse=True)
def no_collection_by_itself() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_hangs_together_in_a_circle_is_cleared_away() -> None:
    gone = weakref.ref(Circle())
    assert gone() is not None
    collect_all()
    assert gone() is None


class Shared:
    """An object that all readers share, with many objects in it."""

    def __init__(self) -> None:
        self.circles = [Circle() for _ in range(1000)]


class Guide(Circle):
    """The objects of one reader, some of which are reached through closures only."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.parts = [Circle() for _ in range(10)]
        self.call: Callable[[], list[Circle]] = lambda: self.parts


def old(thing: object) -> weakref.ref[object]:
    """A weak reference to an object, after moving it into the oldest generation."""
    gc.collect()
    return weakref.ref(thing)


@pytest.mark.parametrize("kind", ["a guide", "a function", "a list of many"])
def test_what_is_old_and_in_use_no_more_is_collected_alone(kind: str) -> None:
    shared, other = Shared(), [Circle() for _ in range(1000)]
    guide = Guide(shared)
    gone, part = old(guide), weakref.ref(guide.parts[3])
    roots: list[object] = [guide.call if kind == "a function" else guide]
    if kind == "a list of many":
        roots = [[guide], (guide.parts,)]
    del guide
    count = collect_reachable(roots, (Shared,))
    assert gone() is part() is None
    assert roots == []
    assert 10 <= count < 100
    assert len(shared.circles) == len(other)


def test_what_is_in_use_stays() -> None:
    guide = Guide(Shared())
    stays = old(guide)
    collect_reachable([guide], (Shared,))
    assert stays() is guide
    assert guide.call() is guide.parts
    assert all(part.own is part for part in guide.parts)
    # A second collection visits the same objects.
    assert collect_reachable([guide], (Shared,)) == collect_reachable([guide], (Shared,))


@pytest.mark.parametrize("kept_for", [0, 1, 2, 9])
async def test_what_is_still_in_use_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, kept_for: int
) -> None:
    """On a busy machine a task may end after the first attempt."""
    monkeypatch.setattr(garbage_collection, "_DELAY", 0.0)
    monkeypatch.setattr(garbage_collection, "_RETRY_DELAYS", (0.0, 0.0))
    guide = Guide(Shared())
    gone, in_use, attempts = old(guide), [guide], 0
    del guide

    def collect(roots: list[object], shared: tuple[type, ...]) -> None:
        nonlocal attempts
        if attempts == kept_for:
            in_use.clear()
        attempts += 1
        collect_reachable(roots, (*shared, Shared))

    monkeypatch.setattr(garbage_collection, "collect_reachable", collect)
    collector = DeferredCollector(lambda: 500, ())
    collector.add(*in_use)
    while attempts < min(kept_for + 1, 3):
        await asyncio.sleep(0.001)
    assert (gone() is None) == (kept_for < 3)
    assert not collector and attempts == min(kept_for + 1, 3)


@pytest.mark.parametrize("roots", [[], [None], [1, "two"], [Shared]])
def test_what_the_collector_does_not_track_is_left_alone(roots: list[object]) -> None:
    assert collect_reachable(roots) == 0
    assert roots == []


def test_on_another_python_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage_collection, "_gc_functions", lambda: None)
    circle = Circle()
    gone = old(circle)
    roots: list[object] = [circle]
    del circle
    assert collect_reachable(roots) == 0
    assert roots == [] and gone() is not None
    collect_all()
    assert gone() is None


def test_no_full_collection_begins_by_itself() -> None:
    before = gc.get_threshold()
    full: list[int] = []

    def count(phase: str, about: dict[str, int]) -> None:
        if phase == "start" and about["generation"] == 2:
            full.append(1)

    try:
        garbage_collection.freeze_startup_objects()
        gc.callbacks.append(count)
        gc.enable()
        kept = [Circle() for _ in range(400_000)]
        assert kept and not full
    finally:
        gc.callbacks.remove(count)
        gc.set_threshold(*before)
        gc.unfreeze()


@pytest.mark.skipif(garbage_collection._malloc_trim() is None, reason="needs the GNU C library")
def test_memory_that_is_free_goes_back_to_the_system() -> None:
    collect_all()
    before = resident()
    # An allocation above them keeps the allocator from trimming the heap by itself.
    many = [bytes(3000) for _ in range(20_000)]
    above = bytes(3000)
    grown = resident() - before
    assert grown > 40 * MB
    many.clear()
    collect_all()
    assert resident() - before < grown / 2
    assert above


def test_where_nothing_can_be_given_back_the_rest_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garbage_collection, "_malloc_trim", lambda: None)
    gone = weakref.ref(Circle())
    collect_all()
    assert gone() is None

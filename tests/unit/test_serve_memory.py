from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from mmap import PAGESIZE
from pathlib import Path

import pytest

from tui.serve import memory
from tui.serve.memory import clear_away

MB = 1024 * 1024


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


def resident() -> int:
    """Bytes of memory that this process has in use."""
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
    clear_away()
    assert gone() is None


@pytest.mark.skipif(memory._trim() is None, reason="needs the GNU C library")
def test_memory_that_is_free_goes_back_to_the_system() -> None:
    clear_away()
    before = resident()
    # What lies above them keeps the free pieces from going back by themselves.
    many = [bytes(3000) for _ in range(20_000)]
    above = bytes(3000)
    grown = resident() - before
    assert grown > 40 * MB
    many.clear()
    clear_away()
    assert resident() - before < grown / 2
    assert above


def test_where_nothing_can_be_given_back_the_rest_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_trim", lambda: None)
    gone = weakref.ref(Circle())
    clear_away()
    assert gone() is None

"""Keys reach the guide as they were typed, in any pieces, and no faster than it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, MouseMove, Resize
from textual.message import Message

from tests.support.content import loaded
from tui.app.app import GuideApp
from tui.app.terminal import key_feed
from tui.app.terminal.input_buffer import KEYS, InputBuffer
from tui.app.terminal.key_feed import KeyFeed
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.content.record_index import Index

INDEX = Index.of(loaded())
UP, DOWN, RIGHT = "\x1b[A", "\x1b[B", "\x1b[C"


class Busy(GuideApp):
    """Is busy for as long as a test says."""

    busy = False
    error: Exception | None = None

    @property
    def is_busy(self) -> bool:
        return self.busy

    def fail(self, error: Exception) -> None:
        self.error = error


class Feeding:
    """A feed, and what it has handed on."""

    def __init__(self) -> None:
        self.app = Busy(INDEX)
        self.taken: list[Message] = []
        self.feed = KeyFeed(
            self.app, self.taken.append, InputBuffer(), TerminalParser(sizes=True), shared=False
        )
        self.feed.start()

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.taken if isinstance(message, Key)]

    async def until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.001)


typed_keys = st.lists(
    st.sampled_from(["a", "é", "漢", UP, DOWN, RIGHT, "\x1b[1;5C", "\x1bOP", "\t", "\x1b[Z"]),
    min_size=1,
    max_size=8,
)


@given(typed_keys, st.sets(st.integers(1, 40)))
def test_keys_are_the_same_in_any_pieces(typed: list[str], cuts: set[int]) -> None:
    text = "".join(typed)
    sent = text.encode()
    wanted = [event.key for event in XTermParser().feed(text) if isinstance(event, Key)]

    async def check() -> None:
        feeding = Feeding()
        places = [0, *sorted(cut for cut in cuts if cut < len(sent)), len(sent)]
        for start, end in pairwise(places):
            feeding.feed.put(sent[start:end])
        await feeding.until(lambda: len(feeding.keys) >= len(wanted))
        assert feeding.keys == wanted

    asyncio.run(check())


async def test_a_flood_costs_no_more_than_what_may_wait() -> None:
    """What comes while the guide is busy is dropped: nobody sees an answer to it."""
    feeding = Feeding()
    feeding.app.busy = True
    for _ in range(25):
        feeding.feed.put(b"j" * 4096)
    assert len(feeding.keys) <= 4
    feeding.app.busy = False
    await feeding.until(lambda: not feeding.feed.is_waiting)
    feeding.feed.put(b"k")
    await feeding.until(lambda: "k" in feeding.keys)
    assert len(feeding.keys) <= 2 * KEYS + 1


@pytest.mark.parametrize("kind", [b"j", b"\x1b[A", b"\x1b[<35;9;9M"])
async def test_a_flood_ends_after_a_while(monkeypatch: pytest.MonkeyPatch, kind: bytes) -> None:
    """Some keys cost much: each of so many may draw everything anew."""
    monkeypatch.setattr(key_feed, "_FLOODED", 0.0)
    feeding = Feeding()
    feeding.feed.put(kind * 4096)
    feeding.feed.put(b"\x1b[200~words\x1b[201~")
    await feeding.until(lambda: not feeding.feed.is_waiting)
    assert len(feeding.taken) <= 4 + 1
    feeding.feed.put(b"q")
    await feeding.until(lambda: "q" in feeding.keys)


@pytest.mark.parametrize("count", [5, 100, KEYS])
async def test_whatever_may_be_typed_is_answered(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(key_feed, "_FLOODED", 0.0)
    feeding = Feeding()
    feeding.feed.put(b"j" * count)
    await feeding.until(lambda: not feeding.feed.is_waiting)
    assert len(feeding.keys) == count


async def test_a_key_alone_is_handed_on_at_once() -> None:
    feeding = Feeding()
    for number in range(20):
        feeding.feed.put(b"j")
        assert len(feeding.keys) == number + 1


async def test_a_flood_of_the_mouse_presses_no_key() -> None:
    """What is dropped of it is cut between two reports, never within one."""
    for size in (7, 100, 509, 510, 511, 512, 4096):
        feeding = Feeding()
        feeding.app.busy = True
        flood = b"".join(b"\x1b[<35;%d;%dM" % (10 + n % 60, 3 + n % 20) for n in range(2000))
        for start in range(0, len(flood), size):
            feeding.feed.put(flood[start : start + size])
            if start == len(flood) // size // 2 * size:
                feeding.app.busy = False
                await feeding.until(lambda: not feeding.feed.is_waiting)  # noqa: B023
                feeding.app.busy = True
        feeding.app.busy = False
        feeding.feed.put(b"q")
        await feeding.until(lambda: not feeding.feed.is_waiting)  # noqa: B023
        feeding.feed.put(b"q")
        await feeding.until(lambda: feeding.keys)  # noqa: B023
        assert set(feeding.keys) == {"q"}, size
        assert any(isinstance(message, MouseMove) for message in feeding.taken)


@pytest.mark.parametrize(
    ("sent", "count"),
    [(b"j" * 40, 40), (b"\x1b[200~words\x1b[201~" * 9, 9), (b"\x1b[<0;5;5M\x1b[<0;5;5m" * 9, 18)],
)
async def test_all_that_waits_can_be_handed_on_at_once(sent: bytes, count: int) -> None:
    feeding = Feeding()
    feeding.app.busy = True
    feeding.feed.put(b"j" * 4)
    feeding.feed.put(sent)
    assert len(feeding.taken) == 4
    feeding.app.flush_typed()
    assert len(feeding.taken) == 4 + count
    assert not feeding.feed.is_waiting


@pytest.mark.parametrize(
    ("begun", "rest"),
    [
        (b"\x1b[", b"B"),
        (b"\x1b[1;", b"5C"),
        (b"\x1b[200~wor", b"ds\x1b[201~"),
        (b"\x1b[200", b"~words\x1b[201~"),
        (b"\x1b[<0;5;", b"5M"),
    ],
)
async def test_what_has_half_come_by_then_is_dropped(begun: bytes, rest: bytes) -> None:
    feeding = Feeding()
    feeding.feed.put(begun)
    feeding.app.flush_typed()
    feeding.feed.put(rest)
    feeding.feed.put(b"j")
    await feeding.until(lambda: "j" in feeding.keys)
    assert [type(message) for message in feeding.taken] == [Key]


async def test_what_is_no_key_is_not_dropped_with_them() -> None:
    feeding = Feeding()
    feeding.feed.put(b"\x1b[48;30;")
    feeding.app.flush_typed()
    feeding.feed.put(b"100;600;1000tj")
    await feeding.until(lambda: "j" in feeding.keys)
    assert [type(message) for message in feeding.taken] == [Resize, Key]


async def test_what_fails_is_told_to_the_guide() -> None:
    feeding = Feeding()
    feeding.feed.put(b"j")
    feeding.app.busy = True
    feeding.feed.put(b"jjjj")

    def broken(message: Message) -> None:
        raise LookupError

    feeding.feed._dispatch = broken
    feeding.app.busy = False
    await feeding.until(lambda: feeding.app.error)
    assert isinstance(feeding.app.error, LookupError)

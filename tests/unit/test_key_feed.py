"""Keys reach the guide as they were typed, in any pieces, and no faster than it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, MouseMove
from textual.message import Message

from tui.app.app import GuideApp
from tui.app.input_buffer import KEYS, InputBuffer
from tui.app.key_feed import KeyFeed
from tui.guide.index import Index
from tui.guide.load import load

INDEX = Index.of(load())
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
        self.feed = KeyFeed(self.app, self.taken.append, InputBuffer(), sizes=True, shared=False)
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


async def test_what_fails_is_told_to_the_guide() -> None:
    feeding = Feeding()
    feeding.feed.put(b"j")
    feeding.app.busy = True
    feeding.feed.put(b"jjjj")

    def broken(message: Message) -> None:
        raise LookupError

    feeding.feed._hand_on = broken
    feeding.app.busy = False
    await feeding.until(lambda: feeding.app.error)
    assert isinstance(feeding.app.error, LookupError)

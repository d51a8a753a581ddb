"""Many readers at once, and no objects, tasks or files left after they have gone."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache
from textual.screen import Screen as TextualScreen

from tests.ssh.inside import Inside, serving_inside, until
from tests.ssh.leaving import WAYS, leaves_a_conversation, quits, walks
from tests.ssh.visiting import opened, visiting
from tests.support.fast import fast_only
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.content.record_index import Index
from tui.serve import garbage_collection
from tui.serve.ssh.connection import Connection
from tui.serve.ssh.session import GuideSession
from tui.serve.views import full_screen
from tui.serve.views.driver import ChannelDriver
from tui.serve.views.full_screen import FullScreenView
from tui.serve.views.plain_text import PlainTextView
from tui.serve.views.served_app import ServedApp

OF_A_CLIENT = (
    ServedApp,
    ChannelDriver,
    FullScreenView,
    PlainTextView,
    TerminalParser,
    GuideSession,
    Connection,
    StylesCache,
)
"""Classes with an instance for each connection, session or widget."""

# Textual keeps the last thousand widgets of any app, with all that hangs on them.
pytestmark = fast_only("caches")


@pytest.mark.parametrize("count", [8, pytest.param(50, marks=pytest.mark.thorough)])
async def test_many_at_once_see_the_first_screen_and_their_own_ticks(
    index: Index, tmp_path: Path, count: int
) -> None:
    async with serving_inside(index, tmp_path) as inside:

        async def read(number: int) -> None:
            async with visiting(inside.port) as visit:
                await opened(visit)
                if number % 2:
                    visit.send("4", " ")
                    await visit.wait_for("EMERGENCY")
                together.append(number)
                await until(lambda: len(together) == count, "the others")
                assert ("EMERGENCY" in visit.text) == bool(number % 2)

        together: list[int] = []
        await asyncio.gather(*(read(number) for number in range(count)))
        await until(lambda: not inside.server.limits.connections, "all to have left")
        assert inside.faults == []


async def all_go(inside: Inside) -> None:
    await until(
        lambda: (
            not (inside.server.connections or inside.server._sessions or inside.server._tasks)
            and not inside.server.collector
        ),
        "all to have gone",
    )


def collected_instances() -> Counter[str]:
    """The number of live instances of each class in `OF_A_CLIENT`, after a full collection."""
    gc.unfreeze()
    gc.collect()
    return instances()


def threads() -> set[str]:
    """The names of the threads, except those of asyncio's resolver, which the clients use."""
    return {thread.name for thread in threading.enumerate() if "asyncio" not in thread.name}


def files() -> set[str]:
    """The open file descriptors of the process."""
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("open files are listed in /proc")
    return set(os.listdir(folder))


@pytest.mark.parametrize("rounds", [2, pytest.param(17, marks=pytest.mark.thorough)])
async def test_nothing_is_left_of_those_who_have_gone(
    index: Index, tmp_path: Path, rounds: int
) -> None:
    async with serving_inside(index, tmp_path) as inside:
        # The first sessions create what is shared by all.
        for way in (quits, walks, leaves_a_conversation):
            await way(inside.port)
        await all_go(inside)
        await until(
            lambda: not collected_instances()[ServedApp.__name__], "the first to be forgotten"
        )
        kept = collected_instances()
        assert kept.keys() <= {StylesCache.__name__}, "but for what other tests have left"
        tasks, there, opened_files = asyncio.all_tasks(), threads(), files()
        for _ in range(rounds):
            await asyncio.gather(*(way(inside.port) for way in WAYS))
        await all_go(inside)
        await until(lambda: asyncio.all_tasks() == tasks, "all tasks to end")
        await until(lambda: files() <= opened_files, "all files to be closed")
        assert threads() == there
        await until(
            lambda: collected_instances() <= kept, "all that belonged to them to be forgotten"
        )
        assert inside.server.limits.connections == inside.server.limits.sessions == 0
        assert inside.server.pending_refusals == 0
        assert inside.faults == []


async def test_no_guide_is_kept_until_it_would_have_been_ended(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The timer that would cancel an app must not keep it in memory once it has exited."""
    monkeypatch.setattr(full_screen, "_EXIT_TIMEOUT", 3600.0)
    async with serving_inside(index, tmp_path) as inside:
        for _ in range(2):
            await asyncio.gather(*(way(inside.port) for way in WAYS))
        await all_go(inside)
        await until(lambda: not waiting(), "nothing to wait for")
        await until(
            lambda: not collected_instances()[ServedApp.__name__], "the guides to be forgotten"
        )


def waiting() -> list[asyncio.TimerHandle]:
    """Timers of the event loop that are due in more than a minute."""
    later = asyncio.get_running_loop().time() + 60
    timers = (item for item in gc.get_objects() if isinstance(item, asyncio.TimerHandle))
    return [timer for timer in timers if timer.when() > later and not timer.cancelled()]


@pytest.fixture
def counted() -> Iterator[Counter[int]]:
    """The number of collections of each generation, with automatic collection disabled."""
    collections: Counter[int] = Counter()

    def count(phase: str, about: dict[str, int]) -> None:
        collections[about["generation"]] += phase == "start"

    collected_instances()
    gc.disable()
    gc.callbacks.append(count)
    yield collections
    gc.callbacks.remove(count)
    gc.enable()


@pytest.mark.parametrize(
    "ways", [WAYS, *(pytest.param([way], marks=pytest.mark.thorough) for way in WAYS)]
)
async def test_what_readers_leave_is_collected_without_walking_all_that_others_have(
    index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    counted: Counter[int],
    ways: Sequence[Callable[[int], Awaitable[None]]],
) -> None:
    """A full collection with 500 readers would block the server for a second."""
    monkeypatch.setattr(garbage_collection, "FULL_COLLECTION_READERS", -1)
    async with serving_inside(index, tmp_path) as inside, visiting(inside.port) as stays:
        await opened(stays)
        stays.send("2")
        await stays.wait_for("A strong core")
        kept = instances()
        # Old garbage is what is missed, so some must get old: one leaves while others come.
        for _ in range(4):
            await asyncio.gather(*(way(inside.port) for way in ways))
        # The remaining reader's screen draws more lines meanwhile, and styles that Textual
        # has replaced refer to each other; both refer to no app.
        kept[StylesCache.__name__] = sys.maxsize
        await until(lambda: instances() <= kept, "what was theirs to be forgotten")
        assert not counted[2]
        assert inside.faults == []


async def test_screens_that_were_closed_are_collected_while_their_reader_stays(
    index: Index, tmp_path: Path, counted: Counter[int]
) -> None:
    async with serving_inside(index, tmp_path) as inside, visiting(inside.port) as visit:
        await opened(visit)
        before = open_screens()
        for keys, shown in (("?", "Keys"), ("/", "words to find"), ("p", "t for 10")):
            visit.send(keys)
            await visit.wait_for(shown)
            assert open_screens() > before
            visit.send("\x1b")
            await visit.wait_for("Cold pack", "q Quit", without=[shown])
            await until(lambda: open_screens() == before, "the screen to be forgotten")
        assert not counted[2]


async def test_what_is_walked_for_a_reader_is_no_more_if_there_are_many(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The collection visits one reader's objects, and not those of others."""
    walked: list[int] = []
    collect = garbage_collection.collect_reachable

    def note(roots: list[object], shared: tuple[type, ...] = ()) -> int:
        session = type(roots[0]) is GuideSession
        count = collect(roots, shared)
        if session:
            walked.append(count)
        return count

    monkeypatch.setattr(garbage_collection, "collect_reachable", note)
    async with serving_inside(index, tmp_path) as inside, AsyncExitStack() as stack:
        await quits(inside.port)
        await until(lambda: len(walked) == 1, "the first to be collected")
        for _ in range(6):
            await opened(await stack.enter_async_context(visiting(inside.port)))
        await asyncio.gather(*(quits(inside.port) for _ in range(3)))
        await until(lambda: len(walked) == 4, "the others to be collected")
        for connection in list(inside.server.connections):
            connection.abort()
        await until(lambda: len(walked) == 10, "those who vanished at once to be collected")
    alone, *others = walked
    assert 500 < alone < 10_000
    assert max(others) < 1.5 * alone


@pytest.mark.parametrize("stays", [False, True], ids=["nobody stays", "somebody stays"])
async def test_all_is_collected_and_given_back_while_few_are_there(
    index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    counted: Counter[int],
    stays: bool,
) -> None:
    monkeypatch.setattr(
        garbage_collection, "collect_reachable", lambda roots, shared: roots.clear()
    )
    before = apps()
    async with serving_inside(index, tmp_path) as inside, AsyncExitStack() as stack:
        if stays:
            await opened(await stack.enter_async_context(visiting(inside.port)))
        for _ in range(3):
            await quits(inside.port)
        await until(lambda: apps() == before + stays, "their guides to be forgotten")
        assert counted[2]


def instances() -> Counter[str]:
    """The number of instances of each class in `OF_A_CLIENT`, including garbage."""
    # Frozen objects are not listed otherwise.
    gc.unfreeze()
    kinds = (type(item) for item in gc.get_objects())
    return Counter(kind.__name__ for kind in kinds if kind in OF_A_CLIENT)


def apps() -> int:
    """The number of apps, including garbage."""
    return instances()[ServedApp.__name__]


def open_screens() -> int:
    """The number of screens, including garbage."""
    return sum(isinstance(item, TextualScreen) for item in gc.get_objects())

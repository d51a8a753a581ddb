"""Many readers at once, and nothing left of those who have gone."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache

from tests.ssh.inside import Inside, serving_inside, until
from tests.ssh.leaving import WAYS, leaves_a_conversation, quits, walks
from tests.ssh.visiting import opened, visiting
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.guide.index import Index
from tui.serve import faces
from tui.serve import server as server_module
from tui.serve.app import ServedApp
from tui.serve.driver import ChannelDriver
from tui.serve.faces import Screen, Text
from tui.serve.server import Connection
from tui.serve.session import GuideSession

OF_A_CLIENT = (
    ServedApp,
    ChannelDriver,
    Screen,
    Text,
    TerminalParser,
    GuideSession,
    Connection,
    StylesCache,
)
"""What there is once for each client, each session of one, or each widget in it."""


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
        await until(lambda: not inside.server.gate.connections, "all to have left")
        assert inside.faults == []


async def all_go(inside: Inside) -> None:
    await until(
        lambda: not (inside.server.connections or inside.server._sessions or inside.server._tasks),
        "all to have gone",
    )


def held() -> Counter[str]:
    """How many there are of what belongs to one client, and of what was drawn for them."""
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind.__name__ for kind in kinds if kind in OF_A_CLIENT)


def threads() -> set[str]:
    """The threads, but for those in which the clients look up where the server is."""
    return {thread.name for thread in threading.enumerate() if "asyncio" not in thread.name}


def files() -> set[str]:
    """What the process has open."""
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("open files are listed in /proc")
    return set(os.listdir(folder))


@pytest.mark.parametrize("rounds", [2, pytest.param(17, marks=pytest.mark.thorough)])
async def test_nothing_is_left_of_those_who_have_gone(
    index: Index, tmp_path: Path, rounds: int
) -> None:
    async with serving_inside(index, tmp_path) as inside:
        # What is made once comes with the first.
        for way in (quits, walks, leaves_a_conversation):
            await way(inside.port)
        await all_go(inside)
        await until(lambda: not held()[ServedApp.__name__], "the first to be forgotten")
        kept = held()
        assert kept.keys() <= {StylesCache.__name__}, "but for what other tests have left"
        tasks, there, opened_files = asyncio.all_tasks(), threads(), files()
        for _ in range(rounds):
            await asyncio.gather(*(way(inside.port) for way in WAYS))
        await all_go(inside)
        await until(lambda: asyncio.all_tasks() == tasks, "all tasks to end")
        await until(lambda: files() <= opened_files, "all files to be closed")
        assert threads() == there
        await until(lambda: held() <= kept, "all that belonged to them to be forgotten")
        assert inside.server.gate.connections == inside.server.gate.sessions == 0
        assert inside.server.polite == 0
        assert inside.faults == []


async def test_no_guide_is_kept_until_it_would_have_been_ended(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would end one that does not end by itself is of no use any more, but would hold it."""
    monkeypatch.setattr(faces, "_PATIENCE", 3600.0)
    async with serving_inside(index, tmp_path) as inside:
        for _ in range(2):
            await asyncio.gather(*(way(inside.port) for way in WAYS))
        await all_go(inside)
        await until(lambda: not waiting(), "nothing to wait for")
        await until(lambda: not held()[ServedApp.__name__], "the guides to be forgotten")


def waiting() -> list[asyncio.TimerHandle]:
    """What the loop has yet to do in an hour."""
    later = asyncio.get_running_loop().time() + 60
    timers = (thing for thing in gc.get_objects() if isinstance(thing, asyncio.TimerHandle))
    return [timer for timer in timers if timer.when() > later and not timer.cancelled()]


@pytest.mark.parametrize("stays", [False, True], ids=["nobody stays", "somebody stays"])
async def test_what_readers_leave_is_cleared_away_at_once(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    """By itself Python waits until there is much of it."""
    monkeypatch.setattr(server_module, "_TIDY", 3)
    async with serving_inside(index, tmp_path) as inside, AsyncExitStack() as stack:
        if stays:
            await opened(await stack.enter_async_context(visiting(inside.port)))
        gc.collect()
        gc.disable()
        try:
            for _ in range(3):
                await quits(inside.port)
            await until(lambda: guides() == stays, "their guides to be forgotten")
        finally:
            gc.enable()


def guides() -> int:
    """How many guides there are, in use or not."""
    return sum(isinstance(thing, ServedApp) for thing in gc.get_objects())

"""The server's event loop: fair to all clients, and not delayed by threads."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise

import pytest

from tests.terminal.terminal import PATIENCE
from tui.serve.event_loop import (
    FILES_PER_TURN,
    CallQueue,
    FairSelector,
    run_event_loop,
    run_in_thread,
)
from tui.serve.server_process import _handle_signals_without_loop


@pytest.fixture
def ready() -> Iterator[tuple[FairSelector, list[socket.socket]]]:
    """A selector with many sockets, all of which stay readable."""
    with ExitStack() as stack:
        selector = stack.enter_context(FairSelector())
        ends = []
        for _ in range(3 * FILES_PER_TURN):
            ours, theirs = map(stack.enter_context, socket.socketpair())
            theirs.send(b"x")
            selector.register(ours, selectors.EVENT_READ)
            ends.append(ours)
        yield selector, ends


def test_of_many_at_once_each_has_its_turn(
    ready: tuple[FairSelector, list[socket.socket]],
) -> None:
    selector, ends = ready
    turns = [{key.fd for key, _ in selector.select(0)} for _ in range(3)]
    assert [len(turn) for turn in turns] == [FILES_PER_TURN] * 3
    # Sockets that were left out come first, although the others stay ready.
    assert set[int]().union(*turns) == {end.fileno() for end in ends}


def test_a_few_come_all_at_once(ready: tuple[FairSelector, list[socket.socket]]) -> None:
    selector, ends = ready
    for end in ends[FILES_PER_TURN:]:
        end.recv(1)
    assert len(selector.select(0)) == FILES_PER_TURN
    ends[0].recv(1)
    assert len(selector.select(0)) == FILES_PER_TURN - 1


async def test_turns_let_others_in_between() -> None:
    turns, called = CallQueue(3), list[int]()
    others: list[int] = []

    def other() -> None:
        others.append(len(called))
        if len(called) < 10:
            asyncio.get_running_loop().call_soon(other)

    for number in range(10):
        turns.add(lambda number=number: called.append(number))  # type: ignore[misc]
    other()
    while len(called) < 10:
        await asyncio.sleep(0)
    assert called == list(range(10))
    assert {later - before for before, later in pairwise(others)} <= {0, 1, 3}
    turns.add(lambda: called.append(99))
    while called[-1] != 99:
        await asyncio.sleep(0)


def test_the_end_waits_for_no_thread() -> None:
    never, begun = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        never.wait(PATIENCE)

    async def work() -> str:
        task = asyncio.create_task(run_in_thread(hang))
        while not begun.is_set():
            await asyncio.sleep(0)
        assert not task.done()
        return "over"

    assert run_event_loop(work()) == "over"
    assert not never.is_set()
    never.set()


@pytest.mark.parametrize("fault", [None, ValueError("no"), OSError("no")])
def test_a_thread_tells_what_it_found_or_what_went_wrong(fault: Exception | None) -> None:
    def look() -> str:
        if fault:
            raise fault
        return "found"

    if fault:
        with pytest.raises(type(fault)):
            run_event_loop(run_in_thread(look))
    else:
        assert run_event_loop(run_in_thread(look)) == "found"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_where_loops_know_none(number: signal.Signals) -> None:
    async def work() -> None:
        stopping = asyncio.Event()
        _handle_signals_without_loop(stopping.set)
        signal.raise_signal(number)
        await asyncio.wait_for(stopping.wait(), PATIENCE)

    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        run_event_loop(work())
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)


@pytest.mark.parametrize("mode", [[], ["-X", "dev"], ["-O"]])
@pytest.mark.parametrize("face", ["served", "local"])
def test_no_loop_prints_what_is_typed(face: str, mode: list[str]) -> None:
    """In asyncio's debug mode it names each slow callback with what it was given."""
    program = {"served": _SERVED, "local": _LOCAL}[face]
    ended = subprocess.run(
        [sys.executable, *mode, "-c", program],
        env={**os.environ, "PYTHONASYNCIODEBUG": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == "False\n"


_SERVED = """
import asyncio
from tui.serve.event_loop import run_event_loop
async def work():
    print(asyncio.get_running_loop().get_debug())
run_event_loop(work())
"""
_LOCAL = """
import asyncio
from pathlib import Path
from tui.app import run_local
from tui.app.environment import Environment
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.load import load
async def work(app, mouse):
    print(asyncio.get_running_loop().get_debug())
run_local._run = work
run_local.run(Index.of(load()), Environment(), MemoryStore(), region=None)
"""

"""The event loop of a server: fair to many clients, and not held up by a thread that hangs."""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")

FILES_PER_TURN = 16
"""Clients whose bytes are taken in one turn of the loop."""


class FairSelector(selectors.DefaultSelector):
    """Reports a few ready files at a time, those first that have waited longest.

    When hundreds of clients send or vanish at the same moment, the others still get their turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        self._reported: dict[int, int] = {}
        """In which turn a file was, since there were too many; by its descriptor."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """The files that are ready, or some of them; the rest is still ready at the next look."""
        ready = super().select(timeout)
        if len(ready) <= FILES_PER_TURN:
            self._reported.clear()
            return ready
        self._turn += 1
        ready.sort(key=lambda found: self._reported.get(found[0].fd, 0))
        del ready[FILES_PER_TURN:]
        self._reported |= {key.fd: self._turn for key, _ in ready}
        return ready


class CallQueue:
    """Calls a few functions in each turn of the loop, in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._waiting: dict[Callable[[], object], None] = {}

    def add(self, call: Callable[[], object]) -> None:
        """Call it soon."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._take)
        self._waiting[call] = None

    def _take(self) -> None:
        for call in list(self._waiting)[: self._at_once]:
            del self._waiting[call]
            call()
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._take)


def run_event_loop(work: Coroutine[None, None, _T]) -> _T:
    """Do `work` in a loop of its own.

    Unlike `asyncio.run` it waits for no thread at the end.
    """
    loop = asyncio.SelectorEventLoop(FairSelector())
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(_cancel(asyncio.all_tasks(loop)))
        loop.close()


async def _cancel(tasks: Collection[asyncio.Task[object]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def run_in_thread(work: Callable[[], _T]) -> _T:
    """Do `work` in a thread for which nobody waits when the process ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def tell(result: _T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def work_and_tell() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as caught:
            error = caught
        with suppress(RuntimeError):
            # The loop may have ended meanwhile.
            loop.call_soon_threadsafe(tell, result, error)

    threading.Thread(target=work_and_tell, name="work", daemon=True).start()
    return await done

"""The server's event loop: shares its turns among many clients, and never waits for a thread."""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")

FILES_PER_TURN = 16
"""The most ready files that are handled in one turn of the loop."""


class FairSelector(selectors.DefaultSelector):
    """A selector that reports a few ready files at a time, least recently reported first.

    When hundreds of clients send or disconnect at once, the others are still served.
    """

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        self._reported: dict[int, int] = {}
        """The turn in which each file descriptor was last reported, while too many are ready."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Some of the ready files; the others are still ready at the next call."""
        ready = super().select(timeout)
        if len(ready) <= FILES_PER_TURN:
            self._reported.clear()
            return ready
        self._turn += 1
        ready.sort(key=lambda event: self._reported.get(event[0].fd, 0))
        del ready[FILES_PER_TURN:]
        self._reported |= {key.fd: self._turn for key, _ in ready}
        return ready


class CallQueue:
    """A queue of functions, of which a few are called in each turn of the loop."""

    def __init__(self, per_turn: int) -> None:
        self._per_turn = per_turn
        self._waiting: dict[Callable[[], object], None] = {}

    def add(self, call: Callable[[], object]) -> None:
        """Call `call` after those that were added before it; once, if it is added again."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._call_next)
        self._waiting[call] = None

    def _call_next(self) -> None:
        for call in list(self._waiting)[: self._per_turn]:
            del self._waiting[call]
            call()
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._call_next)


def run_event_loop(work: Coroutine[None, None, _T]) -> _T:
    """Run `work` in a new event loop.

    Unlike `asyncio.run`, it does not wait for threads at the end.
    """
    loop = asyncio.SelectorEventLoop(FairSelector())
    # The debug mode would log what is typed, whatever the environment says.
    loop.set_debug(False)
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
    """Run `work` in a daemon thread, which does not delay the end of the process."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def set_outcome(result: _T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def target() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as caught:
            error = caught
        with suppress(RuntimeError):
            # Raised if the loop has been closed meanwhile.
            loop.call_soon_threadsafe(set_outcome, result, error)

    threading.Thread(target=target, name="work", daemon=True).start()
    return await done

"""A queue for keys and pastes that arrive before earlier ones have taken effect.

Textual sends each key at once to the widget that has the focus. Over a slow line several keys
arrive together; those after one that opens a screen would be lost, or act on the screen below.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual import events
from textual.app import App

from tui.app.input.bindings import keys_of
from tui.app.textual_fast.coalescing_screen import CoalescingScreen, pending_messages

T = TypeVar("T")

_PATIENCE = 2.0
"""The longest time, in seconds, that a key waits."""
_OFTEN, _REST = 50, 0.005
"""The number of checks without a pause whether a key can be handled, and the pause, in seconds,
between later ones."""
_AT_ONCE = ("interrupt", "quit.now")
"""Actions whose keys do not wait for any other."""


class Typeahead:
    """Queues keys until the effects of earlier ones are complete.

    Args:
        app: The app that handles the keys.
        dispatch: Dispatches a key whose turn has come.
        guarded: Runs a callback of the event loop.
        is_screen_to_come: Returns whether a screen for further keys is about to open.

    """

    def __init__(
        self,
        app: App[int],
        dispatch: Callable[[events.Event], Awaitable[None]],
        *,
        guarded: Callable[..., None],
        is_screen_to_come: Callable[[], bool],
    ) -> None:
        self._app = app
        self._dispatch = dispatch
        self._guarded = guarded
        self._is_screen_to_come = is_screen_to_come
        self._typed: deque[events.Key | events.Paste] = deque()
        self._is_waiting = False
        """Whether a check for the next key is scheduled."""
        self._acting = 0
        """The number of running actions: one that waits is in no message queue."""

    @property
    def is_busy(self) -> bool:
        """Whether a key typed now has to wait."""
        return bool(self._typed) or not self._is_calm

    def holds(self, event: events.Event) -> bool:
        """Queue a key or paste if it has to wait; return whether it was queued."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        at_once = isinstance(event, events.Key) and any(
            event.key in keys_of(self._app, name) for name in _AT_ONCE
        )
        if at_once or not self.is_busy:
            return False
        self._typed.append(event)
        if not self._is_waiting:
            self._wait()
        return True

    def drop(self, stays: Callable[[events.Key | events.Paste], bool]) -> None:
        """Drop the queued input, except what `stays` accepts."""
        self._typed = deque(filter(stays, self._typed))

    async def wait_for(self, action: Awaitable[T]) -> T:
        """Await an action; keys that follow it wait too."""
        self._acting += 1
        try:
            return await action
        finally:
            self._acting -= 1

    def _wait(self) -> None:
        self._is_waiting = True
        loop = get_running_loop()
        loop.call_soon(self._guarded, self._look, loop.time() + _PATIENCE, _OFTEN)

    def _look(self, until: float, often: int) -> None:
        loop = get_running_loop()
        if self._is_calm or loop.time() >= until:
            self._app.call_later(self._next)
        else:
            rest = 0.0 if often else _REST
            loop.call_later(rest, self._guarded, self._look, until, max(0, often - 1))

    async def _next(self) -> None:
        if self._typed:
            await self._dispatch(self._typed.popleft())
        self._is_waiting = False
        if self._typed:
            self._wait()

    @property
    def _is_calm(self) -> bool:
        """Whether the screen for the next key is open and no messages are pending."""
        app = self._app
        if self._acting:
            return False
        if not app.screen_stack or not app.screen.is_mounted or self._is_screen_to_come():
            return False
        screen = app.screen
        # The screen's own message to paint delays no key.
        return pending_messages(app) <= (isinstance(screen, CoalescingScreen) and screen.will_paint)

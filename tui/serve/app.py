"""The guide as one of many in a process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tui.app.app import GuideApp
from tui.app.host import Host
from tui.app.input_buffer import InputBuffer
from tui.app.screens.walk import WalkScreen
from tui.guide.content import Region
from tui.guide.index import Index
from tui.guide.routine import State
from tui.serve.channel import Outlet
from tui.serve.client import Client
from tui.serve.driver import ChannelDriver

_LEADING = (State.COUNTING, State.PLAYING)


class ServedApp(GuideApp):
    """A guide that draws on a client's channel and touches nothing of the server."""

    def __init__(
        self,
        index: Index,
        host: Host,
        client: Client,
        outlet: Outlet,
        buffer: InputBuffer,
        *,
        region: Region | None,
        on_shown: Callable[[], None],
    ) -> None:
        super().__init__(index, host, region=region, terminal=client.terminal)
        driver = partial(ChannelDriver, outlet=outlet, buffer=buffer, encoding=client.encoding)
        self.driver_class = driver  # type: ignore[assignment]
        self._outlet = outlet
        self._on_shown: Callable[[], None] | None = on_shown
        # Textual puts these in the place of the process's own streams while an app runs, and
        # takes them away in whatever order apps end.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]

    @property
    def driver(self) -> ChannelDriver | None:
        """What draws; None before the guide has started."""
        return self._driver if isinstance(self._driver, ChannelDriver) else None

    @property
    def is_leading(self) -> bool:
        """Whether the walkthrough plays or a pack is on: then nobody need press a key."""
        if not self.is_running or not self.screen_stack:
            return False
        playing = any(
            isinstance(screen, WalkScreen) and screen.player.state in _LEADING
            for screen in self.screen_stack
        )
        return playing or self.main.clockwork.pack_is_on

    def send_changes(self) -> None:
        """Draw, unless the client has yet to read what was drawn: then once it has."""
        if self._outlet.is_full:
            self._outlet.when_clear(partial(self.call_later, self.send_changes))
            return
        super().send_changes()
        if self._on_shown:
            self._on_shown()
            self._on_shown = None

    def tell(self, words: str) -> None:
        """Show a notice of the server's; may be called from anywhere on its loop."""
        self.call_later(partial(self.notify, words, severity="warning", timeout=20, markup=False))

    def leave(self) -> None:
        """End as soon as Textual can: not half-way through its start."""
        self.parting = self.headline()
        self.call_later(self.call_after_refresh, self.exit)

    def action_suspend_process(self) -> None:
        """The process is everybody's."""

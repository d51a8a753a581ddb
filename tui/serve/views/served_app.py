"""The guide as one of many in a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual.await_complete import AwaitComplete

from tui.app.app import GuideApp
from tui.app.environment import Host
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.textual_fast.crash import SharedProcessApp
from tui.guide.content.index import Index
from tui.guide.content.model import Region
from tui.guide.routine.routine import State
from tui.serve.client import Client
from tui.serve.output import OutputStream
from tui.serve.views.driver import ChannelDriver

_LEADING = (State.COUNTING, State.PLAYING)


class ServedApp(SharedProcessApp, GuideApp):
    """A guide that draws on a client's channel and touches nothing of the server."""

    def __init__(
        self,
        index: Index,
        host: Host,
        client: Client,
        output: OutputStream,
        buffer: InputBuffer,
        *,
        region: Region | None,
        on_shown: Callable[[], None],
        discard: Callable[[object], None],
    ) -> None:
        super().__init__(index=index, host=host, region=region, terminal=client.terminal)
        self.driver_class = self._new_driver  # type: ignore[assignment]
        self._discard = discard
        self._left_open: list[object] = []
        """The screens and tasks that the end found; Textual lets go of them, and they hold it."""
        self.driver: ChannelDriver | None = None
        """What draws; None before the guide has started."""
        self._output, self._buffer, self._encoding = output, buffer, client.encoding
        self._on_shown: Callable[[], None] | None = on_shown

    def _new_driver(self, app: GuideApp, **options: Any) -> ChannelDriver:
        self.driver = ChannelDriver(
            app, output=self._output, buffer=self._buffer, encoding=self._encoding, **options
        )
        return self.driver

    @property
    def expects_no_input(self) -> bool:
        """Whether the walkthrough plays or a pack is on: then nobody need press a key."""
        if not self.is_running or not self.screen_stack:
            return False
        playing = any(
            isinstance(screen, WalkScreen) and screen.player.state in _LEADING
            for screen in self.screen_stack
        )
        return playing or self.state.keeping.pack_is_on

    def send_changes(self) -> None:
        """Draw, unless the client has yet to read what was drawn: then once it has."""
        if self._output.is_full:
            self._output.call_when_clear(partial(self.call_later, self.send_changes))
            return
        super().send_changes()
        self._tell_shown()

    def post_display_hook(self) -> None:
        """Where Textual draws by itself, all is sent by now."""
        super().post_display_hook()
        if self.wire is None and self.is_running:
            self._tell_shown()

    def _tell_shown(self) -> None:
        if self._on_shown:
            self._on_shown()
            self._on_shown = None

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; nothing of it is of use any more."""
        closed = self.screen
        done = super().pop_screen()
        self._discard(closed)
        return done

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave the guide."""
        self._note_open()
        super().exit(result, return_code, message)

    def _note_open(self) -> None:
        if self.is_running:
            self._left_open += [*self.screen_stack, *self.workers]

    def show_notice(self, words: str) -> None:
        """Show a notice of the server's; may be called from anywhere on its loop."""
        self.call_later(partial(self.notify, words, severity="warning", timeout=20, markup=False))

    def leave(self) -> None:
        """End as soon as Textual can: not half-way through its start."""
        self.parting = self.headline()
        self.call_later(self.call_after_refresh, self.exit)

    def action_suspend_process(self) -> None:
        """The process is everybody's."""

    def failed(self, error: Exception) -> None:
        """Take note of an error, and of what it leaves open."""
        self._note_open()
        super().failed(error)

"""The guide's app as one of many in the server's process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen

from tui.app.app import GuideApp
from tui.app.environment import Environment
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.textual_fast.crash import SharedProcessApp
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.routine.player import PlayerState
from tui.serve.channel_output import OutputStream
from tui.serve.client import Client
from tui.serve.picture_gate import PictureGate
from tui.serve.views.driver import ChannelDriver

_RUNNING_STATES = (PlayerState.COUNTING, PlayerState.PLAYING)


class ServedApp(SharedProcessApp, GuideApp):
    """The guide's app on a client's channel, with no effect on the server itself."""

    def __init__(
        self,
        index: Index,
        environment: Environment,
        client: Client,
        output: OutputStream,
        buffer: InputBuffer,
        *,
        region: Region | None,
        on_shown: Callable[[], None],
        discard: Callable[..., None],
    ) -> None:
        super().__init__(
            index=index, environment=environment, region=region, terminal=client.terminal
        )
        self.driver_class = self._new_driver  # type: ignore[assignment]
        self._discard = discard
        self._open_at_end: list[object] = []
        """Widgets and workers at the end, which refer to the app after Textual has dropped them.

        The garbage collector starts from the app and has to find them.
        """
        self.driver: ChannelDriver | None = None
        """None before the app has started."""
        self._output, self._buffer, self._encoding = output, buffer, client.encoding
        if options := environment.pictures:
            cache = options.cache
            options.is_clear = PictureGate(
                pending=lambda: output.pending,
                has_time=lambda: cache is None or cache.has_time,
                clock=environment.clock,
            ).is_open
        self._on_shown: Callable[[], None] | None = on_shown

    def _new_driver(self, app: GuideApp, **options: Any) -> ChannelDriver:
        self.driver = ChannelDriver(
            app, output=self._output, buffer=self._buffer, encoding=self._encoding, **options
        )
        return self.driver

    @property
    def expects_no_input(self) -> bool:
        """Whether a walkthrough or a pack timer runs, so that no key need be pressed."""
        if not self.is_running or not self.screen_stack:
            return False
        playing = any(
            isinstance(screen, WalkScreen) and screen.player.state in _RUNNING_STATES
            for screen in self.screen_stack
        )
        return playing or self.state.record.pack_is_on

    def send_changes(self) -> None:
        """Send changes of the screen, but to a slow client only once it has read earlier ones."""
        if self._output.is_full:
            self._output.call_when_clear(partial(self.call_later, self.send_changes))
            return
        super().send_changes()
        self._report_shown()

    def post_display_hook(self) -> None:
        """Report the first screen where Textual itself sends it; it has been sent by now."""
        super().post_display_hook()
        if self.screen_diff is None and self.is_running:
            self._report_shown()

    def _report_shown(self) -> None:
        if self._on_shown:
            self._on_shown()
            self._on_shown = None

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top, and pass it to the garbage collector."""
        closed = _widgets(self.screen)
        done = super().pop_screen()
        self._discard(*closed)
        return done

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Exit the app."""
        self._record_open()
        super().exit(result, return_code, message)

    def _record_open(self) -> None:
        if self.is_running:
            self._open_at_end += [*map(_widgets, self.screen_stack), *self.workers]

    def show_notice(self, text: str) -> None:
        """Show a notification; may be called from any code on the server's loop."""
        self.call_later(partial(self.notify, text, severity="warning", timeout=20, markup=False))

    def leave(self) -> None:
        """Exit the app as soon as Textual can; it cannot during its start."""
        self.parting = self.headline()
        self.call_later(self.call_after_refresh, self.exit)

    def action_suspend_process(self) -> None:
        """Do nothing: suspending would stop the whole server."""

    def failed(self, error: Exception) -> None:
        """Record an error that ends the app."""
        self._record_open()
        super().failed(error)


def _widgets(screen: Screen[Any]) -> list[DOMNode]:
    """Return a screen and all its widgets; once it is closed, it does not refer to them."""
    return [screen, *screen.walk_children()]

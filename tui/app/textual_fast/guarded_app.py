"""An app whose errors end it calmly: what failed is noted, and nothing of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.console import RenderableType

from tui.app.textual_fast.crash import SilentApp

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from tui.system.crash import Crash


class GuardedApp(SilentApp):
    """An app that notes the first error and ends.

    Attributes:
        crash: The error that ended it, if one did.
        parting: How soon to get help, if that was on the screen as it was taken away; often empty.
        hand_on_typed: Hands on at once what was typed and is on its way; set by the driver.

    """

    crash: Crash | None = None
    parting: str = ""
    hand_on_typed: Callable[[], None]

    @property
    def is_busy(self) -> bool:
        """Whether keys wait for others, or anything has messages to see to."""
        return False

    def headline(self) -> str:
        """How soon to get help, if that is soon; otherwise nothing."""
        return ""

    def fail(self, error: Exception) -> None:
        """End because of an error, wherever it was raised."""
        self.end_because_of(error)

    def guarded(self, step: Callable[..., object], *given: object) -> None:
        """Run a callback of the event loop; if it fails, the guide does."""
        try:
            step(*given)
        except Exception as error:
            self.fail(error)

    def guarded_on(
        self, loop: AbstractEventLoop, step: Callable[..., object], *given: object
    ) -> None:
        """Run a callback on the app's loop, from another thread; not if the loop has ended."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.guarded, step, *given)

    def failed(self, error: Exception) -> None:
        """Note an error that ends the guide."""
        if self.crash is not None:
            return
        from tui.system.crash import Crash

        self.crash = Crash.of(error)
        with suppress(Exception):
            # Whatever has failed may fail again.
            self.parting = self.headline()

    def panic(self, *renderables: RenderableType) -> None:
        """End without showing anything: it may hold what somebody ticked."""
        from tui.system.crash import Crash

        self.crash = self.crash or Crash("Error in Textual", "")
        self.end_silently()

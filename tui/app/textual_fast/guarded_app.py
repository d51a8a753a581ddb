"""An app that records an error and exits without showing anything of it."""

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
    """An app that records the first error and exits.

    Attributes:
        crash: The error that ended it, if one did.
        parting: The headline that was on the screen when it was closed; often empty.
        flush_typed: Flushes input that is still buffered; set by the driver.

    """

    crash: Crash | None = None
    parting: str = ""
    flush_typed: Callable[[], None]

    @property
    def is_busy(self) -> bool:
        """Whether keys are queued or messages are pending."""
        return False

    def status_reported(self) -> None:
        """Take the terminal's answer to a question for its status."""

    def headline(self) -> str:
        """Return how soon to get help, if that is soon; otherwise an empty string."""
        return ""

    def fail(self, error: Exception) -> None:
        """Exit because of an error, wherever it was raised."""
        self.end_because_of(error)

    def guarded(self, step: Callable[..., object], *given: object) -> None:
        """Run a callback of the event loop; exit if it fails."""
        try:
            step(*given)
        except Exception as error:
            self.fail(error)

    def guarded_on(
        self, loop: AbstractEventLoop, step: Callable[..., object], *given: object
    ) -> None:
        """Schedule a callback on the app's loop from another thread; ignore a closed loop."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.guarded, step, *given)

    def failed(self, error: Exception) -> None:
        """Record an error that ends the guide."""
        if self.crash is not None:
            return
        from tui.system.crash import Crash

        self.crash = Crash.of(error)
        with suppress(Exception):
            # The headline may fail for the same reason.
            self.parting = self.headline()

    def panic(self, *renderables: RenderableType) -> None:
        """Exit without showing anything: it may hold what somebody ticked."""
        from tui.system.crash import Crash

        self.crash = self.crash or Crash("Error in Textual", "")
        self.end_silently()

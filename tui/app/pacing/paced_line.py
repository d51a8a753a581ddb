"""An app's output to a terminal over a line that may be slow."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App
from textual.timer import Timer

from tui.app.pacing.line_pacer import LinePacer

if TYPE_CHECKING:
    from tui.app.terminal.screen_diff import ScreenDiff


class PacedLine:
    """Holds changes of the screen back until the terminal has shown earlier ones.

    Args:
        app: Whose terminal it is.
        screen_diff: What its terminal shows and should show.
        send_changes: Sends what may be sent of that.
        write: Sends a sequence to the terminal.
        clock: Returns seconds.

    """

    def __init__(
        self,
        app: App[int],
        screen_diff: ScreenDiff,
        send_changes: Callable[[], None],
        write: Callable[[str], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._app = app
        self.screen_diff = screen_diff
        """What the terminal shows and should show."""
        self._send_changes = send_changes
        self._pacer = LinePacer(clock)
        self._timer: Timer | None = None
        """Ends the wait for an answer that is lost."""
        self._when_clear: list[Callable[[], None]] = []
        # Behind the first picture.
        write(self._pacer.ask())

    @property
    def is_behind(self) -> bool:
        """Whether the terminal has yet to show what was drawn: then frames are dropped."""
        is_waiting = self._pacer.is_slow and self.screen_diff.is_dirty
        return is_waiting or self._pacer.room() == 0

    def room(self) -> int | None:
        """Return how many bytes may be sent now; None for any number."""
        room = 0 if self._when_clear else self._pacer.room()
        if room == 0:
            self._wait()
        return room

    def framed(self, changes: str) -> str:
        """Return what to send for changes of the screen."""
        return self._pacer.framed(changes)

    def answered(self) -> None:
        """Take the terminal's answer, and send what has waited for it."""
        self._pacer.answered()
        if self._pacer.is_clear:
            self._go_on()

    def call_when_clear(self, call: Callable[[], None]) -> None:
        """Call `call` once all answers have come; an answer after it would be typed elsewhere.

        Nothing else is sent before.
        """
        if self._pacer.is_clear:
            call()
            return
        self._when_clear.append(call)
        self._wait()

    def restart(self) -> None:
        """Forget all questions, as somebody else had the terminal."""
        self._pacer.restart()
        self._go_on()

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self._app.set_timer(max(0.01, self._pacer.overdue_in), self._lose)

    def _lose(self) -> None:
        self._timer = None
        if not self._pacer.is_clear and self._pacer.overdue_in > 0.0:
            # Another question than the one that the timer was for.
            self._wait()
            return
        if not self._pacer.is_clear:
            self._pacer.lose()
        self._go_on()

    def _go_on(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        waiting, self._when_clear = self._when_clear, []
        for call in waiting:
            self._app.call_later(call)
        if not waiting and self.screen_diff.is_dirty:
            self._app.call_later(self._send_changes)

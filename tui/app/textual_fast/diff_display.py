"""An app that sends only changed cells to its terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import WINDOWS, App
from textual.screen import Screen

from tui.app.terminal.colors.color_contrast import TEXT
from tui.app.textual_fast.compositor_updates import Update, paint
from tui.app.textual_fast.feature_probe import Part, has

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app.pacing.paced_line import PacedLine
    from tui.app.terminal.screen_diff import ScreenDiff

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""The start and end of a synchronized update, which terminals draw at once."""

_CHUNK = 8192
"""The most characters that Windows accepts in one write."""


def send(app: App[Any], sequence: str, part: Part = "notices") -> None:
    """Send an escape sequence to the terminal, for which Textual has no public way."""
    if has(part) and app._driver is not None:
        app._driver.write(sequence)
        app._driver.flush()


def is_behind(app: App[Any]) -> bool:
    """Return whether a slow line has yet to show what was drawn: then frames are dropped."""
    line = app.paced_line if isinstance(app, DiffDisplayApp) else None
    return line is not None and line.is_behind


class DiffDisplayApp(App[int]):
    """Draws through `screen_diff`, if there is one, and as Textual does otherwise."""

    screen_diff: ScreenDiff | None = None
    """The diff between what the terminal shows and what it should show."""
    measured_sign = ""
    """The sign whose width the terminal is to be asked, or has not answered yet."""
    paced_line: PacedLine | None = None
    """The line to the terminal, once that has answered a question for its status."""
    reports_status = False
    """Whether the terminal has answered one."""
    is_drawn = False
    """Whether the first picture was sent."""
    can_send_changes = has("changes")
    """Whether this version of Textual supports a screen diff."""

    def action_redraw(self) -> None:
        """Draw everything anew, whatever the terminal shows now."""
        if self.screen_diff is not None:
            self.screen_diff.forget()
        self.refresh()

    def ground(self) -> str:
        """Return the background of the main screen as #rrggbb."""
        return self.screen_stack[0].styles.background.hex6

    def text_contrast(self) -> float:
        """Return the contrast that letters need."""
        return TEXT

    def status_reported(self) -> None:
        """Take the terminal's answer to a question for its status."""
        self.reports_status = True
        if self.paced_line is not None:
            self.paced_line.answered()
        else:
            self.pace_line()

    def pace_line(self) -> None:
        """Begin to watch how fast the line is, once there is a picture and the terminal answers."""
        if self.is_drawn and self.reports_status and self.screen_diff is not None:
            from tui.app.pacing.paced_line import PacedLine

            self.paced_line = PacedLine(
                self, self.screen_diff, self.send_changes, partial(send, self)
            )

    def when_clear(self, call: Callable[[], None]) -> None:
        """Call `call` once all questions are answered: a shell would take an answer for keys."""
        if self.paced_line is None:
            call()
        else:
            self.paced_line.call_when_clear(call)

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Exit the app, once the terminal has nothing more to say."""
        self.when_clear(partial(super().exit, result, return_code, message))

    def action_suspend_process(self) -> None:
        """Suspend the app, once the terminal has nothing more to say."""
        self.when_clear(super().action_suspend_process)

    if has("changes"):

        def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
            """Apply Textual's update to the screen diff, and send the changed cells."""
            screen_diff = self.screen_diff
            if screen_diff is None or self.is_headless or not isinstance(renderable, Update):
                super()._display(screen, renderable)
                return
            try:
                screen_diff.ground = self.ground()
                screen_diff.text_contrast = self.text_contrast()
                paint(renderable, screen_diff)
                if not self._batch_count:
                    self.send_changes()
            finally:
                self.post_display_hook()

        def send_changes(self) -> None:
            """Send the cells that the terminal does not show yet."""
            driver = self._driver
            if self.screen_diff is None or driver is None or not self.is_running or self._closed:
                return
            # Input methods compose text at the cursor, even while it is hidden.
            cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
            line = self.paced_line
            room = line.room() if line else None
            if room == 0:
                return
            changes = self.screen_diff.changes((cursor.x, cursor.y), room)
            if not changes:
                return
            if self._sync_available and self.screen_diff.needs_sync:
                # In one write, so that the writer thread wakes once.
                changes = f"{_SYNC_START}{changes}{_SYNC_END}"
            if line:
                changes = line.framed(changes)
            step = _CHUNK if WINDOWS else len(changes)
            for start in range(0, len(changes), step):
                driver.write(changes[start : start + step])
            driver.flush()
            if not self.is_drawn:
                self.is_drawn = True
                self.pace_line()

    else:

        def send_changes(self) -> None:
            """Do nothing: Textual has drawn everything."""

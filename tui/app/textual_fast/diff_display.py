"""An app that sends only changed cells to its terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import WINDOWS, App
from textual.screen import Screen

from tui.app.textual_fast.probe import has
from tui.app.textual_fast.updates import Update, paint

if TYPE_CHECKING:
    from tui.app.terminal.screen_diff import ScreenDiff

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""What lies between is drawn at once."""

_CHUNK = 8192
"""Characters that Windows takes at once."""


def send(app: App[Any], sequence: str) -> None:
    """Send a sequence of one's own to the terminal, for which Textual has no public way."""
    if has("notices") and app._driver is not None:
        app._driver.write(sequence)
        app._driver.flush()


class DiffDisplayApp(App[int]):
    """Draws by way of `screen_diff`, if there is one, and as Textual does otherwise."""

    screen_diff: ScreenDiff | None = None
    """What the terminal shows and what it ought to show."""
    can_send_changes = has("changes")
    """Whether this version of Textual allows a screen diff."""

    if has("changes"):

        def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
            """Take what Textual would draw, and send what of it the terminal shows not yet."""
            screen_diff = self.screen_diff
            if screen_diff is None or self.is_headless or not isinstance(renderable, Update):
                super()._display(screen, renderable)
                return
            try:
                screen_diff.ground = self.screen_stack[0].styles.background.hex6
                paint(renderable, screen_diff)
                if not self._batch_count:
                    self.send_changes()
            finally:
                self.post_display_hook()

        def send_changes(self) -> None:
            """Send what the terminal does not show yet, if anything."""
            driver = self._driver
            if self.screen_diff is None or driver is None or not self.is_running or self._closed:
                return
            # Input methods show what they compose at the cursor, although it is hidden.
            cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
            changes = self.screen_diff.changes((cursor.x, cursor.y))
            if not changes:
                return
            if self._sync_available:
                # In one piece, which wakes whoever writes it once.
                changes = f"{_SYNC_START}{changes}{_SYNC_END}"
            step = _CHUNK if WINDOWS else len(changes)
            for start in range(0, len(changes), step):
                driver.write(changes[start : start + step])
            driver.flush()

    else:

        def send_changes(self) -> None:
            """Nothing is held back: Textual has drawn it."""

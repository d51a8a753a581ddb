"""What is let through of keys, pastes and clicks: in too small a window hardly anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset

from tui.app.screens.guide_screen import is_too_small
from tui.guide.typed import joined

if TYPE_CHECKING:
    from tui.app.app import GuideApp

MOST_PASTED = 4096
"""Characters of a paste that are looked at, as over SSH."""

_ALWAYS = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+l")
"""Keys that act in a window of any size; beside them `q`, which leaves from anywhere there."""


class Gate:
    """Looks at what comes from the terminal before anybody else does.

    Attributes:
        dragged: Whether the mouse was dragged, and no key pressed since.

    """

    def __init__(self, app: GuideApp) -> None:
        self._app = app
        self._pressed: Offset | None = None
        self.dragged = False

    def watch(self, event: events.Event) -> None:
        """Follow what the mouse does, as it comes from the terminal."""
        if isinstance(event, events.MouseDown):
            self._pressed = Offset(event.screen_x, event.screen_y)
        elif isinstance(event, events.MouseUp):
            up = Offset(event.screen_x, event.screen_y)
            self.dragged = self._pressed is not None and self._pressed != up
            self._pressed = None
        elif isinstance(event, events.Key) and event.key != "ctrl+c":
            self.dragged = False

    def holds_back(self, event: events.Event) -> bool:
        """Whether nobody may get an event, as nobody would see what it does."""
        if not is_too_small(self._app.size):
            return False
        if isinstance(event, events.Key):
            if event.key == "q":
                self._app.call_later(self._app.ask_to_leave, 0)
            return event.key not in _ALWAYS
        moves = isinstance(event, events.MouseMove)
        return isinstance(event, events.Paste | events.MouseEvent) and not moves

    def prepared(self, event: events.Event) -> events.Event:
        """The event as it is handed on: a paste in one line, whatever field it is for."""
        if not isinstance(event, events.Paste):
            return event
        if len(event.text) > MOST_PASTED and self._app.focused is not None:
            words = f"Only the first {MOST_PASTED} characters were pasted."
            self._app.notify(words, severity="warning")
        return events.Paste(joined(event.text[:MOST_PASTED]))

"""The gate for keys, pastes and clicks: in too small a window hardly any pass.

Keys may take longer on their way than the news that the window has grown. So what was typed
before the screen is there again is held back too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Size

from tui.app.screens.guide_screen import is_too_small
from tui.guide.typed import joined

if TYPE_CHECKING:
    from tui.app.app import GuideApp

MOST_PASTED = 4096
"""Characters of a paste that are looked at, as over SSH."""

_ALWAYS = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+l")
"""Keys that act in a window of any size; beside them `q`, which leaves from anywhere there."""

_REST, _LOOKS = 0.01, 50
"""Seconds between two looks whether the screen has its new size, and how many there are."""


class Gate:
    """Looks at what comes from the terminal before anybody else does.

    Attributes:
        dragged: Whether the mouse was dragged, and no key pressed since.

    """

    def __init__(self, app: GuideApp) -> None:
        self._app = app
        self._pressed: Offset | None = None
        self._resizes = 0
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
        if not self._app.is_blind and not is_too_small(self._app.size):
            return False
        if isinstance(event, events.Key):
            if event.key == "q":
                self._app.call_later(self._app.ask_to_leave, 0)
            return event.key not in _ALWAYS
        moves = isinstance(event, events.MouseMove)
        return isinstance(event, events.Paste | events.MouseEvent) and not moves

    def shut(self) -> None:
        """Let nothing through until the next size is on the screen, whatever was about to open."""
        self._app.is_blind, self._app.is_opening = True, False
        self._resizes += 1

    def resized(self, size: Size) -> None:
        """Shut in too small a window; in a large enough one open once there is something to see.

        What was typed until then is not waited for: the gate is still shut when it comes.
        """
        app = self._app
        self.shut()
        app.is_opening = not is_too_small(size)
        if app.is_opening:
            app.drop_typed(_acts_always)
            app.hand_on_typed()
            app.call_after_refresh(self._look, self._resizes, _LOOKS)

    def _look(self, resizes: int, looks: int) -> None:
        """Open once the screen has been laid out for the window, unless that has changed again."""
        app = self._app
        if resizes != self._resizes:
            return
        if app.screen.size != app.size and looks:
            app.set_timer(_REST, lambda: self._look(resizes, looks - 1))
            return
        app.hand_on_typed()
        app.call_later(self._open, resizes)

    def _open(self, resizes: int) -> None:
        if resizes == self._resizes:
            self._app.is_blind = self._app.is_opening = False

    def prepared(self, event: events.Event) -> events.Event:
        """The event as it is handed on: a paste in one line, whatever field it is for."""
        if not isinstance(event, events.Paste):
            return event
        if len(event.text) > MOST_PASTED and self._app.focused is not None:
            words = f"Only the first {MOST_PASTED} characters were pasted."
            self._app.notify(words, severity="warning")
        return events.Paste(joined(event.text[:MOST_PASTED]))


def _acts_always(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in _ALWAYS

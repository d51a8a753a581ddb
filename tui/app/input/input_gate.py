"""The gate for keys, pastes and clicks: in too small a window hardly any pass.

Keys may take longer on their way than the news that the window has grown. So what was typed
before the screen is there again is held back too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from textual import events
from textual.app import App
from textual.geometry import Offset, Size

from tui.app.terminal.window_size import is_too_small
from tui.guide.field_text import joined

Typed: TypeAlias = events.Key | events.Paste

MOST_PASTED = 4096
"""Characters of a paste that are looked at, as over SSH."""

_ALWAYS = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+l")
"""Keys that act in a window of any size; beside them `q`, which leaves from anywhere there."""

_REST, _LOOKS = 0.01, 50
"""Seconds between two looks whether the screen has its new size, and how many there are."""


class InputGate:
    """Looks at what comes from the terminal before anybody else does.

    Attributes:
        is_shut: Whether what is typed now is typed without seeing what it does.
        is_opening: Whether that is about to end, as the window has become large enough.
        dragged: Whether the mouse was dragged, and no key pressed since.

    Args:
        app: Whose events pass here.
        leave: Leaves the guide, asking first where something is under way.
        hand_on_typed: Hands on at once what was typed and is on its way.
        drop_typed: Drops the keys and pastes that wait for others, but for those it is told of.

    """

    def __init__(
        self,
        app: App[int],
        *,
        leave: Callable[[], None],
        hand_on_typed: Callable[[], None],
        drop_typed: Callable[[Callable[[Typed], bool]], None],
    ) -> None:
        self._app = app
        self._leave = leave
        self._hand_on_typed = hand_on_typed
        self._drop_typed = drop_typed
        self.is_shut = self.is_opening = False
        self._pressed: Offset | None = None
        self._resizes = 0
        self.dragged = False

    def watch(self, event: events.Event) -> None:
        """Follow what the mouse does, as it comes from the terminal."""
        if isinstance(event, events.MouseDown):
            self._pressed = Offset(event.screen_x, event.screen_y)
            self.dragged = False
        elif isinstance(event, events.MouseMove | events.MouseUp):
            # Back to where it began is a drag too, and so is one whose end was outside.
            if self._pressed is not None and self._pressed != (event.screen_x, event.screen_y):
                self.dragged = True
            if isinstance(event, events.MouseUp):
                self._pressed = None
        elif isinstance(event, events.Key) and event.key != "ctrl+c":
            self.dragged = False

    def holds_back(self, event: events.Event) -> bool:
        """Whether nobody may get an event, as nobody would see what it does."""
        if not self.is_shut and not is_too_small(self._app.size):
            return False
        if isinstance(event, events.Key):
            if event.key == "q":
                self._app.call_later(self._leave)
            return event.key not in _ALWAYS
        moves = isinstance(event, events.MouseMove)
        return isinstance(event, events.Paste | events.MouseEvent) and not moves

    def shut(self) -> None:
        """Let nothing through until the next size is on the screen, whatever was about to open."""
        self.is_shut, self.is_opening = True, False
        self._resizes += 1

    def resized(self, size: Size) -> None:
        """Shut in too small a window; in a large enough one open once there is something to see.

        What was typed until then is not waited for: the gate is still shut when it comes.
        """
        self.shut()
        self.is_opening = not is_too_small(size)
        if self.is_opening:
            self._drop_typed(_acts_always)
            self._hand_on_typed()
            self._app.call_after_refresh(self._look, self._resizes, _LOOKS)

    def _look(self, resizes: int, looks_left: int) -> None:
        """Open once the screen has been laid out for the window, unless that has changed again."""
        app = self._app
        if resizes != self._resizes:
            return
        if app.screen.size != app.size and looks_left:
            app.set_timer(_REST, lambda: self._look(resizes, looks_left - 1))
            return
        self._hand_on_typed()
        app.call_later(self._open, resizes)

    def _open(self, resizes: int) -> None:
        if resizes == self._resizes:
            self.is_shut = self.is_opening = False

    def prepared(self, event: events.Event) -> events.Event:
        """The event as it is handed on: a paste in one line, whatever field it is for."""
        if not isinstance(event, events.Paste):
            return event
        if len(event.text) > MOST_PASTED and self._app.focused is not None:
            words = f"Only the first {MOST_PASTED} characters were pasted."
            self._app.notify(words, severity="warning")
        return events.Paste(joined(event.text[:MOST_PASTED]))


def _acts_always(event: Typed) -> bool:
    return isinstance(event, events.Key) and event.key in _ALWAYS

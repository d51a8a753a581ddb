"""The gate for keys, pastes and clicks, which is shut while the window is too small.

A key may arrive after the news that the window has grown, so the gate stays shut until the
screen is drawn at its new size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from textual import events
from textual.app import App
from textual.geometry import Offset, Size

from tui.app.input.bindings import keys_of
from tui.app.terminal.window_size import SMALLEST, is_too_small

Typed: TypeAlias = events.Key | events.Paste

MOST_PASTED = 4096
"""The maximum length of a paste, in characters; the same as over SSH."""

_ALWAYS = ("interrupt", "quit.now", "suspend", "redraw")
"""Actions whose keys act in a window of any size, besides `quit`, which asks if need be,
and `emergency`, which says whom to call."""

_REST, _LOOKS = 0.01, 50
"""The interval, in seconds, and the number of checks whether the screen has its new size."""


def smallest_of(app: App[Any]) -> tuple[int, int]:
    """Return the least size in which the screen in front of an app works."""
    stack = app.screen_stack
    return getattr(stack[-1], "smallest", SMALLEST) if stack else SMALLEST


class InputGate:
    """Filters the terminal's input before anything else handles it.

    Attributes:
        is_shut: Whether input is blocked because its effect would not be visible.
        is_opening: Whether the gate is about to open, as the window has become large enough.
        pressed: Where a mouse button was pressed that is still down.
        has_dragged: Whether the mouse was released elsewhere than it was pressed.
        has_marked: Whether the mouse marked something, or tried to, and no key was pressed since.

    Args:
        app: The app whose events are filtered.
        leave: Leaves the guide, asking first where something is under way.
        tell_emergency: Shows whom to call, in whatever room there is.
        flush_typed: Flushes input that is still buffered.
        drop_typed: Drops the queued keys and pastes, except those that its argument accepts.

    """

    def __init__(
        self,
        app: App[int],
        *,
        leave: Callable[[], None],
        tell_emergency: Callable[[], None],
        flush_typed: Callable[[], None],
        drop_typed: Callable[[Callable[[Typed], bool]], None],
    ) -> None:
        self._app = app
        self._leave = leave
        self._tell_emergency = tell_emergency
        self._flush_typed = flush_typed
        self._drop_typed = drop_typed
        self.is_shut = self.is_opening = False
        self.pressed: Offset | None = None
        self._last_press: tuple[Offset, float] | None = None
        """Where and when a button was pressed last."""
        self._resizes = 0
        self.has_marked = self.has_dragged = False

    def watch(self, event: events.Event) -> None:
        """Track what marks text: drags and double clicks."""
        if isinstance(event, events.MouseDown):
            self.pressed = Offset(event.screen_x, event.screen_y)
            press = (self.pressed, event.time)
            self.has_dragged = False
            self.has_marked = self._is_double(press)
            self._last_press = press
        elif isinstance(event, events.MouseMove | events.MouseUp):
            # A drag may end where it began, or outside of the window.
            if self.pressed is not None and self.pressed != (event.screen_x, event.screen_y):
                self.has_marked = True
            if isinstance(event, events.MouseUp):
                self.has_dragged = self.pressed not in (None, (event.screen_x, event.screen_y))
                self.pressed = None
        elif isinstance(event, events.Key) and event.key not in keys_of(self._app, "interrupt"):
            self.has_marked = False

    def _is_double(self, press: tuple[Offset, float]) -> bool:
        if self._last_press is None:
            return False
        (place, when), (last_place, last_when) = press, self._last_press
        return place == last_place and when - last_when <= self._app.CLICK_CHAIN_TIME_THRESHOLD

    def holds_back(self, event: events.Event) -> bool:
        """Return whether to discard an event because its effect would not be visible."""
        if not self.is_shut and not is_too_small(self._app.size, smallest_of(self._app)):
            return False
        if isinstance(event, events.Key):
            if event.key in keys_of(self._app, "quit"):
                self._app.call_later(self._leave)
            elif event.key in keys_of(self._app, "emergency"):
                self._app.call_later(self._tell_emergency)
            return not self._acts_always(event)
        moves = isinstance(event, events.MouseMove)
        return isinstance(event, events.Paste | events.MouseEvent) and not moves

    def shut(self) -> None:
        """Shut the gate until the next size is on the screen, even if it was about to open."""
        self.is_shut, self.is_opening = True, False
        self._resizes += 1

    def resized(self, size: Size) -> None:
        """Shut the gate; if the window is large enough, open it once the screen is drawn.

        Input typed before that is flushed and dropped while the gate is still shut.
        """
        self.shut()
        self.is_opening = not is_too_small(size, smallest_of(self._app))
        if self.is_opening:
            self._drop_typed(self._acts_always)
            self._flush_typed()
            self._app.call_after_refresh(self._look, self._resizes, _LOOKS)

    def _look(self, resizes: int, looks_left: int) -> None:
        """Open the gate once the screen has the window's size, unless that has changed again."""
        app = self._app
        if resizes != self._resizes:
            return
        if app.screen.size != app.size and looks_left:
            app.set_timer(_REST, lambda: self._look(resizes, looks_left - 1))
            return
        self._flush_typed()
        app.call_later(self._open, resizes)

    def _open(self, resizes: int) -> None:
        if resizes == self._resizes:
            self.is_shut = self.is_opening = False

    def prepared(self, event: events.Event) -> events.Event:
        """Return the event to dispatch: a paste is cut off and joined into one line."""
        if not isinstance(event, events.Paste):
            return event
        # Imported here: most guides end without a paste.
        from tui.guide.field_text import joined

        if len(event.text) > MOST_PASTED and self._app.focused is not None:
            words = f"Only the first {MOST_PASTED} characters were pasted."
            self._app.notify(words, severity="warning")
        return events.Paste(joined(event.text[:MOST_PASTED]))

    def _acts_always(self, event: Typed) -> bool:
        keys = (key for name in _ALWAYS for key in keys_of(self._app, name))
        return isinstance(event, events.Key) and event.key in keys

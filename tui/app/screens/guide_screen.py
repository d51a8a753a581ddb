"""The screen that all of the guide's screens are: covered where there is too little room."""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.widget import Widget

from tui.app.terminal.window_size import is_too_small
from tui.app.textual_fast.coalescing_screen import CoalescingScreen

R = TypeVar("R")


class GuideScreen(CoalescingScreen[R]):
    """Paints once all has followed, and says what is needed where there is too little room."""

    _had_keys: Widget | None = None
    """What had the keys before there was too little room."""

    @on(events.ScreenResume)
    @on(events.Resize)
    def cover(self) -> None:
        """Say what is needed where there is too little room, in the place of all else."""
        if is_too_small(self.app.size) or self.has_class("-too-small"):
            # Imported here: hardly anybody has so small a window.
            from tui.app.screens.size_cover import cover

            self._had_keys = self.focused or self._had_keys
            if cover(self):
                self.hold()
            elif self._had_keys:
                # What had the keys was hidden meanwhile.
                self.call_after_refresh(self.set_focus, self._had_keys)
                self._had_keys = None

    def hold(self) -> None:
        """Stop what goes on by itself, as nobody can see it."""

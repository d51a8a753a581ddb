"""The base class of the guide's screens, covered by a notice if the window is too small."""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.widget import Widget

from tui.app.terminal.window_size import is_too_small
from tui.app.textual_fast.coalescing_screen import CoalescingScreen
from tui.app.widgets.bars.key_line import KeyLine

R = TypeVar("R")


class GuideScreen(CoalescingScreen[R]):
    """A screen that paints once per batch of changes and is covered in too small a window."""

    _had_keys: Widget | None = None
    """The widget that had the focus before the window became too small."""

    @on(events.ScreenResume)
    @on(events.Resize)
    def cover(self) -> None:
        """Show a notice in place of the content if the window is too small."""
        if is_too_small(self.app.size) or self.has_class("-too-small"):
            # Imported here: few windows are this small.
            from tui.app.screens.size_cover import cover

            self._had_keys = self.focused or self._had_keys
            if cover(self):
                self.hold()
            elif self._had_keys:
                # The focused widget was hidden meanwhile.
                self.call_after_refresh(self.set_focus, self._had_keys)
                self._had_keys = None

    @on(events.ScreenSuspend)
    def cover_keys(self) -> None:
        """Show no keys while another screen has them."""
        for line in self.query(KeyLine):
            line.cover(True)

    @on(events.ScreenResume)
    def uncover_keys(self) -> None:
        """Show the keys again."""
        for line in self.query(KeyLine):
            line.cover(False)

    def hold(self) -> None:
        """Stop whatever runs by itself while it cannot be seen."""

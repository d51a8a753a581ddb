"""The command palette of the guide."""

from __future__ import annotations

from textual import events, on

from tui.app.screens.size_cover import cover
from tui.app.textual_fast.steady_palette import SteadyPalette


class GuidePalette(SteadyPalette):
    """The command palette, which is covered by a message when the window is too small."""

    def on_screen_resume(self) -> None:
        """Cover the palette if the window is too small."""
        cover(self)

    @on(events.Resize)
    def follow_room(self) -> None:
        """Cover or uncover the palette after a resize."""
        cover(self)

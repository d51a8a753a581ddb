"""The command palette of the guide."""

from __future__ import annotations

from textual import events, on

from tui.app.screens.size_cover import cover
from tui.app.textual_fast.steady_palette import SteadyPalette


class GuidePalette(SteadyPalette):
    """The command palette, which gives way where there is too little room."""

    def on_screen_resume(self) -> None:
        """Let the guide say so if there is too little room."""
        cover(self)

    @on(events.Resize)
    def follow_room(self) -> None:
        """Come and go with the room there is."""
        cover(self)

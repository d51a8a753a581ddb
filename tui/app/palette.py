"""The command palette."""

from __future__ import annotations

from contextlib import suppress

from textual import events, on
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches

from tui.app.screens.cover import cover


class Palette(CommandPalette):
    """Textual's palette, without two ways in which it ends the program.

    Its keys that turn pages fail while its list has not been drawn; and what it has found still
    comes in when it was closed meanwhile, and has no list any more.

    This leans on `_action_command_list`, `_watch__list_visible` and `_watch__show_busy`, which
    are not public.
    """

    def on_screen_resume(self) -> None:
        """Let the guide say so if there is too little room."""
        cover(self)

    @on(events.Resize)
    def follow_room(self) -> None:
        """Come and go with the room there is."""
        cover(self)

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).size:
            super()._action_command_list(action)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()

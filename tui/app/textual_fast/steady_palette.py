"""Textual's command palette with two crashes fixed."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches

from tui.app.textual_fast.feature_probe import has


class SteadyPalette(CommandPalette):
    """Textual's palette, without two of its crashes.

    Its page keys fail while its list has not been drawn; and results that arrive after it was
    closed look for a list that is gone.
    """

    if has("palette"):

        def _action_command_list(self, action: str) -> None:
            if self.query_one(CommandList).size:
                super()._action_command_list(action)

        def _watch__list_visible(self) -> None:
            with suppress(NoMatches):
                super()._watch__list_visible()

        async def _watch__show_busy(self) -> None:
            with suppress(NoMatches):
                await super()._watch__show_busy()

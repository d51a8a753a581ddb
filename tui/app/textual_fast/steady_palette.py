"""Textual's command palette with two crashes fixed."""

from __future__ import annotations

from contextlib import suppress

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.strip import Strip

from tui.app.textual_fast.feature_probe import has


class WholeCommands(CommandList):
    """The commands, of which the last in view is drawn with its explanation or not at all."""

    if has("options"):

        def render_line(self, y: int) -> Strip:
            """Return a line in view; nothing for a name whose explanation is out of view."""
            strip, line = super().render_line(y), y + self.scroll_offset.y
            if y == self.size.height - 1 and line + 1 < self.virtual_size.height:
                starts = self._index_to_line.values()
                if line in starts and line + 1 not in starts:
                    return Strip.blank(strip.cell_length, self.rich_style)
            return strip


class SteadyPalette(CommandPalette):
    """Textual's palette, without two of its crashes, and with a list that ends on no bare name.

    Its page keys fail while its list has not been drawn; and results that arrive after it was
    closed look for a list that is gone.
    """

    def compose(self) -> ComposeResult:
        """Lay the palette out with its own list."""
        for widget in super().compose():
            yield WholeCommands() if isinstance(widget, CommandList) else widget

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

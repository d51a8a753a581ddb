"""The line that says on every tab how soon to get help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.standing import Standing
from tui.app.theme import LEVEL_COLOURS
from tui.app.widgets.row import Row
from tui.app.widgets.verdict_page import headline
from tui.guide.content import Level
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen

_LOWEST = 8
"""Rows of a terminal from which a banner can be read in full."""


class Banner(Static):
    """The headline of any level that asks for help; hidden otherwise."""

    DEFAULT_CSS = """
    Banner {
        height: auto;
        padding: 0 1;
        text-style: bold;
        display: none;
        &.-shown {
            display: block;
        }
    }
    """

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self._triage = triage

    def follow(self, main: MainScreen) -> None:
        """Show how things stand in a guide that this screen lies over."""
        self.watch(main, "standing", self._take)

    def _take(self, standing: Standing) -> None:
        self.standing = standing

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self.watch_standing(self.standing)

    def watch_standing(self, standing: Standing) -> None:
        """Show the headline of the level."""
        if self.app.size.height < _LOWEST:
            # With no room for the name of the country, a number would mislead.
            standing = replace(standing, region=None)
        level, region = standing.level, standing.region
        marks = {f"-{name}": name == level.value for name in LEVEL_COLOURS}
        self.update_classes({**marks, "-shown": level is not Level.SELF_CARE})
        # The same digits mean other things elsewhere, so a number names its country.
        country = region.name if region and level is Level.EMERGENCY else ""
        self.update(Row(Content(headline(self._triage, standing)), aside=Content(country)))

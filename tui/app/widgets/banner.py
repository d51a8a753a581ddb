"""The two lines that say on every tab how things stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.standing import Standing
from tui.app.theme import LEVEL_COLOURS, level_style
from tui.app.widgets.row import Row
from tui.app.widgets.verdict_panel import headline
from tui.guide.content import Level
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen

_LOWEST = 8
"""Rows of a terminal from which a banner can be read in full."""


class TitleBar(Static):
    """The name of the guide, and at the right the level while it asks for nothing."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        padding: 0 1;
    }
    """

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self._triage = triage

    def watch_standing(self, standing: Standing) -> None:
        """Show the level."""
        words = self._triage.index.levels[standing.level]
        title = Content.styled(self._triage.index.content.guide.title, "bold")
        # Any other level has the banner to itself.
        calm = standing.level is Level.SELF_CARE
        status = f"{words.symbol} {words.word.capitalize()}" if calm else ""
        style = level_style(standing.level.value)
        self.update(Row(title, aside=Content.styled(status, style)))


class NoticeLine(Static):
    """Why nothing is saved, in one line; hidden while all is well."""

    DEFAULT_CSS = """
    NoticeLine {
        height: 1;
        padding: 0 1;
        color: $warning;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
        &.-shown {
            display: block;
        }
    }
    """

    standing: reactive[Standing] = reactive(Standing())

    def watch_standing(self, standing: Standing) -> None:
        """Show the notice."""
        self.set_class(bool(standing.notice), "-shown")
        self.update(Content(standing.notice))


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
        self.set_class(level is not Level.SELF_CARE, "-shown")
        for name in LEVEL_COLOURS:
            self.set_class(name == level.value, f"-{name}")
        # The same digits mean other things elsewhere, so a number names its country.
        country = region.name if region and level is Level.EMERGENCY else ""
        self.update(Row(Content(headline(self._triage, standing)), aside=Content(country)))

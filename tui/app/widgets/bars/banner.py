"""The line that shows the triage level on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content
from textual.reactive import reactive

from tui.app.drawing.row import Row
from tui.app.drawing.style_cache import linked
from tui.app.theme import level_style
from tui.app.triage_state import TriageState
from tui.app.widgets.strip_widget import TextLine
from tui.app.widgets.verdict_page import headline
from tui.guide.content.triage_model import Level
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_LOWEST = 8
"""The least rows of a terminal in which a banner can be read in full."""


def say_level(line: TextLine, triage: Triage, triage_state: TriageState) -> None:
    """Show the headline of a level that asks for help, in its colour."""
    if line.app.size.height < _LOWEST:
        # Without room for the name of the country, a number would mislead.
        triage_state = replace(triage_state, region=None)
    level, region = triage_state.level, triage_state.region
    # The same digits mean other things elsewhere, so a number is shown with its country.
    country = region.name if region and level is Level.EMERGENCY else ""
    words = Row(linked(Content(headline(triage, triage_state)), region), aside=Content(country))
    line.say(words, f"bold $background on {level_style(level.value)}")


class Banner(TextLine):
    """The headline on screens over the guide; hidden while no help is needed."""

    DEFAULT_CSS = """
    Banner {
        height: auto;
    }
    """

    triage_state: reactive[TriageState] = reactive(TriageState(), repaint=False)

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self.display = False
        self._triage = triage

    def follow(self, state: GuideState) -> None:
        """Show the present level, and every change of it."""
        state.watch(self, self._take)
        self._take(state.triage_state, state.triage_state)

    def _take(self, before: TriageState, after: TriageState) -> None:
        self.triage_state = after

    def on_resize(self) -> None:
        """Show as much of the headline as fits."""
        self.watch_triage_state(self.triage_state)

    def watch_triage_state(self, triage_state: TriageState) -> None:
        """Show the headline of the level."""
        self.display = triage_state.level is not Level.SELF_CARE
        if self.display:
            say_level(self, self._triage, triage_state)

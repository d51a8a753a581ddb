"""The first line: the name of the guide, and how things stand."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from tui.app.standing import Standing
from tui.app.theme import level_style
from tui.app.widgets.drawn import Words
from tui.app.widgets.row import Row
from tui.guide.content import Level
from tui.guide.triage import Triage


class TitleBar(Words):
    """The name of the guide, and at the right the level while it asks for nothing."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
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
        self.say(Row(title, aside=Content.styled(status, style), keep=False))

"""The two lines that say on every tab how things stand."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.theme import level_style
from tui.app.widgets.row import Row
from tui.app.widgets.verdict_panel import headline
from tui.guide.content import Level, Region
from tui.guide.triage import Triage, Verdict


class TitleBar(Static):
    """The name of the guide, and at the right the level while it asks for nothing."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        padding: 0 1;
    }
    """

    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self._triage = triage

    def watch_verdict(self, verdict: Verdict) -> None:
        """Show the level of `verdict`."""
        words = self._triage.index.levels[verdict.level]
        title = Content.styled(self._triage.index.content.guide.title, "bold")
        # Any other level has the banner to itself.
        status = (
            f"{words.symbol} {words.word.capitalize()}" if verdict.level is Level.SELF_CARE else ""
        )
        self.update(Row(title, aside=Content.styled(status, level_style(verdict.level.value))))


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

    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))
    reader_region: reactive[Region | None] = reactive(None)

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self._triage = triage

    def watch_verdict(self) -> None:
        """Show the headline of the level."""
        self._show()

    def watch_reader_region(self) -> None:
        """Show the number of the region."""
        self._show()

    def _show(self) -> None:
        level = self.verdict.level
        self.set_class(level is not Level.SELF_CARE, "-shown")
        emergency = level is Level.EMERGENCY
        # The same digits mean other things elsewhere, so a number names its country.
        country = self.reader_region.name if self.reader_region and emergency else ""
        self.update(
            Row(Content(headline(self._triage, level, self.reader_region)), aside=Content(country))
        )

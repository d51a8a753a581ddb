"""The tab that says when to see a doctor: a checklist and the verdict beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive

from tui.app.standing import Standing
from tui.app.widgets.finding_ticks import finding_ticks, show_ticks
from tui.app.widgets.tick_list import TickList
from tui.app.widgets.verdict_panel import VerdictPanel
from tui.guide.outline import Place
from tui.guide.triage import Triage


class DoctorPane(Container):
    """Findings to tick at the left, how soon to get help at the right."""

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self, triage: Triage, standing: Standing, *, key: str, id: str) -> None:
        super().__init__(id=id)
        self.listing = TickList(finding_ticks(triage), id="findings")
        """The findings."""
        self.listing.border_title = "Tick what applies to you"
        self.listing.go_to(key)
        self._panel = VerdictPanel(triage, id="verdict")
        self.standing = standing

    def compose(self) -> ComposeResult:
        """The checklist and the verdict."""
        yield self.listing
        yield self._panel

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place("doctor", self.listing.current or "")

    def show_list(self) -> None:
        """Nothing ever takes the list's room."""

    def go_to(self, key: str) -> None:
        """Highlight the finding `key` and put the reader's keys there."""
        self.listing.go_to(key)
        self.screen.set_focus(self.listing)

    def watch_standing(self, standing: Standing) -> None:
        """Cross the boxes and show the verdict."""
        show_ticks(self.listing, standing)
        self._panel.standing = standing

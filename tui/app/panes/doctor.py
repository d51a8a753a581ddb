"""The tab that says when to see a doctor: a checklist and the verdict beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive

from tui.app.theme import level_style
from tui.app.widgets.tick_list import Tick, TickList
from tui.app.widgets.verdict_panel import VerdictPanel
from tui.guide.content import Level, Region
from tui.guide.outline import Place
from tui.guide.triage import Triage, Verdict


class DoctorPane(Container):
    """Findings to tick at the left, how soon to get help at the right."""

    ticked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))
    reader_region: reactive[Region | None] = reactive(None)

    def __init__(self, triage: Triage, *, key: str, id: str) -> None:
        super().__init__(id=id)
        self._triage = triage
        self._first_key = key

    def compose(self) -> ComposeResult:
        """The checklist and the verdict."""
        yield TickList(_ticks(self._triage), id="findings").data_bind(DoctorPane.ticked)
        yield VerdictPanel(self._triage, id="verdict").data_bind(
            DoctorPane.verdict, DoctorPane.reader_region
        )

    def on_mount(self) -> None:
        """Open where somebody wanted to go."""
        self.listing.border_title = "Tick what applies to you"
        self._show_implied()
        self.listing.go_to(self._first_key)

    @property
    def listing(self) -> TickList:
        """The findings."""
        return self.query_one("#findings", TickList)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place("doctor", self.listing.current or "")

    def go_to(self, key: str) -> None:
        """Highlight the finding `key`."""
        self.listing.go_to(key)
        self.listing.focus()

    def watch_verdict(self) -> None:
        """Mark the findings that others bring with them."""
        if self.is_mounted:
            self._show_implied()

    def _show_implied(self) -> None:
        self.listing.implied = self.verdict.findings - self.ticked


def _ticks(triage: Triage) -> list[Tick]:
    levels = triage.index.levels
    return [
        Tick(
            finding.id,
            finding.text,
            group.title,
            levels[finding.level].symbol if finding.level in levels else "",
            level_style(finding.level.value),
        )
        for group in triage.index.content.groups
        for finding in group.findings
    ]

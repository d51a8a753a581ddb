"""How soon to get help, beside the checklist."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.visual import Visual
from textual.widgets import Static

from tui.app.standing import Standing
from tui.app.widgets.page import page_visual
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import Row, Rows
from tui.app.widgets.verdict_page import headline, help_page, reason_rows
from tui.guide import pages
from tui.guide.triage import Triage

_FRAME = 4
"""Columns of a frame beside its title."""


class VerdictPanel(PageScroll):
    """The verdict in full: headline, what to do, why."""

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self, triage: Triage, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._triage = triage
        self._text = Static()

    def compose(self) -> ComposeResult:
        """One widget holds it all."""
        yield self._text

    def watch_standing(self, before: Standing, after: Standing) -> None:
        """Show the new verdict; from the top when the level changed."""
        self._text.update(self._visual())
        self._show_title()
        if before.level is not after.level:
            self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Put as much of the headline into the frame as it has room for."""
        self._show_title()

    def _show_title(self) -> None:
        title = headline(self._triage, self.standing)
        # The banner has it in full.
        fits = len(title) + _FRAME <= self.size.width
        self.border_title = title if fits else title.partition(" – ")[0]

    def _visual(self) -> Visual:
        standing, index = self.standing, self._triage.index
        rows: list[Visual] = [
            Row(Content.styled(index.levels[standing.level].soon, "bold")),
            Row(Content("")),
            page_visual(help_page(self._triage, standing), standing.region),
        ]
        if standing.verdict.reasons:
            rows.append(Row(Content.styled("Why this level", "bold"), gap=1))
            rows += reason_rows(self._triage, standing.verdict)
        else:
            rows += self._good_to_know()
        return Rows(rows)

    def _good_to_know(self) -> list[Visual]:
        """The readings of the doctor tab, while nothing asks for the room."""
        rows: list[Visual] = []
        for item in self._triage.index.sections["doctor"].items:
            title, *page = pages.item_page(self._triage.index, item)
            rows.append(Row(Content.styled(title.text, "bold $primary"), gap=1))
            rows.append(page_visual(page, self.standing.region))
        return rows

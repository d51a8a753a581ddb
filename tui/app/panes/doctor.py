"""The tab on when to see a doctor: a checklist and the verdict beside it."""

from __future__ import annotations

from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.border import Border
from tui.app.drawing.document import Document, DocumentPart, heading
from tui.app.drawing.row import Row
from tui.app.panes.page_cache import PageCache
from tui.app.panes.pane import NONE_OF_THESE, Page
from tui.app.triage_state import TriageState
from tui.app.widgets.lists.tick_row import Tick, finding_tick, tick_row
from tui.app.widgets.verdict_page import (
    EnlargeNumber,
    headline,
    headline_style,
    help_rows,
    reason_rows,
)
from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.content.model import Region
from tui.guide.content.triage_model import Finding, Level
from tui.guide.episode.records import Timestamp
from tui.guide.outline import Place
from tui.guide.safety import checked_words
from tui.guide.triage import Triage, Verdict

if TYPE_CHECKING:
    from tui.guide.checklist_search import ChecklistSearch

_KEPT = 4
"""The number of drawn verdicts to cache: a tick is often taken back."""


class DoctorPane:
    """The checklist of findings, and how soon to get help."""

    ticks = True

    def __init__(
        self,
        triage: Triage,
        triage_state: TriageState,
        zone: tzinfo,
        enlarge: EnlargeNumber,
        *,
        key: str,
    ) -> None:
        self._triage = triage
        self._index = triage.index
        self._triage_state = triage_state
        self._zone = zone
        self._enlarge = enlarge
        self._pages = PageCache[tuple[Verdict, Region | None, Timestamp | None]](_KEPT)
        parts: list[DocumentPart] = []
        for group in self._index.content.groups:
            parts.append(heading(group.title, first=not parts))
            parts += [self._part(finding.id) for finding in group.findings]
        parts.append(DocumentPart(self._end_row(), NONE_OF_THESE))
        self._whole = Document(parts, marked=key)
        if self._whole.marked is None:
            self._whole.marked = self._whole.next_choice(None, 1)
        self.document = self._whole
        """The findings, or those that match the typed words."""

    @property
    def place(self) -> Place:
        """The reader's place."""
        return Place("doctor", self.document.current)

    @property
    def current(self) -> str | None:
        """The id of the marked finding."""
        current = self.document.current
        return current if current in self._index.findings else None

    @property
    def aside(self) -> str:
        """The place of the marked finding among those listed."""
        listed = [part.id for part in self.document.parts if part.id in self._index.findings]
        current = self.document.current
        place = listed.index(current) + 1 if current in listed else len(listed)
        return f"{place:>2} of {len(listed)}" if listed else ""

    @property
    def page(self) -> Page:
        """The verdict in full: what to do, and why."""
        key = self._triage_state.verdict, self._triage_state.region, self._triage_state.checked
        if (page := self._pages.find(key)) is None:
            page = Page([DocumentPart(row) for row in self._verdict()])
            self._pages.add(key, page)
        return page

    def page_at(self, number: int) -> Page | None:
        """Return None: the verdict page is the same for every finding."""
        return None

    def go_to(self, key: str) -> None:
        """Mark the finding `key`, if there is one."""
        number = self.document.index(key)
        if number is not None:
            self.document.marked = number

    def narrow(self, words: str) -> None:
        """List only the findings that match `words`; all if it is blank."""
        marked = self.document.current
        if not words.strip():
            self.document = self._whole
            self.go_to(marked)
            return
        matches = self._search.find(words)
        parts = [self._part(name) for name in matches.best]
        if matches.others:
            parts += [heading("Perhaps also"), *map(self._part, matches.others)]
        if not parts:
            parts = [DocumentPart(Row(Content(self._index.content.guide.no_sign_found or "–")))]
        self.document = Document(parts)
        self.document.marked = self.document.next_choice(None, 1)

    @cached_property
    def _search(self) -> ChecklistSearch:
        # Imported here: most readers do not search the list.
        from tui.guide.checklist_search import ChecklistSearch

        return ChecklistSearch.of(self._index)

    def _part(self, name: str) -> DocumentPart:
        return DocumentPart(self._row(self._index.findings[name]), name)

    def frames(self, triage_state: TriageState) -> tuple[Border, Border]:
        """Return the borders; the headline stands in that of the verdict if in no banner."""
        title, style = headline(self._triage, triage_state), headline_style(triage_state)
        whole = self.document is self._whole
        listed = Border("Signs with these words", "Signs found")
        if whole:
            listed = Border("Tick what applies to you", "Tick what applies")
        if triage_state.level is not Level.SELF_CARE:
            title = f"{title.split()[0]} What to do"
            listed = Border(listed.title, listed.short, line_style=style, line_style_focused=style)
        title_style = f"bold {style}"
        return listed, Border(
            title, title, "heavy", style, style, title_style, f"reverse {title_style}"
        )

    def follow(self, triage_state: TriageState) -> None:
        """Update the boxes and the verdict, scrolled to its top if the level changed."""
        top = self.page.top
        before, self._triage_state = self._triage_state, triage_state
        changed = (before.ticked ^ triage_state.ticked) | (before.noticed ^ triage_state.noticed)
        for name in changed | (before.verdict.findings ^ triage_state.verdict.findings):
            finding = self._index.findings.get(name)
            for document in (self._whole, self.document):
                if finding and (number := document.index(name)) is not None:
                    document.change(number, self._row(finding))
        if (number := self._whole.index(NONE_OF_THESE)) is not None:
            self._whole.change(number, self._end_row())
        if (before.verdict, before.region) != (triage_state.verdict, triage_state.region):
            self.page.top = top if before.level is triage_state.level else 0

    def _row(self, finding: Finding) -> Row:
        triage_state = self._triage_state
        return tick_row(
            finding_tick(self._triage, finding),
            on=finding.id in triage_state.ticked,
            implied=finding.id in triage_state.verdict.findings,
            noticed=finding.id in triage_state.noticed,
        )

    def _end_row(self) -> Row:
        """Return the line after the last finding, which says that there are no others."""
        triage_state, safety = self._triage_state, self._index.content.safety
        title_style = safety.others if triage_state.ticked else safety.none
        done = triage_state.checked is not None
        return tick_row(Tick(NONE_OF_THESE, title_style), on=done, gap=1)

    def _verdict(self) -> list[Visual]:
        triage_state, index = self._triage_state, self._index
        if triage_state.is_unchecked:
            lead = [Block(Kind.TEXT, text) for text in index.content.safety.not_checked_lead]
            return [*page_rows(lead, triage_state.region), *self._good_to_know()]
        rows = help_rows(self._triage, triage_state, self._enlarge, self._checked)
        if triage_state.verdict.reasons:
            rows.append(Row(Content.styled("Why this level", "bold"), gap=1, leads=True))
            rows += reason_rows(self._triage, triage_state.verdict)
        else:
            rows += self._good_to_know()
        return rows

    @property
    def _checked(self) -> str:
        """When the signs were gone through; empty if they were not, or if the title bar says it."""
        triage_state = self._triage_state
        if triage_state.checked is None or triage_state.level is Level.SELF_CARE:
            return ""
        return f"checked {checked_words(triage_state.checked, self._zone)}"

    def _good_to_know(self) -> list[Row]:
        """Return the readings of the tab, shown while there is nothing more urgent."""
        rows: list[Row] = []
        for item in self._index.sections["doctor"].items:
            title, *page = blocks.item_page(self._index, item)
            rows.append(Row(Content.styled(title.text, "bold $primary"), gap=1, leads=True))
            rows += page_rows(page, self._triage_state.region)
        return rows

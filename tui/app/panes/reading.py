"""A tab to read: its entries at the left, what the highlighted one says at the right."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import OptionList

from tui.app.widgets.detail import Detail
from tui.app.widgets.entry_list import EntryList
from tui.app.widgets.verdict_panel import help_page
from tui.guide import pages
from tui.guide.content import Level, Region, Section
from tui.guide.outline import Entry, Place, entries
from tui.guide.pages import Block, Kind
from tui.guide.triage import Triage, Verdict

HELP = "help"
"""The key of the entry that leads relief while help is on its way."""


class ReadingPane(Container):
    """Master and detail for one section."""

    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))
    reader_region: reactive[Region | None] = reactive(None)
    asked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)

    def __init__(self, triage: Triage, section: Section, *, key: str, id: str) -> None:
        super().__init__(id=id)
        self._triage = triage
        self.section = section
        self._first_key = key

    def compose(self) -> ComposeResult:
        """A list and a detail view."""
        yield EntryList(self._entries(), id=f"list-{self.section.id}")
        yield Detail(self._triage.index).data_bind(ReadingPane.reader_region, ReadingPane.asked)

    def on_mount(self) -> None:
        """Open where somebody wanted to go."""
        self.listing.border_title = self.section.title
        if self._first_key:
            self.listing.go_to(self._first_key)

    @property
    def listing(self) -> EntryList:
        """The entries."""
        return self.query_one(EntryList)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        entry = self.listing.current
        return entry.place if entry else Place(self.section.id)

    def go_to(self, key: str) -> None:
        """Highlight the entry `key` and put the reader's keys there."""
        self.remove_class("-reading")
        self.listing.go_to(key)
        self.listing.focus()

    def _entries(self) -> list[Entry]:
        listed = list(entries(self._triage.index, self.section))
        if self._leads_with_help():
            words = self._triage.index.levels[self.verdict.level]
            place = Place(self.section.id, HELP)
            title = f"{words.symbol} {pages.until_words(self.verdict.level)}"
            listed.insert(0, Entry(place, "First of all", title, words.soon, listed[0].item))
        return listed

    def _leads_with_help(self) -> bool:
        return self.section.id == "relief" and not self.verdict.level < Level.URGENT

    async def watch_verdict(self, before: Verdict, after: Verdict) -> None:
        """Lead relief with what to do until help comes."""
        if not self.is_mounted:
            return
        self.query_one(Detail).findings = after.findings
        if self.section.id == "relief" and before.level is not after.level:
            self.listing.show(self._entries())
            if self._leads_with_help():
                self.listing.go_to(HELP)
        if self.listing.current and self.listing.current.place.key == HELP:
            await self.show_entry()

    async def watch_reader_region(self) -> None:
        """Show the numbers of the new region."""
        if self.is_mounted:
            await self.show_entry()

    @on(OptionList.OptionHighlighted)
    async def show_entry(self) -> None:
        """Show the highlighted entry."""
        entry = self.listing.current
        detail = self.query_one(Detail)
        if entry is None:
            return
        detail.findings = self.verdict.findings
        if entry.place.key == HELP:
            words = self._triage.index.levels[self.verdict.level]
            page = [
                Block(Kind.TITLE, entry.title),
                Block(Kind.LEAD, words.soon),
                *help_page(self._triage, self.verdict),
                *([Block(Kind.TEXT, words.refusal)] if words.refusal else []),
            ]
            detail.show_page(page, None, [])
        else:
            await detail.show(entry)

    @on(OptionList.OptionSelected)
    def read(self, event: OptionList.OptionSelected) -> None:
        """Let the keys scroll what is read."""
        event.stop()
        self.add_class("-reading")
        self.query_one(Detail).focus()

    @on(Detail.Left)
    def leave(self, event: Detail.Left) -> None:
        """Back to the list."""
        event.stop()
        self.remove_class("-reading")
        self.listing.focus()

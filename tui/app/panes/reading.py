"""A tab to read: its entries at the left, what the highlighted one says at the right."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import OptionList

from tui.app.standing import Standing
from tui.app.widgets.detail import Detail
from tui.app.widgets.entry_list import EntryList
from tui.app.widgets.gallery import Gallery
from tui.app.widgets.verdict_page import help_page
from tui.guide import pages
from tui.guide.content import Section
from tui.guide.outline import Entry, Place, entries, opened_by
from tui.guide.pages import Block, Kind
from tui.guide.triage import Triage

HELP = "help"
"""The key of the entry that leads relief while help is on its way."""


class ReadingPane(Container):
    """Master and detail for one section."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "to_list", "Back to the list"),
    ]

    standing: reactive[Standing] = reactive(Standing())

    def __init__(
        self,
        triage: Triage,
        section: Section,
        standing: Standing,
        gallery: Gallery,
        *,
        key: str,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(ReadingPane.standing, standing)
        self._triage = triage
        self._section = section
        self._shown: Entry | None = None
        self.listing = EntryList(self._entries())
        """The entries."""
        self.listing.border_title = section.title
        self.listing.go_to(key)
        self._detail = Detail(triage, standing, gallery)

    def compose(self) -> ComposeResult:
        """A list and a detail view."""
        yield self.listing
        yield self._detail

    def on_mount(self) -> None:
        """Show where the list stands."""
        self._show_entry()

    @property
    def place(self) -> Place:
        """Where the reader is."""
        entry = self.listing.current
        return entry.place if entry else Place(self._section.id)

    def show_list(self) -> None:
        """Give the list its room again."""
        self.remove_class("-reading")

    def go_to(self, key: str) -> None:
        """Highlight the entry `key` and put the reader's keys there."""
        self.show_list()
        self.listing.go_to(key)
        self.screen.set_focus(self.listing)

    def watch_standing(self, before: Standing, after: Standing) -> None:
        """Lead relief with what to do until help comes."""
        self._detail.standing = after
        if self._section.id == "relief" and before.level is not after.level:
            self.listing.show(self._entries())
            self.listing.go_to(HELP)
        if (before.verdict, before.region) != (after.verdict, after.region):
            self._show_entry()

    def _entries(self) -> list[Entry]:
        listed = list(entries(self._triage.index, self._section))
        if self._section.id == "relief" and self.standing.needs_help_today:
            words = self._triage.index.levels[self.standing.level]
            title = f"{words.symbol} {pages.until_words(self.standing.level)}"
            place = Place(self._section.id, HELP)
            listed.insert(0, Entry(place, "First of all", title, words.soon, listed[0].item))
        return listed

    @on(OptionList.OptionHighlighted, "EntryList")
    def highlight(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted entry."""
        event.stop()
        if self.listing.current is not self._shown:
            self._show_entry()

    def _show_entry(self) -> None:
        entry = self._shown = self.listing.current
        if entry and entry.place.key == HELP:
            words = self._triage.index.levels[self.standing.level]
            page = [Block(Kind.TITLE, entry.title), Block(Kind.LEAD, words.soon)]
            page += help_page(self._triage, self.standing)
            page += [Block(Kind.TEXT, words.refusal)] if words.refusal else []
            self._detail.show_page(page)
        elif entry:
            self._detail.show(entry)

    @on(OptionList.OptionSelected, "EntryList")
    def read(self, event: OptionList.OptionSelected) -> None:
        """Let the keys scroll what is read; what has a screen of its own opens at once."""
        event.stop()
        entry = self.listing.current
        if entry and entry.place.key != HELP and (place := opened_by(entry.item)):
            self.post_message(Detail.Followed(place))
            return
        self.add_class("-reading")
        self.screen.set_focus(self._detail)

    def action_to_list(self) -> None:
        """Back to the list."""
        self.show_list()
        self.screen.set_focus(self.listing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back to the list only away from it."""
        return action != "to_list" or not self.listing.has_focus

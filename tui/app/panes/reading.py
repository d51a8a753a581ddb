"""A tab to read: its entries at the left, the marked one in full at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.border import Border
from tui.app.drawing.document import Document, DocumentPart, heading
from tui.app.drawing.row import Row
from tui.app.panes.page_cache import PageCache
from tui.app.panes.pane import FIRST_MINUTES, Page
from tui.app.theme import level_style
from tui.app.triage_state import TriageState
from tui.guide.block import Block, Kind
from tui.guide.content.section_model import Section
from tui.guide.content.triage_model import Level
from tui.guide.outline import DAYS, LIFT, QUIZ, Entry, Place, entries, opened_by, place_of, title_of
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.drawing.figure_row import FigureRow
    from tui.app.drawing.large.large_question import LargeQuestion
    from tui.app.widgets.verdict_page import EnlargeNumber
    from tui.guide.content.record_index import Index
    from tui.guide.today.pages import TodayPage

HELP = "help"
"""The key of the entry shown first in relief while help is on its way."""

_TITLES = {QUIZ: "Self-check", DAYS: "Your days", LIFT: "Describe a lift"}
_KEPT = 24
"""The number of drawn pages to cache."""

Show = Callable[[Sequence[tuple[str, str | None]]], "FigureRow"]
"""A function that makes figures of motions and their captions."""


class ReadingPane:
    """The entries of a section, and the page of the marked one."""

    ticks = False

    def __init__(
        self,
        triage: Triage,
        section: Section,
        triage_state: TriageState,
        show: Show,
        enlarge: Callable[..., LargeQuestion],
        enlarge_number: EnlargeNumber,
        *,
        key: str,
        answer_keys: tuple[str, str] = ("y", "n"),
        read_today: Callable[[], tuple[TodayPage, ...]] = tuple,
    ) -> None:
        self._triage = triage
        self._index = triage.index
        self._section = section
        self._triage_state = triage_state
        self._show = show
        self._enlarge = enlarge
        self._answer_keys = answer_keys
        self._enlarge_number = enlarge_number
        self._pages = PageCache[str](_KEPT)
        self._read_today, self._today = read_today, read_today()
        self._list(key)

    @property
    def place(self) -> Place:
        """The reader's place."""
        entry = self.current
        return entry.place if entry else Place(self._section.id)

    @property
    def aside(self) -> str:
        """Nothing: the lists are short."""
        return ""

    @property
    def current(self) -> Entry | None:
        """The marked entry."""
        return self._entries.get(self.document.current)

    @property
    def page(self) -> Page:
        """The page of the marked entry."""
        entry = self.current
        return self._page_of(entry) if entry else Page([])

    def page_at(self, number: int) -> Page | None:
        """Return the page of the entry at part `number`, if it is one."""
        entry = self._entries.get(self.document.parts[number].id)
        return self._page_of(entry) if entry else None

    def _page_of(self, entry: Entry) -> Page:
        key = entry.place.key
        if (page := self._pages.find(key)) is None:
            page = self._pages.add(key, self._page(entry))
        return page

    def go_to(self, key: str) -> None:
        """Mark the entry `key`, if there is one."""
        number = self.document.index(key)
        if number is not None:
            self.document.marked = number

    def narrow(self, words: str) -> None:
        """Do nothing: tabs to read have few entries, and the search covers them."""

    def frames(self, triage_state: TriageState) -> tuple[Border, Border]:
        """Return the borders: the list has the section's title, the page none."""
        title = self._section.title
        if triage_state.level is Level.SELF_CARE:
            return Border(title), Border(line_style="$background")
        style = level_style(triage_state.level.value)
        return Border(title, line_style=style, line_style_focused=style), Border(
            line_style=style, line_style_focused=style
        )

    def follow(self, triage_state: TriageState) -> None:
        """Update the pages; list what to do until help comes first in relief."""
        before, self._triage_state = self._triage_state, triage_state
        if self._section.id == "relief":
            if before.level is not triage_state.level:
                self._list(HELP)
            elif (before.checked is None) is not (triage_state.checked is None):
                self._list(self.document.current)
            self._pages.pop(FIRST_MINUTES, None)
        if (today := self._read_today()) != self._today:
            self._follow_today(today)
        if before.region != triage_state.region:
            self._pages.clear()
        elif (before.verdict, before.asked) != (triage_state.verdict, triage_state.asked):
            self._follow_card()

    # List

    def _list(self, key: str) -> None:
        listed = list(entries(self._index, self._section))
        if self._section.id == "relief" and self._triage_state.level is not Level.EMERGENCY:
            listed.insert(0, self._first_minutes(listed[0]))
        if self._section.id == "relief" and self._triage_state.needs_help_today:
            words = self._index.levels[self._triage_state.level]
            # Imported here, as below: the first page has words of its own.
            from tui.guide.blocks import until_words

            title = f"{words.symbol} {until_words(self._triage_state.level)}"
            place = Place(self._section.id, HELP)
            listed.insert(0, Entry(place, "First of all", title, words.soon, listed[0].item))
        if self._today:
            from tui.app.panes.today import today_entries

            listed = today_entries(self._index, self._section, self._today) + listed
        self._entries = {entry.place.key: entry for entry in listed}
        parts: list[DocumentPart] = []
        group = None
        for entry in listed:
            if entry.group != group:
                group = entry.group
                parts.append(heading(group, first=not parts))
            parts.append(DocumentPart(_entry_row(entry), entry.place.key))
        self.document = Document(parts, marked=key)
        if self.document.marked is None:
            self.document.marked = self.document.next_choice(None, 1)

    def _first_minutes(self, before: Entry) -> Entry:
        """Return the entry that leads through the first minutes, in the group of `before`."""
        safety, place = self._index.content.safety, Place(self._section.id, FIRST_MINUTES)
        words = (safety.entry, safety.short)
        if self._triage_state.checked is not None:
            words = (safety.checked_entry, safety.checked_short)
        return Entry(place, before.group, *words, before.item)

    # Pages

    def _page(self, entry: Entry) -> Page:
        index, item = self._index, entry.item
        if entry.place.key == FIRST_MINUTES:
            from tui.app.panes.first_minutes import first_minutes_page

            return first_minutes_page(
                index, self._triage_state, self._enlarge, self._answer_keys, self._show
            )
        if today := next((one for one in self._today if one.key == entry.place.key), None):
            from tui.app.panes.today import today_page

            return today_page(self._parts(today.blocks), today.links)
        if entry.place.key == HELP:
            # Imported here: most readers need no such help.
            from tui.app.widgets.verdict_page import help_rows

            words = index.levels[self._triage_state.level]
            rows = help_rows(self._triage, self._triage_state, self._enlarge_number)
            return Page(
                [
                    *self._parts([Block(Kind.TITLE, entry.title)]),
                    *map(DocumentPart, rows),
                    *self._parts([Block(Kind.TEXT, words.refusal)] if words.refusal else []),
                ]
            )
        from tui.guide.blocks import exercise_page, item_page

        if entry.exercise:
            page = exercise_page(index, entry.exercise)
            figures: list[tuple[str, str | None]] = [(entry.exercise.motion, None)]
            groups = [("Part of", [place_of(index, item.id)])]
            return self._linked(self._parts(page, figures), groups)
        page = item_page(index, item)
        figures = [(figure.motion, figure.caption) for figure in item.figures]
        exercises = [Place(entry.place.section, f"{item.id}/{n}") for n in item.exercises]
        groups = [
            ("What helps to prevent it", [place_of(index, n) for n in item.prevented_by]),
            ("Exercises", exercises),
            ("Begin here", [place] if (place := opened_by(item)) else []),
            ("Read next", [place_of(index, n) for n in item.see]),
        ]
        if item.medicine:
            from tui.app.panes.medicine import card_parts, without_advice

            shown = without_advice(self._triage, self._triage_state, page)
            parts = self._parts(shown, figures)
            parts += card_parts(self._triage, self._triage_state)
        else:
            parts = self._parts(page, figures)
        return self._linked(parts, groups)

    def _parts(
        self, page: list[Block], figures: Sequence[tuple[str, str | None]] = ()
    ) -> list[DocumentPart]:
        """Return the parts: title and lead, then the figures, then the rest."""
        region = self._triage_state.region
        head = [block for block in page[:2] if block.kind in (Kind.TITLE, Kind.LEAD)]
        parts = [DocumentPart(row) for row in [*page_rows(head, region), Row(Content(""))]]
        if figures:
            figure_row = self._show(figures)
            parts.append(DocumentPart(figure_row, moves=figure_row.moves))
        return parts + [DocumentPart(row) for row in page_rows(page[len(head) :], region)]

    def _linked(
        self, parts: list[DocumentPart], groups: Sequence[tuple[str, Sequence[Place]]]
    ) -> Page:
        """Return the parts followed by headed links."""
        places: dict[str, Place] = {}
        for title, group in groups:
            if group:
                parts.append(heading(title))
            for place in group:
                id = f"link-{len(places)}"
                places[id] = place
                parts.append(DocumentPart(_link_row(self._index, place), id, "links"))
        return Page(parts, places)

    def _follow_today(self, today: tuple[TodayPage, ...]) -> None:
        """List what counts today anew; the reader stays where they are."""
        listed, self._today = self.document, today
        self._list(listed.current)
        self.document.top = listed.top
        # In a new page no link is marked: the same key again would take back what was noted.
        self._pages.clear()

    def _follow_card(self) -> None:
        """Redraw the pages that depend on the ticks; the reader stays where they are."""
        cards = (key for key, entry in self._entries.items() if entry.item.medicine)
        for key in (HELP, *cards):
            before = self._pages.get(key)
            if before is None:
                continue
            # The cache does not replace a key that it holds.
            self._pages.pop(key, None)
            if entry := self._entries.get(key):
                after = self._pages.add(key, self._page(entry))
                after.top = before.top
                after.marked = after.index(before.current)


def _entry_row(entry: Entry) -> Row:
    return Row(
        Content(entry.title),
        Content.styled("  ↳ ", "$foreground 70%") if entry.exercise else Content(""),
        Content.styled(entry.short, "$foreground 70%"),
        keep=False,
    )


def _link_row(index: Index, place: Place) -> Row:
    # Imported here: the first page has no links.
    from tui.app.panes.link_row import link_row

    name = place.key.rpartition("/")[2]
    return link_row(title_of(index, name) if name else _TITLES[place])

"""What an entry says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.standing import Standing
from tui.app.widgets.gallery import Exhibit, Gallery
from tui.app.widgets.listing import Listing, heading
from tui.app.widgets.page import page_visual
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import Row
from tui.app.widgets.tick_list import Tick, TickList
from tui.guide import pages
from tui.guide.index import Index
from tui.guide.outline import DAYS, QUIZ, Entry, Place, opened_by, place_of, title_of
from tui.guide.pages import Block, Kind, Page
from tui.guide.triage import Triage

_TITLES = {QUIZ: "Self-check", DAYS: "Your days"}


class Links(Listing):
    """Headed places to go on to."""

    DEFAULT_CSS = """
    Links {
        height: auto;
        max-height: 999;
        margin-top: 1;
        overflow-y: hidden;
        &.-textual-compact > .option-list--option {
            padding: 0;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._places: list[Place | None] = []

    def show(self, index: Index, groups: Sequence[tuple[str, Sequence[Place]]]) -> None:
        """List the places of each group under its heading."""
        options: list[Option] = []
        self._places = []
        for title, places in groups:
            if places:
                options.append(heading(title, first=not options))
                self._places.append(None)
            for place in places:
                name = place.key.rpartition("/")[2]
                title = title_of(index, name) if name else _TITLES[place]
                body = Content.styled(title, "underline")
                options.append(Option(Row(body, Content.styled("→ ", "$primary"))))
                self._places.append(place)
        self.set_options(options)
        self.highlighted = None
        self.display = bool(options)

    def on_focus(self) -> None:
        """Start at the first link."""
        if self.highlighted is None:
            self.action_first()

    def place_at(self, option: int) -> Place | None:
        """Where the option with this number leads."""
        return self._places[option]


class Detail(PageScroll):
    """An entry in full: its page, the ask-first card if it has one, where to read on."""

    DEFAULT_CSS = """
    Detail {
        & > #head {
            margin-bottom: 1;
        }
        & > TickList {
            height: auto;
            max-height: 999;
            margin: 1 0;
            overflow-y: hidden;
        }
    }
    """

    standing: reactive[Standing] = reactive(Standing())

    class Followed(Message):
        """Somebody follows a link."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, triage: Triage, standing: Standing, gallery: Gallery) -> None:
        super().__init__()
        self.set_reactive(Detail.standing, standing)
        self._triage = triage
        self._index = triage.index
        self._gallery = gallery
        self._page: Page = []
        self._head_text = Static(id="head")
        self._page_text = Static()
        self._card: TickList | None = None
        self._card_shown = False
        self._answer_text = Static()
        self._links = Links()

    def compose(self) -> ComposeResult:
        """All but the card, which comes when it is needed."""
        yield self._head_text
        yield self._gallery
        yield self._page_text
        yield self._answer_text
        yield self._links

    def show(self, entry: Entry) -> None:
        """Show `entry` from its top."""
        index, item = self._index, entry.item
        exhibits = [Exhibit(figure.motion, figure.caption) for figure in item.figures]
        if entry.exercise:
            exhibits = [Exhibit(entry.exercise.motion)]
            page = pages.exercise_page(index, entry.exercise)
            groups = [("Part of", [place_of(index, item.id)])]
        else:
            page = pages.item_page(index, item)
            exercises = [Place(entry.place.section, f"{item.id}/{n}") for n in item.exercises]
            groups = [
                ("What helps to prevent it", [place_of(index, n) for n in item.prevented_by]),
                ("Exercises", exercises),
                ("Begin here", [place] if (place := opened_by(item)) else []),
                ("Read next", [place_of(index, n) for n in item.see]),
            ]
        self.show_page(page, groups, exhibits=exhibits, card=item.medicine and not entry.exercise)

    def show_page(
        self,
        page: Page,
        groups: Sequence[tuple[str, Sequence[Place]]] = (),
        *,
        exhibits: Sequence[Exhibit] = (),
        card: bool = False,
    ) -> None:
        """Show `page` from its top, below its figures and above its links."""
        self._gallery.show(exhibits)
        intro = [Block(Kind.TEXT, self._index.content.medicine.intro)] if card else []
        self._page = [*page, *intro]
        self._show_card(card)
        self._show_text()
        self._links.show(self._index, groups)
        self.scroll_home(animate=False)

    def watch_standing(self) -> None:
        """The card changes with what is ticked on it and in the checklist."""
        if self._card_shown:
            self._answer()
            self._show_text()

    def _show_card(self, needed: bool) -> None:
        self._card_shown = needed
        self._answer_text.display = needed
        if needed and self._card is None:
            lines = self._index.content.medicine.lines
            ticks = [Tick(line.id, line.text, style="$text-warning") for line in lines]
            self._card = TickList(ticks, id="card")
            self.mount(self._card, before=self._answer_text)
        if self._card:
            self._card.display = needed
        if needed:
            self._answer()

    def _implied_lines(self) -> frozenset[str]:
        """The lines of the card that the checklist has answered."""
        return frozenset(
            line.id
            for line in self._index.content.medicine.lines
            if self._triage.answers(line, self.standing.verdict)
        )

    def _show_text(self) -> None:
        """The title and the lead above the figures, the rest below them."""
        region, page = self.standing.region, self._shown_page()
        head = [block for block in page[:2] if block.kind in (Kind.TITLE, Kind.LEAD)]
        self._head_text.update(page_visual(head, region))
        self._page_text.update(page_visual(page[len(head) :], region))

    def _shown_page(self) -> Page:
        # While anything speaks against a medicine, nothing here speaks for it.
        if self._card_shown and (self.standing.asked or self._implied_lines()):
            return [block for block in self._page if block.kind is not Kind.POINT]
        return self._page

    def _answer(self) -> None:
        medicine = self._index.content.medicine
        implied = self._implied_lines()
        if self._card:
            self._card.ticked, self._card.implied = self.standing.asked, implied
        true = [line for line in medicine.lines if line.id in self.standing.asked | implied]
        if true:
            page = [Block(Kind.LEAD, medicine.ask)]
            page += [Block(Kind.ASK, f"{line.text} {line.say}") for line in true]
        else:
            page = pages.headed("Only if none of these is true", Kind.POINT, medicine.advice)
        page += pages.medicine_stop(medicine)
        self._answer_text.update(page_visual(page, self.standing.region))

    @on(OptionList.OptionSelected, "Links")
    def follow(self, event: OptionList.OptionSelected) -> None:
        """Go where the chosen link leads."""
        event.stop()
        if place := self._links.place_at(event.option_index):
            self.post_message(self.Followed(place))

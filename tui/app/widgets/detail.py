"""What an entry says."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.widgets.entry_list import heading
from tui.app.widgets.page import page_visual
from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import Row
from tui.app.widgets.tick_list import Tick, TickList
from tui.guide import pages
from tui.guide.content import Item, Region
from tui.guide.index import Index
from tui.guide.outline import Entry, Place, place_of
from tui.guide.pages import Block, Kind, Page


class Links(OptionList):
    """Places to go on to."""

    DEFAULT_CSS = """
    Links {
        height: auto;
        margin-top: 1;
        overflow-y: hidden;
    }
    """


class Detail(PageScroll):
    """An entry in full: its page, the ask-first card if it has one, where to read on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the list"),
    ]

    DEFAULT_CSS = """
    Detail {
        & > Static {
            height: auto;
        }
        & > TickList {
            height: auto;
            margin-top: 1;
        }
    }
    """

    reader_region: reactive[Region | None] = reactive(None)
    asked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """Lines of the ask-first card that its reader ticked."""
    findings: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """Ticked findings; some tick lines of the card by themselves."""

    class Followed(Message):
        """Somebody follows a link."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Left(Message):
        """Somebody goes back to the list."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._links: dict[str, Place] = {}
        self._page: Page = []
        self._medicine = False

    def compose(self) -> ComposeResult:
        """The page, what follows the card, the links. The card comes when it is needed."""
        yield Static(id="page")
        yield Static(id="after-card")
        yield Links(id="links", compact=True, markup=False)

    async def show(self, entry: Entry) -> None:
        """Show `entry` from its top."""
        item = entry.item
        if entry.exercise:
            page = pages.exercise_page(self._index, entry.exercise)
            links: list[tuple[str, tuple[str, ...]]] = [("Part of", (item.id,))]
        else:
            page = pages.item_page(self._index, item)
            links = [
                ("What helps to prevent it", item.prevented_by),
                ("Exercises", item.exercises),
                ("Read next", item.see),
            ]
        self.show_page(page, item, links)
        await self._show_card(item.medicine and not entry.exercise)

    def show_page(
        self, page: Page, item: Item | None, links: list[tuple[str, tuple[str, ...]]]
    ) -> None:
        """Show `page`, and under it the headed `links` by their ids."""
        self._page = page
        self.query_one("#page", Static).update(page_visual(page, self.reader_region))
        options: list[Option] = []
        self._links = {}
        for title, names in links:
            if names:
                options.append(heading(title, first=not options))
            for name in names:
                option = f"{title}/{name}"
                self._links[option] = self._place(item, name)
                options.append(Option(_link_row(self._title(name)), id=option))
        listed = self.query_one(Links)
        listed.set_options(options)
        listed.highlighted = None
        listed.display = bool(options)
        self.scroll_home(animate=False)

    async def _show_card(self, needed: bool) -> None:
        after = self.query_one("#after-card", Static)
        after.display = needed
        self._medicine = needed
        cards = self.query("#card")
        if needed and not cards:
            lines = self._index.content.medicine.lines
            ticks = [Tick(line.id, line.text, style="$text-warning") for line in lines]
            await self.mount(TickList(ticks, id="card"), before=after)
        elif cards:
            cards.first().display = needed
        if needed:
            self._show_answer()

    def watch_asked(self) -> None:
        """The answer of the card changes with its ticks."""
        self._show_answer()

    def watch_findings(self) -> None:
        """The answer of the card changes with the findings."""
        self._show_answer()

    def _show_answer(self) -> None:
        if not self._medicine:
            return
        medicine = self._index.content.medicine
        implied = frozenset(
            line.id
            for line in medicine.lines
            if not self.findings.isdisjoint(self._index.expand(line.ticked_by))
        )
        card = self.query_one("#card", TickList)
        card.ticked, card.implied = self.asked, implied
        true = [line for line in medicine.lines if line.id in self.asked | implied]
        # While anything speaks against it, nothing here speaks for it.
        shown = [block for block in self._page if not true or block.kind is not Kind.POINT]
        self.query_one("#page", Static).update(page_visual(shown, self.reader_region))
        if true:
            page = [Block(Kind.LEAD, medicine.ask)]
            page += [Block(Kind.ASK, f"{line.text} {line.say}") for line in true]
        else:
            page = pages.headed("Only if none of these is true", Kind.POINT, medicine.advice)
            page += pages.headed("Stop and get help", Kind.NEVER, medicine.stop_if)
            page.append(Block(Kind.TEXT, medicine.stop))
        self.query_one("#after-card", Static).update(page_visual(page, self.reader_region))

    def _title(self, name: str) -> str:
        exercise = self._index.exercises.get(name)
        return exercise.title if exercise else self._index.items[name].title

    def _place(self, item: Item | None, name: str) -> Place:
        if item and name in item.exercises:
            return Place(self._index.section_of[item.id].id, f"{item.id}/{name}")
        return place_of(self._index, name)

    @on(OptionList.OptionSelected, "#links")
    def follow(self, event: OptionList.OptionSelected) -> None:
        """Go where the chosen link leads."""
        event.stop()
        self.post_message(self.Followed(self._links[event.option_id or ""]))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())


def _link_row(title: str) -> Row:
    return Row(Content.styled(title, "underline"), Content.styled("→ ", "$primary"))

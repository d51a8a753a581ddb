"""The main screen's tabs: a list and a page that show the triage state."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.app.guide_state import GuideState
from tui.app.input.bindings import bind
from tui.app.main_screen.divide import divide
from tui.app.main_screen.new_pane import SECTIONS, new_pane, tab_label
from tui.app.panes.pane import Pane
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import breakpoint_class
from tui.app.theme import level_style
from tui.app.triage_state import TriageState
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.bars.tab_bar import TabBar
from tui.app.widgets.bars.title_bar import TitleBar
from tui.app.widgets.entry_page import EntryPage
from tui.app.widgets.lists.entry_list import EntryList
from tui.guide.content.triage_model import Level
from tui.guide.outline import Place

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.widgets.bars.filter_line import FilterLine

_CALM = 0.1
"""Seconds without a key before pages are drawn ahead."""


class TabsScreen(GuideScreen[None]):
    """Shows every tab with the same list and page. A pane is made when first shown."""

    BLANK = True
    """The screen draws no background: its widgets cover it."""

    AUTO_FOCUS = ""
    """The screen gives the focus itself, as it knows where to."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide"), (96, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    BINDINGS: ClassVar[list[BindingType]] = [
        # Where there is room for one part only; elsewhere the key goes to the other part.
        bind("focus.next", "show_page(True)", "What to do"),
        bind("focus.next", "show_page(False)"),
        bind("focus.previous", "show_page(False)"),
        bind("focus.next", "app.focus_next"),
        bind("focus.previous", "app.focus_previous"),
    ]

    def __init__(self, state: GuideState, tab: str, *, reading: bool) -> None:
        """Show a tab first; `reading` gives the keys to its page, and not to its list."""
        super().__init__()
        # Before anything is styled, as each change styles the children again.
        self._reads_first = reading
        self._arranged = Container(id="panes", classes="-reading" if reading else None)
        self.state = state
        self._section = tab
        self._panes: dict[str, Pane] = {}
        self._visited: list[Place] = []
        self._title = TitleBar(state.triage, state.environment)
        self._list = EntryList(id="list")
        self._page = EntryPage(id="page")
        self._tabs = TabBar(
            {name: tab_label(name, state.index.sections[name].title) for name in SECTIONS}, tab
        )
        self._calm: Timer | None = None
        self._filter: FilterLine | None = None

    def compose(self) -> ComposeResult:
        """Yield the widgets of every tab: all share one list and one page."""
        # No widget is styled yet, so that the width causes no second styling.
        width, height = self.app.size
        self.add_class(
            breakpoint_class(self.HORIZONTAL_BREAKPOINTS, width),
            breakpoint_class(self.VERTICAL_BREAKPOINTS, height),
            update=False,
        )
        yield self._title
        yield self._tabs
        with self._arranged:
            yield self._list
            yield self._page
        yield KeyLine()

    @property
    def pane(self) -> Pane:
        """The open pane."""
        return self._panes[self._section]

    def spoken(self) -> str:
        """Return the marked line and the page beside the list."""
        from tui.app.drawing.spoken_text import spoken_text

        page, listed = self.pane.page, self.pane.document
        visuals = [part.visual for part in page.parts]
        if self.pane.ticks and listed.marked is not None:
            # A page to read begins with the title of its line; a verdict does not.
            visuals.insert(0, listed.parts[listed.marked].visual)
        return spoken_text(*visuals)

    # Tabs and places

    def _open_first(self) -> None:
        """Open the initial tab and show the triage state."""
        self._show_place(Place(self._section))
        if not self._reads_first:
            self.action_to_list()
        self._title.triage_state = self.state.triage_state
        self._show_level(self.state.triage_state.level)

    @on(TabBar.Chosen)
    def show_tab(self, event: TabBar.Chosen) -> None:
        """Open the tab that was clicked."""
        event.stop()
        if event.name != self._section:
            self.open_place(Place(event.name))

    def open_place(self, place: Place) -> None:
        """Show a tab, at `place`, and give the keys to its list."""
        self._show_place(place)
        self.action_to_list()
        self.refresh_bindings()
        if self._calm:
            self._look_ahead_soon()

    def _show_place(self, place: Place) -> None:
        self._close_filter()
        self._section = place.section
        if place.section not in self._panes:
            self._panes[place.section] = new_pane(
                self.state, self.app, place, (self.key("yes"), self.key("no"))
            )
        else:
            # Hidden panes are updated when they are opened.
            self.pane.follow(self.state.triage_state)
            self.pane.go_to(place.key)
        self._show_pane()
        self._tabs.activate(self._section)

    def _show_pane(self) -> None:
        """Show the open pane, with borders in the colour of the level."""
        pane, triage_state = self.pane, self.state.triage_state
        listed, read = pane.frames(triage_state)
        self._list.ticks = pane.ticks
        self._list.show(pane.document, listed)
        self._list.say_aside(pane.aside)
        self._page.show(pane.page, read)
        self._divide(self.app.size.width)

    def _divide(self, width: int) -> None:
        narrow = breakpoint_class(self.HORIZONTAL_BREAKPOINTS, width) == "-narrow"
        today = self.state.triage_state.needs_help_today
        divide(self._arranged, signs=self.pane.ticks, today=today, narrow=narrow)

    def on_resize(self, event: events.Resize) -> None:
        """Divide the window anew; in another size other keys may count."""
        if self._section in self._panes:
            self._divide(event.size.width)
            self.call_later(self.refresh_bindings)

    @on(EntryList.Marked)
    def show_marked(self, event: EntryList.Marked) -> None:
        """Show the page of the highlighted line."""
        event.stop()
        self._list.say_aside(self.pane.aside)
        if event.document is self.pane.document and self._page.document is not self.pane.page:
            self._page.show(self.pane.page)
            self._look_ahead_soon()

    def _look_ahead_soon(self) -> None:
        """Schedule drawing ahead once no key has been pressed for `_CALM` seconds."""
        if self._calm is None:
            self._calm = self.set_interval(_CALM, self._look_ahead)
        self._calm.reset()
        self._calm.resume()

    def _look_ahead(self) -> None:
        """Draw one neighbouring page ahead; stop when all are drawn."""
        pane = self.pane
        for by in (1, -1):
            number = pane.document.next_choice(pane.document.marked, by)
            page = pane.page_at(number) if number is not None else None
            if page and self._page.prepare(page):
                return
        if self._calm:
            self._calm.pause()

    def _read_page(self) -> None:
        """Focus the page; in a narrow window show it instead of the list."""
        self._arranged.add_class("-reading")
        self.set_focus(self._page)

    @on(EntryPage.Left)
    def leave_question(self, event: EntryPage.Left) -> None:
        """Go from the question on the page to the list beside it."""
        event.stop()
        self.action_to_list()

    def action_to_list(self) -> None:
        """Focus the list; in a narrow window show it instead of the page."""
        self._arranged.remove_class("-reading")
        self._page.mark(None)
        self.set_focus(self._list)

    @property
    def _shows_list_alone(self) -> bool:
        return self.has_class("-narrow") and self.has_class("-low") and self._list.has_focus

    def action_show_page(self, of_checklist: bool) -> None:
        """Show the page instead of the list; beside the checklist it says what to do."""
        self._read_page()
        self.refresh_bindings()

    def action_tab(self, name: str) -> None:
        """Open a tab."""
        self.open_place(Place(name))

    def action_turn(self, by: int) -> None:
        """Open the tab `by` places to the right."""
        place = (SECTIONS.index(self._section) + by) % len(SECTIONS)
        self.open_place(Place(SECTIONS[place]))

    def _visit(self, place: Place) -> None:
        """Show a place; `back` returns to the current one."""
        self._visited.append(self.pane.place)
        self.open_place(place)

    def action_back(self) -> None:
        """Return to the place where the last link or search was followed."""
        if self._visited:
            self.open_place(self._visited.pop())

    # The filter of the checklist

    async def _open_filter(self) -> None:
        """Open the field for words that filter the list."""
        if self._filter is None:
            from tui.app.widgets.bars.filter_line import FilterLine

            self._filter = FilterLine(self.state.index.content.guide.find_sign or "", id="filter")
            await self.mount(self._filter, before=self._arranged)
        self.set_focus(self._filter)

    def _close_filter(self) -> None:
        if self._filter is not None:
            self._filter.remove()
            self._filter = None
            self._narrow("")

    def _narrow(self, words: str) -> None:
        self.pane.narrow(words)
        self._list.show(self.pane.document, self.pane.frames(self.state.triage_state)[0])
        self._list.say_aside(self.pane.aside)
        if self._filter is not None:
            self._filter.has_matches = bool(self.pane.document.current)
        self.refresh_bindings()

    def action_show_all(self) -> None:
        """Clear the filter, keeping the highlighted line."""
        self._close_filter()
        self.action_to_list()

    def action_move_mark(self, by: int) -> None:
        """Move the highlight by `by` lines while words are typed."""
        self.cursor_follows = self._list
        self._list.action_go(by)

    # Triage state

    def _show_triage_state(self, before: TriageState, after: TriageState) -> None:
        """Update all widgets after a change of the triage state."""
        self._title.triage_state = after
        if before.redrawn != after.redrawn:  # Pages are drawn anew when they are next shown.
            from tui.app.main_screen.kept_position import kept_position

            place = self.pane.place
            with kept_position(self._list, self._page, self._read_page):
                self._panes.clear()
                self.open_place(place)
            return
        if self._section in self._panes:
            self.pane.follow(after)
            self._show_pane()
        if before.level is not after.level:
            self._show_level(after.level)

    def _show_level(self, level: Level) -> None:
        symbol = "" if level is Level.SELF_CARE else f"{self.state.index.levels[level].symbol} "
        title = symbol + self.state.index.sections["doctor"].title
        style = "" if level is Level.SELF_CARE else level_style(level.value)
        self._tabs.label("doctor", tab_label("doctor", title), style)

"""The guide's one main screen: tabs, their panes, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Footer, Static, Tab, Tabs

from tui.app.panes.doctor import DoctorPane
from tui.app.panes.reading import HELP, ReadingPane
from tui.app.theme import LEVEL_COLOURS
from tui.app.widgets.banner import Banner, TitleBar
from tui.app.widgets.detail import Detail
from tui.app.widgets.tick_list import TickList
from tui.guide.content import Level, Region
from tui.guide.outline import Place
from tui.guide.search import Search
from tui.guide.triage import Triage, Verdict

if TYPE_CHECKING:
    from textual.visual import Visual

Pane: TypeAlias = ReadingPane | DoctorPane

SECTIONS = ("relief", "prevention", "causes", "doctor")
SMALLEST = (60, 20)
"""The least columns and rows in which the whole guide works."""


class MainScreen(Screen[None]):
    """Holds what its reader ticked and hands it to whoever shows it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide"), (96, "-roomy")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab('relief')", "Open a tab", show=False),
        Binding("2", "tab('prevention')", "Open a tab", show=False),
        Binding("3", "tab('causes')", "Open a tab", show=False),
        Binding("4", "tab('doctor')", "Open a tab", show=False),
        Binding("left", "turn(-1)", "Previous or next tab", show=False),
        Binding("right", "turn(1)", "Previous or next tab", show=False),
        Binding("c", "clear", "Clear all"),
        Binding("s", "why", "Why and sources"),
        Binding("b", "back", "Back"),
        Binding("slash", "find", "Search", key_display="/"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "leave", "Quit"),
    ]

    ticked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """The findings that apply."""
    asked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset)
    """The lines of the ask-first card that apply."""
    verdict: reactive[Verdict] = reactive(Verdict(Level.SELF_CARE))
    """How soon to get help, given `ticked`."""
    reader_region: reactive[Region | None] = reactive(None)
    """Whose numbers to show."""

    def __init__(self, triage: Triage, *, region: Region | None, tab: str, mute: bool) -> None:
        super().__init__()
        self._triage = triage
        self._first_tab = tab
        self._mute = mute
        self._visited: list[Place] = []
        self._search: Search | None = None
        self.set_reactive(MainScreen.reader_region, region)

    def compose(self) -> ComposeResult:
        """Everything but the panes, which come on the first visit."""
        index = self._triage.index
        yield TitleBar(self._triage).data_bind(MainScreen.verdict)
        tabs = Tabs(
            *(
                Tab(_tab_label(number, index.sections[name].title), id=f"tab-{name}")
                for number, name in enumerate(SECTIONS, 1)
            ),
            active=f"tab-{self._first_tab}",
        )
        tabs.can_focus = False
        yield tabs
        yield Banner(self._triage).data_bind(MainScreen.verdict, MainScreen.reader_region)
        yield ContentSwitcher(id="panes")
        yield Static(id="too-small")
        yield Footer(show_command_palette=False)

    # Tabs and places

    @property
    def section(self) -> str:
        """The id of the section whose tab is open."""
        return self.query_one(Tabs).active.removeprefix("tab-") or self._first_tab

    @property
    def pane(self) -> Pane | None:
        """The open pane, once it is there."""
        panes = self.query(f"#pane-{self.section}")
        return cast(Pane, panes.first()) if panes else None

    @on(Tabs.TabActivated)
    async def show_section(self, event: Tabs.TabActivated) -> None:
        """Show the pane of the tab, making it on its first visit."""
        event.stop()
        await self._show_section(self.section)

    async def _show_section(self, name: str, key: str = "") -> None:
        switcher = self.query_one(ContentSwitcher)
        pane = self.pane
        if pane is None:
            pane = self._new_pane(name, key)
            await switcher.add_content(pane)
        elif key:
            pane.go_to(key)
        switcher.current = pane.id
        pane.listing.focus()
        self.refresh_bindings()

    def _new_pane(self, name: str, key: str) -> Pane:
        id = f"pane-{name}"
        if name == "doctor":
            return DoctorPane(self._triage, key=key, id=id).data_bind(
                MainScreen.ticked, MainScreen.verdict, MainScreen.reader_region
            )
        section = self._triage.index.sections[name]
        if name == "relief" and not key and not self.verdict.level < Level.URGENT:
            key = HELP
        return ReadingPane(self._triage, section, key=key, id=id).data_bind(
            MainScreen.verdict, MainScreen.reader_region, MainScreen.asked
        )

    async def go_to(self, place: Place, *, remember: bool = True) -> None:
        """Open `place`; with `remember`, the way back leads to where the reader was."""
        if remember and self.pane:
            self._visited.append(self.pane.place)
        tabs = self.query_one(Tabs)
        with self.prevent(Tabs.TabActivated):
            tabs.active = f"tab-{place.section}"
        await self._show_section(place.section, place.key)

    @on(Detail.Followed)
    async def follow(self, event: Detail.Followed) -> None:
        """Go where a link leads."""
        event.stop()
        await self.go_to(event.place)

    def action_tab(self, name: str) -> None:
        """Open a tab."""
        self.query_one(Tabs).active = f"tab-{name}"

    def action_turn(self, by: int) -> None:
        """Open the tab beside this one."""
        place = (SECTIONS.index(self.section) + by) % len(SECTIONS)
        self.action_tab(SECTIONS[place])

    async def action_back(self) -> None:
        """Go back to where the last link or search was followed."""
        if self._visited:
            await self.go_to(self._visited.pop(), remember=False)

    # Ticks and the verdict

    @on(TickList.Toggled, "#findings")
    def toggle_finding(self, event: TickList.Toggled) -> None:
        """Tick or untick a finding."""
        event.stop()
        self.ticked = self.ticked ^ {event.id}

    @on(TickList.Toggled, "#card")
    def toggle_line(self, event: TickList.Toggled) -> None:
        """Tick or untick a line of the ask-first card."""
        event.stop()
        self.asked = self.asked ^ {event.id}

    def watch_ticked(self) -> None:
        """Rate the findings anew."""
        self.verdict = self._triage.judge(self.ticked)
        self.refresh_bindings()

    def watch_verdict(self, before: Verdict, after: Verdict) -> None:
        """Let the whole screen say the level."""
        if before.level is after.level:
            return
        for level in LEVEL_COLOURS:
            self.set_class(level == after.level.value, f"-{level}")
        words = self._triage.index.levels[after.level]
        symbol = "" if after.level is Level.SELF_CARE else f"{words.symbol} "
        title = symbol + self._triage.index.sections["doctor"].title
        self.query_one("#tab-doctor", Tab).label = _tab_label(4, title)
        if after.level is Level.EMERGENCY and not self._mute:
            self.app.bell()

    @work
    async def action_clear(self) -> None:
        """Untick everything, if that is really wanted."""
        from tui.app.screens.confirm import Confirm

        question = Confirm("Clear every tick in the list?", yes="Clear all", no="Keep them")
        if await self.app.push_screen_wait(question):
            self.ticked = frozenset()

    # Sheets

    def action_why(self) -> None:
        """Say why the highlighted line is there, and what it rests on."""
        from tui.app.screens import pages

        index, pane = self._triage.index, self.pane
        if isinstance(pane, DoctorPane) and pane.listing.current:
            finding = index.findings[pane.listing.current]
            self._show_sheet(finding.text, pages.why_finding(index, finding))
        elif isinstance(pane, ReadingPane) and (entry := pane.listing.current):
            self._show_sheet(entry.title, pages.why_entry(index, entry))

    def action_help(self) -> None:
        """List every key."""
        from tui.app.keys import key_groups
        from tui.app.screens import pages

        self._show_sheet("Keys", pages.keys(key_groups(), self._triage.index))

    def action_about(self) -> None:
        """Say what the guide is and is not."""
        from tui.app.screens import pages

        self._show_sheet("About", pages.about(self._triage.index, self.reader_region))

    def _show_sheet(self, title: str, visual: Visual) -> None:
        from tui.app.screens.sheet import Sheet

        self.app.push_screen(Sheet(title, visual))

    @work
    async def action_find(self) -> None:
        """Search, and go to what was chosen."""
        from tui.app.screens.find import Find

        if self._search is None:
            self._search = Search.of(self._triage.index)
        place = await self.app.push_screen_wait(Find(self._search))
        if place:
            await self.go_to(place)

    @work
    async def action_leave(self) -> None:
        """Leave the guide; ask first if ticks would be lost."""
        from tui.app.screens.confirm import Confirm

        question = "Leave the guide? Your ticks are not kept."
        confirm = Confirm(question, yes="Leave", no="Stay")
        if not self.ticked or await self.app.push_screen_wait(confirm):
            self.app.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that can act now."""
        if action == "clear":
            return self.section == "doctor" and bool(self.ticked)
        if action == "back":
            return bool(self._visited)
        return True

    # Room

    @on(events.Resize)
    def measure(self, event: events.Resize) -> None:
        """Say what is needed where there is too little room."""
        width, height = event.size
        wanted = f"{SMALLEST[0]}×{SMALLEST[1]}"
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-too-small")
        self.query_one("#too-small", Static).update(
            f"Please make the window at least {wanted}. Now it is {width}×{height}."
        )


def _tab_label(number: int, title: str) -> str:
    return f"{number} {title}"

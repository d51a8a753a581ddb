"""The guide's one main screen: tabs, their panes, and how things stand."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from msgspec.structs import replace
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.clockwork import Clockwork
from tui.app.host import Host
from tui.app.keeping import Keeping
from tui.app.lines import Lines
from tui.app.panes.pane import Pane
from tui.app.panes.reading import HELP, ReadingPane
from tui.app.screens.settling import Settling
from tui.app.stages import Stages
from tui.app.standing import Standing
from tui.app.theme import level_style
from tui.app.widgets.choices import Choices
from tui.app.widgets.column import Column
from tui.app.widgets.detail import Detail
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.tab_bar import TabBar
from tui.app.widgets.title_bar import TitleBar
from tui.guide.content import Level, Region
from tui.guide.outline import DAYS, QUIZ, Entry, Place, opened_by
from tui.guide.triage import Triage
from tui.store import Store

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.exhibition import Exhibition
    from tui.guide.search import Search

Part: TypeAlias = Literal["menu", "habits"]
"""Where the self-check begins."""

SECTIONS = ("relief", "prevention", "causes", "doctor")
SMALLEST = (60, 20)
"""The least columns and rows in which the whole guide works."""

_CALM = 0.1
"""Seconds without a key after which there is time to look ahead."""


class MainScreen(Settling[None]):
    """Holds what its reader ticked and hands it to whoever shows it."""

    BLANK = True
    """Nothing of its own is drawn, only what stands on it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide"), (96, "-roomy")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab('relief')", "Open a tab", show=False),
        Binding("2", "tab('prevention')", "Open a tab", show=False),
        Binding("3", "tab('causes')", "Open a tab", show=False),
        Binding("4", "tab('doctor')", "Open a tab", show=False),
        Binding("left", "turn(-1)", "Previous or next tab", show=False),
        Binding("right", "turn(1)", "Previous or next tab", show=False),
        Binding("w", "walk", "Walk"),
        Binding("t", "pack", "Timer"),
        Binding("l", "log", "Log pain"),
        Binding("y", "days", "Days"),
        Binding("z", "check", "Quiz"),
        Binding("c", "clear", "Clear"),
        Binding("s", "why", "Why"),
        Binding("b", "back", "Back"),
        Binding("slash", "find", "Search", key_display="/"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "leave", "Quit"),
    ]

    standing: reactive[Standing] = reactive(Standing(), repaint=False)
    """How things stand."""

    def __init__(
        self, triage: Triage, host: Host, store: Store, *, region: Region | None, tab: str
    ) -> None:
        super().__init__()
        self.triage = triage
        self.host = host
        self.store = store
        self.keeping = Keeping(triage.index, host, store, self._follow_keeping)
        self.stages = Stages(triage.index)
        self._section = tab
        self._panes: dict[str, Pane] = {}
        self._visited: list[Place] = []
        self._search: Search | None = None
        self._title = TitleBar(triage)
        self._list = Choices(id="list")
        self._page = Detail(id="page")
        self._tabs = TabBar(
            {name: _tab_label(name, triage.index.sections[name].title) for name in SECTIONS}, tab
        )
        self._arranged = Container(id="panes")
        self.lines = Lines(self)
        self.clockwork = Clockwork(self)
        self._leading = False
        self._calm: Timer | None = None
        self.set_reactive(MainScreen.standing, self._kept(Standing(region=region)))

    def compose(self) -> ComposeResult:
        """What is always there. Every tab is shown by the same list and the same page."""
        # Known before anything is styled, the width asks for no other styles afterwards.
        self.add_class(_breakpoint(self.app.size.width))
        yield self._title
        yield self._tabs
        with self._arranged:
            yield self._list
            yield self._page
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the first tab, and then read what there was no time for."""
        self.lines.follow(self.standing)
        self._open(Place(self._section))
        self._title.standing = self.standing
        self._show_level(self.standing.level)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.keeping.catch_up()
        self.clockwork.start()

    # Tabs and places

    @property
    def pane(self) -> Pane:
        """The open pane."""
        return self._panes[self._section]

    @on(TabBar.Chosen)
    def show_tab(self, event: TabBar.Chosen) -> None:
        """Open the tab that was clicked."""
        event.stop()
        if event.name != self._section:
            self._open(Place(event.name))

    def _open(self, place: Place) -> None:
        """Show a tab, at `place`."""
        self._section = place.section
        if place.section not in self._panes:
            self._panes[place.section] = self._new_pane(place)
        else:
            # Those that nobody sees follow when they are opened.
            self.pane.follow(self.standing)
            self.pane.go_to(place.key)
        self._show_pane()
        self._tabs.activate(self._section)
        self.action_to_list()
        self.refresh_bindings()
        if self._calm:
            self._look_ahead_soon()

    def _new_pane(self, place: Place) -> Pane:
        if place.section == "doctor":
            from tui.app.panes.doctor import DoctorPane

            return DoctorPane(self.triage, self.standing, key=place.key)
        section = self.triage.index.sections[place.section]
        return ReadingPane(self.triage, section, self.standing, self._exhibit, key=place.key)

    def _exhibit(self, figures: Sequence[tuple[str, str | None]]) -> Exhibition:
        # Imported here: a page without figures need not know how to draw one.
        from tui.app.exhibition import Exhibit, Exhibition

        exhibits = [Exhibit(motion, caption) for motion, caption in figures]
        return Exhibition(exhibits, self.stages, self.host, self.app)

    def _show_pane(self) -> None:
        """Show the open tab as it stands, framed in the colour of the level."""
        pane, standing = self.pane, self.standing
        listed, read = pane.frames(standing)
        self._list.ticks = pane.ticks
        self._list.show(pane.leaf, listed)
        self._page.show(pane.page, read)
        # Where there is much room it is shared alike on all tabs.
        checklist = pane.ticks and not self.has_class("-roomy")
        today = checklist and standing.needs_help_today
        self._arranged.update_classes({"-checklist": checklist, "-today": today})

    @on(Choices.Marked)
    def show_marked(self, event: Choices.Marked) -> None:
        """Show what the marked line says."""
        event.stop()
        if event.leaf is self.pane.leaf and self._page.leaf is not self.pane.page:
            self._page.show(self.pane.page)
            self._look_ahead_soon()

    def _look_ahead_soon(self) -> None:
        """Draw the pages that a reader may come to next, once nobody presses keys."""
        if self._calm is None:
            self._calm = self.set_interval(_CALM, self._look_ahead)
        self._calm.reset()
        self._calm.resume()

    def _look_ahead(self) -> None:
        """Draw one page beside the one that is shown; rest when all are drawn."""
        pane = self.pane
        for by in (1, -1):
            number = pane.leaf.beside(pane.leaf.marked, by)
            page = pane.page_at(number) if number is not None else None
            if page and self._page.prepare(page):
                return
        if self._calm:
            self._calm.pause()

    async def go_to(self, place: Place) -> None:
        """Open `place`; the way back leads to where the reader was."""
        if place == QUIZ:
            self.check("menu")
            return
        if place == DAYS:
            self.action_days()
            return
        self._visited.append(self.pane.place)
        self._open(place)
        item = self.triage.index.items.get(place.key)
        if place.section == "doctor" and item:
            from tui.app.sheets import show_item

            # Beside the checklist it may have given way to the verdict.
            show_item(self, item)

    @on(Column.Chosen, "#list")
    async def choose(self, event: Column.Chosen) -> None:
        """Tick a finding; read an entry, or open at once what has a screen of its own."""
        event.stop()
        current = self.pane.current
        if not isinstance(current, Entry):
            self.toggle(event.id)
        elif current.place.key != HELP and (place := opened_by(current.item)):
            await self.go_to(place)
        else:
            self._arranged.add_class("-reading")
            self.set_focus(self._page)

    @on(Column.Chosen, "#page")
    async def follow(self, event: Column.Chosen) -> None:
        """Go where a link leads, or tick a line of the ask-first card."""
        event.stop()
        if place := self.pane.page.places.get(event.id):
            await self.go_to(place)
        else:
            self.keeping.answer(line=event.id)

    def action_to_list(self) -> None:
        """Give the keys back to the list, and its room where there is little."""
        self._arranged.remove_class("-reading")
        self._page.mark(None)
        self.set_focus(self._list)

    def action_tab(self, name: str) -> None:
        """Open a tab."""
        self._open(Place(name))

    def action_turn(self, by: int) -> None:
        """Open the tab beside this one."""
        place = (SECTIONS.index(self._section) + by) % len(SECTIONS)
        self._open(Place(SECTIONS[place]))

    def action_back(self) -> None:
        """Go back to where the last link or search was followed."""
        if self._visited:
            self._open(self._visited.pop())

    # How things stand

    def toggle(self, id: str) -> None:
        """Tick or untick a finding, or what else rules exercises out."""
        if id in self.triage.index.findings:
            self.keeping.tick(id)
        else:
            self.keeping.answer(blocker=id)

    def show_region(self, region: Region | None) -> None:
        """Show the numbers of `region`."""
        self.standing = replace(self.standing, region=region)

    def _follow_keeping(self) -> None:
        self.standing = self._kept(self.standing)

    def _kept(self, standing: Standing) -> Standing:
        """`standing` with what is kept now, and what follows from it."""
        keeping = self.keeping
        # A finding that the content no longer has is kept, but says nothing.
        ticked = keeping.ticked & self.triage.index.findings.keys()
        return replace(
            standing,
            ticked=ticked,
            noticed=keeping.noticed,
            asked=keeping.asked,
            blockers=keeping.blockers,
            verdict=self.triage.judge(ticked),
            diary=keeping.diary,
            notice=keeping.notice,
        )

    def watch_standing(self, before: Standing, after: Standing) -> None:
        """Let the whole screen follow."""
        self.lines.follow(after)
        self._title.standing = after
        if self._section in self._panes:
            self.pane.follow(after)
            self._show_pane()
        if before.level is not after.level:
            self._show_level(after.level)
            if after.level is Level.EMERGENCY and not self.host.mute:
                self.app.bell()
        if after.diary != before.diary:
            self.clockwork.wind()
        if new := after.noticed - before.noticed:
            from tui.app.days import tell_noticed

            tell_noticed(self, new)
        if bool(before.ticked) is not bool(after.ticked):
            # There is something to clear now, or nothing any more.
            self.refresh_bindings()

    def _show_level(self, level: Level) -> None:
        symbol = "" if level is Level.SELF_CARE else f"{self.triage.index.levels[level].symbol} "
        title = symbol + self.triage.index.sections["doctor"].title
        style = "" if level is Level.SELF_CARE else level_style(level.value)
        self._tabs.label("doctor", _tab_label("doctor", title), style)

    async def action_clear(self) -> None:
        """Untick everything, if that is really wanted."""
        from tui.app.screens.confirm import Confirm

        def clear(sure: bool | None) -> None:
            if sure:
                self.keeping.untick_all()

        question = Confirm("Clear every tick in the list?", yes="Clear all", no="Keep them")
        await self.app.push_screen(question, clear)

    # The walkthrough

    def action_walk(self) -> None:
        """Lead through the highlighted exercise, or through a routine to choose."""
        current = self.pane.current
        exercise = current.exercise if isinstance(current, Entry) else None
        self.walk([exercise.id] if exercise else [])

    def walk(self, exercises: Sequence[str]) -> None:
        """Lead through these exercises; without any, through a routine to choose."""
        from tui.app.walking import walk

        self._lead(walk(self, exercises))

    def _lead(self, way: Coroutine[object, object, None]) -> None:
        """Go a way of several screens; a key pressed twice begins it once."""
        if self._leading:
            way.close()
            return
        self._leading = True
        self._follow_way(way)

    @property
    def is_leaving(self) -> bool:
        """Whether a way begins here, or goes on, to a screen that is not there yet."""
        return self._leading and self.app.screen is self

    @work
    async def _follow_way(self, way: Coroutine[object, object, None]) -> None:
        try:
            await way
        finally:
            self._leading = False

    # The days of a spasm

    def action_pack(self) -> None:
        """Open the pack timer."""
        from tui.app.days import time_pack

        self._lead(time_pack(self))

    def action_log(self) -> None:
        """Note how strong the pain is."""
        from tui.app.screens.pain import PainScreen

        self.app.push_screen(PainScreen(self))

    def action_days(self) -> None:
        """Show the days of the spasm."""
        from tui.app.screens.days import DaysScreen

        self.app.push_screen(DaysScreen(self))

    def action_summary(self) -> None:
        """Show the page for the doctor."""
        from tui.app.screens.summary import SummaryScreen

        self.app.push_screen(SummaryScreen(self))

    # The self-check

    def action_check(self) -> None:
        """Open the self-check."""
        self.check("menu")

    def check(self, part: Part) -> None:
        """Take the reader through the self-check."""
        from tui.app.checking import check_oneself

        self._lead(check_oneself(self, part))

    # Sheets

    def action_why(self) -> None:
        """Say why the highlighted line is there, and what it rests on."""
        from tui.app.sheets import show_why

        show_why(self)

    def action_help(self) -> None:
        """List every key."""
        from tui.app.sheets import show_keys

        show_keys(self)

    def action_about(self) -> None:
        """Say what the guide is and is not."""
        from tui.app.sheets import show_about

        show_about(self)

    async def action_find(self) -> None:
        """Search, and go to what was chosen."""
        from tui.app.screens.find import Find
        from tui.guide.search import Search

        if self._search is None:
            self._search = Search.of(self.triage.index)

        async def go(place: Place | None) -> None:
            if place:
                await self.go_to(place)

        await self.app.push_screen(Find(self._search), go)

    async def action_leave(self) -> None:
        """Leave the guide; ask first if ticks would be lost."""
        from tui.app.screens.confirm import Confirm

        def leave(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        if not self.standing.ticked or self.keeping.lasts:
            self.app.exit()
            return
        question = "Leave the guide? Your ticks are not kept."
        await self.app.push_screen(Confirm(question, yes="Leave", no="Stay"), leave)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that can act now."""
        if action == "clear":
            return self._section == "doctor" and bool(self.standing.ticked)
        if action == "back":
            return bool(self._visited)
        return True

    # Room

    @on(events.Resize)
    def measure(self, event: events.Resize) -> None:
        """Say what is needed where there is too little room."""
        width, height = event.size
        too_small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(too_small, "-too-small")
        if not too_small and self.focused is None and self._section in self._panes:
            # What had the keys was hidden meanwhile.
            self.call_after_refresh(self._take_keys)
        if too_small:
            self._say_too_small(width, height)

    def _say_too_small(self, width: int, height: int) -> None:
        wanted = f"{SMALLEST[0]}×{SMALLEST[1]}"
        words = f"Please make the window at least {wanted}. Now it is {width}×{height}."
        if said := list(self.query("#too-small").results(Static)):
            said[0].update(words)
        else:
            self.mount(Static(words, id="too-small"), after="#panes")

    def _take_keys(self) -> None:
        if self.focused is None:
            self.action_to_list()


def _breakpoint(width: int) -> str:
    """The class of a screen of `width` columns."""
    return max(
        (least, name) for least, name in MainScreen.HORIZONTAL_BREAKPOINTS if least <= width
    )[1]


def _tab_label(section: str, title: str) -> str:
    return f"{SECTIONS.index(section) + 1} {title}"

"""The guide's one main screen: what its reader ticks, and the ways to other screens."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.app.host import Host
from tui.app.keeping import Keeping
from tui.app.lines import Lines
from tui.app.panes.reading import HELP
from tui.app.screens.tabbed import Tabbed
from tui.app.standing import Standing
from tui.app.widgets.choices import BY_SPACE, say_ticked
from tui.app.widgets.column import Column
from tui.guide.content import Level, Region
from tui.guide.outline import DAYS, QUIZ, Entry, Place, opened_by
from tui.guide.triage import Triage
from tui.store import Store

if TYPE_CHECKING:
    from tui.app.clockwork import Clockwork
    from tui.guide.search import Search

Part: TypeAlias = Literal["menu", "habits"]
"""Where the self-check begins."""


class MainScreen(Tabbed):
    """Holds what its reader ticked and hands it to whoever shows it."""

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
        Binding("escape", "show_all", "Show all"),
        Binding("slash", "find", "Search", key_display="/"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "leave", "Quit"),
    ]

    def __init__(
        self, triage: Triage, host: Host, store: Store, *, region: Region | None, tab: str
    ) -> None:
        super().__init__(triage, host, tab)
        self.store = store
        self.keeping = Keeping(triage.index, host, store, self._follow_keeping)
        self.lines = Lines(self)
        self._leading = False
        self.set_reactive(MainScreen.standing, self._kept(Standing(region=region)))

    def on_mount(self) -> None:
        """Open the first tab, and then read what there was no time for."""
        self.lines.follow(self.standing)
        self._open_first()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.keeping.catch_up()
        self.clockwork.start()

    @cached_property
    def clockwork(self) -> Clockwork:
        """What time does to the guide."""
        # Imported here, where the guide is on the screen already.
        from tui.app.clockwork import Clockwork

        return Clockwork(self)

    # Places

    async def go_to(self, place: Place) -> None:
        """Open `place`; the way back leads to where the reader was."""
        if place == QUIZ:
            self.check("menu")
            return
        if place == DAYS:
            self.action_days()
            return
        self._visit(place)
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
            if event.unticks:
                self.toggle(event.id)
            else:
                self._set(event.id)
        elif current.place.key != HELP and (place := opened_by(current.item)):
            await self.go_to(place)
        else:
            self._read_page()

    @on(Column.Chosen, "#page")
    async def follow(self, event: Column.Chosen) -> None:
        """Go where a link leads, or tick a line of the ask-first card."""
        event.stop()
        if place := self.pane.page.places.get(event.id):
            await self.go_to(place)
        elif event.unticks or event.id not in self.keeping.asked:
            self.keeping.answer(line=event.id)
        else:
            say_ticked(self.app)

    # How things stand

    def _set(self, id: str, how: str = BY_SPACE) -> None:
        """Tick a finding; if it is ticked, say `how` to untick it."""
        if id in self.standing.ticked:
            say_ticked(self.app, how)
        else:
            self.toggle(id)

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
        self._show_standing(before, after)
        emergency = after.level is Level.EMERGENCY and before.level is not after.level
        if emergency and not self.host.mute:
            self.app.bell()
        if after.diary != before.diary:
            self.clockwork.wind()
        if new := after.noticed - before.noticed:
            from tui.app.days import tell_noticed

            tell_noticed(self, new)
        if bool(before.ticked) is not bool(after.ticked):
            # There is something to clear now, or nothing any more.
            self.refresh_bindings()

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

    # Sheets, the search, and the way out

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

    @cached_property
    def _search(self) -> Search:
        from tui.guide.search import Search

        return Search.of(self.triage.index)

    async def action_find(self) -> None:
        """Narrow the checklist by words; elsewhere search the guide."""
        if self.pane.ticks:
            await self._open_filter()
        else:
            await self._find_place()

    @on(Input.Changed, "#filter")
    async def narrow(self, event: Input.Changed) -> None:
        """List only the signs that the words typed so far may mean."""
        event.stop()
        if event.value == "/":
            self.action_show_all()
            await self._find_place()
        elif self._filter is not None:
            self._narrow(event.value)

    @on(Input.Submitted, "#filter")
    def tick_found(self, event: Input.Submitted) -> None:
        """Tick the marked sign; the words stay, as there may be more to tick."""
        event.stop()
        if self.pane.leaf.current:
            self._set(self.pane.leaf.current, "To untick it: esc, then space.")

    async def _find_place(self) -> None:
        """Search the guide, and go to what was chosen."""
        from tui.app.screens.find import Find

        async def go(place: Place | None) -> None:
            if place:
                await self.go_to(place)

        await self.app.push_screen(Find(self._search), go)

    async def action_leave(self) -> None:
        """Leave the guide; ask first if ticks would be lost."""
        from tui.app.screens.confirm import Leave

        def leave(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        if not self.standing.ticked or self.keeping.lasts:
            self.app.exit()
            return
        await self.app.push_screen(Leave("Leave the guide? Your ticks are not kept."), leave)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that can act now."""
        if action == "clear":
            return self._section == "doctor" and bool(self.standing.ticked)
        if action == "show_all":
            return self._filter is not None
        if action == "find":
            # A slash that is typed there is one.
            return self._filter is None or not self._filter.has_focus
        if action == "back":
            return bool(self._visited)
        return True

"""The main screen: the four tabs and the actions that open other screens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from tui.app.guide_state import GuideState
from tui.app.input.bindings import bind
from tui.app.main_screen.search_actions import SearchActions
from tui.app.main_screen.status_lines import StatusLines
from tui.app.messages import OpenKeys
from tui.app.panes.pane import FIRST_MINUTES, NONE_OF_THESE
from tui.app.panes.reading import HELP
from tui.app.triage_state import TriageState
from tui.app.widgets.document_view import DocumentView
from tui.app.widgets.lists.entry_list import say_ticked
from tui.guide.content.triage_model import Level
from tui.guide.outline import DAYS, LIFT, QUIZ, Entry, Place, opened_by

if TYPE_CHECKING:
    from tui.app.flows.self_check import Part
    from tui.app.main_screen.timers import GuideTimers


class MainScreen(SearchActions):
    """The four tabs. Opens every other screen and follows the state of the guide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("tab.relief", "tab('relief')"),
        bind("tab.prevention", "tab('prevention')"),
        bind("tab.causes", "tab('causes')"),
        bind("tab.doctor", "signs", "Signs"),
        bind("tab.doctor", "tab('doctor')"),
        bind("left", "turn(-1)"),
        bind("right", "turn(1)"),
        bind("walk", "walk", "Walk"),
        bind("timer", "pack", "Timer"),
        bind("pain", "log", "Log pain"),
        bind("days", "days", "Days"),
        bind("check", "check", "Quiz"),
        bind("clear", "clear", "Clear"),
        bind("why", "why", "Why"),
        bind("match.next", "match(1)", "Next found"),
        bind("match.previous", "match(-1)"),
        bind("back", "back", "Back"),
        bind("list", "show_all", "Show all"),
        bind("find", "find", "Search"),
        bind("settings", "settings"),
        bind("help", "help", "Help"),
        bind("quit", "leave", "Quit"),
    ]

    def __init__(self, state: GuideState, *, tab: str | None) -> None:
        self._asks_first = tab is None and state.asks_first
        super().__init__(state, tab or state.first_tab, reading=self._asks_first)
        self._lines = StatusLines(self, state.index, state.environment)

    def on_mount(self) -> None:
        """Open the first tab; read the rest of the records after the first frame."""
        self.state.watch(self, self._follow)
        self._lines.follow(self.state.triage_state)
        self._open_first()
        if self._asks_first:
            self.begin_first_minutes()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.state.record.catch_up()
        self._guide_timers.start()

    @cached_property
    def _guide_timers(self) -> GuideTimers:
        # Imported here, after the first frame.
        from tui.app.main_screen.timers import GuideTimers

        return GuideTimers(self, self.state, self._lines, self._show_today)

    # Places

    async def go_to(self, place: Place) -> None:
        """Open `place`; `back` returns to the current one."""
        if action := {QUIZ: "check", DAYS: "days", LIFT: "lift"}.get(place):
            await self.run_action(action)
            return
        if place.section not in self.state.index.sections:
            self._note_today(place)
            return
        self._visit(place)
        item = self.state.index.items.get(place.key)
        if place.section == "doctor" and item:
            from tui.app.flows.sheets import item_sheet

            # The verdict may have replaced the item beside the checklist.
            self.app.push_screen(item_sheet(self.state.index, item))

    def _note_today(self, place: Place) -> None:
        """Note what a link of Today says, and show it."""
        from tui.app.flows.today import OWN_DAY, note

        if note(self.state, place):
            self._show_today()
        elif place == OWN_DAY:
            self.check("habits")
        else:
            self._visit(Place("relief", FIRST_MINUTES))
            self.begin_first_minutes()

    def _show_today(self) -> None:
        """Show what counts today, as it is now."""
        self.pane.follow(self.state.triage_state)
        self._show_pane()

    @on(DocumentView.Chosen, "#list")
    async def choose(self, event: DocumentView.Chosen) -> None:
        """Tick a finding, read an entry, or open the entry's own screen."""
        event.stop()
        current = self.pane.current
        if event.id == NONE_OF_THESE:
            self.state.record.check()
        elif not isinstance(current, Entry):
            if event.unticks:
                self.state.toggle(event.id)
            else:
                self._set(event.id)
        elif current.place.key == FIRST_MINUTES:
            self.begin_first_minutes()
        elif current.place.key != HELP and (place := opened_by(current.item)):
            await self.go_to(place)
        else:
            self._read_page()

    @on(DocumentView.Chosen, "#page")
    async def follow(self, event: DocumentView.Chosen) -> None:
        """Follow a link, or tick a line of the ask-first card."""
        event.stop()
        if place := self.pane.page.places.get(event.id):
            await self.go_to(place)
        elif event.unticks or event.id not in self.state.record.asked:
            self.state.record.answer(line=event.id)
        else:
            say_ticked(self.app)

    # Triage state

    def _set(self, id: str, *, in_filter: bool = False) -> None:
        """Tick a finding; if it is ticked already, say how to untick it."""
        if id in self.state.triage_state.ticked:
            say_ticked(self.app, in_filter=in_filter)
        else:
            self.state.toggle(id)

    def _follow(self, before: TriageState, after: TriageState) -> None:
        """Show a change of the triage state on the whole screen."""
        self._lines.follow(after)
        self._show_triage_state(before, after)
        self.follow_episode(before, after)
        if Level.EMERGENCY is after.level is not before.level:
            from tui.guide.routine.announcements import Bell

            self.state.audio(self.app).ring(Bell.ALERT)
        if (after.diary, after.checked) != (before.diary, before.checked):
            self._guide_timers.wind()
        if new := after.noticed - before.noticed:
            from tui.app.flows.pack import tell_noticed

            tell_noticed(self.app, self.state.index, new)
        if bool(before.ticked) is not bool(after.ticked):
            # The key to clear appears or disappears.
            self.refresh_bindings()

    async def action_clear(self) -> None:
        """Untick all findings after confirmation."""
        from tui.app.leaving import clear_ticks

        await clear_ticks(self.app, self.state)

    # The walkthrough

    def action_signs(self) -> None:
        """Open the checklist."""
        self.action_tab("doctor")

    def action_walk(self) -> None:
        """Open the walkthrough of the highlighted exercise, or the choice of routines."""
        current = self.pane.current
        exercise = current.exercise if isinstance(current, Entry) else None
        self.walk([exercise.id] if exercise else [])

    def action_walk_all(self) -> None:
        """Open the choice of routines."""
        self.walk([])

    def walk(self, exercises: Sequence[str]) -> None:
        """Open the walkthrough of these exercises; with none, the choice of routines."""
        self.run_sequence(self._walk(exercises))

    async def _walk(self, exercises: Sequence[str]) -> None:
        from tui.app.flows.walkthrough import walk
        from tui.guide.plan.choice import choice_of

        choice = choice_of(self.state.index, exercises) if exercises else None
        if await walk(self.app, self.state, choice):
            self.action_tab("doctor")

    # The self-check

    def action_check(self) -> None:
        """Open the self-check."""
        self.check("menu")

    def check(self, part: Part) -> None:
        """Open a part of the self-check."""
        self.run_sequence(self._check(part))

    async def _check(self, part: Part) -> None:
        from tui.app.flows.self_check import check_oneself

        if place := await check_oneself(self.app, self.state, part):
            await self.go_to(place)
        else:
            self._show_today()

    # Sheets, search and leaving

    def action_why(self) -> None:
        """Show why the highlighted line is there, and its sources."""
        from tui.app.flows.sheets import why_sheet

        if sheet := why_sheet(self.state, self.pane.current):
            self.app.push_screen(sheet)

    def action_help(self) -> None:
        """Show the list of all keys."""
        self.post_message(OpenKeys())

    def action_about(self) -> None:
        """Show what the guide is and is not."""
        from tui.app.flows.sheets import about_sheet

        self.app.push_screen(about_sheet(self.state))

    async def action_find(self) -> None:
        """Filter the checklist by words; on other tabs search the guide."""
        if self.pane.ticks:
            await self._open_filter()
        else:
            await self._find_place()

    @on(Input.Changed, "#filter")
    async def narrow(self, event: Input.Changed) -> None:
        """List only the signs that match the words typed so far."""
        event.stop()
        if event.value == "/":
            self.action_show_all()
            await self._find_place()
        elif self._filter is not None:
            self._narrow(event.value)

    @on(Input.Submitted, "#filter")
    def tick_found(self, event: Input.Submitted) -> None:
        """Tick the highlighted sign; the filter stays for further ticks."""
        event.stop()
        if self.pane.document.current:
            self._set(self.pane.document.current, in_filter=True)

    async def action_leave(self) -> None:
        """Leave the guide; ask first if ticks would be lost."""
        from tui.app.leaving import leave_tabs

        await leave_tabs(self.app, self.state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be used now, so that its key is shown."""
        if action == "show_page":
            return self._shows_list_alone and (self.pane.ticks or parameters == (False,))
        if action == "signs":
            return self._section != "doctor"
        if action == "why":
            return self._section not in self._panes or bool(self.pane.current)
        if action == "clear":
            return self._section == "doctor" and bool(self.state.triage_state.ticked)
        if action == "show_all":
            return self._filter is not None
        if action == "find":
            # In the filter field a slash is text.
            return self._filter is None or not self._filter.has_focus
        if action == "match":
            return self.has_matches
        if action == "back":
            return bool(self._visited)
        return True

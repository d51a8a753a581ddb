"""The Textual app of the full-screen guide."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.types import CSSPathType

from tui.app.appearance.themed_app import ThemedApp
from tui.app.environment import Environment, Terminal, local_terminal
from tui.app.guide_state import GuideState
from tui.app.input.bindings import bind
from tui.app.main_screen.main_screen import MainScreen
from tui.app.marking.marking_app import MarkingApp
from tui.app.messages import LeaveGuide, OpenKeys, OpenPack, OpenSummary
from tui.app.screens.guide_screen import GuideScreen
from tui.app.screens.reading_aloud import ReadingAloudApp
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.textual_fast.stylesheet import SharedStylesheet
from tui.diary.store import MemoryStore, Store
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.flows.self_check import Part

_SPARED = (ANSIToTruecolor, Monochrome, NoColor)
"""The line filters that the screen diff replaces."""

NOTHING = (None, None, False, False, False)
"""No screen that was requested: walkthrough, self-check, first minutes, lift, plan."""


class GuideApp(ThemedApp, MarkingApp, ReadingAloudApp):
    """One reader's guide. Everything it needs is passed in; it shares no state with other guides.

    Returns the exit status, or None for 0. `walk` opens the walkthrough at once, with these
    exercises, or with a choice of all if it is empty; `check` opens a part of the self-check,
    `now` the first minutes. Without these and a `tab` it asks the safety questions if due.
    `terminal` describes the reader's terminal, if it is not the one this process runs in.
    `keymap` has the keys that the reader changed, see `tui.app.input.keymap`.

    Attributes:
        state: The state that all its screens share.

    """

    # An absolute path: Textual resolves a relative one beside the file of the subclass.
    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("guide.tcss")
    TITLE = "backspasm"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("help", "keys"),
        bind("suspend", "suspend_process", priority=True),
        bind("redraw", "redraw", priority=True),
        bind("quit.now", "quit", priority=True),
        bind("interrupt", "interrupt", priority=True),
        bind("open", "open_link"),
    ]

    def __init__(
        self,
        index: Index,
        environment: Environment | None = None,
        *,
        region: Region | None = None,
        tab: str | None = None,
        walk: Sequence[str] | None = None,
        check: Part | None = None,
        now: bool = False,
        lift: bool = False,
        plan: bool = False,
        store: Store | None = None,
        terminal: Terminal | None = None,
        keymap: Mapping[str, str] | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class, keymap=keymap)
        self._triage = Triage.of(index)
        self._environment = environment or Environment()
        self._region = region
        self._tab = tab
        self._opens = (walk, check, now, lift, plan)
        self._store = store or MemoryStore()
        self.cursor_choice = self._environment.cursor
        self.offer_themes(self._environment.theme)
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())
        if self._environment.still:
            self.animation_level = "none"
        self._fewer: list[LineFilter] = []
        terminal = terminal or local_terminal(
            self,
            os.environ,
            self._environment.depth,
            self._environment.wide_signs,
            has_unicode=self._environment.has_unicode,
        )
        if terminal and not self.can_send_changes:
            from tui.app.terminal.color_filter import depth_by_rich, filter_for

            self._fewer += filter_for(
                depth_by_rich(terminal.depth, self.console.color_system),
                terminal.encoding,
                ground=self.ground,
                text_contrast=self.text_contrast,
            )
        if terminal and self.can_send_changes:
            self.screen_diff = ScreenDiff(
                terminal.depth, links=terminal.links, encoding=terminal.encoding
            )
        self.measured_sign = terminal.measured_sign if terminal else ""
        # Some widgets draw differently without colours.
        self.no_color = terminal is not None and terminal.depth == "none"

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen."""
        first = "relief" if self._opens != NOTHING else None
        return MainScreen(self.state, tab=self._tab or first)

    @cached_property
    def state(self) -> GuideState:
        """The state of this guide, read from the store when the first screen is made."""
        return GuideState(self._triage, self._environment, self._store, region=self._region)

    def on_ready(self) -> None:
        """Open the walkthrough, the self-check or another screen if it was requested."""
        if self.measured_sign:
            from tui.app.appearance.sign_width import measure

            self.call_after_refresh(measure, self)
        if self._environment.pictures:
            from tui.app.appearance.pictures import set_up

            self.call_after_refresh(set_up, self, self._environment.pictures)
        # By its key the guide knows beforehand that it will be stopped, by a signal afterwards.
        for stopped in (self.app_suspend_signal, self.app_resume_signal):
            stopped.subscribe(self, lambda _: self._stopped(), immediate=True)
        if self._opens != NOTHING:
            from tui.app.flows.opening import open_requested

            open_requested(self.main, *self._opens)

    @property
    def main(self) -> MainScreen:
        """The main screen, even when other screens cover it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def is_screen_to_come(self) -> bool:
        """Whether a sequence of screens is between two of its screens."""
        return self.main.is_screen_to_come

    @on(OpenPack)
    def open_pack(self, event: OpenPack) -> None:
        """Open the pack timer from another screen."""
        event.stop()
        self.main.action_pack()

    @on(OpenSummary)
    def open_summary(self, event: OpenSummary) -> None:
        """Open the page for the doctor from another screen."""
        event.stop()
        self.main.action_summary()

    @on(OpenKeys)
    def open_keys(self, event: OpenKeys) -> None:
        """Show the list of all keys."""
        event.stop()
        self.action_keys()

    def action_keys(self) -> None:
        """Show the list of all keys; what plays meanwhile is paused."""
        from tui.app.flows.sheets import key_sheet

        self._hold()
        self.push_screen(key_sheet(self, self._triage.index))

    def _stopped(self) -> None:
        if self.paced_line:
            # Meanwhile the shell has the terminal, and what it answers.
            self.paced_line.restart()
        self._hold()

    def _hold(self) -> None:
        if isinstance(self.screen, GuideScreen):
            self.screen.hold()

    @on(LeaveGuide)
    async def leave_by_command(self, event: LeaveGuide) -> None:
        """Leave the guide as the key of the screen in front would."""
        event.stop()
        if event.at_once:
            self.exit()
        elif self.screen is self.main:
            await self.main.action_leave()
        else:
            self.ask_to_leave(0)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette."""
        from tui.app.flows.commands import guide_commands

        yield from guide_commands(self.main, self.state, on_tabs=screen is self.main)

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open already, even under another screen."""
        from textual.command import CommandPalette

        from tui.app.command_palette import GuidePalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self._hold()
            self.push_screen(GuidePalette(id="--command-palette"))

    def search_themes(self) -> None:
        """Choose a theme with the guide's own palette."""
        from textual.theme import ThemeProvider

        from tui.app.command_palette import GuidePalette

        self.push_screen(GuidePalette([ThemeProvider], placeholder="Search for themes…"))

    def action_open_link(self) -> None:
        """Open a link of the screen; a reader elsewhere gets its address to copy."""
        from tui.app.flows.links import offer_links

        offer_links(self, opens=not (self._environment.served or self.is_web))

    def ask_to_leave(self, status: int, *, asking: bool = False) -> None:
        """End the guide with `status`; ask first if something is under way, or if `asking`."""
        from tui.app.leaving import ask_to_leave

        ask_to_leave(self, self.state, self._hold, status, asking=asking)

    def headline(self) -> str:
        """Return how soon to get help, if that is soon; otherwise an empty string."""
        if not self.is_running or not self.screen_stack:
            return ""
        triage_state = self.state.triage_state
        if triage_state.level not in (Level.EMERGENCY, Level.URGENT):
            return ""
        words = self._triage.index.levels[triage_state.level]
        return fill(f"{words.symbol} {words.word}", triage_state.region)

    def tell_emergency(self) -> None:
        """Say in too small a window what to do in an emergency."""
        from tui.app.screens.size_cover import tell_emergency

        tell_emergency(self.screen_stack, self._triage.index, self.state.triage_state.region)

    # Terminal output

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the line filters, without those that the screen diff replaces."""
        filters = super().get_line_filters()
        if self.screen_diff is None:
            return [*filters, *([] if self.is_headless else self._fewer)]
        return [line_filter for line_filter in filters if not isinstance(line_filter, _SPARED)]

    @on(events.CursorPosition)
    def _take_width(self, event: events.CursorPosition) -> None:
        """Take the answer of the terminal to how wide it shows a sign."""
        from tui.app.appearance.sign_width import take_width

        if take_width(self, event):
            self._environment.glyphs = "ascii"
            self.state.redraw()

    @on(events.Resize)
    def _lose_the_screen(self, event: events.Resize) -> None:
        """Redraw after a suspension, of which a resize to the same size tells.

        The terminal's content is unknown then. Another size is laid out anew anyway.
        """
        if not self.is_headless:
            self.is_cursor_seen = False
            if self.screen_diff is None or self.screen_diff.size == event.size:
                self.action_redraw()

"""The full-screen guide."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.types import CSSPathType

from tui.app import theme
from tui.app.environment import Environment, Terminal, local_terminal
from tui.app.guide_state import GuideState
from tui.app.input.input_app import InputApp
from tui.app.main_screen.main_screen import MainScreen
from tui.app.messages import OpenKeys, OpenPack, OpenSummary
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.textual_fast.diff_display import DiffDisplayApp
from tui.app.textual_fast.stylesheet import SharedStylesheet
from tui.diary.store import MemoryStore, Store
from tui.guide.content.index import Index
from tui.guide.content.model import Region
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from tui.app.flows.self_check import Part

_SPARED = (ANSIToTruecolor, Monochrome, NoColor)
"""The filters whose work the screen diff does."""


class GuideApp(DiffDisplayApp, InputApp):
    """One reader's guide. All it needs is handed in; it shares nothing with other guides.

    Returns the exit status, or None for 0. `walk` opens the walkthrough at once, with these
    exercises, or with none to choose from all; `check` opens a part of the self-check. `terminal`
    is what the reader's terminal can show, if it is not the one this was started from.

    Attributes:
        state: The state that all its screens share.

    """

    # In full: Textual looks beside the file of whichever class it opens.
    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("guide.tcss")
    TITLE = "backspasm"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "toggle_dark", "Light or dark", show=False),
        Binding("ctrl+p", "command_palette", "All commands", show=False),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
        Binding("ctrl+l", "redraw", "Draw the screen again", show=False, priority=True),
        Binding("ctrl+q", "quit", "Quit at once", show=False, priority=True),
        Binding(
            "ctrl+c",
            "interrupt",
            "Copy what is marked, or quit",
            show=False,
            priority=True,
        ),
    ]

    def __init__(
        self,
        index: Index,
        environment: Environment | None = None,
        *,
        region: Region | None = None,
        tab: str = "relief",
        walk: Sequence[str] | None = None,
        check: Part | None = None,
        store: Store | None = None,
        terminal: Terminal | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self._triage = Triage.of(index)
        self._environment = environment or Environment()
        self._region = region
        self._tab = tab
        self._walk = walk
        self._check = check
        self._store = store or MemoryStore()
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        for name in theme.NOT_OFFERED:
            self.unregister_theme(name)
        chosen = self.get_theme(self.theme)
        self.theme = (
            theme.DARK if chosen is None or chosen.name == "textual-dark" else chosen
        ).name
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())
        if self._environment.still:
            self.animation_level = "none"
        self._fewer: list[LineFilter] = []
        if terminal and not self.can_send_changes:
            from tui.app.terminal.color_filter import filter_for

            self._fewer += filter_for(terminal.depth)
        terminal = terminal or local_terminal(self, os.environ)
        depth = terminal.depth if terminal else None
        if terminal and self.can_send_changes:
            self.screen_diff = ScreenDiff(
                terminal.depth, links=terminal.links, encoding=terminal.encoding
            )
        # Some of what is drawn looks different without colours.
        self.no_color = depth == "none"

    def get_default_screen(self) -> Screen[None]:
        """The guide itself."""
        return MainScreen(self.state, tab=self._tab)

    @cached_property
    def state(self) -> GuideState:
        """The state of this guide, read from the store when the first screen is made."""
        return GuideState(self._triage, self._environment, self._store, region=self._region)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the figure, for every theme."""
        dark = self.current_theme.dark
        return theme.FIGURE_ON_DARK if dark else theme.FIGURE_ON_LIGHT

    def on_ready(self) -> None:
        """Go straight into the walkthrough, if that was asked for."""
        if self._walk is not None:
            self.main.walk(self._walk)
        if self._check is not None:
            self.main.check(self._check)

    @property
    def main(self) -> MainScreen:
        """The guide's main screen, whatever lies over it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def is_screen_to_come(self) -> bool:
        """Whether a sequence of screens is on its way to the next one."""
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
        """List every key."""
        event.stop()
        from tui.app.flows.key_help import key_groups
        from tui.app.flows.sheets import key_sheet

        groups = key_groups(MainScreen.BINDINGS, self.BINDINGS)
        self.push_screen(key_sheet(self._triage.index, groups))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette."""
        main = self.main
        index = self._triage.index
        if screen is main:
            yield from self._ways()
        yield SystemCommand("Keys", "List every key", main.action_help)
        yield SystemCommand("About", "What this guide is and is not", main.action_about)
        yield SystemCommand("Light or dark", "Change between the two", self.action_toggle_dark)
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)
        for region in index.content.regions:
            title, hint = f"Region: {region.name}", f"Show {region.emergency} for emergencies"
            yield SystemCommand(title, hint, partial(self.state.show_region, region))
        hint = "Show no number, only what to call"
        yield SystemCommand("Region: none", hint, partial(self.state.show_region, None))
        yield SystemCommand("Quit", "Leave the guide", main.action_leave)

    def _ways(self) -> Iterable[SystemCommand]:
        """The commands that lead to another place, offered where nothing lies over the guide."""
        main = self.main
        for section in self._triage.index.content.sections:
            go = partial(main.action_tab, section.id)
            yield SystemCommand(section.title, section.lead, go)
        hint = "Be led through exercises by a moving figure"
        yield SystemCommand("Walkthrough", hint, partial(main.walk, ()))
        hint = "Questions with their answers explained, and questions on your own day"
        yield SystemCommand("Self-check", hint, partial(main.check, "menu"))
        yield SystemCommand("Your days", "Day by day, with a chart and a log", main.action_days)
        yield SystemCommand("Pack timer", "Cold or warm, and how long", main.action_pack)
        yield SystemCommand("Log pain", "From 0 to 10, with a few words", main.action_log)
        yield SystemCommand("Summary", "A page to read, copy or save", main.action_summary)
        yield SystemCommand("Search", "Find words anywhere in the guide", main.action_find)
        yield SystemCommand("Why and sources", "What this line rests on", main.action_why)

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open already, perhaps under another screen."""
        from textual.command import CommandPalette

        from tui.app.command_palette import GuidePalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(GuidePalette(id="--command-palette"))

    def search_themes(self) -> None:
        """Choose other colours, by the guide's own palette."""
        from textual.theme import ThemeProvider

        from tui.app.command_palette import GuidePalette

        self.push_screen(GuidePalette([ThemeProvider], placeholder="Search for themes…"))

    def action_toggle_dark(self) -> None:
        """Change between the guide's light and its dark colours."""
        self.theme = (theme.LIGHT if self.current_theme.dark else theme.DARK).name

    @property
    def clipboard(self) -> str:
        """What was copied last, as a field takes it."""
        from tui.guide.field_text import joined

        return joined(super().clipboard)

    def action_interrupt(self) -> None:
        """Copy marked text; with nothing marked, end as an interrupted program does."""
        from textual.widgets import Input

        field = self.focused
        marked = self.screen.get_selected_text()
        if isinstance(field, Input) and field.selected_text:
            marked = field.selected_text
        if marked:
            self.copy_to_clipboard(marked)
        else:
            self.ask_to_leave(130, asking=self._gate.dragged)

    def ask_to_leave(self, status: int, *, asking: bool = False) -> None:
        """End the guide; ask first if something is under way, or in any case."""
        from tui.app.leaving import under_way
        from tui.app.screens.confirm import LeaveDialog

        why = under_way(self.screen_stack, self.state)
        if isinstance(self.screen, LeaveDialog) or not (why or asking):
            self.exit(return_code=status)
            return
        if isinstance(self.screen, GuideScreen):
            self.screen.hold()

        def answer(sure: bool | None) -> None:
            if sure:
                self.exit(return_code=status)

        why = why or "Nothing was marked to copy."
        self.push_screen(LeaveDialog(f"Leave the guide? {why}"), answer)

    def headline(self) -> str:
        """How soon to get help, if that is soon; otherwise nothing."""
        if not self.is_running or not self.screen_stack:
            return ""
        triage_state = self.state.triage_state
        if triage_state.level not in (Level.EMERGENCY, Level.URGENT):
            return ""
        words = self._triage.index.levels[triage_state.level]
        return fill(f"{words.symbol} {words.word}", triage_state.region)

    # What is sent to the terminal

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes colours before they are drawn; the screen diff takes them away better."""
        filters = super().get_line_filters()
        if self.screen_diff is None:
            return [*filters, *self._fewer]
        return [one for one in filters if not isinstance(one, _SPARED)]

    def action_redraw(self) -> None:
        """Draw the whole screen again, whatever the terminal shows of it."""
        if self.screen_diff is not None:
            self.screen_diff.forget()
        self.refresh()

    @on(events.Resize)
    def _lose_the_screen(self) -> None:
        """Another size, or the same after a suspension: the terminal may show anything."""
        if not self.is_headless:
            self.action_redraw()

"""The settings: each with its value, where that comes from, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.option_list import GuideOptionList, heading
from tui.settings.book import SettingsBook
from tui.settings.model import AUTO, BY_NAME, SETTINGS, Setting
from tui.settings.resolve import shown

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


_LONGEST_PATH = 44
"""The most characters of a path that are shown."""

_BESIDE = 104
"""Columns from which on a setting is explained beside the list."""
_AROUND = 20
"""Rows for everything but the values to choose from."""
_FEWEST = 5
"""The fewest values that are listed."""


class SettingsScreen(GuideScreen[None]):
    """Lists every setting. A change holds at once where it can, and is written at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("right", "change(1)"),
        bind("left", "change(-1)"),
        bind("tick", "change(1)", "Change"),
        bind("setting.reset", "reset", "Default"),
        bind("close", "dismiss", "Close"),
        bind("settings", "dismiss"),
    ]

    DEFAULT_CSS = """
    SettingsScreen {
        & > #settings-title {
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
        }
        & > Container {
            height: 1fr;
            & > GuideOptionList {
                height: 1fr;
            }
            & > #about-setting {
                height: auto;
                max-height: 4;
                padding: 0 1;
                margin-top: 1;
            }
        }
        &.-beside > Container {
            layout: horizontal;
            & > GuideOptionList {
                width: 3fr;
            }
            & > #about-setting {
                width: 2fr;
                height: 1fr;
                max-height: 100%;
                margin: 0 1;
                border: round $border-blurred;
            }
        }
        & > #outcome {
            height: auto;
            max-height: 3;
            min-height: 1;
            padding: 0 1;
            color: $primary;
        }
    }
    """

    def __init__(self, state: GuideState, book: SettingsBook, apply: Callable[[str], None]) -> None:
        """Make the screen; `apply` lets the value of a setting hold."""
        super().__init__()
        self._state = state
        self._book = book
        self._apply = apply
        self._banner = Banner(state.triage)
        self._list = GuideOptionList()
        self._about = Static(id="about-setting")
        self._outcome = Static(id="outcome")
        self._explained = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and above or beside what the highlighted setting does."""
        yield self._banner
        title = Row(
            Content.styled("Settings", "bold"),
            aside=Content.styled(self._place, "$foreground 70%"),
            keep=False,
        )
        yield Static(title, id="settings-title")
        with Container():
            yield self._list
            yield self._about
        yield self._outcome
        yield KeyLine()

    @property
    def _place(self) -> str:
        """Where changes are written, short enough for the first line."""
        if self._book.path is None:
            return "for this visit"
        path = str(self._book.path).replace(str(Path.home()), "~", 1)
        return path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"

    def on_mount(self) -> None:
        """Show the values, and what is wrong with the file."""
        self._banner.follow(self._state)
        self._fill()
        self._list.highlighted = 1
        if self._book.faults:
            more = len(self._book.faults) - 1
            also = f" And {more} more: backspasm settings." if more else ""
            self._tell(self._book.faults[0] + also)
        self.set_focus(self._list)

    def _fill(self) -> None:
        """List every setting under its group."""
        options: list[Option] = []
        group = ""
        for setting in SETTINGS:
            if self._book.path is None and setting.later:
                continue
            if setting.group != group:
                group = setting.group
                options.append(heading(group, first=not options))
            options.append(Option(self._row(setting), id=setting.name))
        self._list.set_options(options)

    def _row(self, setting: Setting) -> Row:
        entry = self._book[setting.name]
        words = self._words(setting, entry.value)
        aside = Content.assemble((words, "bold"), (f"  {entry.source:<12}", "$foreground 70%"))
        return Row(Content(setting.title), aside=aside)

    def _words(self, setting: Setting, value: object) -> str:
        """Return a value in words, with what it comes to if the guide decides."""
        words = shown(setting.name, value, self._book.known)
        if value == AUTO and setting.name in self._book.automatic:
            return f"{words} ({self._book.automatic[setting.name]})"
        return words

    def _listed(self, setting: Setting) -> str:
        """Return the values to choose from, one a line: the present one and those near it."""
        choices, value = self._book.choices(setting.name), self._book[setting.name].value
        place = choices.index(value) if value in choices else 0
        room = max(_FEWEST, self.size.height - _AROUND)
        first = max(0, min(place - room // 2, len(choices) - room))
        lines = [
            f"{'●' if one == value else '○'} {self._words(setting, one)}"
            for one in choices[first : first + room]
        ]
        return "".join(["\n\n", "\n".join(lines)]) if lines else ""

    @property
    def _current(self) -> Setting | None:
        option = self._list.highlighted_option
        return BY_NAME.get(option.id or "") if option else None

    @on(events.Resize)
    def place_explanation(self) -> None:
        """Explain the highlighted setting beside the list if there is room, else below it."""
        self.set_class(self.size.width >= _BESIDE, "-beside")
        self.explain()

    @on(OptionList.OptionHighlighted)
    def explain(self) -> None:
        """Say what the highlighted setting does, and what comes before it."""
        if (setting := self._current) is None:
            return
        stronger = " and ".join(filter(None, (setting.option, setting.variable)))
        before = f" {stronger} come{'s' * (' and ' not in stronger)} first." if stronger else ""
        name, after = f"{setting.name}: ", ""
        if self.has_class("-beside"):
            self._about.border_title = setting.title
            name, before, after = "", before and f"\n\n{before.strip()}", self._listed(setting)
        self._about.update(
            Content.assemble((name, "bold"), setting.help, (before, "$foreground 75%"), after)
        )
        if self._explained not in ("", setting.name):
            self._tell("")
        self._explained = setting.name

    @on(OptionList.OptionSelected)
    def change_chosen(self, event: OptionList.OptionSelected) -> None:
        """Change the chosen setting."""
        event.stop()
        self.action_change(1)

    def action_change(self, by: int) -> None:
        """Set the highlighted setting to its next or previous value."""
        if (setting := self._current) is None:
            return
        if not self._book.choices(setting.name):
            self._tell(f"Change it in the file: {self._book.path}")
            return
        value = self._book.next_value(setting.name, by)
        self._show(setting, self._book.change(setting.name, value))

    def action_reset(self) -> None:
        """Set the highlighted setting back to its default."""
        if setting := self._current:
            self._show(setting, self._book.reset(setting.name))

    def action_turn(self, by: int) -> None:
        """Change the highlighted setting, where an arrow key turns the tabs elsewhere."""
        self.action_change(by)

    def _show(self, setting: Setting, outcome: str) -> None:
        """Show a changed setting, and let it hold."""
        self._list.replace_option_prompt(setting.name, self._row(setting))
        self.explain()
        self._apply(setting.name)
        self._tell(outcome)

    def _tell(self, words: str) -> None:
        self._outcome.update(Content(words))

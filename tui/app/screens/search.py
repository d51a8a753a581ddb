"""The search screen."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row, Rows
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import COLUMNS
from tui.app.widgets.field import Field
from tui.app.widgets.lists.option_list import GuideOptionList
from tui.guide.field_text import LONGEST_SEARCH
from tui.guide.outline import Place
from tui.guide.search import Hit, Search

_CHOOSES = "{result.up} {result.down} choose · {field.submit} goes there"
_CLOSES = "{close} closes"
_MOST, _AROUND = 27, 8
"""The most rows of the hits, and the rows that they leave to others."""


class FoundPlaces(Struct, frozen=True):
    """The places that a search found, and which of them is shown."""

    places: tuple[Place, ...]
    number: int

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self.places[self.number]

    def step(self, by: int) -> FoundPlaces:
        """Return the same places with another one shown; after the last comes the first."""
        return replace(self, number=(self.number + by) % len(self.places))


class SearchScreen(ModalScreen[FoundPlaces | None], GuideScreen[FoundPlaces | None]):
    """An input line, and the places that contain the words typed.

    Closes with the places found and the chosen one, or with nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss", "Close"),
        bind("result.down", "move(1)", priority=True),
        bind("result.up", "move(-1)", priority=True),
        bind("result.page.down", "move(5)", priority=True),
        bind("result.page.up", "move(-5)", priority=True),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (COLUMNS, "-columns")]

    DEFAULT_CSS = """
    SearchScreen {
        align: center top;
        & > Vertical {
            width: 90%;
            max-width: 84;
            height: auto;
            margin-top: 1;
            border: round $primary;
            padding: 0 1;
            background: $background;
        }
        &.-one-column > Vertical {
            width: 100%;
        }
        & Input, & Input:focus {
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
        }
        & OptionList {
            height: auto;
            margin-top: 1;
            scrollbar-size-vertical: 1;
        }
        & #none {
            display: none;
            padding: 0 1;
            color: $foreground 70%;
        }
    }
    """

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """Lay out the input above the hits."""
        with Vertical() as frame:
            frame.border_title = "Search"
            frame.border_subtitle = self.frame_hint(_CLOSES)
            yield Field(placeholder="words to find, such as towel", max_length=LONGEST_SEARCH)
            yield Static("Nothing found. Try fewer letters.", id="none")
            hit_list = GuideOptionList()
            hit_list.can_focus = hit_list.display = False
            yield hit_list

    def on_mount(self) -> None:
        """Focus the input at once, so that keys typed ahead arrive there."""
        self.set_focus(self.query_one(Input))

    @on(events.Resize)
    def fit(self) -> None:
        """Leave room around the hits."""
        self.query_one(OptionList).styles.max_height = min(_MOST, self.size.height - _AROUND)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """List the places that contain the words typed so far."""
        self._hits = self._search.find(event.value)
        hit_list = self.query_one(OptionList)
        hit_list.set_options(Option(_hit_row(hit)) for hit in self._hits)
        hit_list.highlighted = 0 if self._hits else None
        keys = f"{_CHOOSES} · {_CLOSES}" if self._hits else _CLOSES
        self.query_one(Vertical).border_subtitle = self.frame_hint(keys)
        self.query_one("#none").display = bool(event.value.strip()) and not self._hits
        hit_list.display = bool(self._hits)

    @on(Input.Submitted)
    def submit(self) -> None:
        """Go to the highlighted place."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._close_at(highlighted)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go to the clicked place."""
        event.stop()
        self._close_at(event.option_index)

    def _close_at(self, number: int) -> None:
        self.dismiss(FoundPlaces(tuple(hit.place for hit in self._hits), number))

    def action_move(self, by: int) -> None:
        """Move the highlight; the focus stays in the input."""
        hit_list = self.query_one(OptionList)
        if hit_list.highlighted is not None:
            self.cursor_follows = hit_list
            hit_list.highlighted = max(0, min(hit_list.highlighted + by, len(self._hits) - 1))


def _hit_row(hit: Hit) -> Rows:
    title = Row(
        Content.styled(hit.title, "bold"),
        Content(" "),
        Content.styled(f"{hit.where} ", "$foreground 70%"),
    )
    excerpt = Row(Content.styled(hit.excerpt, "$foreground 80%"), Content("   "))
    return Rows((title, excerpt) if hit.excerpt else (title,))

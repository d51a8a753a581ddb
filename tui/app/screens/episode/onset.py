"""The dialog for when the spasm began."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.widgets.field import Field
from tui.app.widgets.lists.option_list import GuideOptionList
from tui.guide.episode.onset import OnsetChoice, UnclearOnset, onset_of
from tui.guide.episode.records import Timestamp

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_CHOICES = {
    OnsetChoice.NOW: ("Just now", ""),
    OnsetChoice.EARLIER: ("Earlier today", "a time, or 3 h ago"),
    OnsetChoice.YESTERDAY: ("Yesterday", "a time if you like"),
    OnsetChoice.DATE: ("On another day", "such as 3 Nov"),
}
_WANTED = {
    OnsetChoice.EARLIER: "14:30, or 3 h, or 40 min",
    OnsetChoice.YESTERDAY: "14:30, or nothing",
    OnsetChoice.DATE: "3 Nov, or 2026-11-03 14:30",
}


class OnsetScreen(Dialog[Timestamp | None]):
    """A dialog that asks when the spasm began. Closes with the time, or with None."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "back", "Back")]

    DEFAULT_CSS = """
    OnsetScreen {
        & > Vertical {
            max-width: 64;
        }
        & GuideOptionList {
            max-height: 8;
        }
        & Input, & Input:focus {
            margin: 1 0;
        }
    }
    """

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.episode
        self._when = OnsetChoice.NOW
        self._list = GuideOptionList()
        self._list.add_options(
            Option(Row(Content(title), aside=Content.styled(aside, "$foreground 70%")))
            for title, aside in _CHOICES.values()
        )
        self._list.highlighted = 0
        self._problem = Static()

    def compose(self) -> ComposeResult:
        """Lay out the question, the choices and the input for a time."""
        with Vertical() as frame:
            frame.border_title = self._words.begin
            frame.border_subtitle = self.frame_hint("{choose} chooses · {close} goes back")
            yield Static(Content.styled(self._words.begin_note, "$foreground 80%"))
            yield self._list
            yield Field(max_length=40)
            yield self._problem

    def on_mount(self) -> None:
        """Show the choices first."""
        self._ask(asking=False)

    def _ask(self, *, asking: bool) -> None:
        """Show the choices, or the input for a time."""
        self._problem.display = False
        field = self.query_one(Input)
        self._list.display, field.display = not asking, asking
        self.set_focus(field if asking else self._list)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take the present time, or ask for one."""
        event.stop()
        self._when = list(_CHOICES)[event.option_index]
        if self._when is OnsetChoice.NOW:
            self._take("")
            return
        field = self.query_one(Input)
        field.value, field.placeholder = "", _WANTED[self._when]
        self._ask(asking=True)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Take the typed time, if it is valid."""
        event.stop()
        self._take(event.value)

    def _take(self, text: str) -> None:
        now, zone = self._state.record.now, self._state.environment.zone
        try:
            self.dismiss(onset_of(self._when, text, now, zone))
        except UnclearOnset as problem:
            self._problem.display = True
            self._problem.update(Content.styled(str(problem), "$warning"))

    def action_back(self) -> None:
        """Return to the choices, or close from there."""
        if self.query_one(Input).display:
            self._ask(asking=False)
        else:
            self.dismiss(None)

"""The dialog for pain during the walkthrough: the signs to check first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tui.app.drawing.style_cache import linked
from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog, DialogButton
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.widgets.lists.finding_ticks import finding_ticks, show_ticks
from tui.app.widgets.lists.tick_list import TickList
from tui.app.widgets.verdict_page import headline

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


_WIDE, _HIGH = 45, 13
"""Columns for both buttons in full, and rows for the question above the signs."""


class HurtScreen(Dialog[bool]):
    """A dialog for the signs to stop for. Closes with True to go on to the next exercise."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss(False)", "Stop here"),
    ]

    DEFAULT_CSS = """
    HurtScreen {
        & > Vertical {
            height: 90%;
            max-height: 30;
        }
        &.-low > Vertical {
            height: 100%;
        }
        & TickList {
            height: 1fr;
            max-height: 100%;
        }
    }
    """

    most_rows = 30

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        movement = state.index.content.movement
        self._question = Static(movement.hurt)
        self._list = TickList(finding_ticks(state.triage, movement.hurts))
        self._verdict = Static()
        self._go_on = DialogButton("None: go on with the next", id="on", compact=True)

    def spoken(self) -> str:
        """Return the question with every sign, and what the ticked ones come to."""
        # Imported here: most readers do not listen.
        from tui.app.drawing.spoken_text import spoken_text

        index = self._state.index
        movement, verdict = index.content.movement, self._verdict.visual
        signs = (index.findings[name].text for name in movement.hurts)
        return spoken_text(movement.hurt, *signs, verdict)

    @on(events.ScreenResume)
    def speak(self) -> None:
        """Read the question, if the voice is on."""
        self.speak_by(self._state)

    def compose(self) -> ComposeResult:
        """Lay out the question, the signs, the verdict and the buttons."""
        with Vertical() as frame:
            frame.border_title = "It hurts"
            yield self._question
            yield self._list
            yield self._verdict
            with Horizontal():
                yield DialogButton("Stop here", id="stop", compact=True)
                yield self._go_on

    def on_mount(self) -> None:
        """Show the present ticks."""
        self._follow()

    @on(events.Resize)
    def fit_words(self) -> None:
        """Leave the room of a low window to the signs."""
        is_low = self.app.size.height < _HIGH
        self._question.display = not is_low
        self.query_one(Vertical).border_title = "Which is true now?" if is_low else "It hurts"
        self._follow()

    @on(events.DescendantFocus)
    def _say_keys(self) -> None:
        if self._list.has_focus:
            keys = "{tick} ticks · {focus.next} to the buttons · {close} stops"
        else:
            keys = "{choose} chooses · {focus.next} goes on · {close} stops"
        self.query_one(Vertical).border_subtitle = self.frame_hint(keys)
        self._list.say_more()

    @on(TickList.Toggled)
    def toggle(self, event: TickList.Toggled) -> None:
        """Toggle the finding in the shared checklist."""
        event.stop()
        self._state.toggle(event.id)
        self._follow()

    def _follow(self) -> None:
        triage_state = self._state.triage_state
        show_ticks(self._list, triage_state)
        words = self._state.index.levels[triage_state.level]
        self._go_on.display = words.walkthrough
        ticked = triage_state.ticked & set(self._state.index.content.movement.hurts)
        goes_on = "Go on" if self.app.size.width < _WIDE else "Go on with the next"
        self._go_on.label = goes_on if ticked else f"None: {goes_on.lower()}"
        lines = [headline(self._state.triage, triage_state)] if triage_state.ticked else []
        has_room = self.app.size.height >= _HIGH
        lines += [words.refusal] if words.refusal and has_room else []
        self._verdict.update(linked(Content("\n".join(lines)), triage_state.region))
        self._verdict.display = bool(lines)
        self.fit()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        event.stop()
        self.dismiss(event.button.id == "on")

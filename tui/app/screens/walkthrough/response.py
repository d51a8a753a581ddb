"""The dialog after an activity: how the pain has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.widgets.lists.key_answers import KeyAnswers
from tui.guide.episode.records import Activity, Change

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_CHANGES: dict[str, Change] = {
    "answer.better": "better",
    "answer.same": "same",
    "answer.worse": "worse",
}
_TITLES: dict[Activity, str] = {
    "breathing": "After breathing",
    "walkthrough": "After the walkthrough",
}
_ANSWERS = {"answer.better": "Better", "answer.same": "The same", "answer.worse": "Worse"}


class ResponseScreen(Dialog[Change | None]):
    """A dialog that asks how the pain has changed. Closes with the answer, or with None.

    Args:
        state: The state of the guide.
        after: What the reader has just done.

    """

    smallest = SMALLEST_LED

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(name, f"answer('{name}')", words) for name, words in _ANSWERS.items()),
        bind("close", "dismiss", "Close without an answer"),
    ]

    DEFAULT_CSS = """
    ResponseScreen {
        & > Vertical {
            max-width: 56;
            padding: 1 2;
        }
        & Static {
            padding: 0;
        }
        & KeyAnswers {
            margin: 1 0 0 0;
        }
    }
    """

    def __init__(self, state: GuideState, after: Activity) -> None:
        super().__init__()
        self._state = state
        self._question = state.index.content.episode.response
        self._after = after
        self._answers = KeyAnswers(_ANSWERS, state.environment.clock)

    @on(events.ScreenResume)
    def speak(self) -> None:
        """Read the question, if the voice is on."""
        self.speak_by(self._state)

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical() as frame:
            frame.border_title = _TITLES[self._after]
            frame.border_subtitle = self.frame_hint(
                "{answer.better}, {answer.same} or {answer.worse}"
                " · {up} {down} {choose} · {close} closes"
            )
            yield Static(Content.styled(self._question, "bold"))
            yield self._answers

    def on_mount(self) -> None:
        """Wait for the answer."""
        self._answers.ask()

    def action_answer(self, name: str) -> None:
        """Answer by a key."""
        self._answers.answer(name)

    @on(KeyAnswers.Answered)
    def close(self, event: KeyAnswers.Answered) -> None:
        """Close with the answer."""
        event.stop()
        self.dismiss(_CHANGES[event.name])

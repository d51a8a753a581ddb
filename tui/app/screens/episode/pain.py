"""The dialog for a pain entry: a number, whether a spasm has begun, and a note if wanted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.widgets.field import Field
from tui.app.widgets.lists.key_answers import KeyAnswers
from tui.guide.episode.pain_chart import MOST
from tui.guide.episode.records import Pain
from tui.guide.field_text import LONGEST_NOTE

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

_YES = "yes"
_BEGUN = {_YES: "Yes, it has begun", "no": "No, just the number"}


class _Step(Enum):
    """What the dialog asks for."""

    NUMBER = "number"
    BEGUN = "begun"
    NOTE = "note"


class PainScreen(Dialog[None]):
    """A dialog for a pain number, stored at once, then for a note.

    Without an open spasm it asks in between whether one has begun.
    """

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(f"pain.{n}", f"level({n})") for n in range(MOST + 1)),
        bind("left", "move(-1)"),
        bind("right", "move(1)"),
        bind("down", "move(-1)"),
        bind("up", "move(1)"),
        bind("top", "move(-10)"),
        bind("bottom", "move(10)"),
        bind("choose", "take"),
        *(bind(name, f"answer('{name}')") for name in _BEGUN),
        bind("close", "dismiss", "Close"),
    ]

    DEFAULT_CSS = """
    PainScreen {
        & > Vertical {
            width: 64;
            max-width: 95%;
        }
        & Static {
            padding: 0;
            margin-bottom: 1;
        }
        & KeyAnswers {
            margin: 0;
        }
    }
    """

    def __init__(self, state: GuideState, entry: Pain | None = None) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.episode
        self._entry = entry
        self._step = _Step.NUMBER
        pains = state.triage_state.diary.pains
        self._level = entry.level if entry else pains[-1].level if pains else 5
        self._question = Static()
        self._scale = Static()
        self._noted = Static()
        self._answers = KeyAnswers(_BEGUN, state.environment.clock)

    def compose(self) -> ComposeResult:
        """Lay out the question, the scale and the input for a note."""
        with Vertical() as frame:
            frame.border_title = "Pain"
            yield self._question
            yield self._scale
            yield self._noted
            yield self._answers
            yield Field(value=self._entry.note if self._entry else "", max_length=LONGEST_NOTE)

    def on_mount(self) -> None:
        """Show the scale."""
        self._show()

    def _show(self) -> None:
        frame = self.query_one(Vertical)
        saves = self._state.record.saves
        does = "keeps" if saves else "adds"
        words, keys = {
            _Step.NUMBER: (self._words.pain, self._number_hint()),
            _Step.BEGUN: (
                self._words.begun,
                "{yes} or {no} · {up} {down} {choose} · {close} closes",
            ),
            _Step.NOTE: (
                self._words.pain_note,
                f"{{field.submit}} {does} the words · {{close}} closes",
            ),
        }[self._step]
        frame.border_subtitle = self.frame_hint(keys)
        parts = []
        for level in range(MOST + 1):
            style = "bold reverse" if level == self._level else "$foreground 75%"
            parts.append(Content.styled(f" {level} ", style))
        self._scale.update(Content(" ").join(parts))
        self._scale.display = self._step is not _Step.BEGUN
        self._noted.display = self._step is _Step.NOTE
        self._answers.display = self._step is _Step.BEGUN
        self.query_one(Input).display = self._step is _Step.NOTE
        number = f"{self._level} of {MOST}"
        if saves:
            noted = Content.styled(f"✓ {number} is noted.", "$success")
        else:
            noted = Content.styled(f"{number}, until you close the guide. Not saved.", "$warning")
        self._noted.update(noted)
        question = Content(words)
        if self._step is _Step.BEGUN:
            question = Content("\n\n").join([noted, question.stylize("bold")])
        self._question.update(question)

    def _number_hint(self) -> str:
        """Return the hint of the scale, with its digits in short if they are on their own keys."""
        own = all(self.key(f"pain.{n}") == str(n) for n in range(MOST))
        digits = "0–9" if own else " ".join(self.key(f"pain.{n}") for n in range(MOST))
        return f"{digits}, {{pain.10}} for 10 · {{left}} {{right}} {{choose}} · {{close}} closes"

    def action_level(self, level: int) -> None:
        """Store this number."""
        self._level = level
        self._take()

    def action_move(self, by: int) -> None:
        """Move the pointer on the scale by `by`."""
        self._level = min(max(self._level + by, 0), MOST)
        self._show()

    def action_take(self) -> None:
        """Store the number pointed at."""
        self._take()

    def _take(self) -> None:
        record = self._state.record
        is_new = self._entry is None
        if self._entry is None:
            self._entry = record.log(self._level)
        else:
            self._entry = record.keep(replace(self._entry, level=self._level))
        if is_new and record.diary.current is None:
            self._step = _Step.BEGUN
            self._show()
            self._answers.ask()
        else:
            self._ask_note()

    def _ask_note(self) -> None:
        self._step = _Step.NOTE
        self._show()
        self.set_focus(self.query_one(Input))

    def action_answer(self, name: str) -> None:
        """Say by a key whether a spasm has begun."""
        self._answers.answer(name)

    @on(KeyAnswers.Answered)
    def begin(self, event: KeyAnswers.Answered) -> None:
        """Begin a spasm with the number if the answer is yes, and ask for a note."""
        event.stop()
        if self._entry and event.name == _YES:
            self._entry = self._state.record.begin_with(self._entry)
        self._ask_note()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take numbers and answers only while they are asked for."""
        if action in ("level", "move", "take"):
            return self._step is _Step.NUMBER
        return action != "answer" or self._step is _Step.BEGUN

    @on(Input.Submitted)
    def keep_note(self, event: Input.Submitted) -> None:
        """Store the note and close."""
        event.stop()
        note = " ".join(event.value.split())
        if self._entry and note != self._entry.note:
            self._state.record.keep(replace(self._entry, note=note))
        self.dismiss()

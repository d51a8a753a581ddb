"""The dialog for a pain entry: a number, and a note if wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.app.screens.dialog import Dialog
from tui.app.widgets.field import Field
from tui.guide.episode.pain_chart import MOST
from tui.guide.episode.records import Pain

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

LONGEST_NOTE = 200
"""The maximum length of a note in characters."""


class PainScreen(Dialog[None]):
    """A dialog for a pain number, stored at once, then for a note."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(f"{n}", f"level({n})", "The pain now", show=False) for n in range(MOST)),
        Binding("t", "level(10)", "The pain now", show=False),
        Binding("left", "move(-1)", "Less", show=False),
        Binding("right", "move(1)", "More", show=False),
        Binding("enter", "take", "Note it", show=False),
        Binding("escape", "dismiss", "Close"),
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
    }
    """

    def __init__(self, state: GuideState, entry: Pain | None = None) -> None:
        super().__init__()
        self._state = state
        self._words = state.index.content.episode
        self._entry = entry
        pains = state.triage_state.diary.pains
        self._level = entry.level if entry else pains[-1].level if pains else 5
        self._question = Static()
        self._scale = Static()
        self._noted = Static()

    def compose(self) -> ComposeResult:
        """Lay out the question, the scale and the input for a note."""
        with Vertical() as frame:
            frame.border_title = "Pain"
            yield self._question
            yield self._scale
            yield self._noted
            yield Field(value=self._entry.note if self._entry else "", max_length=LONGEST_NOTE)

    def on_mount(self) -> None:
        """Show the scale."""
        self._show()

    def _show(self) -> None:
        frame = self.query_one(Vertical)
        noted = self.has_class("-noted")
        self._question.update(self._words.pain_note if noted else self._words.pain)
        saves = self._state.record.saves
        does = "keeps" if saves else "adds"
        keys = (
            f"enter {does} the words · esc closes" if noted else "0–9, t for 10 · ← → enter · esc"
        )
        frame.border_subtitle = keys
        parts = []
        for level in range(MOST + 1):
            style = "bold reverse" if level == self._level else "$foreground 75%"
            parts.append(Content.styled(f" {level} ", style))
        self._scale.update(Content(" ").join(parts))
        self._noted.display = self.query_one(Input).display = noted
        number = f"{self._level} of {MOST}"
        if saves:
            words = Content.styled(f"✓ {number} is noted.", "$success")
        else:
            words = Content.styled(f"{number}, until you close the guide. Not saved.", "$warning")
        self._noted.update(words)

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
        if self._entry is None:
            self._entry = self._state.record.log(self._level)
        else:
            self._entry = self._state.record.keep(replace(self._entry, level=self._level))
        self.add_class("-noted")
        self._show()
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def keep_note(self, event: Input.Submitted) -> None:
        """Store the note and close."""
        event.stop()
        note = " ".join(event.value.split())
        if self._entry and note != self._entry.note:
            self._state.record.keep(replace(self._entry, note=note))
        self.dismiss()

"""The dialog for the code of a plan."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.field import Field
from tui.guide.content.record_index import Index
from tui.guide.plan.choice import choice_of_code
from tui.guide.plan.code import PlanCodeError
from tui.guide.routine.order import RoutineChoice

_MOST_TYPED = 48
"""Characters; a code with blanks around each of its own."""


class EnterCode(Dialog[RoutineChoice], inherit_bindings=False):
    """A dialog for the code on a sheet. Closes with its exercises, or None to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *GuideScreen.BINDINGS,
        bind("close", "dismiss(None)", "Back"),
    ]

    DEFAULT_CSS = """
    EnterCode Field {
        margin: 1 0;
    }
    """

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._wrong = Static()

    def compose(self) -> ComposeResult:
        """Lay out the field, and what is wrong below it."""
        with Vertical() as frame:
            frame.border_title = "The code of a plan"
            yield Static("Type the code from your sheet. Small letters will do, and no hyphens.")
            yield Field(max_length=_MOST_TYPED, placeholder="such as N353-PVM")
            yield self._wrong

    def on_mount(self) -> None:
        """Tell the keys, and that nothing is wrong yet."""
        self._wrong.display = False
        self.query_one(Field).focus()
        words = "{field.submit} goes on · {close} back"
        self.query_one(Vertical).border_subtitle = self.frame_hint(words)

    @on(Input.Changed)
    def clear(self) -> None:
        """Take back what was wrong with the code before."""
        self._wrong.display = False

    @on(Input.Submitted)
    def read_code(self, event: Input.Submitted) -> None:
        """Close with the plan, or say what is wrong with its code."""
        event.stop()
        if not event.value.strip():
            return
        try:
            choice = choice_of_code(self._index, event.value)
        except PlanCodeError as error:
            field = self.query_one(Field)
            if error.places:
                field.cursor_position = error.places[0]
            words = str(error)
            self._wrong.update(Content.styled(f"{words[0].upper()}{words[1:]}.", "$error"))
            self._wrong.display = True
            return
        self.dismiss(choice)

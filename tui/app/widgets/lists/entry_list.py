"""The list on the left of a tab."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.drawing.document import Document
from tui.app.widgets.document_view import DocumentView

BY_SPACE = "Space unticks it."
"""How to remove a tick."""


def say_ticked(app: App[Any], how: str = BY_SPACE) -> None:
    """Say that a key leaves a tick as it is, and how to remove it."""
    app.notify(f"This is ticked already. {how}", timeout=4)


class EntryList(DocumentView):
    """A list with one marked part; keys move from part to part."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read"),
        Binding("space", "tick", "Tick"),
        Binding("enter", "set", "Tick", show=False),
    ]

    class Marked(Message):
        """Another part was marked."""

        def __init__(self, document: Document) -> None:
            super().__init__()
            self.document = document

    ticks = False
    """Whether choosing a part ticks it."""

    def mark(self, number: int | None) -> None:
        """Mark a part; post `Marked` if it is another one."""
        before = self.document.marked
        super().mark(number)
        if number != before:
            self._tell(self.Marked(self.document))

    def action_go(self, by: int) -> None:
        """Mark the next part, or the previous one."""
        self.mark(self.document.next_choice(self.document.marked, by))

    def action_go_page(self, by: int) -> None:
        """Move by as many lines as are in view."""
        document, marked = self.document, self.document.marked
        if marked is None or not document.height:
            return
        number = document.at(document.span(marked)[0] + by * self._room.height)
        if number is None:
            self.action_go_far(by)
            return
        self.mark(number if document.parts[number].id else document.next_choice(number, by))

    def action_go_far(self, by: int) -> None:
        """Mark the first part, or the last."""
        self.mark(self.document.next_choice(None, -by))
        super().action_go_far(by)

    def action_read(self) -> None:
        """Choose the marked part."""
        self._choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer ticking in a checklist, reading elsewhere."""
        if action in ("tick", "set"):
            return self.ticks and bool(self.document.current)
        return action != "read" or (not self.ticks and bool(self.document.current))

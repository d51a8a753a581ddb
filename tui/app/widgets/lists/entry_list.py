"""The list on the left of a tab."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.message import Message

from tui.app.drawing.document import Document
from tui.app.input.bindings import bind, shown_key
from tui.app.widgets.document_view import DocumentView


def say_ticked(app: App[Any], *, in_filter: bool = False) -> None:
    """Say that a key leaves a tick as it is, and how to remove it: from the filter in two steps."""
    key = shown_key(app, "tick")
    if in_filter:
        how = f"To untick it: {shown_key(app, 'list', in_field=True)}, then {key}."
    else:
        how = f"{key[:1].upper()}{key[1:]} unticks it."
    app.notify(f"This is ticked already. {how}", timeout=4)


class EntryList(DocumentView):
    """A list with one marked part; keys move from part to part."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "read", "Read"),
        bind("tick", "tick", "Tick"),
        bind("choose", "set"),
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

    def action_go_page(self, by: float) -> None:
        """Move by as many lines as are in view, or by half of them."""
        document, marked = self.document, self.document.marked
        if marked is None or not document.height:
            return
        direction = 1 if by > 0 else -1
        number = document.at(document.span(marked)[0] + round(by * self._room.height))
        if number is not None and not document.parts[number].id:
            number = document.next_choice(number, direction)
        if number is None or (number - marked) * direction < 0:
            self.action_go_far(direction)
        else:
            self.mark(number)

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

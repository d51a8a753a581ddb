"""The line above the checklist that filters it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.app.input.bindings import bind
from tui.app.widgets.field import Field
from tui.guide.field_text import LONGEST_SEARCH


class FilterLine(Field):
    """An input for the words; arrow keys move in the list below without leaving it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("field.submit", "submit", "Tick", priority=True),
        bind("list", "screen.show_all", "Show all", priority=True),
        bind("result.up", "screen.move_mark(-1)", priority=True),
        bind("result.down", "screen.move_mark(1)", priority=True),
        bind("result.page.up", "screen.move_mark(-5)", priority=True),
        bind("result.page.down", "screen.move_mark(5)", priority=True),
    ]

    DEFAULT_CSS = """
    FilterLine, FilterLine:focus {
        border: none;
        height: 1;
        padding: 0 3;
        background: $panel;
    }
    """

    has_matches = True
    """Whether a sign matches the words."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer ticking only where there is a sign to tick."""
        return action != "submit" or self.has_matches

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(
            placeholder=placeholder,
            max_length=LONGEST_SEARCH,
            select_on_focus=False,
            id=id,
        )

"""A text input."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.app.input.bindings import bind
from tui.app.textual_fast.coalescing_screen import CoalescingScreen
from tui.guide.field_text import cut, joined


class Field(Input):
    """An input that takes as much of a text as fits, in one line, and says if it was cut.

    By itself Textual takes nothing of a text that is too long, and of several lines the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bind("field.submit", "submit")]

    _said = False
    """Whether the reader was told that the field is full, since it last became full."""

    _first = ""

    def on_mount(self) -> None:
        """Store the initial value."""
        self._first = self.value

    def watch_selection(self) -> None:
        """Take the terminal's cursor back, from a list beside it whose highlight was moved."""
        # A field may be given its value before it is on a screen.
        if self.is_attached and isinstance(self.screen, CoalescingScreen):
            self.screen.cursor_follows = None

    @property
    def is_changed(self) -> bool:
        """Return whether something was typed and not submitted."""
        return bool(self.value) and self.value != self._first

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line with `text`, or as much of it as fits."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        text = joined(text)
        room = self.max_length - (len(self.value) - (end - start)) if self.max_length else len(text)
        fitting = cut(text, room)
        self.value = f"{self.value[:start]}{fitting}{self.value[end:]}"
        self.cursor_position = start + len(fitting)
        if fitting != text:
            self._say_full()
        else:
            self._said = False

    def _say_full(self) -> None:
        if not self._said:
            self._said = True
            words = f"Only {self.max_length} characters fit here. The rest was left out."
            self.app.notify(words, severity="warning")

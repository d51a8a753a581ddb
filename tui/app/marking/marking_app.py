"""An app that copies what the mouse marked."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from tui.app.input.bindings import bind
from tui.app.input.input_app import InputApp


class MarkingApp(InputApp):
    """Copies marked text by a key, through the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("copy", "copy", priority=True),
    ]

    @property
    def clipboard(self) -> str:
        """The text copied last, joined into one line as a field takes it."""
        from tui.guide.field_text import joined

        return joined(super().clipboard)

    def action_interrupt(self) -> None:
        """Copy the marked text; with none, leave with status 130."""
        from textual.widgets import Input

        field = self.focused
        if isinstance(field, Input) and field.selected_text:
            self.copy_to_clipboard(field.selected_text)
        elif not self.action_copy():
            self.ask_to_leave(130, asking=self._gate.has_marked)

    def action_copy(self) -> bool:
        """Copy the marked text, if the terminal permits; return whether there was any."""
        marked = self.screen.get_selected_text()
        if marked:
            self.copy_to_clipboard(marked)
            self.screen.clear_selection()
            self.notify("Copied, if your terminal allows it.", timeout=3)
        return bool(marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Copy by a key only what is marked, and where the key means nothing else."""
        if action != "copy":
            return super().check_action(action, parameters)
        return bool(self.screen.selections) and not _takes_letters(self.screen)


def _takes_letters(screen: Screen[Any]) -> bool:
    """Return whether a letter is typed into a field, or answers a question."""
    focused = screen.focused
    if focused is not None and focused.check_consume_key("y", "y"):
        return True
    nodes = [node for node in (focused, screen) if hasattr(node, "action_answer")]
    return any(node and node.check_action("answer", (True,)) for node in nodes)

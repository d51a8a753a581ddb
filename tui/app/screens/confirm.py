"""Yes-or-no dialogs shown before something is lost."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tui.app.input.bindings import bind
from tui.app.screens.dialog import Dialog, DialogButton
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED


class ConfirmDialog(Dialog[bool], inherit_bindings=False):
    """A yes-or-no question. "No" has the focus at first, and no single key means yes."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [
        *GuideScreen.BINDINGS,
        bind("help", "app.keys"),
        bind("stay", "dismiss(False)", "Keep"),
        bind("button.previous", "app.focus_previous"),
        bind("button.next", "app.focus_next"),
    ]

    DEFAULT_CSS = """
    ConfirmDialog {
        & > Vertical {
            max-width: 56;
            margin-top: 0;
            padding: 1 2;
        }
        & Static {
            padding: 0;
        }
        & Horizontal {
            margin-top: 1;
        }
        &.-spares-number > Vertical {
            margin-top: 6;
        }
    }
    """

    def __init__(self, question: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the question above its two answers."""
        with Vertical() as frame:
            frame.border_subtitle = self.frame_hint("← → {choose} chooses · {stay} goes back")
            yield Static(self._question)
            with Horizontal():
                yield DialogButton(self._no, id="no", compact=True)
                yield DialogButton(self._yes, id="yes", compact=True)

    def on_mount(self) -> None:
        """Leave the large number of a level uncovered, which the tabs show above the middle."""
        self.set_class(self.app.screen_stack[:-1] == self.app.screen_stack[:1], "-spares-number")

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        event.stop()
        self.dismiss(event.button.id == "yes")


class LeaveDialog(ConfirmDialog):
    """A dialog that asks whether to leave the guide; `ctrl+c` also means yes."""

    def __init__(self, question: str) -> None:
        super().__init__(question, yes="Leave", no="Stay")

    @property
    def words(self) -> str:
        """The question and its key, for a window too small to show the answers."""
        return self.hint(f"{self._question} Press {{interrupt}} to leave.")

    def on_mount(self) -> None:
        """Show the question on the screens below if this one does not fit."""
        self._cover_others()

    def on_unmount(self) -> None:
        """Remove the question from the screens below."""
        self._cover_others()

    def _cover_others(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, GuideScreen):
                screen.cover()

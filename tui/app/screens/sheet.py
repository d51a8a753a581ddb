"""A page shown over the guide and closed again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.visual import Visual
from textual.widgets import Static

from tui.app.screens.guide_screen import GuideScreen


class Sheet(ModalScreen[None], GuideScreen[None]):
    """A titled, scrolling page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,s", "dismiss", "Close"),
        # A modal screen hides the guide's keys; these work here too.
        Binding("d", "app.toggle_dark", "Light or dark", show=False),
        Binding("o", "app.open_link", "Open a link", show=False),
        Binding("ctrl+p", "app.command_palette", "All commands", show=False),
    ]

    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        & > VerticalScroll {
            width: 90%;
            max-width: 84;
            height: auto;
            max-height: 90%;
            border: round $primary;
            padding: 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
        }
        & Static {
            height: auto;
        }
    }
    """

    def __init__(self, title: str, visual: Visual) -> None:
        super().__init__()
        self._title = title
        self._visual = visual

    def compose(self) -> ComposeResult:
        """Lay out the page in its frame."""
        with VerticalScroll() as frame:
            frame.border_title = self._title
            frame.border_subtitle = "esc closes"
            yield Static(self._visual)

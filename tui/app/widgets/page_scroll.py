"""A scrolling page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class PageScroll(VerticalScroll):
    """Scrolls vertically only; left and right turn the tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", "Previous or next tab", show=False),
        Binding("right", "screen.turn(1)", "Previous or next tab", show=False),
    ]

    DEFAULT_CSS = """
    PageScroll {
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > Static {
            height: auto;
            padding-right: 1;
        }
    }
    """


class StepScroll(PageScroll, inherit_bindings=False):
    """Scrolls vertically; left and right are left to the screen, which goes from step to step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "To the top", show=False),
        Binding("end", "scroll_end", "To the end", show=False),
    ]

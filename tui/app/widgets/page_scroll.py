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

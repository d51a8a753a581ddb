"""A scrolling page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from tui.app.input.bindings import bind

SCROLLING = (
    bind("up", "scroll_up"),
    bind("down", "scroll_down"),
    bind("page.up", "page_up"),
    bind("page.down", "page_down"),
    bind("half.up", "scroll_half(-1)"),
    bind("half.down", "scroll_half(1)"),
    bind("top", "scroll_home"),
    bind("bottom", "scroll_end"),
)
"""The keys of whatever scrolls."""


class KeyScroll(VerticalScroll):
    """Scrolls vertically by all the keys for that."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING]

    def action_scroll_half(self, by: int) -> None:
        """Scroll by halves of a page."""
        self.scroll_relative(y=by * max(1, self.size.height // 2), animate=False)


class PageScroll(KeyScroll):
    """Scrolls vertically only; left and right turn the tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "screen.turn(-1)"),
        bind("right", "screen.turn(1)"),
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

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING]

"""A scrolling page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget

from tui.app.input.bindings import bind
from tui.app.widgets.bars.key_line import KeyLine

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar

_MORE = "more ↓"


def say_more(scroll: Widget) -> None:
    """Say in the frame around a widget that scrolls, or beside the keys, if there is more below."""
    if not scroll.is_attached:
        return
    more = scroll.is_mounted and scroll.max_scroll_y > round(scroll.scroll_y)
    for widget in scroll.ancestors_with_self:
        if isinstance(widget, Widget) and widget.styles.border_bottom[0]:
            words = (widget.border_subtitle or "").removeprefix(_MORE).removeprefix(" · ")
            parts = [*([_MORE] if more else []), *([words] if words else [])]
            widget.border_subtitle = " · ".join(parts)
            return
    for line in scroll.screen.query(KeyLine):
        line.say_more(scroll, _MORE if more else "")


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

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, with the thumb that all others have."""
        from tui.app.widgets.scroll_bar import with_thumb

        return with_thumb(super().vertical_scrollbar)

    def action_scroll_half(self, by: int) -> None:
        """Scroll by halves of a page."""
        self.scroll_relative(y=by * max(1, self.size.height // 2), animate=False)


class MoreScroll(KeyScroll):
    """Scrolls vertically, and says so while there is more below.

    The words stand in the lower edge of its frame or of the frame around it, else beside the keys.
    """

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scroll position."""
        super().watch_scroll_y(old_value, new_value)
        self.say_more()

    def watch_virtual_size(self, size: Size) -> None:
        """Follow the length of the content."""
        self.say_more()

    def on_resize(self, event: events.Resize) -> None:
        """Follow the room for it."""
        self.say_more()

    def say_more(self) -> None:
        """Say whether there is more below."""
        say_more(self)


class PageScroll(MoreScroll):
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

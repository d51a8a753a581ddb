"""The base class of the guide's option lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets.option_list import Option

from tui.app.drawing.row import heading_row
from tui.app.input.bindings import bind
from tui.app.textual_fast.wrapped_options import WrappedOptions
from tui.app.widgets.page_scroll import PageScroll, say_more

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar


class GuideOptionList(WrappedOptions):
    """Options under headings. The highlighted one stays in view."""

    DEFAULT_CSS = """
    GuideOptionList {
        height: 1fr;
        scrollbar-size-vertical: 1;
        &.-textual-compact > .option-list--option {
            padding: 0 1;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "cursor_up"),
        bind("down", "cursor_down"),
        bind("page.up", "page_up"),
        bind("page.down", "page_down"),
        bind("half.up", "half_page(-1)"),
        bind("half.down", "half_page(1)"),
        bind("top", "first"),
        bind("bottom", "last"),
        bind("choose", "select"),
    ]

    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, markup=False)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, with the thumb that all others have."""
        from tui.app.widgets.scroll_bar import with_thumb

        return with_thumb(super().vertical_scrollbar)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Show the highlighted option, and at the top the heading above it."""
        if self.highlighted is None or not self.is_mounted:
            return
        if isinstance(self.parent, PageScroll):
            # Only the focused list may scroll the page.
            if self.has_focus:
                self._scroll_page(self.parent, self.highlighted)
        elif self.highlighted == 1:
            self.scroll_to(y=0, animate=False, immediate=True)
        else:
            super().scroll_to_highlight(top)

    def _scroll_page(self, page: PageScroll, option: int) -> None:
        """Scroll the page to an option of a list that is as tall as its options."""
        place = self.place_of(option)
        if place is None:
            return
        top, height = place
        start = self.virtual_region.offset + self.content_region.offset - self.region.offset
        page.scroll_to_region(
            Region(0, start.y + top, 1, height), animate=False, immediate=True, force=True
        )

    def render_line(self, y: int) -> Strip:
        """Return a line in view, or nothing for a heading in the last one that is not the end."""
        strip = super().render_line(y)
        if y == self.size.height - 1 and y + self.scroll_offset.y < self.virtual_size.height - 1:
            line = y + self.scroll_offset.y
            headings = (n for n, option in enumerate(self.options) if option.disabled)
            places = filter(None, map(self.place_of, headings))
            if any(top <= line < top + height for top, height in places):
                return Strip.blank(strip.cell_length, self.rich_style)
        return strip

    def action_half_page(self, by: int) -> None:
        """Move the highlight by half of the lines in view."""
        last = self.highlighted
        start = self.place_of(last or 0)
        if last is None or start is None:
            return
        for number in range(last, self.option_count if by > 0 else -1, by):
            place = self.place_of(number)
            if place is None or self.get_option_at_index(number).disabled:
                continue
            if abs(place[0] - start[0]) > max(1, self.size.height // 2) and number != last:
                break
            last = number
        if last == self.highlighted:
            (self.action_cursor_down if by > 0 else self.action_cursor_up)()
        else:
            self.highlighted = last

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer paging only once the height of a page is known."""
        if action in ("page_up", "page_down", "half_page"):
            return bool(self.size.height) and self.place_of(self.highlighted or 0) is not None
        return super().check_action(action, parameters)

    @on(events.Resize)
    def _follow_room(self) -> None:
        """Keep the highlighted option in view when the space shrinks."""
        self.call_after_refresh(self.scroll_to_highlight)
        self.call_after_refresh(self.say_more)

    def say_more(self) -> None:
        """Say whether there are more options below."""
        say_more(self)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scroll position."""
        super().watch_scroll_y(old_value, new_value)
        self.say_more()

    def watch_virtual_size(self, size: Size) -> None:
        """Follow the length of the list."""
        self.say_more()

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        """Repaint the two options whose highlight changed."""
        changed = [option for option in (before, after) if option is not None]
        if self.is_mounted and changed:
            self.repaint_options(*changed)


def heading(text: str, *, first: bool = False) -> Option:
    """Return a line that groups the options below it and cannot be chosen."""
    return Option(heading_row(text, first=first), disabled=True)

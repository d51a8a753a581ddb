"""What the guide's lists have in common."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import heading_row


class Listing(OptionList):
    """Options under headings. The highlighted one stays in view."""

    DEFAULT_CSS = """
    Listing {
        height: 1fr;
        scrollbar-size-vertical: 1;
        &.-textual-compact > .option-list--option {
            padding: 0 1;
        }
    }
    """

    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        self._wrapped_at = 0
        self._drawing = False
        super().__init__(id=id, compact=True, markup=False)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Show the highlighted option, and at the top the heading above it."""
        if self.highlighted is None or not self.is_mounted:
            return
        if isinstance(self.parent, PageScroll):
            # Only whoever has the keys may scroll the page for others.
            if self.has_focus:
                self._scroll_page(self.parent, self.highlighted)
        elif self.highlighted == 1:
            self.scroll_to(y=0, animate=False, immediate=True)
        else:
            super().scroll_to_highlight(top)

    def _scroll_page(self, page: PageScroll, option: int) -> None:
        """Show an option of a list that is as tall as its options and stands in a page."""
        self._update_lines()
        if option not in self._index_to_line:
            return
        top, height = self._index_to_line[option], self._heights[option]
        start = self.virtual_region.offset + self.content_region.offset - self.region.offset
        page.scroll_to_region(
            Region(0, start.y + top, 1, height), animate=False, immediate=True, force=True
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn pages only once it is known how long a page is."""
        if action in ("page_up", "page_down"):
            self._update_lines()
            return bool(self.size.height) and (self.highlighted or 0) in self._index_to_line
        return super().check_action(action, parameters)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the highlighted option in view where there is less room than before."""
        # What Textual does by itself forgets every line, also those that stay as they are.
        event.prevent_default()
        self._update_lines()
        self.call_after_refresh(self.scroll_to_highlight)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        """Repaint the two options that look otherwise now."""
        changed = [option for option in (before, after) if option is not None]
        if self.is_mounted and changed:
            self.refresh(*(self._lines_of(option) for option in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`. While they are drawn nobody asks again how they are wrapped."""
        self._update_lines()
        self._drawing = True
        try:
            return super().render_lines(crop)
        finally:
            self._drawing = False

    def _lines_of(self, option: int) -> Region:
        """Where an option stands inside of the frame."""
        top, height = self._index_to_line.get(option, 0), self._heights.get(option, 0)
        return Region(0, top - self.scroll_offset.y, self.size.width, height)

    def _update_lines(self) -> None:
        """Wrap the options for the room that they have, with the scroll bar or without."""
        if not self._drawing:
            self._wrap()
            # The scroll bar, which comes or goes with the lines, takes from that room.
            self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width != self._wrapped_at:
            self._wrapped_at = width
            self._line_cache.clear()
            self._option_render_cache.clear()
        super()._update_lines()


def heading(text: str, *, first: bool = False) -> Option:
    """A line that groups the options below it and cannot be chosen."""
    return Option(heading_row(text, first=first), disabled=True)

"""What the guide's lists have in common."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.page_scroll import PageScroll
from tui.app.widgets.row import Row


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

    def __init__(self, *, id: str | None = None) -> None:
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
        top, height = self._index_to_line[option], self._heights[option]
        start = self.virtual_region.offset + self.content_region.offset - self.region.offset
        page.scroll_to_region(
            Region(0, start.y + top, 1, height), animate=False, immediate=True, force=True
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn pages only once it is known how long a page is."""
        if action in ("page_up", "page_down") and not self.size.height:
            return False
        return super().check_action(action, parameters)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the highlighted option in view where there is less room than before."""
        self.call_after_refresh(self.scroll_to_highlight)


def heading(text: str, *, first: bool = False) -> Option:
    """A line that groups the options below it and cannot be chosen."""
    row = Row(Content.styled(text, "bold $foreground 70%"), gap=0 if first else 1)
    return Option(row, disabled=True)

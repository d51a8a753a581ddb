"""A page with its first words in large letters."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row, Rows
from tui.app.widgets.page_scroll import StepScroll
from tui.app.widgets.page_text import PageText
from tui.figure.render.cells import Glyphs

_MUCH = 9
"""Empty rows from which on they are not all left below."""


class LargeCard(StepScroll):
    """Shows words as large as the rest of the page leaves room for, and the rest below."""

    DEFAULT_CSS = """
    LargeCard {
        height: 1fr;
        padding: 1 2 0 2;
    }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._words = ""
        self._style = ""
        self._largest = 1
        self._share = 0.0
        self._calm = False
        self._rows: Sequence[Visual] = ()
        self._page = PageText()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield self._page

    def show(
        self,
        words: str,
        rows: Sequence[Visual],
        *,
        style: str = "bold",
        largest: int = 1,
        share: float = 0.0,
        calm: bool = False,
    ) -> None:
        """Show `words` in large letters above `rows`.

        Args:
            words: What stands in large letters.
            rows: What stands below.
            style: The style of the words.
            largest: How many times the letters may be enlarged where there is room.
            share: The least share of the height for the words, even if `rows` have to scroll.
            calm: Whether much empty room is left above the words too, not all below the rows.

        """
        self._words, self._rows, self._style = words, rows, style
        self._largest, self._share, self._calm = largest, share, calm
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the letters to the new size."""
        super().on_resize(event)
        self._lay_out()
        # The layout that is under way ends with the height from before.
        self.call_after_refresh(self._page.refresh, layout=True)

    def _lay_out(self) -> None:
        width, height = self.scrollable_content_region.size
        if not width:
            return  # Not shown yet: it is laid out once it gets a size.
        # A free column at the right, for the scrollbar.
        below = Rows(self._rows)
        room = height - below.get_height({}, max(1, width - 1)) - 1
        large = LargeText(
            self._words,
            style=self._style,
            fallback_style=self._style,
            glyphs=self._glyphs,
            height=max(0, room, round(height * self._share)),
            largest=self._largest,
        )
        free = room - large.get_height({}, max(1, width - 1)) if self._calm else 0
        above = [Row(Content(""))] * (free // 3 if free >= _MUCH else 0)
        self._page.update(Rows([*above, large, *above[: free // _MUCH], below]))

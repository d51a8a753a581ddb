"""The text of a scrolling page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Static

from tui.app.drawing.row import Row, Rows
from tui.app.widgets.page_scroll import KeyScroll


def shown_end(rows: Sequence[Visual], width: int, end: int) -> int:
    """Return the line after the last one to show of rows that are cut at line `end`.

    Headings there are left for later, with what they head; so are blank lines before them.
    """
    starts: list[tuple[int, Visual]] = []
    bottom = 0
    for row in rows:
        if bottom >= end:
            break
        starts.append((bottom, row))
        bottom += row.get_height({}, width)
    while starts:
        start, row = starts.pop()
        if not isinstance(row, Row) or not (row.leads or end <= start + row.gap):
            break
        end = start
    return end


class PageText(Static):
    """Rows that never end with a heading where the page around them is cut."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`, without a heading that would be the last line in view."""
        strips = super().render_lines(crop)
        for line in self._hidden:
            if crop.y <= line < crop.bottom:
                strip = strips[line - crop.y]
                strips[line - crop.y] = Strip.blank(strip.cell_length, self.rich_style)
        return strips

    @property
    def _hidden(self) -> range:
        """The lines in view that are not shown."""
        page = next((one for one in self.ancestors if isinstance(one, KeyScroll)), None)
        if page is None or not page.max_scroll_y:
            return range(0)
        top = self.content_region.y - self.region.y
        height = page.scrollable_content_region.height
        cut = page.scroll_offset.y + height - self.virtual_region.y
        if not top < cut < self.region.height:
            return range(0)
        rows = list(_flat(self.visual))
        return range(top + shown_end(rows, self.content_region.width, cut - top), cut)


def _flat(visual: Visual) -> Iterator[Visual]:
    """Yield the rows of a visual, those of its rows too."""
    if not isinstance(visual, Rows):
        yield visual
        return
    for row in visual.rows:
        yield from _flat(row)

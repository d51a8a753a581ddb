"""A widget that draws its own lines."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from tui.app.drawing.row import Row
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.textual_fast.direct_paint import DirectPaint


class StripWidget(DirectPaint):
    """Draws each line once, from edge to edge, so that Textual has nothing to add to it."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._style_cache: StyleCache | None = None
        self._strips: list[Strip] = []
        self._drawn_at = Size(0, 0)

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the lines at a width, none of them wider."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw the lines again."""
        self._drawn_at = Size(0, 0)
        self.refresh()

    def notify_style_update(self) -> None:
        """Drop the colours of the previous theme."""
        super().notify_style_update()
        self._style_cache = None
        self._drawn_at = Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`."""
        size = self.outer_size
        if size != self._drawn_at:
            if self._style_cache is None:
                self._style_cache = StyleCache(self)
            self._drawn_at, width, plain = size, size.width, self._style_cache.rich(WIDGET_STYLE)
            lines = self.draw(self._style_cache, width)[: size.height]
            lines += [Strip.blank(width, plain)] * (size.height - len(lines))
            self._strips = [line.adjust_cell_length(width, plain) for line in lines]
        return self.visible_lines(self._strips[crop.y : crop.bottom], crop)

    def render_line(self, y: int) -> Strip:
        """Return line `y`."""
        return self.render_lines(Region(0, y, self.outer_size.width, 1))[0]


class TextLine(StripWidget):
    """A few words with a free column at either side."""

    ALLOW_SELECT = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.visual: Visual = Row(Content(""))
        self._selection: Selection | None = None
        self._look = WIDGET_STYLE

    def say(self, visual: Visual, look: str = WIDGET_STYLE) -> None:
        """Show some words; request a layout only if their height changes."""
        if (visual, look) != (self.visual, self._look):
            self.visual, self._look = visual, look
            self.redraw()
            width, height = self.outer_size
            if height != self.visual.get_height({}, max(1, width - 2)):
                self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of the words in lines."""
        return self.visual.get_height({}, max(1, width - 2))

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the drawn words."""
        style, room = style_cache.style(self._look), max(1, width - 2)
        free = [Segment(" ", style_cache.rich(self._look))]
        lines = self.visual.render_strips(room, None, style, style_cache.options)
        strips = [Strip([*free, *line, *free], room + 2) for line in lines]
        if self._selection is None:
            return strips
        from tui.app.drawing.highlight import MARKED, highlighted

        return highlighted(strips, self._selection, style_cache.rich(MARKED), sides=(1, 1))

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what the mouse has marked."""
        self._selection = selection
        self.redraw()

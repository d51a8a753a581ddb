"""A widget that draws a document in a border, line by line.

A view is one widget, however long its document. Showing another document lays nothing out, mounts
nothing and matches no styles, so that keys are answered at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region, Size, Spacing
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.app.drawing.border import Border, DrawnBorder
from tui.app.drawing.document import Document
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.textual_fast.direct_paint import DirectPaint

_MARKED = "bold $block-cursor-foreground on $block-cursor-background"
_LEFT = "$block-cursor-blurred-foreground on $block-cursor-blurred-background"
"""The style of the marked part while another widget has the focus."""
_HOVERED = "on $block-hover-background"


class DocumentLines(DirectPaint, ScrollView):
    """The visible lines of a document, with a scroll thumb.

    Its frame stands in its padding; without padding at the top there is no frame.
    """

    DEFAULT_CSS = """
    DocumentLines {
        height: 1fr;
        padding: 1 2;
        overflow: hidden hidden;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document = Document(())
        """The shown document."""
        self._frame = Border()
        self._aside = ""
        self._pointed: int | None = None
        self._covered = False
        self._lines: dict[int, Strip] = {}
        self._lines_size = Size(0, 0)
        """The size of the drawn lines; a new size may be painted before the resize event."""
        self._drawings: dict[tuple[Border, Spacing, bool], DrawnBorder] = {}
        self._looks_now: StyleCache | None = None
        self._padding: Spacing | None = None
        self._selection: Selection | None = None

    # Display

    @property
    def frame(self) -> Border:
        """The border around the lines."""
        return self._frame

    def show(self, document: Document, frame: Border | None = None) -> None:
        """Show a document at its own scroll position, in another border if one is given."""
        if document is not self.document and self._selection:
            self.screen.clear_selection()
        self.document = document
        self._frame = frame or self._frame
        self._pointed = None
        self._fit()
        self._repaint()

    def say_aside(self, words: str) -> None:
        """Show a few words at the right of the upper edge."""
        if words != self._aside:
            self._aside = words
            self._lines.pop(0, None)
            padding = self._padding or self.styles.padding
            self.refresh(Region(-padding.left, -padding.top, self.outer_size.width, 1))

    def prepare(self, document: Document) -> bool:
        """Draw the visible lines of a document in advance; return whether any were missing."""
        room = self._room
        if not room:
            return False
        document.fit(room.width, self._style_cache, self.app.size.height)
        return document.draw(document.top, document.top + room.height)

    def mark(self, number: int | None) -> None:
        """Mark a part, and scroll it into view."""
        before, self.document.marked = self.document.marked, number
        if number is not None:
            self._show_part(number)
        if number != before:
            self._repaint_parts(*(part for part in (before, number) if part is not None))

    def point(self, number: int | None) -> None:
        """Highlight the part that a click would choose."""
        if number != self._pointed:
            before, self._pointed = self._pointed, number
            self._repaint_parts(*(part for part in (before, number) if part is not None))

    def scroll_by(self, lines: int) -> None:
        """Scroll down by `lines`, or up if negative."""
        self.scroll_to(y=self.scroll_y + lines, animate=False)

    def _show_part(self, number: int) -> None:
        document, room = self.document, self._room.height
        if not document.height or room <= 0:
            return
        start, end = document.span(number)
        if number and not document.parts[number - 1].id:
            above = document.span(number - 1)[0]
            start = above if end - above <= room else start
        if start < document.top:
            self.scroll_to(y=start, animate=False)
        elif end > document.top + room:
            self.scroll_to(y=end - room, animate=False)

    # Size

    @property
    def _room(self) -> Size:
        """The columns and rows inside the border."""
        if self._padding is None:
            self._padding = self.styles.padding
        size, padding = self.outer_size, self._padding
        return Size(
            max(0, size.width - padding.width),
            max(0, size.height - padding.height),
        )

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the document is longer than the view; the border has the scroll thumb."""
        return self.max_scroll_y > 0

    def _fit(self) -> None:
        """Lay the document out for the current size."""
        room = self._room
        if not room:
            return
        self.document.fit(room.width, self._style_cache, self.app.size.height)
        # Without a layout: nothing outside the border depends on it.
        self.set_reactive(Widget.virtual_size, Size(room.width, self.document.height))
        self.document.top = min(self.document.top, self.max_scroll_y)
        self.set_reactive(Widget.scroll_y, float(self.document.top))
        self.set_reactive(Widget.scroll_target_y, float(self.document.top))

    def on_resize(self) -> None:
        """Lay the document out again, with the marked part in view."""
        self._padding = None
        self._lines.clear()
        self._fit()
        if self.document.marked is not None:
            self._show_part(self.document.marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show the lines at the new position."""
        if self.document.top != round(new_value):
            self.document.top = round(new_value)
            self._repaint()

    # Style

    def notify_style_update(self) -> None:
        """Drop the colours of the previous theme."""
        super().notify_style_update()
        self._looks_now = self._padding = None
        self._drawings.clear()
        self._lines.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Redraw for the new focus."""
        super().watch_has_focus(has_focus)
        self._repaint()

    @property
    def _style_cache(self) -> StyleCache:
        if self._looks_now is None:
            self._looks_now = StyleCache(self)
        return self._looks_now

    @property
    def _drawing(self) -> DrawnBorder:
        """The drawn border for the present state; drawn ones are cached."""
        focused = self.has_focus and not self._covered
        padding = self._padding or self.styles.padding
        key = self._frame, padding, focused
        if (drawing := self._drawings.get(key)) is None:
            drawing = DrawnBorder(self._frame, self._style_cache, padding, focused=focused)
            self._drawings[key] = drawing
        return drawing

    def cover(self, covered: bool) -> None:
        """Highlight nothing while a dialog lies over this screen, which has its own."""
        if covered is not self._covered:
            self._covered = covered
            self._repaint()

    def _look_of(self, number: int) -> str:
        if number == self.document.marked and not self._covered:
            return _MARKED if self.has_focus else _LEFT
        return _HOVERED if number == self._pointed else WIDGET_STYLE

    # Drawing

    def _repaint(self) -> None:
        self._lines.clear()
        self.refresh()

    def _repaint_parts(self, *numbers: int) -> None:
        """Repaint the visible lines of parts."""
        if not self.document.height:
            return
        lines: set[int] = set()
        for number in numbers:
            lines.update(range(*self.document.span(number)))
        self.repaint_lines(lines)

    def repaint_lines(self, lines: set[int]) -> None:
        """Repaint the visible ones of these lines of the document."""
        room, top, outer = self._room, self.document.top, self.outer_size
        assert self._padding is not None
        seen = sorted(line - top for line in lines if 0 <= line - top < room.height)
        regions = []
        for y in seen:
            self._lines.pop(y + self._padding.top, None)
            regions.append(Region(-self._padding.left, y, outer.width, 1))
        if regions:
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`, with the border. Textual has nothing to add to them."""
        self._fit()
        if self.outer_size != self._lines_size:
            self._lines_size = self.outer_size
            self._lines.clear()
        lines = crop.line_range
        self._draw_lines([y for y in lines if y not in self._lines])
        return self.visible_lines([self._lines[y] for y in lines], crop)

    def render_line(self, y: int) -> Strip:
        """Return line `y` inside the border."""
        width, line = self._room.width, y + self.document.top
        if self.document.at(line) is None:
            return Strip.blank(width)
        return Strip(self.document.line(line, WIDGET_STYLE), width)

    def _draw_lines(self, lines: Iterable[int]) -> None:
        """Draw lines of this widget, counted from its upper edge."""
        (width, height), padding = self.outer_size, self._padding or Spacing()
        document, drawing, thumb = self.document, self._drawing, self._thumb_lines
        shown = document.view_end(height - padding.height)
        more = shown < document.height
        for line in lines:
            y = line - padding.top
            if y < 0:
                strip = drawing.upper(width, self._aside)
            elif y >= height - padding.height:
                strip = drawing.lower(width, more=more)
            elif (number := document.at(y + document.top)) is None or y + document.top >= shown:
                strip = drawing.nothing(width - padding.width, thumb=y in thumb)
            else:
                look = self._look_of(number)
                strip = document.framed(y + document.top, look, drawing, thumb=y in thumb)
                if self._selection:
                    from tui.app.drawing.highlight import marked

                    strip = marked(
                        strip, self._selection, self._style_cache, padding, y + document.top
                    )
            if more and not padding.bottom and line == height - 1:
                strip = drawing.downwards(strip)
            self._lines[line] = strip

    # Marking

    def is_thumb_at(self, x: int) -> bool:
        """Whether the column `x` of this widget is that of the scroll thumb, or the edge."""
        return x >= self.outer_size.width - 2 and self.allow_vertical_scroll

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what the mouse has marked."""
        self._selection = selection
        self._repaint()

    @property
    def _thumb_lines(self) -> range:
        """The lines of the border that the scroll thumb covers."""
        height, room = self.document.height, self._room.height
        if height <= room or room <= 0:
            return range(0)
        length = max(1, room * room // height)
        start = round((room - length) * self.document.top / (height - room))
        return range(start, start + length)

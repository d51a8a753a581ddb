"""Lines in a frame, drawn one by one: the guide's lists and its pages.

A column is one widget, however much it shows. What it shows is a `Leaf`, and to show another
one lays nothing out, mounts nothing and matches no styles, so that keys are answered at once.

It leans on a part of Textual that is not public, `App._check_bindings`, which does what a key is
bound to. `tests/app/test_column.py` holds it to what is expected of it here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.app.frame import Drawing, Frame
from tui.app.leaf import Leaf
from tui.app.looks import PLAIN, Looks
from tui.app.widgets.direct import Direct

_MARKED = "$block-cursor-foreground on $block-cursor-background"
_LEFT = "$block-cursor-blurred-foreground on $block-cursor-blurred-background"
"""The look of the marked part while somebody else has the keys."""
_HOVERED = "on $block-hover-background"


class Column(Direct, ScrollView, can_focus=True):
    """Shows a leaf as far as there is room, and where in it that is.

    Its frame stands in its padding; without padding at the top there is no frame.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Column {
        height: 1fr;
        padding: 1 2;
        overflow: hidden hidden;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Up", show=False),
        Binding("down", "go(1)", "Down", show=False),
        Binding("pageup", "go_page(-1)", "Page up", show=False),
        Binding("pagedown", "go_page(1)", "Page down", show=False),
        Binding("home", "go_far(-1)", "To the top", show=False),
        Binding("end", "go_far(1)", "To the end", show=False),
        Binding("left", "screen.turn(-1)", "Previous or next tab", show=False),
        Binding("right", "screen.turn(1)", "Previous or next tab", show=False),
    ]

    class Chosen(Message):
        """A part was chosen."""

        def __init__(self, column: Column, id: str) -> None:
            super().__init__()
            self.column = column
            self.id = id

        @property
        def control(self) -> Column:
            """The column it was chosen in."""
            return self.column

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.leaf = Leaf(())
        """What is shown."""
        self._frame = Frame()
        self._pointed: int | None = None
        self._dragged = False
        self._lines: dict[int, Strip] = {}
        self._drawings: dict[tuple[Frame, bool], Drawing] = {}
        self._looks_now: Looks | None = None
        self._padding: Spacing | None = None

    # What is shown

    @property
    def frame(self) -> Frame:
        """What stands around the lines."""
        return self._frame

    def show(self, leaf: Leaf, frame: Frame | None = None) -> None:
        """Show a leaf, where its reader left it, in another frame if one is given."""
        self.leaf = leaf
        self._frame = frame or self._frame
        self._pointed = None
        self._fit()
        self._repaint()

    def prepare(self, leaf: Leaf) -> bool:
        """Draw what would be seen of a leaf; whether there was anything to draw."""
        room = self._room
        if not room:
            return False
        leaf.fit(room.width, self._looks, self.app.size.height)
        return leaf.draw(leaf.top, leaf.top + room.height)

    def mark(self, number: int | None) -> None:
        """Mark a part, and show it whole."""
        before, self.leaf.marked = self.leaf.marked, number
        if number is not None:
            self._show_part(number)
        if number != before:
            self._repaint_parts(*(part for part in (before, number) if part is not None))

    def scroll_by(self, lines: int) -> None:
        """Go so many lines down, or up."""
        self.scroll_to(y=self.scroll_y + lines, animate=False)

    def _show_part(self, number: int) -> None:
        leaf, room = self.leaf, self._room.height
        if not leaf.height or room <= 0:
            return
        start, end = leaf.span(number)
        if number and not leaf.parts[number - 1].id:
            above = leaf.span(number - 1)[0]
            start = above if end - above <= room else start
        if start < leaf.top:
            self.scroll_to(y=start, animate=False)
        elif end > leaf.top + room:
            self.scroll_to(y=end - room, animate=False)

    # Room

    @property
    def _room(self) -> Size:
        """The columns and rows inside of the frame."""
        if self._padding is None:
            self._padding = self.styles.padding
        size, padding = self.outer_size, self._padding
        return Size(
            max(0, size.width - padding.width),
            max(0, size.height - padding.height),
        )

    @property
    def allow_vertical_scroll(self) -> bool:
        """The frame shows what elsewhere is shown by a scroll bar."""
        return self.max_scroll_y > 0

    def _fit(self) -> None:
        """Fit the leaf into the room that there is."""
        room = self._room
        if not room:
            return
        self.leaf.fit(room.width, self._looks, self.app.size.height)
        # Without asking for a layout: nothing outside of the frame depends on it.
        self.set_reactive(Widget.virtual_size, Size(room.width, self.leaf.height))
        self.leaf.top = min(self.leaf.top, self.max_scroll_y)
        self.set_reactive(Widget.scroll_y, float(self.leaf.top))
        self.set_reactive(Widget.scroll_target_y, float(self.leaf.top))

    def on_resize(self) -> None:
        """Fit the leaf anew, with what is marked in view."""
        self._padding = None
        self._drawings.clear()
        self._lines.clear()
        self._fit()
        if self.leaf.marked is not None:
            self._show_part(self.leaf.marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show other lines."""
        if self.leaf.top != round(new_value):
            self.leaf.top = round(new_value)
            self._repaint()

    # Looks

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._looks_now = self._padding = None
        self._drawings.clear()
        self._lines.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show who has the keys."""
        super().watch_has_focus(has_focus)
        self._repaint()

    @property
    def _looks(self) -> Looks:
        if self._looks_now is None:
            self._looks_now = Looks(self)
        return self._looks_now

    @property
    def _drawing(self) -> Drawing:
        """The frame as it is drawn now. Those before are kept: they may come again."""
        key = self._frame, self.has_focus
        if (drawing := self._drawings.get(key)) is None:
            padding = self._padding or self.styles.padding
            drawing = Drawing(self._frame, self._looks, padding, focused=self.has_focus)
            self._drawings[key] = drawing
        return drawing

    def _look_of(self, number: int) -> str:
        if number == self.leaf.marked:
            return _MARKED if self.has_focus else _LEFT
        return _HOVERED if number == self._pointed else PLAIN

    # Drawing

    def _repaint(self) -> None:
        self._lines.clear()
        self.refresh()

    def _repaint_parts(self, *numbers: int) -> None:
        """Repaint those lines of parts that are in view."""
        if not self.leaf.height:
            return
        lines: set[int] = set()
        for number in numbers:
            lines.update(range(*self.leaf.span(number)))
        self.repaint_lines(lines)

    def repaint_lines(self, lines: set[int]) -> None:
        """Repaint some lines of the leaf, as far as they are in view."""
        room, top, outer = self._room, self.leaf.top, self.outer_size
        assert self._padding is not None
        seen = sorted(line - top for line in lines if 0 <= line - top < room.height)
        regions = []
        for y in seen:
            self._lines.pop(y + self._padding.top, None)
            regions.append(Region(-self._padding.left, y, outer.width, 1))
        if regions:
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`, with the frame. Textual has nothing to add to them."""
        self._fit()
        lines = crop.line_range
        self._draw_lines([y for y in lines if y not in self._lines])
        return self.seen([self._lines[y] for y in lines], crop)

    def render_line(self, y: int) -> Strip:
        """Line `y` inside of the frame."""
        width, line = self._room.width, y + self.leaf.top
        if self.leaf.at(line) is None:
            return Strip.blank(width)
        return Strip(self.leaf.line(line, PLAIN), width)

    def _draw_lines(self, lines: Iterable[int]) -> None:
        """Draw lines of this widget, counted from its upper edge."""
        (width, height), padding = self.outer_size, self._padding or Spacing()
        leaf, drawing, thumb = self.leaf, self._drawing, self._thumb_lines
        for line in lines:
            y = line - padding.top
            if y < 0:
                strip = drawing.upper(width)
            elif y >= height - padding.height:
                strip = drawing.lower(width)
            elif (number := leaf.at(y + leaf.top)) is None:
                strip = drawing.nothing(width - padding.width)
            else:
                look = self._look_of(number)
                strip = leaf.framed(y + leaf.top, look, drawing, thumb=y in thumb)
            self._lines[line] = strip

    @property
    def _thumb_lines(self) -> range:
        """The lines of the frame that tell how far one has scrolled."""
        height, room = self.leaf.height, self._room.height
        if height <= room or room <= 0:
            return range(0)
        length = max(1, room * room // height)
        start = round((room - length) * self.leaf.top / (height - room))
        return range(start, start + length)

    def _tell(self, message: Message) -> None:
        """Tell the screen, at once and not by way of all that stands between."""
        self.screen.post_message(message)

    def _choose(self) -> None:
        """Tell that what is marked was chosen."""
        if self.leaf.current:
            self._tell(self.Chosen(self, self.leaf.current))

    # Keys and the mouse

    async def on_key(self, event: events.Key) -> None:
        """Act on a key at once, not when it has passed all that stands above as a message."""
        if await self.app._check_bindings(event.key):
            event.stop()
            event.prevent_default()

    def action_go(self, by: int) -> None:
        """A line up or down."""
        self.scroll_by(by)

    def action_go_page(self, by: int) -> None:
        """A page up or down."""
        self.scroll_by(by * max(1, self._room.height - 1))

    def action_go_far(self, by: int) -> None:
        """To the top or to the end."""
        self.scroll_to(y=self.max_scroll_y if by > 0 else 0, animate=False)

    def _part_under(self, event: events.MouseEvent) -> int | None:
        """The part that can be chosen under the mouse."""
        padding = self._padding or self.styles.padding
        x, y = event.x - padding.left + 1, event.y - padding.top
        if not (0 <= y < self._room.height and 0 <= x < self._room.width + 2):
            return None
        number = self.leaf.at(y + self.leaf.top)
        return number if number is not None and self.leaf.parts[number].id else None

    def _point(self, number: int | None) -> None:
        if number != self._pointed:
            before, self._pointed = self._pointed, number
            self._repaint_parts(*(part for part in (before, number) if part is not None))

    def _drag(self, y: int) -> None:
        """Bring the thumb under the mouse."""
        room = self._room.height
        share = (y - (self._padding or self.styles.padding).top) / max(1, room - 1)
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb."""
        if event.x == self.outer_size.width - 1 and self.allow_vertical_scroll:
            event.stop()
            self._dragged = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the thumb."""
        if self._dragged:
            event.stop()
            self._dragged = False
            self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would choose."""
        if self._dragged:
            self._drag(event.y)
        else:
            self._point(self._part_under(event))

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self._point(None)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        number = self._part_under(event)
        if number is not None:
            event.stop()
            self.mark(number)
            self._choose()

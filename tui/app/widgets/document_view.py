"""A document with key and mouse actions."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message

from tui.app.input.bindings import bind
from tui.app.widgets.document_lines import DocumentLines

_UNSTEADY = 1
"""The columns that a hand may move the mouse while it clicks."""


class DocumentView(DocumentLines, can_focus=True):
    """Scrolls a document, and posts which of its parts was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)"),
        bind("down", "go(1)"),
        bind("page.up", "go_page(-1)"),
        bind("page.down", "go_page(1)"),
        bind("half.up", "go_page(-0.5)"),
        bind("half.down", "go_page(0.5)"),
        bind("top", "go_far(-1)"),
        bind("bottom", "go_far(1)"),
        bind("left", "screen.turn(-1)"),
        bind("right", "screen.turn(1)"),
    ]

    class Chosen(Message):
        """A part was chosen."""

        def __init__(self, column: DocumentView, id: str, *, unticks: bool) -> None:
            super().__init__()
            self.column = column
            self.id = id
            self.unticks = unticks
            """Whether this removes a tick that is set."""

        @property
        def control(self) -> DocumentView:
            """The view it was chosen in."""
            return self.column

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._dragged = False
        self._pressed = Offset(0, 0)

    def _tell(self, message: Message) -> None:
        """Post a message to the screen directly, not through the widgets in between."""
        self.screen.post_message(message)

    def _choose(self, *, unticks: bool = True) -> None:
        """Post that the marked part was chosen."""
        if self.document.current:
            self._tell(self.Chosen(self, self.document.current, unticks=unticks))

    @property
    def cursor_lines(self) -> range:
        """The lines in view that the cursor stands on: those of the marked part, or all."""
        document, top = self.document, self.document.top
        is_marked = document.marked is not None and bool(document.height)
        lines = range(*document.span(document.marked or 0)) if is_marked else range(top, 1 << 16)
        return range(lines.start - top, lines.stop - top)

    # Keys

    def action_tick(self) -> None:
        """Toggle the tick of the marked part."""
        self._choose()

    def action_set(self) -> None:
        """Tick the marked part; a tick that is set stays."""
        self._choose(unticks=False)

    def action_go(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_by(by)

    def action_go_page(self, by: float) -> None:
        """Scroll by pages, or by halves of them."""
        self.scroll_by(round(by * max(1, self._room.height - 1)))

    def action_go_far(self, by: int) -> None:
        """Scroll to the top or to the end."""
        self.scroll_to(y=self.max_scroll_y if by > 0 else 0, animate=False)

    # Mouse

    def _part_under(self, event: events.MouseEvent) -> int | None:
        """Return the number of the selectable part under the mouse."""
        padding = self._padding or self.styles.padding
        x, y = event.x - padding.left + 1, event.y - padding.top
        if not (0 <= y < self._room.height and 0 <= x < self._room.width + 2):
            return None
        number = self.document.at(y + self.document.top)
        return number if number is not None and self.document.parts[number].id else None

    def _drag(self, y: int) -> None:
        """Move the thumb to the mouse."""
        room = self._room.height
        share = (y - (self._padding or self.styles.padding).top) / max(1, room - 1)
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start dragging the thumb."""
        self._pressed = event.screen_offset
        if self.is_thumb_at(event.x):
            event.stop()
            self._dragged = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Stop dragging the thumb."""
        if self._dragged:
            event.stop()
            self._dragged = False
            self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the part that a click would choose."""
        if self._dragged:
            self._drag(event.y)
        else:
            self.point(self._part_under(event))

    def on_leave(self) -> None:
        """Remove the highlight."""
        self.point(None)

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked part, unless the mouse was dragged, as to mark some text."""
        # Textual would mark the whole document at the second click.
        event.prevent_default()
        # What was marked may have been copied and cleared already.
        x, y = event.screen_offset - self._pressed
        if y or abs(x) > _UNSTEADY:
            return
        if self._selection:
            self.screen.clear_selection()
        number = self._part_under(event)
        if number is not None:
            event.stop()
            self.mark(number)
            self._choose()

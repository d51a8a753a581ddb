"""The numbers of a lift as sliders, moved by keys or the mouse, and by typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.app.input.bindings import bind
from tui.app.widgets.strip_widget import StripWidget
from tui.guide.lift.form import FIELDS, FieldName, LiftForm
from tui.guide.lift.measures import LiftError

_VALUE = 9
"""Columns of a number with its unit."""
_LONGEST = 12
"""The most characters that are typed for a number."""
_PAGE = 5
"""Steps of a slider that page up and page down take."""
_TYPED = frozenset("0123456789.,")
_MARKED, _QUIET, _KNOB = "bold reverse", "$foreground 70%", "bold $primary"


class LiftSliders(StripWidget, can_focus=True):
    """A line for each number: its name, its slider, and its value."""

    DEFAULT_CSS = """
    LiftSliders {
        width: 1fr;
        height: auto;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "mark(-1)"),
        bind("down", "mark(1)"),
        bind("left", "step(-1)", "Less"),
        bind("right", "step(1)", "More"),
        bind("page.down", f"step({-_PAGE})"),
        bind("page.up", f"step({_PAGE})"),
        bind("top", "mark(-100)"),
        bind("bottom", "mark(100)"),
        bind("choose", "take", "Take"),
    ]

    class Changed(Message):
        """A number was changed, or another one is marked."""

        def __init__(self, form: LiftForm, marked: FieldName) -> None:
            super().__init__()
            self.form = form
            self.marked = marked

    class Refused(Message):
        """What was typed is no such number."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, form: LiftForm, titles: Mapping[FieldName, str]) -> None:
        super().__init__()
        self.form = form
        self._titles = titles
        self._names = max(map(len, titles.values()))
        self._marked = 0
        self._typed = ""

    @property
    def marked(self) -> FieldName:
        """The number that keys change."""
        return FIELDS[self._marked]

    @property
    def is_typing(self) -> bool:
        """Whether a number is being typed."""
        return bool(self._typed)

    @property
    def cursor_lines(self) -> range:
        """The line of the marked number, on which the cursor stands."""
        return range(self._marked, self._marked + 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each number."""
        return len(FIELDS)

    # Drawing

    def draw(self, style_cache: StyleCache, width: int) -> list[Strip]:
        """Return the lines."""
        return [self._line(style_cache, name, width) for name in FIELDS]

    def _bar_columns(self, width: int) -> tuple[int, int]:
        """Return the first column of the sliders, and their length."""
        first = 1 + self._names + 1
        return first, max(0, width - first - _VALUE - 2)

    def _line(self, style_cache: StyleCache, name: FieldName, width: int) -> Strip:
        is_marked = name == self.marked
        first, length = self._bar_columns(width)
        place = round(self.form.share(name) * (length - 1)) if length else 0
        value = f"{self._typed}_" if is_marked and self._typed else self.form.shown(name)
        look = _MARKED if is_marked and self.has_focus else "bold" if is_marked else WIDGET_STYLE
        parts = [(f" {self._titles[name]:<{first - 1}}", look)]
        if length:
            parts += [
                ("━" * place, "$primary"),
                ("●", _KNOB),
                ("─" * (length - 1 - place), "$foreground 50%"),
            ]
        parts.append((f"{value:>{_VALUE + 1}} ", "bold" if is_marked else WIDGET_STYLE))
        return Strip([Segment(text, style_cache.rich(style)) for text, style in parts if text])

    def on_focus(self) -> None:
        """Show which number the keys change."""
        self.redraw()

    def on_blur(self) -> None:
        """Show that keys change nothing; what was typed is taken."""
        self.action_take()
        self.redraw()

    # Changes

    def change(self, form: LiftForm) -> None:
        """Show other numbers."""
        self._typed = ""
        if form != self.form:
            self.form = form
            self._tell()
        self.redraw()

    def _tell(self) -> None:
        self.post_message(self.Changed(self.form, self.marked))

    def action_mark(self, by: int) -> None:
        """Take what was typed, and mark another number."""
        self.action_take()
        self._mark(min(max(self._marked + by, 0), len(FIELDS) - 1))

    def _mark(self, place: int) -> None:
        if place != self._marked:
            self._marked = place
            self._tell()
            self.redraw()

    def action_step(self, by: int) -> None:
        """Move the marked slider."""
        self.change(self.form.stepped(self.marked, by))

    def action_take(self) -> None:
        """Take the number that was typed."""
        if not self._typed:
            return
        typed, self._typed = self._typed, ""
        try:
            self.change(self.form.typed(self.marked, typed))
        except LiftError as error:
            self.post_message(self.Refused(str(error)))
        self.redraw()
        self.screen.refresh_bindings()

    def forget(self) -> None:
        """Forget what was typed."""
        self._typed = ""
        self.redraw()
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take only what is being typed."""
        return self.is_typing if action == "take" else True

    def on_key(self, event: events.Key) -> None:
        """Type a number for the marked line."""
        if event.character in _TYPED and event.character:
            typed = (self._typed + event.character)[:_LONGEST]
        elif event.key in ("backspace", "ctrl+h") and self._typed:
            typed = self._typed[:-1]
        else:
            return
        event.stop()
        event.prevent_default()
        self._typed = typed
        self.redraw()
        self.screen.refresh_bindings()

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Mark the line under the mouse, and move its slider there."""
        if 0 <= event.y < len(FIELDS):
            event.stop()
            self.action_take()
            self._mark(event.y)
            self.capture_mouse()
            self._slide(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the slider along."""
        if self.app.mouse_captured is self:
            event.stop()
            self._slide(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the slider."""
        if self.app.mouse_captured is self:
            event.stop()
            self.release_mouse()

    def _slide(self, x: int) -> None:
        first, length = self._bar_columns(self.outer_size.width)
        if length > 1 and first <= x < first + length:
            self.change(self.form.slid(self.marked, (x - first) / (length - 1)))

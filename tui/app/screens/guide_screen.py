"""The base class of the guide's screens, covered by a notice if the window is too small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.app.input.bindings import bind, shown_key
from tui.app.input.input_app import InputApp
from tui.app.terminal.window_size import SMALLEST, is_too_small
from tui.app.textual_fast.coalescing_screen import CoalescingScreen
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.document_lines import DocumentLines

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

R = TypeVar("R")


class GuideScreen(CoalescingScreen[R]):
    """A screen that paints once per batch of changes and is covered in too small a window."""

    # They act in front of whatever covers the guide, too: a modal screen hides the app's keys.
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("focus.next", "app.focus_next"),
        bind("focus.previous", "app.focus_previous"),
        bind("dark", "app.toggle_dark"),
        bind("commands", "app.command_palette"),
    ]

    smallest: ClassVar[Size] = SMALLEST
    """The least window in which it works."""

    frame_words = ""
    """All that there is to say about keys in the edge of its frame, if it has one."""

    _frame_hints: Mapping[Widget, str | None] = MappingProxyType({})
    """What the edges of its frames say about keys once it is uncovered."""
    _had_keys: Widget | None = None
    """The widget that had the focus before the window became too small."""

    def key(self, name: str) -> str:
        """Return the key of an action as it is printed; here one that a text field leaves."""
        in_field = isinstance(self.focused, Input) or name.startswith("field.")
        return shown_key(self.app, name, in_field=in_field)

    def hint(self, words: str) -> str:
        """Return words about keys, with the key of each action instead of its name in braces."""
        return re.sub(r"\{([a-z0-9.]+)\}", lambda found: self.key(found[1]), words)

    def frame_hint(self, words: str) -> str:
        """Return words about keys for the edge of a frame; in few columns the most needed."""
        self.frame_words = words
        # Imported here: the first screen has no frame with keys.
        from tui.app.widgets.frame_keys import frame_keys

        return frame_keys(self.hint(words), self.app.size.width)

    @on(events.ScreenResume)
    @on(events.Resize)
    def cover(self) -> None:
        """Show a notice in place of the content if the window is too small."""
        if is_too_small(self.app.size, self.smallest) or self.has_class("-too-small"):
            # Imported here: few windows are this small.
            from tui.app.screens.size_cover import cover

            self._had_keys = self.focused or self._had_keys
            if cover(self):
                self.hold()
            elif self._had_keys:
                # The focused widget was hidden meanwhile.
                self.call_after_refresh(self.set_focus, self._had_keys)
                self._had_keys = None

    @on(events.ScreenResume)
    def take_keys(self) -> None:
        """Let keys through again if the screen before was covered and this one is not."""
        if isinstance(self.app, InputApp) and not self.app.is_too_small(self.app.size):
            self.app.screen_fits()

    # Marking

    @on(events.Resize)
    def clear_marks(self) -> None:
        """Remove the marks: at another width the text is wrapped at other places."""
        if self.selections:
            self.clear_selection()

    @on(events.Click)
    def mark_clicked(self, event: events.Click) -> None:
        """Mark the word that was clicked twice, or the paragraph clicked three times."""
        if event.chain > 1 and event.widget is not None and self.allow_select:
            from tui.app.marking.marked_text import mark_clicked

            mark_clicked(self, event.widget, *event.screen_offset, event.chain)

    def update_pointer_shape(self) -> None:
        """Leave the pointer as it is: nothing would give the terminal its shape back."""

    @property
    def allow_select(self) -> bool:
        """Whether clicks may mark: two quick drags that end at one place are no double click."""
        has_dragged = isinstance(self.app, InputApp) and self.app.has_dragged
        return super().allow_select and not has_dragged

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget whose text is marked at a place, and its column and line."""
        from tui.app.marking.marked_text import place_at

        pressed = self.app.pressed if isinstance(self.app, InputApp) else None
        return place_at(self, x, y, pressed) or super().get_widget_and_offset_at(x, y)

    def get_selected_text(self) -> str | None:
        """Return the marked text; None if there is none."""
        if not self.selections:
            return None
        from tui.app.marking.marked_text import selected_text

        return selected_text(self.selections) or None

    @on(events.ScreenSuspend)
    def cover_keys(self) -> None:
        """Show no keys and no highlight while another screen has them."""
        self._cover_all(True)

    @on(events.ScreenResume)
    def uncover_keys(self) -> None:
        """Show the keys and the highlight again."""
        self._cover_all(False)

    def _cover_all(self, covered: bool) -> None:
        for widget in self.query("KeyLine, DocumentLines"):
            if isinstance(widget, (KeyLine, DocumentLines)):
                widget.cover(covered)
        for options in self.query("GuideOptionList"):
            options.set_class(covered, "-covered")
        if covered:
            self._frame_hints = {frame: frame.border_subtitle for frame in self.children}
        for frame, hint in self._frame_hints.items():
            # It may have been told anew meanwhile, as after a change of the window's size.
            if covered or not frame.border_subtitle:
                frame.border_subtitle = None if covered else hint

    is_led = False
    """Whether screens follow each other here, so that a voice once on reads each of them."""

    def spoken(self) -> str:
        """Return what a voice reads of this screen; empty for nothing."""
        # Imported here: most readers do not listen.
        from tui.app.drawing.spoken_text import spoken_text
        from tui.app.widgets.document_view import DocumentView

        visuals: list[object] = []
        for widget in self.query("Static, DocumentView").results(Widget):
            if not widget.is_on_screen:
                continue
            if isinstance(widget, DocumentView):
                visuals += [part.visual for part in widget.document.parts]
            elif isinstance(widget, Static):
                visuals.append(widget.visual)
        return spoken_text(*visuals)

    def speak_by(self, state: GuideState) -> None:
        """Read the screen, if the voice is on."""
        if state.speaks:
            self.call_after_refresh(lambda: state.audio(self.app).say(self.spoken()))

    def hold(self) -> None:
        """Stop whatever runs by itself while it cannot be seen."""

"""The base class of the dialogs."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import COLUMNS
from tui.app.widgets.page_scroll import MoreScroll, say_more

R = TypeVar("R")

_AROUND = 4
"""Rows of the frame, of the level above it and of a free line, which a low window does without."""
_LOW = 18
"""Rows of a window in which every line is needed."""
_FEWEST = 3
"""Rows of a list or a text, at least."""


class DialogButton(Button):
    """A button of a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("choose", "press")]


class Dialog(ModalScreen[R], GuideScreen[R]):
    """A centred frame as high as its content: text, a list, buttons at the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "app.focus_previous"),
        bind("up", "app.focus_previous"),
        bind("right", "app.focus_next"),
        bind("down", "app.focus_next"),
        bind("help", "app.keys"),
    ]

    @on(events.Resize)
    def fit(self) -> None:
        """Leave room for the buttons, however low the window is."""
        self.call_after_refresh(self._fit)

    @on(events.Resize)
    def fit_frame(self) -> None:
        """Tell as many keys in the frame as there is room for."""
        for frame in self.query_children(Vertical).results(Vertical):
            frame.border_subtitle = self.frame_hint(self.frame_words)
            for scroll in frame.children:
                if isinstance(scroll, (MoreScroll, OptionList)):
                    say_more(scroll)

    def _fit(self) -> None:
        for frame in self.query_children(Vertical).results(Vertical):
            lists = [one for one in frame.children if isinstance(one, (MoreScroll, OptionList))]
            if not lists:
                return
            others = (one for one in frame.children if one is not lists[0] and one.display)
            taken = sum(self._rows(one, frame.size.width) for one in others)
            room = self.size.height - _AROUND + (self.size.height < _LOW)
            room -= frame.styles.padding.height + taken
            room -= lists[0].styles.margin.height
            fewest = _FEWEST - self.has_class("-low")
            lists[0].styles.max_height = max(fewest, min(self.most_rows, room))

    def _rows(self, widget: Widget, width: int) -> int:
        """Return the rows that a part of the frame takes."""
        rows = widget.outer_size.height
        if isinstance(widget, Static):
            # What was shown or said just now has its size with the next layout only.
            gutter = widget.styles.gutter
            room = Size(width - gutter.width, self.size.height)
            rows = widget.get_content_height(room, self.size, room.width) + gutter.height
        return rows + widget.styles.margin.height

    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (COLUMNS, "-columns")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_LOW, "-high")]

    most_rows = 18
    """The most rows of its list or its text."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > Vertical {
            width: 90%;
            max-width: 76;
            height: auto;
            max-height: 100%;
            /* The level stands in the first line, also where the frame is as high as can be. */
            margin-top: 1;
            border: round $primary;
            padding: 0 1;
            background: $background;
        }
        &.-one-column > Vertical {
            width: 100%;
        }
        & Static {
            height: auto;
            padding: 0 1;
        }
        & GuideOptionList {
            height: auto;
            margin: 1 0;
        }
        &.-low > Vertical {
            padding: 0 1;
        }
        &.-low GuideOptionList, &.-low Static {
            margin: 0;
        }
        & Horizontal {
            height: 1;
            align-horizontal: right;
        }
        & Button {
            margin-left: 2;
        }
        &.-one-column Button {
            min-width: 0;
            margin-left: 1;
        }
        & Input, & Input:focus {
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
        }
    }
    """

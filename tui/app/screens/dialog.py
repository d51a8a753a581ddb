"""The base class of the dialogs."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.widgets.page_scroll import MoreScroll

R = TypeVar("R")

_AROUND = 4
"""Rows of the frame, of the level above it and of a free line."""
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

    def _fit(self) -> None:
        for frame in self.query_children(Vertical).results(Vertical):
            lists = [one for one in frame.children if isinstance(one, (MoreScroll, OptionList))]
            if not lists:
                return
            others = (one for one in frame.children if one is not lists[0] and one.display)
            taken = sum(one.outer_size.height + one.styles.margin.height for one in others)
            room = self.size.height - _AROUND - frame.styles.padding.height - taken
            room -= lists[0].styles.margin.height
            lists[0].styles.max_height = max(_FEWEST, min(self.most_rows, room))

    most_rows = 18
    """The most rows of its list or its text."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > Vertical {
            width: 90%;
            max-width: 76;
            height: auto;
            max-height: 95%;
            /* The level stands in the first line, also where the frame is as high as can be. */
            margin-top: 1;
            border: round $primary;
            padding: 0 1;
            background: $background;
        }
        & Static {
            height: auto;
            padding: 0 1;
        }
        & GuideOptionList {
            height: auto;
            margin: 1 0;
        }
        & Horizontal {
            height: 1;
            align-horizontal: right;
        }
        & Button {
            margin-left: 2;
        }
        & Input, & Input:focus {
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
        }
    }
    """

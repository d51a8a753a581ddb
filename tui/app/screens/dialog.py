"""The base class of the dialogs."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Button

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen

R = TypeVar("R")


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
            max-height: 18;
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

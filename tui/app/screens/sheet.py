"""A page shown over the guide and closed again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.visual import Visual

from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import COLUMNS, breakpoint_class
from tui.app.widgets.page_scroll import MoreScroll
from tui.app.widgets.page_text import PageText


class Sheet(ModalScreen[None], GuideScreen[None]):
    """A titled, scrolling page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss", "Close"),
        # What opens a sheet closes it, too.
        bind("choose", "dismiss"),
        bind("help", "dismiss"),
        bind("why", "dismiss"),
        bind("open", "app.open_link"),
        bind("voice", "app.read_aloud"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (COLUMNS, "-columns")]

    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        & > VerticalScroll {
            width: 90%;
            max-width: 84;
            height: auto;
            max-height: 90%;
            border: round $primary;
            padding: 0 0 0 2;
            background: $background;
            scrollbar-size-vertical: 1;
        }
        &.-one-column > VerticalScroll {
            width: 100%;
            padding: 0 0 0 1;
        }
        &.-one-column Static {
            padding-right: 1;
        }
        & Static {
            height: auto;
            padding-right: 2;
        }
    }
    """

    subtitle = "{close} closes"

    def __init__(self, title: str, visual: Visual) -> None:
        super().__init__()
        self._title = title
        self._visual = visual

    def spoken(self) -> str:
        """Return the title and the whole page."""
        from tui.app.drawing.spoken_text import spoken_text

        return spoken_text(self._title, self._visual)

    def compose(self) -> ComposeResult:
        """Lay out the page in its frame."""
        # No widget is styled yet, so that the width causes no second styling.
        self.add_class(
            breakpoint_class(self.HORIZONTAL_BREAKPOINTS, self.app.size.width), update=False
        )
        with MoreScroll() as frame:
            frame.border_title = self._title
            frame.border_subtitle = self.frame_hint(self.subtitle)
            yield PageText(self._visual)


class HelpSheet(Sheet):
    """The list of all keys, on which the bells can be tried."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("bell.test", "app.test_bell"),
    ]

    subtitle = "{bell.test} tests the bell · {close} closes"

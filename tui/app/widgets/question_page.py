"""A question of the self-check: its figures, its options, and the result of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.visual import Visual
from textual.widgets import Static

from tui.app.drawing.figure_row import CaptionedFigure
from tui.app.input.bindings import bind
from tui.app.widgets.gallery import Gallery
from tui.app.widgets.lists.answer_list import AnswerList
from tui.app.widgets.page_scroll import PageScroll


class QuestionPage(PageScroll):
    """Shows a question to answer, or one that has been answered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "screen.turn(-1)", "Back"),
        bind("right", "screen.turn(1)", "Next"),
    ]

    DEFAULT_CSS = """
    QuestionPage {
        height: 1fr;
        & > #told {
            margin-top: 1;
        }
    }
    """

    def __init__(self, gallery: Gallery) -> None:
        super().__init__()
        self._gallery = gallery
        self._ask = Static(id="ask")
        self.answers = AnswerList()
        """The options, while the answer is open."""
        self._told = Static(id="told")

    def compose(self) -> ComposeResult:
        """Lay out the figures, the question, then its options or their explanation."""
        yield self._gallery
        yield self._ask
        yield self.answers
        yield self._told

    def ask(self, head: Visual, captioned_figures: Sequence[CaptionedFigure]) -> None:
        """Show a question; its owner lists the options."""
        self._ask.update(head)
        self._gallery.show(captioned_figures)
        self._told.display = False
        self.answers.display = True
        self.scroll_home(animate=False)
        self.screen.set_focus(self.answers)

    def tell(
        self, head: Visual, captioned_figures: Sequence[CaptionedFigure], explanation: Visual
    ) -> None:
        """Show the result of the answer."""
        self._ask.update(head)
        self._gallery.show(captioned_figures)
        self._told.update(explanation)
        self._told.display = True
        self.answers.display = False
        self.screen.set_focus(self)
        self.scroll_home(animate=False)

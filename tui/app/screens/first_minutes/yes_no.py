"""The base class of screens that ask one yes-or-no question in large letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.row import Row
from tui.app.input.answer_guard import AnswerGuard
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.terminal.window_size import SMALLEST_LED
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.large_card import LargeCard
from tui.app.widgets.strip_widget import TextLine

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

R = TypeVar("R")

_LARGEST = 2
"""How many times the letters of a question may be enlarged."""


class YesNoScreen(GuideScreen[R]):
    """A question in large letters, answered with `y` or `n`; Enter alone never answers."""

    smallest = SMALLEST_LED

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("yes", "answer(True)", "Yes"),
        bind("no", "answer(False)", "No"),
        bind("close", "leave", "Leave"),
    ]

    DEFAULT_CSS = """
    YesNoScreen {
        & > TextLine {
            height: auto;
            margin-top: 1;
        }
    }
    """

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._guard = AnswerGuard(state.environment.clock)
        self._banner = Banner(state.triage)
        self._title = TextLine()
        self._card = LargeCard(state.environment.glyphs)
        self._asked: tuple[object, ...] = ()
        self._answered = ""
        """The answer that was given last, until the next question is spoken."""

    def compose(self) -> ComposeResult:
        """Lay out the level, the title, the question and the keys."""
        yield self._banner
        yield self._title
        yield self._card
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the question."""
        self._banner.follow(self._state)
        self._begin()

    def _begin(self) -> None:
        self._show()

    @on(events.ScreenResume)
    def begin_to_read(self) -> None:
        """Wait with answers until the question was seen."""
        self._guard.shown()

    def _show(self) -> None:
        """Show the present question."""
        raise NotImplementedError

    is_led = True

    def spoken(self) -> str:
        """Return the answer that was given, the question and what can be answered."""
        from tui.app.drawing.spoken_text import spoken_text

        return spoken_text(self._answered, *self._asked)

    def _ask(self, title: str, aside: str, words: str, rows: Sequence[Visual]) -> None:
        """Show a question; no answer counts before it can be read."""
        self._title.say(Row(Content.styled(title, "bold"), aside=Content(aside), keep=False))
        self._card.show(words, rows, largest=_LARGEST, calm=True)
        self._asked = (words, *rows)
        if self._state.speaks:
            self._state.audio(self.app).say(self.spoken())
        self._answered = ""
        self.set_focus(self._card)
        self._guard.shown()
        self.refresh_bindings()

    def action_answer(self, yes: bool) -> None:
        """Take an answer, unless the key is held down or came before the question."""
        if self._guard.meant():
            self._answered = "Yes" if yes else "No"
            self._answer(yes)

    def _answer(self, yes: bool) -> None:
        raise NotImplementedError

    def action_leave(self) -> None:
        """Return to the guide."""
        self.dismiss(None)


class AskScreen(YesNoScreen[bool]):
    """One yes-or-no question. Closes with the answer, or None if it was left."""

    def __init__(
        self, state: GuideState, title: str, words: str, rows: Sequence[Visual], answers: Row
    ) -> None:
        """Ask a question.

        Args:
            state: The state of the guide.
            title: The first line.
            words: The question, in large letters.
            rows: What stands below it.
            answers: The answers with their keys; see `answer_row`.

        """
        super().__init__(state)
        self._question = title, words, [*rows, answers]

    def _show(self) -> None:
        title, words, rows = self._question
        self._ask(title, "", words, rows)

    def _answer(self, yes: bool) -> None:
        self.dismiss(yes)

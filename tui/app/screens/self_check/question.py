"""The base class of both parts of the self-check: one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.visual import Visual

from tui.app.drawing.large.large_question import LargeQuestion
from tui.app.input.bindings import bind
from tui.app.screens.guide_screen import GuideScreen
from tui.app.screens.self_check.enter_guard import EnterGuard
from tui.app.widgets.bars.banner import Banner
from tui.app.widgets.gallery import Gallery
from tui.app.widgets.lists.answer_list import AnswerList
from tui.app.widgets.question_page import QuestionPage

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState

R = TypeVar("R")

_MOST_KEYS = 6
"""The most options that have a number key."""


class QuestionScreen(GuideScreen[R]):
    """Goes from question to question. Subclasses supply the questions and take the answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("option.1", "pick(0)", "Choose"),
        *(bind(f"option.{key}", f"pick({key - 1})") for key in range(2, _MOST_KEYS + 1)),
        bind("choose", "enter"),
        bind("left", "turn(-1)", "Back"),
        bind("right", "turn(1)", "Next"),
    ]

    def __init__(self, state: GuideState) -> None:
        super().__init__()
        self._state = state
        self._index = state.index
        self._place = 0
        """The number of the shown question, from 0."""
        self._enter = EnterGuard(state.environment.clock)
        self._banner = Banner(state.triage)
        self._page = QuestionPage(Gallery(state.scenes, state.environment))

    def large(self, words: str) -> Visual:
        """Return a question in letters as large as the window has room for."""
        # What stands below would otherwise touch the letters that hang down.
        return LargeQuestion(words, self._state.environment.glyphs, self.app, gap_below=1)

    @property
    def _count(self) -> int:
        """The number of questions."""
        raise NotImplementedError

    @property
    def _next_open(self) -> int:
        """The first unanswered question; the number of questions if there is none."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show the question at `_place`."""
        raise NotImplementedError

    def _finish(self) -> None:
        """Go on from the last question, once all are answered."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the first unanswered question."""
        self._place = min(self._next_open, self._count - 1)
        self._banner.follow(self._state)
        self._enter.shown()
        self._show()

    def key_display(self, binding: Binding) -> str:
        """Return how the keys of the options are printed: as many as there are."""
        if binding.action != "pick(0)":
            return ""
        most = min(self._page.answers.count, _MOST_KEYS)
        keys = [self.key(f"option.{place}") for place in range(1, most + 1)]
        in_order = keys == [str(place) for place in range(1, most + 1)]
        choose = self.key("choose")
        numbers = f"1–{most}" if in_order else " ".join(keys)
        return f"{numbers} {'⏎' if choose == 'enter' else choose}"

    @on(AnswerList.Moved)
    def move(self, event: AnswerList.Moved) -> None:
        """Note that the reader moved to another option."""
        event.stop()
        self._enter.moved()

    def action_pick(self, place: int) -> None:
        """Choose an option by its number, from 0."""
        self._page.answers.pick(place)

    def action_enter(self) -> None:
        """Choose the highlighted option, unless Enter is a key repeat."""
        if self._enter.meant():
            self._page.answers.action_select()

    def action_turn(self, by: int) -> None:
        """Go to the next or previous question, or finish after the last one."""
        if not self._leads(by):
            return
        if self._place + by == self._count:
            self._finish()
            return
        self._place += by
        self._show()

    def _leads(self, by: int) -> bool:
        """Return whether the reader may move by `by`: up to the first unanswered question."""
        return 0 <= self._place + by <= self._next_open

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that apply now."""
        return action != "turn" or self._leads(int(str(parameters[0])))

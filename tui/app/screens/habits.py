"""Questions on one's own day, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.enter import Enter
from tui.app.widgets.answer_list import AnswerList
from tui.app.widgets.banner import Banner
from tui.app.widgets.gallery import Gallery
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.question_page import QuestionPage
from tui.app.widgets.row import Row, Rows
from tui.guide.diary import HabitAnswers

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen


class HabitsScreen(Screen[bool]):
    """Asks about each habit. True once all have been answered. Answers can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick(0)", "Choose", key_display="1–6 ⏎"),
        *(Binding(str(key), f"pick({key - 1})", "Choose", show=False) for key in range(2, 7)),
        Binding("enter", "enter", "Choose", show=False),
        Binding("left", "turn(-1)", "Back"),
        Binding("right", "turn(1)", "Next"),
        Binding("escape,q", "dismiss(False)", "Leave"),
    ]

    DEFAULT_CSS = """
    HabitsScreen {
        & > #habits-title {
            height: 1;
            padding: 0 1;
            margin-bottom: 1;
        }
    }
    """

    def __init__(self, main: MainScreen, answers: Mapping[str, int]) -> None:
        super().__init__()
        self._main = main
        self._words = main.triage.index.content.habits
        self._answers = dict(answers)
        self._place = min(self._next_open, len(self._words.habits) - 1)
        self._enter = Enter(main.host.clock)
        self._banner = Banner(main.triage)
        self._title = Static(id="habits-title")
        self._page = QuestionPage(Gallery(main.stages, main.host))

    def compose(self) -> ComposeResult:
        """Where it stands above, the question below."""
        yield self._banner
        yield self._title
        yield self._page
        yield KeyLine()

    def on_mount(self) -> None:
        """Put the first open question."""
        self._banner.follow(self._main)
        self._enter.shown()
        self._show()

    @property
    def _next_open(self) -> int:
        """The first question without an answer; their number if there is none."""
        habits = self._words.habits
        open_ones = (n for n, habit in enumerate(habits) if habit.id not in self._answers)
        return next(open_ones, len(habits))

    def _show(self) -> None:
        habit, count = self._words.habits[self._place], len(self._words.habits)
        where = f"question {self._place + 1} of {count}"
        self._title.update(
            Row(
                Content.styled(self._words.title, "bold"),
                aside=Content.styled(where, "bold"),
            )
        )
        chosen = self._answers.get(habit.id)
        boxes = ["(•) " if place == chosen else "( ) " for place in range(len(habit.choices))]
        self._page.answers.show([choice.text for choice in habit.choices], boxes)
        self._page.answers.highlighted = chosen or 0
        self._page.ask(Rows([Row(Content.styled(habit.ask, "bold"))]), ())
        self.refresh_bindings()

    @on(AnswerList.Chosen)
    def choose(self, event: AnswerList.Chosen) -> None:
        """Keep the answer and go on."""
        event.stop()
        self._answers[self._words.habits[self._place].id] = event.place
        self._main.store.keep_value(HabitAnswers(dict(self._answers)))
        self._enter.shown()
        self.action_turn(1)

    @on(AnswerList.Moved)
    def move(self, event: AnswerList.Moved) -> None:
        """Note that the reader went to another option."""
        event.stop()
        self._enter.moved()

    def action_pick(self, place: int) -> None:
        """Choose an option by its number."""
        self._page.answers.pick(place)

    def action_enter(self) -> None:
        """Choose the highlighted option, unless the key repeats itself."""
        if self._enter.meant():
            self._page.answers.action_select()

    def action_turn(self, by: int) -> None:
        """To the question before or after, or from the last one to what to change."""
        if by > 0 and self._place + 1 == len(self._words.habits):
            if self._next_open == len(self._words.habits):
                self.dismiss(True)
            return
        if self._reachable(self._place + by):
            self._place += by
            self._show()

    def _reachable(self, place: int) -> bool:
        """Whether `place` is answered, or the next one to answer."""
        return 0 <= place <= min(self._next_open, len(self._words.habits) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that can act now."""
        if action == "turn":
            by = int(str(parameters[0]))
            count = len(self._words.habits)
            at_end = by > 0 and self._place + 1 == count and self._next_open == count
            return at_end or self._reachable(self._place + by)
        return True

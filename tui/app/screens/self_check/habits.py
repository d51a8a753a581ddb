"""The questions on the reader's own day, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.app.drawing.row import Row
from tui.app.input.bindings import bind
from tui.app.screens.self_check.question import QuestionScreen
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.lists.answer_list import AnswerList

if TYPE_CHECKING:
    from tui.app.guide_state import GuideState


class HabitsScreen(QuestionScreen[bool]):
    """Asks about each habit; answers can be changed. Closes with True once all are answered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss(False)", "Leave"),
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

    def __init__(self, state: GuideState, answers: Mapping[str, int]) -> None:
        super().__init__(state)
        self._words = self._index.content.habits
        self._answers = dict(answers)
        self._title = Static(id="habits-title")

    def compose(self) -> ComposeResult:
        """Lay out the progress above the question."""
        yield self._banner
        yield self._title
        yield self._page
        yield KeyLine(self.key_display)

    @property
    def _count(self) -> int:
        return len(self._words.habits)

    @property
    def _next_open(self) -> int:
        habits = self._words.habits
        open_ones = (n for n, habit in enumerate(habits) if habit.id not in self._answers)
        return next(open_ones, len(habits))

    def _show(self) -> None:
        habit = self._words.habits[self._place]
        where = f"question {self._place + 1} of {self._count}"
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
        self._page.ask(self.large(habit.ask), ())
        self.refresh_bindings()

    @on(AnswerList.Chosen)
    def choose(self, event: AnswerList.Chosen) -> None:
        """Store the answer and go on."""
        event.stop()
        name = self._words.habits[self._place].id
        self._answers[name] = event.place
        self._state.record.answer_habit(name, event.place)
        self._enter.shown()
        self.action_turn(1)

    def _finish(self) -> None:
        self.dismiss(True)

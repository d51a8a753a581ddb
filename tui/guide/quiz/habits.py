"""One's own day: which changes to make first."""

from __future__ import annotations

from collections.abc import Mapping

from tui.guide.content.index import Index
from tui.guide.content.quiz_model import Habit

CHANGES = 3
"""How many changes to name; more are hard to make at once."""


def need(habit: Habit, answers: Mapping[str, int]) -> int:
    """How much a change of `habit` may do, given the number of the chosen answer by habit id."""
    chosen = answers.get(habit.id)
    if chosen is None or not 0 <= chosen < len(habit.choices):
        return 0
    return habit.choices[chosen].need


def changes(index: Index, answers: Mapping[str, int]) -> tuple[Habit, ...]:
    """The habits to change first, at most `CHANGES`.

    The greatest need stands first; of equal needs, what stands first in the content.
    """
    wanted = [habit for habit in index.content.habits.habits if need(habit, answers)]
    wanted.sort(key=lambda habit: -need(habit, answers))
    return tuple(wanted[:CHANGES])

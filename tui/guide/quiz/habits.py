"""Daily habits: which changes to make first."""

from __future__ import annotations

from collections.abc import Mapping

from tui.guide.content.quiz_model import Habit
from tui.guide.content.record_index import Index

CHANGES = 3
"""The number of changes to name; more are hard to make at once."""


def need(habit: Habit, answers: Mapping[str, int]) -> int:
    """Return how much a change of `habit` may help, given the answer numbers by habit id."""
    chosen = answers.get(habit.id)
    if chosen is None or not 0 <= chosen < len(habit.choices):
        return 0
    return habit.choices[chosen].need


def changes(index: Index, answers: Mapping[str, int]) -> tuple[Habit, ...]:
    """Return the habits to change first, at most `CHANGES`.

    Ordered by need, the greatest first; equal needs keep the order of the content.
    """
    wanted = [habit for habit in index.content.habits.habits if need(habit, answers)]
    wanted.sort(key=lambda habit: -need(habit, answers))
    return tuple(wanted[:CHANGES])

"""One's own day: the changes that matter most come first, and never more than three."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.quiz.habits import CHANGES, changes, need

INDEX = Index.of(loaded())
FEW = Index.of(loaded(SMALL))
HABITS = INDEX.content.habits.habits

ANSWERS = st.dictionaries(st.sampled_from([*INDEX.habits, "gone"]), st.integers(-2, 7))


def names(answers: dict[str, int], index: Index = INDEX) -> list[str]:
    """What to change first, after these answers."""
    return [habit.id for habit in changes(index, answers)]


def most(count: int) -> dict[str, int]:
    """The answers with the greatest need to the first habits."""
    return {
        habit.id: max(range(len(habit.choices)), key=lambda place: habit.choices[place].need)
        for habit in HABITS[:count]
    }


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({}, []),
        ({"bends": 0, "cools": 0}, []),
        ({"bends": 1, "cools": 0}, ["bends"]),
        ({"bends": 0, "cools": 1}, ["cools"]),
        ({"bends": 1, "cools": 2}, ["bends", "cools"]),
        ({"cools": 2}, ["cools"]),
    ],
)
def test_only_what_needs_a_change_is_named(answers: dict[str, int], wanted: list[str]) -> None:
    assert names(answers, FEW) == wanted


def test_the_greater_need_goes_first_wherever_it_stands() -> None:
    answers = {"regular_exercise": 1, "desk": 2, "packs": 3}

    assert names(answers) == ["packs", "desk", "regular_exercise"]


def test_of_equal_needs_the_one_with_better_proof_goes_first() -> None:
    equal = {
        habit.id: next(n for n, choice in enumerate(habit.choices) if choice.need == 2)
        for habit in HABITS
        if any(choice.need == 2 for choice in habit.choices)
    }
    in_order = [habit.id for habit in HABITS if habit.id in equal]

    assert len(equal) > CHANGES
    assert names(dict(reversed(equal.items()))) == in_order[:CHANGES]


def test_never_more_than_three_changes_are_named() -> None:
    assert [len(names(most(count))) for count in range(6)] == [0, 1, 2, 3, 3, 3]
    assert len(names(most(len(HABITS)))) == CHANGES == 3


def test_regular_exercise_which_is_best_proven_stands_first() -> None:
    assert HABITS[0].id == "regular_exercise"
    assert names(most(len(HABITS)))[0] == "regular_exercise"


@pytest.mark.parametrize("place", [-1, 3, 99])
def test_an_answer_that_there_is_no_more_asks_for_nothing(place: int) -> None:
    assert names({"cools": place}, FEW) == []
    assert need(FEW.habits["cools"], {"cools": place}) == 0


@given(ANSWERS)
def test_whatever_was_answered_needs_fall_from_first_to_last(answers: dict[str, int]) -> None:
    wanted = changes(INDEX, answers)
    needs = [need(habit, answers) for habit in wanted]

    assert needs == sorted(needs, reverse=True)
    assert 0 not in needs
    left = [need(habit, answers) for habit in HABITS if habit not in wanted]
    assert not needs or max(left, default=0) <= min(needs)
    assert len(wanted) == min(CHANGES, sum(n > 0 for n in left + needs))

"""After the safety questions each reader is offered what suits them, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.first_minutes import BREATH, FirstStep, breathing_routine, first_steps, positions
from tui.guide.routine.breathing import DEPTHS, Breathing
from tui.guide.routine.routine import left_out
from tui.guide.triage import Triage

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
MINUTES = INDEX.content.first_minutes
POSITION, BREATHING, PACK, MOVE, REST = FirstStep


@pytest.mark.parametrize(
    ("ticked", "steps"),
    [
        ((), (POSITION, BREATHING, PACK, MOVE)),
        (("recurrent",), (POSITION, BREATHING, PACK, MOVE)),
        (("pregnant",), (POSITION, BREATHING, REST)),
        (("age_under_16",), (POSITION, BREATHING, REST)),
        (("abdominal_pain",), (POSITION, BREATHING, PACK, REST)),
        (("fever",), (POSITION, BREATHING, REST)),
        (("one_leg_weak",), (POSITION, BREATHING, REST)),
        (("saddle_numb",), ()),
        (("chest_pain", "fever"), ()),
    ],
)
def test_the_steps_follow_the_level_and_the_signs(
    ticked: tuple[str, ...], steps: tuple[FirstStep, ...]
) -> None:
    assert first_steps(INDEX, TRIAGE.judge(ticked), ()) == steps


def test_a_recent_operation_leaves_no_exercise() -> None:
    assert MOVE not in first_steps(INDEX, TRIAGE.judge(()), {"recent_surgery"})


@given(st.sets(st.sampled_from(list(INDEX.findings)), max_size=4))
def test_nobody_moves_who_needs_help_first(ticked: set[str]) -> None:
    verdict = TRIAGE.judge(ticked)
    steps = first_steps(INDEX, verdict, ())
    assert (steps == ()) is (verdict.level is Level.EMERGENCY)
    if not verdict.level < Level.URGENT:
        assert {PACK, MOVE}.isdisjoint(steps)
    if MOVE in steps:
        names = INDEX.programs[MINUTES.program].exercises
        assert any(not left_out(INDEX, INDEX.exercises[name], verdict.findings) for name in names)


def test_in_pregnancy_only_the_side_is_left_to_lie_on() -> None:
    assert [position.id for position in positions(INDEX, {"pregnant"})] == ["side"]
    assert len(positions(INDEX, ())) == 3


@pytest.mark.parametrize("position", MINUTES.positions, ids=lambda position: position.id)
def test_the_breathing_lasts_its_minutes_and_fills_and_empties_the_chest(position: object) -> None:
    routine = breathing_routine(INDEX, next(p for p in MINUTES.positions if p is position))
    assert routine.total == 60 * MINUTES.breathing_minutes
    assert {step.seconds for step in routine.steps} == {BREATH}
    breathing = Breathing.of(routine)
    for place, step in enumerate(routine.steps):
        begin, end = breathing.at(place, 0.0), breathing.at(place, 1.0)
        assert (begin.depth, end.depth) == ((0, DEPTHS) if step.breath == "in" else (DEPTHS, 0))
        assert breathing.at(place, 0.5).breath == step.breath

"""The chest goes along with what the walkthrough says, and as calmly as there is time for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.guide.content.exercise_model import Breath
from tui.guide.content.record_index import Index
from tui.guide.routine.breathing import CALM, DEPTHS, Breathing
from tui.guide.routine.cue_text import breath_words
from tui.guide.routine.routine import Routine, Step, StepStage, plan

EMPTY, FULL = 0, DEPTHS


def step(stage: StepStage, seconds: float, breath: Breath | None = None, rep: int = 1) -> Step:
    """A step of some exercise."""
    return Step(
        stage=stage,
        exercise="some",
        posture="supine",
        seconds=seconds,
        cue="",
        motion="some",
        frames=("start",),
        side=None,
        mirrored=False,
        rep=rep,
        reps=9,
        breath=breath,
    )


@pytest.fixture(scope="module")
def routines(index: Index) -> list[Routine]:
    """Each exercise by itself, and all in a row."""
    exercises = list(index.exercises.values())
    return [plan(index, [exercise]) for exercise in exercises] + [plan(index, exercises)]


def test_a_named_breath_takes_all_of_its_step(routines: list[Routine]) -> None:
    seen = 0
    for routine in routines:
        breathing = Breathing.of(routine)
        for place, one in enumerate(routine.steps):
            if one.breath:
                seen += 1
                chests = [breathing.at(place, share / 24) for share in range(25)]
                depths = [chest.depth for chest in chests]
                assert {chest.breath for chest in chests} == {one.breath}
                assert (depths[0], depths[-1]) == (
                    (EMPTY, FULL) if one.breath == "in" else (FULL, EMPTY)
                )
                assert depths == sorted(depths, reverse=one.breath == "out")
    assert seen


def test_the_chest_goes_on_where_it_was(routines: list[Routine]) -> None:
    """Only where two steps name the same breath there is no time for the other one."""
    for routine in routines:
        breathing = Breathing.of(routine)
        for place, (one, after) in enumerate(pairwise(routine.steps)):
            if not (one.breath and one.breath == after.breath):
                ended, begins = breathing.at(place, 1.0), breathing.at(place + 1, 0.0)
                assert ended.depth == begins.depth, (one, after)


def test_each_repetition_breathes_like_the_one_before(routines: list[Routine]) -> None:
    for routine in routines[:-1]:
        breathing = Breathing.of(routine)
        reps: dict[int, list[object]] = {}
        for place, one in enumerate(routine.steps):
            if one.rep and one.side is routine.steps[1].side:
                chests = [breathing.at(place, share / 8) for share in range(9)]
                reps.setdefault(one.rep, []).append((one.stage, chests))
        assert len(reps) == routine.steps[1].reps
        assert all(rep == reps[1] for rep in reps.values())


def test_calm_breaths_are_calm(routines: list[Routine]) -> None:
    for routine in routines:
        breathing = Breathing.of(routine)
        for one, (start, end) in zip(routine.steps, breathing.stretches, strict=True):
            if not one.breath:
                assert 0.6 * CALM <= 2 * one.seconds / (end - start) <= 2 * CALM


@given(
    steps=st.lists(
        st.builds(
            step,
            st.sampled_from(StepStage),
            st.floats(0.5, 90.0),
            st.sampled_from([None, None, "in", "out"]),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=12,
    ),
    share=st.floats(0.0, 1.0),
)
def test_whatever_the_steps_the_chest_and_the_words_agree(steps: list[Step], share: float) -> None:
    breathing = Breathing.of(Routine.of(steps, {}))
    for place, one in enumerate(steps):
        chest = breathing.at(place, share)
        assert EMPTY <= chest.depth <= FULL
        words = breath_words(one, chest)
        if one.breath or one.stage in (StepStage.HOLD, StepStage.REST):
            word, curve = words.split()
            assert word == (one.breath or chest.breath)
            assert len(curve) == chest.depth + 1
            assert words.index(curve) == 4, "always in the same place"
        else:
            assert words == "keep breathing"

"""There is time to lie down and to stand up, and no more changes of posture than needed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, permutations
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support import DELETE, changed, faults, only_fault
from tests.support.content import loaded
from tui.guide.content.exercise_model import Exercise, Phase, Posture
from tui.guide.content.record_index import Index
from tui.guide.routine.order import RoutineChoice, arrange
from tui.guide.routine.player import PlayerState, RoutinePlayer
from tui.guide.routine.routine import StepStage, plan

INDEX = Index.of(loaded())
TURNS = INDEX.content.movement.seconds
POSTURES: tuple[Posture, ...] = get_args(Posture)


def some(*names: str) -> list[Exercise]:
    return [INDEX.exercises[name] for name in names]


def ready(player: RoutinePlayer) -> float:
    """The seconds to get ready of the step that plays."""
    assert player.step.stage is StepStage.READY
    return player.step.seconds


# The time to get ready


@pytest.mark.parametrize(
    ("names", "posture", "seconds"),
    [
        (["pelvic_tilt"], "standing", [25]),
        (["pelvic_tilt"], "supine", [5]),
        (["bird_dog", "pelvic_tilt", "knee_to_chest"], "standing", [20, 15, 5]),
        (["low_plank", "standing_extension", "low_plank"], "prone", [5, 25, 30]),
    ],
)
def test_getting_ready_lasts_as_long_as_the_change_of_posture(
    names: list[str], posture: Posture, seconds: list[float]
) -> None:
    steps = plan(INDEX, some(*names), posture).steps
    assert [step.seconds for step in steps if step.stage is StepStage.READY] == seconds


def test_no_posture_is_reached_faster_by_way_of_another_one() -> None:
    for here in POSTURES:
        for there in POSTURES:
            assert TURNS[here][here] <= TURNS[here][there]
            assert all(TURNS[here][there] <= TURNS[here][by] + TURNS[by][there] for by in POSTURES)


@pytest.mark.parametrize("pace", [0.5, 1.0, 2.0])
def test_the_pace_scales_the_time_to_lie_down(pace: float) -> None:
    player = RoutinePlayer.start(plan(INDEX, some("pelvic_tilt")), 0.0).with_pace(pace, 0.0)
    assert player.step_left == 25 / pace


def test_an_exercise_can_begin_at_once_and_only_while_getting_ready() -> None:
    player = RoutinePlayer.start(plan(INDEX, some("pelvic_tilt", "bird_dog")), 0.0)
    for state in (player.tick(2.0), player.pause(2.0).resume(2.0)):
        assert state.can_begin
        begun = state.begin(2.0)
        assert (begun.state, begun.step.stage) == (PlayerState.PLAYING, StepStage.MOVE)
        assert begun.position == 25
        assert not begun.can_begin
        assert begun.begin(2.0) == begun
    paused = player.pause(2.0)
    assert not paused.can_begin and paused.begin(2.0) == paused


# Skipping


def test_after_a_skipped_exercise_the_time_is_that_from_where_the_reader_is() -> None:
    routine = plan(INDEX, some("pelvic_tilt", "low_plank", "bird_dog"))
    player = RoutinePlayer.start(routine, 0.0).begin(0.0)
    onto_the_front = player.next(0.0)
    assert ready(onto_the_front) == TURNS["supine"]["prone"]
    # Still on the back, or already on the front: there is time for both.
    skipped = onto_the_front.next(0.0)
    assert ready(skipped) == max(TURNS["supine"]["all_fours"], TURNS["prone"]["all_fours"])
    assert ready(onto_the_front.begin(0.0).next(0.0)) == TURNS["prone"]["all_fours"]


def test_going_back_gives_time_to_get_back() -> None:
    routine = plan(INDEX, some("standing_extension", "pelvic_tilt", "knee_to_chest"))
    lying = RoutinePlayer.start(routine, 0.0).begin(0.0).next(0.0).begin(0.0)
    again = lying.previous(0.0)
    assert (again.step.exercise, ready(again)) == ("pelvic_tilt", 5)
    up = again.previous(0.0)
    assert (up.step.exercise, ready(up)) == ("standing_extension", TURNS["supine"]["standing"])
    # From there on everything is as planned.
    assert ready(up.begin(0.0).next(0.0)) == TURNS["standing"]["supine"]


def test_the_end_is_in_the_posture_that_the_reader_is_in() -> None:
    routine = plan(INDEX, some("pelvic_tilt", "standing_extension"))
    standing_up = RoutinePlayer.start(routine, 0.0).begin(0.0).next(0.0)
    assert standing_up.next(0.0).posture == "supine"
    assert standing_up.begin(0.0).next(0.0).posture == "standing"


# The order


@pytest.mark.parametrize("program", [program.id for program in INDEX.content.programs])
def test_a_program_keeps_its_first_exercise_and_its_phases(program: str) -> None:
    (found,) = (one for one in INDEX.content.programs if one.id == program)
    order = RoutineChoice.of_program(INDEX, found).order(INDEX)
    assert order[0].id == found.exercises[0]
    assert sorted(exercise.id for exercise in order) == sorted(found.exercises)
    phases = [list(Phase).index(exercise.phase) for exercise in order[1:]]
    assert phases == sorted(phases)


def test_a_program_whose_first_exercise_is_left_out_begins_with_what_is_nearest() -> None:
    exercises = tuple(some("low_plank", "bird_dog", "glute_bridge"))
    choice = RoutineChoice(exercises, first="low_plank")
    assert choice.order(INDEX)[0].id == "low_plank"
    assert [e.id for e in choice.order(INDEX, exercises[:1])] == ["bird_dog", "glute_bridge"]


@pytest.mark.parametrize(
    "names", [["bird_dog", "pelvic_tilt"], ["cat_cow", "low_plank", "cat_cow"]]
)
def test_exercises_that_are_named_keep_their_order(names: list[str]) -> None:
    assert [e.id for e in RoutineChoice.named(INDEX, names).order(INDEX)] == names


def test_all_exercises_are_played_with_few_changes_of_posture() -> None:
    order = RoutineChoice(INDEX.content.exercises).order(INDEX)
    assert [exercise.id for exercise in order] == [
        *("knee_to_chest", "pelvic_tilt", "lower_back_rotation"),
        *("double_knee_to_chest", "childs_pose", "cat_cow", "standing_extension"),
        *("hip_flexor_stretch", "walk_breathe", "chair_cat_cow", "chair_twist"),
        *("shoulder_rolls", "chin_tuck", "sit_to_stand", "calf_raise"),
        *("wall_slide", "bird_dog", "low_plank", "glute_bridge"),
    ]


def turning(exercises: Sequence[Exercise]) -> float:
    """The seconds of getting ready for exercises one after the other."""
    steps = plan(INDEX, exercises).steps
    return sum(step.seconds for step in steps if step.stage is StepStage.READY)


@given(
    st.lists(st.tuples(st.sampled_from(Phase), st.sampled_from(POSTURES)), min_size=1, max_size=6)
)
@example(
    [
        *[(Phase.EASING, "kneeling")] * 2,
        (Phase.EASING, "all_fours"),
        (Phase.STRENGTHENING, "standing"),
    ]
)
def test_no_other_order_of_groups_of_a_posture_takes_less_time(
    kinds: list[tuple[Phase, Posture]],
) -> None:
    tilt = INDEX.exercises["pelvic_tilt"]
    exercises = [
        replace(tilt, title=f"{place}", phase=phase, posture=posture)
        for place, (phase, posture) in enumerate(kinds)
    ]
    phases = list(Phase)
    allowed = (
        order
        for order in permutations(exercises)
        if [e.phase for e in order] == sorted((e.phase for e in order), key=phases.index)
        # Those of a phase that start in the same posture stay together.
        and len(list(groupby((e.phase, e.posture) for e in order))) == len(set(kinds))
    )
    found = arrange(INDEX, exercises)
    assert sorted(e.title for e in found) == sorted(e.title for e in exercises)
    assert turning(found) == min(map(turning, allowed))


def test_many_exercises_are_ordered_too() -> None:
    tilt = INDEX.exercises["pelvic_tilt"]
    many = [
        replace(tilt, id=f"e{number}", posture=POSTURES[number % 6], phase=list(Phase)[number % 3])
        for number in range(600)
    ]
    order = arrange(INDEX, many, first="e7")
    assert order[0].id == "e7"
    assert len({exercise.id for exercise in order}) == 600


# What a check of the content says

CHOICES = 'one of "all_fours", "kneeling", "prone", "side", "sitting", "standing", "supine"'
BOUNDS = "a number from 3 up to 120"


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (
            "exercise/bend/posture",
            DELETE,
            f"exercise[bend].posture: found nothing, expected {CHOICES}",
        ),
        (
            "exercise/bend/posture",
            "stading",
            f'exercise[bend].posture: found "stading", expected {CHOICES}; '
            'did you mean "standing"?',
        ),
        (
            "exercise/reach/posture",
            "on all fours",
            f'exercise[reach].posture: found "on all fours", expected {CHOICES}; '
            'did you mean "all_fours"?',
        ),
        (
            "movement/seconds/standing/supine",
            DELETE,
            "movement.seconds.standing.supine: found nothing, "
            "expected seconds to get from one posture to the other",
        ),
        (
            "movement/seconds/standing/supine",
            1,
            f"movement.seconds.standing.supine: found 1, expected {BOUNDS}",
        ),
        (
            "movement/seconds/side/side",
            900,
            f"movement.seconds.side.side: found 900, expected {BOUNDS}",
        ),
        (
            "movement/seconds/side/standing",
            "long",
            f'movement.seconds.side.standing: found "long", expected {BOUNDS}',
        ),
        (
            "movement/done/standing",
            DELETE,
            "movement.done.standing: found nothing, "
            "expected words on one line, without control characters",
        ),
        (
            "movement/postures/prone",
            DELETE,
            "movement.postures.prone: found nothing, expected a few words for the posture",
        ),
    ],
)
def test_a_fault_of_posture_is_told(path: str, value: object, fault: str) -> None:
    assert only_fault((path, value)) == fault


def test_a_row_of_seconds_that_is_missing_or_misspelt_is_told_pair_by_pair() -> None:
    lines = faults(changed(("movement/seconds/side", DELETE)))
    assert [line.partition(":")[0] for line in lines] == [
        f"movement.seconds.side.{posture}" for posture in POSTURES
    ]
    (line,) = (
        line for line in faults(changed(("movement/seconds/side/supin", 5))) if "supin:" in line
    )
    assert line.endswith('did you mean "supine"?')

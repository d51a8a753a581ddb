"""A routine leads through every repetition, fairly and on time, whatever its reader does."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.guide.content.exercise_model import Exercise, Sides
from tui.guide.content.record_index import Index
from tui.guide.routine.keyframes import keyframe_path
from tui.guide.routine.player import COUNTDOWN, FASTEST, JUMP, SLOWEST, PlayerState, RoutinePlayer
from tui.guide.routine.routine import (
    Routine,
    Side,
    Step,
    StepStage,
    conditions,
    left_out,
    plan,
)


@pytest.fixture(scope="module")
def routine(index: Index) -> Routine:
    """Knee-to-chest and pelvic tilt, one after the other."""
    return plan(index, [index.exercises["knee_to_chest"], index.exercises["pelvic_tilt"]])


def played(player: RoutinePlayer, now: float, until: float, tick: float = 0.25) -> RoutinePlayer:
    """`player` after somebody watched it from `now` until `until`."""
    while now < until:
        now = min(now + tick, until)
        player = player.tick(now)
    return player


def test_every_exercise_has_a_plan(index: Index) -> None:
    for exercise in index.exercises.values():
        steps = plan(index, [exercise]).steps
        dose = exercise.dose
        sides = 1 if dose.sides is Sides.NONE else 2
        held = [step.seconds for step in steps if step.stage is StepStage.HOLD]
        assert held == list(dose.hold) * dose.reps * sides * dose.sets
        assert steps[0].stage is StepStage.READY
        assert steps[0].seconds == index.content.movement.seconds["standing"][exercise.posture]
        assert steps[-1].stage is StepStage.CHECK


def test_both_sides_get_exactly_the_same(index: Index) -> None:
    for exercise in index.exercises.values():
        if exercise.dose.sides is Sides.NONE:
            continue
        given_to: dict[Side | None, list[tuple[StepStage, float]]] = defaultdict(list)
        for step in plan(index, [exercise]).steps:
            if step.rep:
                given_to[step.side].append((step.stage, step.seconds))
        assert given_to[Side.LEFT] == given_to[Side.RIGHT]


def test_the_left_side_comes_first_and_the_right_one_is_its_mirror(index: Index) -> None:
    steps = [step for step in plan(index, [index.exercises["knee_to_chest"]]).steps if step.rep]
    assert steps[0].side is Side.LEFT
    assert {step.mirrored for step in steps if step.side is Side.LEFT} == {False}
    assert {step.mirrored for step in steps if step.side is Side.RIGHT} == {True}


def test_an_exercise_with_its_own_right_side_is_not_mirrored(index: Index) -> None:
    steps = plan(index, [index.exercises["lower_back_rotation"]]).steps
    holds = [(step.side, step.frames) for step in steps if step.stage is StepStage.HOLD]
    assert holds[:2] == [(Side.LEFT, ("left",)), (Side.RIGHT, ("right",))]
    assert not any(step.mirrored for step in steps)


def test_the_body_goes_on_from_where_it_is(index: Index) -> None:
    for exercise in index.exercises.values():
        at = index.cycles[exercise.motion][0]
        for step in plan(index, [exercise]).steps:
            assert step.frames[0] == at
            at = step.frames[-1]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("start", "hold", ("start", "one", "hold")),
        ("hold", "start", ("hold", "one", "start")),
        ("start", "beside", ("start", "beside")),
    ],
)
def test_the_way_follows_the_cycle(here: str, there: str, expected: tuple[str, ...]) -> None:
    assert keyframe_path(("start", "one", "hold", "one"), here, there) == expected


def test_the_total_is_the_sum_of_its_steps(routine: Routine) -> None:
    assert routine.total == pytest.approx(sum(step.seconds for step in routine.steps))
    assert RoutinePlayer.start(routine, 0.0).remaining == routine.total


def test_without_a_key_it_is_done_when_its_time_is_over(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 100.0), 100.0, 100.0 + routine.total - 0.5)
    assert player.state is PlayerState.PLAYING
    assert player.remaining == pytest.approx(0.5)
    player = played(player, 100.0 + routine.total - 0.5, 101.0 + routine.total)
    assert player.state is PlayerState.DONE
    assert player.remaining == 0.0


def test_at_twice_the_pace_it_takes_half_the_time(routine: Routine) -> None:
    player = RoutinePlayer.start(routine, 0.0).with_pace(2.0, 0.0)
    assert player.remaining == pytest.approx(routine.total / 2)
    assert played(player, 0.0, routine.total / 2 + 0.5).state is PlayerState.DONE


def test_a_pause_stands_still_and_goes_on_after_a_countdown(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 0.0), 0.0, 7.0).pause(7.0)
    assert player.state is PlayerState.PAUSED
    waited = player.tick(5000.0)
    assert waited.position == player.position
    counting = waited.resume(5000.0)
    assert counting.state is PlayerState.COUNTING
    assert counting.countdown == COUNTDOWN
    going = played(counting, 5000.0, 5000.0 + COUNTDOWN + 1.0)
    assert going.state is PlayerState.PLAYING
    assert going.position == pytest.approx(player.position + 1.0)


def test_a_countdown_can_be_paused_again(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 0.0), 0.0, 7.0).pause(7.0).resume(7.0)
    assert played(player, 7.0, 8.0).pause(8.0).state is PlayerState.PAUSED


def test_a_machine_that_slept_finds_the_routine_paused(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 0.0), 0.0, 9.0)
    woken = player.tick(9.0 + 8 * 3600)
    assert woken.state is PlayerState.PAUSED
    assert woken.position == player.position


def test_a_gap_just_short_of_a_jump_is_time_that_passed(routine: Routine) -> None:
    assert RoutinePlayer.start(routine, 0.0).tick(JUMP).position == JUMP


def test_a_clock_set_back_does_not_go_back(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 50.0), 50.0, 59.0)
    back = player.tick(10.0)
    assert back.position == player.position
    assert back.state is PlayerState.PLAYING
    assert back.tick(11.0).position == pytest.approx(player.position + 1.0)


def test_next_and_previous_go_from_exercise_to_exercise(routine: Routine) -> None:
    second = routine.starts[routine.exercise_places()[1]]
    player = played(RoutinePlayer.start(routine, 0.0), 0.0, 8.0)
    ahead = player.next(8.0)
    assert ahead.position == second
    assert ahead.next(8.0).state is PlayerState.DONE
    assert ahead.previous(8.0).position == 0.0
    later = played(ahead, 8.0, 8.0 + ahead.step.seconds + 2.0)
    assert later.previous(later.seen).position == second


def test_previous_from_the_end_plays_again(routine: Routine) -> None:
    done = RoutinePlayer.start(routine, 0.0).next(0.0).next(0.0)
    assert done.state is PlayerState.DONE
    again = done.previous(1.0)
    assert again.state is PlayerState.PLAYING
    assert again.position == routine.starts[routine.exercise_places()[-1]]


def test_when_it_hurts_it_stops_at_once_and_leaves_that_exercise_out(routine: Routine) -> None:
    hurt = played(RoutinePlayer.start(routine, 0.0), 0.0, 12.0).hurt(12.0)
    assert hurt.state is PlayerState.HURT
    assert hurt.tick(60.0).position == hurt.position
    assert hurt.pause(60.0).state is PlayerState.HURT
    assert hurt.resume(60.0).state is PlayerState.HURT
    assert hurt.next(60.0).position == hurt.position
    on = hurt.go_on(60.0)
    assert on.state is PlayerState.COUNTING
    assert on.position == routine.starts[routine.exercise_places()[1]]
    assert on.hurt(60.0).go_on(61.0).state is PlayerState.DONE


def test_nothing_hurts_once_it_is_done(routine: Routine) -> None:
    done = RoutinePlayer.start(routine, 0.0).next(0.0).next(0.0)
    assert done.hurt(1.0).state is PlayerState.DONE
    assert done.go_on(1.0).state is PlayerState.DONE


def test_an_empty_routine_is_done_at_once() -> None:
    assert RoutinePlayer.start(Routine.of([], {}), 0.0).state is PlayerState.DONE


def test_what_comes_next_is_the_other_side_then_the_next_exercise(routine: Routine) -> None:
    player = played(RoutinePlayer.start(routine, 0.0).begin(0.0), 0.0, 4.0)
    upcoming = player.upcoming
    assert upcoming is not None
    assert upcoming.stage is StepStage.SWITCH
    last = player.next(4.0)
    last = played(last, 4.0, 4.0 + last.remaining - 1.0)
    assert last.upcoming is None


def test_sets_are_parted_by_a_rest(index: Index) -> None:
    import msgspec

    tilt = index.exercises["pelvic_tilt"]
    twice: Exercise = msgspec.structs.replace(tilt, dose=msgspec.structs.replace(tilt.dose, sets=2))
    steps = plan(index, [twice]).steps
    assert sum(step.stage is StepStage.HOLD for step in steps) == 2 * tilt.dose.reps
    assert sum(step.stage is StepStage.REST for step in steps) == 1


def test_a_finding_or_blocker_leaves_out_what_it_rules_out(index: Index) -> None:
    plank, bridge = index.exercises["low_plank"], index.exercises["glute_bridge"]
    assert left_out(index, plank, {"wrist_shoulder_trouble"}) == ("wrist_shoulder_trouble",)
    assert left_out(index, bridge, {"wrist_shoulder_trouble"}) == ()
    assert left_out(index, index.exercises["childs_pose"], {"osteoporosis"}) == ("osteoporosis",)


def test_some_conditions_rule_every_exercise_out(index: Index) -> None:
    for exercise in index.exercises.values():
        for name in index.expand(index.content.movement.not_if):
            assert left_out(index, exercise, {name}) == (name,)


def test_each_condition_is_asked_once(index: Index) -> None:
    asked = conditions(index, list(index.exercises.values()))
    assert len(asked) == len(set(asked))
    assert {"pregnant", "osteoporosis", "recent_surgery", "knee_trouble"} <= set(asked)


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("tick"), st.floats(-5.0, 40.0)),
        st.tuples(st.just("pace"), st.floats(0.0, 10.0)),
        st.tuples(
            st.sampled_from(["pause", "resume", "begin", "next", "previous", "hurt", "go_on"]),
            st.just(0.0),
        ),
    ),
    max_size=60,
)


@given(actions=ACTIONS)
def test_whatever_is_done_to_it_it_stays_in_order_and_ends(
    actions: list[tuple[str, float]], index: Index
) -> None:
    routine = plan(index, [index.exercises["bird_dog"], index.exercises["cat_cow"]])
    now = 0.0
    player = RoutinePlayer.start(routine, now)
    for name, amount in actions:
        if name == "tick":
            now += amount
            player = player.tick(now)
        elif name == "pace":
            player = player.with_pace(amount, now)
        else:
            player = getattr(player, name)(now)
        assert 0.0 <= player.position <= player.routine.total
        assert player.remaining >= 0.0
        assert player.step_left >= 0.0
        assert 0.0 <= player.progress <= 1.0
        assert 0.0 <= player.countdown <= COUNTDOWN
        assert SLOWEST <= player.pace <= FASTEST
        assert (player.state is PlayerState.DONE) == (player.position == player.routine.total)
    player = player.go_on(now).resume(now)
    player = played(player, now, now + player.routine.total / SLOWEST + COUNTDOWN + 1.0, tick=2.0)
    assert player.state is PlayerState.DONE


def test_the_place_in_a_routine_is_the_step_of_that_second(routine: Routine) -> None:
    for number, (step, start) in enumerate(zip(routine.steps, routine.starts, strict=True)):
        assert routine.place(start) == number
        assert routine.place(start + step.seconds / 2) == number
        assert isinstance(routine.steps[number], Step)

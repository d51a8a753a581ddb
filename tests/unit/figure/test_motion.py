from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.motion_parser import parse_motions
from tui.figure.player import MotionMoment, PoseError

from .conftest import PLAYERS

LEGS = {"ankle": [0.2, 0.039], "foot": 0}
ARMS = {"wrist": [0.0, 0.03]}
START: dict[str, Any] = {
    "id": "start",
    "root": {"joint": "shoulder", "at": [-0.3, 0.062]},
    "spine": [180, 187],
    "head": 178,
    "legs": LEGS,
    "arms": ARMS,
}


def file(*keyframes: dict[str, Any], **motion: Any) -> dict[str, Any]:
    return {"motion": [{"id": "m", "facing": "right", "keyframe": list(keyframes), **motion}]}


def fault(data: dict[str, Any]) -> str:
    with pytest.raises(PoseError) as error:
        parse_motions(data)
    return str(error.value)


def test_a_keyframe_takes_what_it_leaves_out_from_the_first() -> None:
    player = parse_motions(file(START, {"id": "end", "head": 150}))["m"]
    start, end = player.poses
    assert end.head == 150
    assert end.near_leg == start.near_leg
    assert end.root == start.root


def test_one_limb_overrides_both() -> None:
    far = {"ankle": [0.25, 0.039], "foot": 0}
    player = parse_motions(file({**START, "far_leg": far}))["m"]
    assert player.poses[0].near_leg.ankle == (0.2, 0.039)
    assert player.poses[0].far_leg.ankle == (0.25, 0.039)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (file(), "motion[m].keyframe: at least one"),
        (file({"id": "a", "head": 1}), "motion[m].keyframe[a].root: missing"),
        (file(START, START), "motion[m].keyframe[start]: this id is used twice"),
        (file({**START, "roll": 5}), "motion[m].keyframe[start].roll: only the view"),
        (file({"id": "a"}, view="feet"), "motion[m].keyframe[a].roll: missing"),
        (file({**START, "legs": {**LEGS, "thigh": 9}}), "near_leg: give either ankle"),
        (file({**START, "arms": {**ARMS, "fore": 9}}), "near_arm: give one of"),
        (
            file(
                {
                    **START,
                    "root": {"joint": "pelvis", "at": [0, 1], "elbow": [0, 0]},
                    "arms": {"upper": 270, "fore": 270},
                }
            ),
            "motion[m].keyframe[start].root.elbow: needs a knee or an ankle",
        ),
        (file(START, cycle=["start", "stort"]), "motion[m].cycle[1]: unknown name 'stort'"),
        (file(START, cycle=["stort"]), "did you mean 'start'?"),
        (file(START, props=[{"kind": "pilow"}]), "motion[m].props[0].kind: unknown name 'pilow'"),
        (file(START, props=[{"kind": "pilow"}]), "did you mean 'pillow'?"),
        (file(START, props=[{"kind": "xyzzy"}]), "unknown name 'xyzzy'"),
        (file({**START, "legs": {"foot": 0}}), "motion[m].keyframe[start].near_leg: give either"),
        (file({**START, "arms": {**ARMS, "on": "head"}}), "near_arm: give one of"),
        (file({**START, "knee": 1}), "unknown field `knee`"),
        (file({**START, "knee": 1}), "$.motion[0].keyframe[0]"),
        (file({**START, "head": float("nan")}), "$.motion[0].keyframe[0].head"),
        (file({**START, "stay": 0}), "$.motion[0].keyframe[0].stay"),
        (file({**START, "ease": "fast"}), "$.motion[0].keyframe[0].ease"),
        (
            file(START, {"id": "b", "root": {"joint": "pelvis", "at": [0, 0.1]}}),
            "motion[m].keyframe[b].root: every keyframe must hold the same joints",
        ),
        (
            file({**START, "root": {"joint": "knee", "at": [0, 0.03]}}),
            "motion[m].keyframe[start].root.joint: knee needs thigh and shank",
        ),
        (
            file({**START, "root": {"joint": "pelvis", "at": [0, 1], "elbow": [0, 0]}}),
            "motion[m].keyframe[start].near_arm.upper: needed because root.elbow",
        ),
        (
            {"motion": [*file(START)["motion"], *file(START)["motion"]]},
            "motion[m]: this id is used twice",
        ),
    ],
)
def test_what_cannot_be_played_is_told_with_its_key_path(data: dict[str, Any], words: str) -> None:
    assert words in fault(data)


def test_a_missing_keyframe_names_the_nearest() -> None:
    with pytest.raises(
        PoseError, match=r"motion\[cat_cow\].keyframe: .*'rond', did you mean 'round'"
    ):
        PLAYERS["cat_cow"].pose("rond")


@given(seconds=st.floats(-100.0, 10_000.0), name=st.sampled_from(sorted(PLAYERS)))
def test_every_second_is_somewhere_in_the_cycle(seconds: float, name: str) -> None:
    player = PLAYERS[name]
    moment = player.moment(seconds)
    assert 0.0 <= moment.progress <= 1.0
    assert {moment.start, moment.end} <= {pose.id for pose in player.poses}


def test_a_cycle_holds_moves_and_comes_back() -> None:
    player = PLAYERS["glute_bridge"]
    start, hold = player.poses
    assert player.seconds == start.move + start.stay + hold.move + hold.stay
    assert player.moment(0.0) == MotionMoment("start", "start")
    assert player.moment(start.stay + hold.move / 2) == MotionMoment("start", "hold", 0.5)
    assert player.moment(start.stay + hold.move) == MotionMoment("hold", "hold")
    assert player.moment(player.seconds) == MotionMoment("start", "start")


def test_muscles_rest_in_the_first_of_several_keyframes_unless_it_says_otherwise() -> None:
    later = {"id": "end"}
    works = [pose.work for pose in parse_motions(file(START, later))["m"].poses]
    assert works == [False, True]
    works = [
        pose.work
        for pose in parse_motions(file({**START, "work": True}, {**later, "work": False}))[
            "m"
        ].poses
    ]
    assert works == [True, False]
    assert parse_motions(file(START))["m"].poses[0].work

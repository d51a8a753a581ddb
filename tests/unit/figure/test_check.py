from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tui.figure.body.side_view import far_limbs
from tui.figure.geometry import distance, heading
from tui.figure.lint import (
    bones,
    check_motion,
    check_motions,
    contacts,
    join_faults,
    order_faults,
)
from tui.figure.motion import ArmPose, Keyframe, LegPose, Motion, Prop
from tui.figure.motion_parser import prepare
from tui.figure.player import MotionMoment, MotionPlayer
from tui.figure.pose_solver import body_at
from tui.figure.props import supports
from tui.figure.scene import shapes_at
from tui.figure.skeleton import Arm, Body, Leg


def changed(motion: Motion, index: int, **fields: Any) -> Motion:
    keyframes = list(motion.keyframes)
    keyframes[index] = msgspec.structs.replace(keyframes[index], **fields)
    return msgspec.structs.replace(motion, keyframes=tuple(keyframes))


def test_every_motion_of_the_file_holds(motion: Motion) -> None:
    assert check_motion(motion) == []


def test_bones_keep_their_length_in_every_frame(player: MotionPlayer) -> None:
    if player.view == "feet":
        pytest.skip("checked by roll")
    for start, end in zip(player.cycle, (*player.cycle[1:], player.cycle[0]), strict=True):
        for step in range(37):
            body = body_at(player, MotionMoment(start, end, step / 36))
            for name, a, b, length in bones(body):
                assert distance(a, b) == pytest.approx(length, rel=0.01), name


@pytest.mark.parametrize(
    ("name", "joints"),
    [
        ("childs_pose", ("near_hand", "far_hand", "near_foot", "near_knee")),
        ("cat_cow", ("near_hand", "far_hand", "near_foot", "near_knee")),
        ("bird_dog", ("near_hand", "far_foot", "far_knee")),
        ("glute_bridge", ("near_foot", "far_foot", "near_hand")),
        ("knee_to_chest", ("far_foot",)),
        ("pelvic_tilt", ("near_foot", "far_foot")),
        ("low_plank", ("near_elbow", "far_elbow", "near_hand", "near_knee")),
        ("low_plank_full", ("near_elbow", "near_hand", "near_foot")),
        ("standing_extension", ("near_foot", "far_foot")),
        ("lift_good", ("near_foot", "far_foot")),
        ("lift_bad", ("near_foot", "far_foot")),
        ("lift_far", ("near_foot", "far_foot")),
        ("plank_sag", ("near_elbow", "near_hand", "near_foot")),
        ("bird_dog_high", ("near_hand", "far_foot", "far_knee")),
        ("bridge_high", ("near_foot", "far_foot", "near_hand")),
        ("knee_pull", ("far_foot",)),
        ("extension_knees", ("near_foot", "far_foot")),
    ],
)
def test_planted_hands_and_feet_stay(
    players: dict[str, MotionPlayer], name: str, joints: tuple[str, ...]
) -> None:
    player = players[name]
    start, end = player.cycle[:2]
    before = contacts(body_at(player, MotionMoment(start, start)))
    for step in range(37):
        now = contacts(body_at(player, MotionMoment(start, end, step / 36)))
        for joint in joints:
            assert distance(before[joint], now[joint]) < 0.01, (joint, step)


def test_a_target_beyond_the_limb_is_a_fault_with_its_key(bridge: Motion) -> None:
    far = changed(bridge, 1, near_leg=LegPose(ankle=(0.9, 0.039), foot=0.0))
    (fault, *_) = check_motion(far)
    assert fault.startswith("motion[glute_bridge].keyframe[hold].near_leg: ")
    assert "too far for this limb" in fault


def test_a_joint_beyond_its_range_is_a_fault(bridge: Motion) -> None:
    backwards = changed(bridge, 1, near_leg=LegPose(thigh=0.0, shank=40.0, foot=130.0))
    assert any("near_knee is bent to -40 degrees" in fault for fault in check_motion(backwards))


def test_sinking_into_the_floor_is_a_fault(bridge: Motion) -> None:
    sunk = changed(bridge, 1, spine=(170.0, 170.0))
    assert any("below the floor" in fault for fault in check_motion(sunk))


def test_a_sliding_foot_is_a_fault(bridge: Motion) -> None:
    # Both ends put the foot at the same place, but as angles: on the way it swings.
    swinging = bridge
    for index, key in enumerate(bridge.keyframes):
        leg = body_at(prepare(bridge), MotionMoment(key.id, key.id)).near_leg
        thigh, shank = heading(leg.hip, leg.knee), heading(leg.knee, leg.ankle)
        pose = LegPose(thigh=thigh, shank=shank, foot=0.0)
        swinging = changed(swinging, index, near_leg=pose)
    assert any("near_foot should stay planted" in fault for fault in check_motion(swinging))


def test_each_fault_is_told_once_with_its_worst_frame(bridge: Motion) -> None:
    faults = check_motion(changed(bridge, 1, head=20.0))
    assert len([fault for fault in faults if "[hold]" in fault and "neck" in fault]) == 1


def test_faults_that_stop_a_motion_are_told_too(bridge: Motion) -> None:
    wrong = msgspec.structs.replace(bridge, props=(Prop(kind="sofaa"),))
    assert check_motion(wrong) == [
        "motion[glute_bridge].props[0].kind: unknown name 'sofaa', did you mean 'sofa'?"
    ]
    limp = changed(bridge, 0, arms=ArmPose())
    assert "near_arm: give one of" in check_motion(limp)[0]


def test_two_motions_with_one_id_are_a_fault(bridge: Motion) -> None:
    assert check_motions([bridge, bridge]) == ["motion[glute_bridge]: this id is used twice"]


def test_knees_roll_only_so_far() -> None:
    motion = Motion(id="r", view="feet", keyframes=(Keyframe(id="a", roll=85.0),))
    assert check_motion(motion) == [
        "motion[r].keyframe[a].roll: 85 degrees, the knees roll by 70 at most"
    ]


def parts_of(bridge: Motion) -> tuple[MotionPlayer, MotionMoment, Body]:
    player, moment = prepare(bridge), MotionMoment("hold", "hold")
    return player, moment, body_at(player, moment)


@pytest.mark.parametrize(
    ("part", "moved", "said"),
    [
        ("near_arm", Arm((0.4, 0.5), (0.4, 0.4), (0.4, 0.3), 270.0), "near_arm"),
        ("far_leg", Leg((-0.5, 0.6), (-0.5, 0.4), (-0.5, 0.2), 180.0), "far_leg"),
        ("near_leg", Leg((0.5, 0.6), (0.5, 0.4), (0.5, 0.2), 180.0), "near_leg"),
        ("far_arm", Arm((-0.5, 0.6), (-0.5, 0.4), (-0.5, 0.2), 180.0), "far_arm"),
    ],
)
def test_a_part_that_misses_its_neighbour_is_a_fault(
    bridge: Motion, part: str, moved: object, said: str
) -> None:
    _, _, body = parts_of(bridge)
    assert list(join_faults(body, ())) == []
    apart = msgspec.structs.replace(body, **{part: moved})
    texts = [fault.text for fault in join_faults(apart, ())]
    assert f": {said} is not connected to its neighbour" in texts


@pytest.mark.parametrize("limb", ["far_arm", "far_leg"])
def test_a_far_limb_drawn_in_front_is_a_fault(bridge: Motion, limb: str) -> None:
    player, moment, body = parts_of(bridge)
    drawn = shapes_at(player, moment, 0.0)
    bearing = supports(player.props)
    assert list(order_faults(body, drawn, bearing)) == []
    over = [*drawn, *far_limbs(body, bearing)[limb]]
    assert [fault.text for fault in order_faults(body, over, bearing)] == [
        f": {limb} is drawn in front of the body"
    ]

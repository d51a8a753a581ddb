from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.geometry import Point, distance, heading, step, turn
from tui.figure.skeleton import (
    FOREARM,
    SHANK,
    THIGH,
    UPPER_ARM,
    Arm,
    Body,
    Leg,
    OutOfReach,
    joint_angles,
    two_bone,
)

coordinate = st.floats(-2.0, 2.0)
point = st.tuples(coordinate, coordinate)
degrees = st.floats(-360.0, 360.0)


def triage_state(facing: int) -> Body:
    """Upright, arms hanging, facing left (1) or right (-1)."""
    pelvis, shoulder = (0.0, 0.53), (0.0, 0.818)
    leg = Leg(pelvis, (0.0, 0.285), (0.0, 0.039), 90.0 + 90.0 * facing)
    arm = Arm(shoulder, (0.0, 0.646), (0.0, 0.496), 270.0)
    return Body(
        facing, pelvis, (0.0, 0.655), shoulder, (0.0, 0.886), 90.0, 90.0, 90.0, leg, leg, arm, arm
    )


@given(root=point, direction=degrees, share=st.floats(0.02, 0.999), side=st.sampled_from([-1, 1]))
def test_a_reached_target_keeps_both_bones_at_their_length(
    root: Point, direction: float, share: float, side: int
) -> None:
    low, high = SHANK - THIGH, SHANK + THIGH
    target = step(root, direction, low + share * (high - low))
    knee = two_bone(root, target, THIGH, SHANK, side)
    assert distance(root, knee) == pytest.approx(THIGH, abs=1e-9)
    assert distance(knee, target) == pytest.approx(SHANK, abs=1e-6)


@given(direction=degrees, share=st.floats(0.2, 0.95))
def test_the_side_says_where_the_joint_is(direction: float, share: float) -> None:
    target = step((0.0, 0.0), direction, share * (UPPER_ARM + FOREARM))
    for side in (-1, 1):
        elbow = two_bone((0.0, 0.0), target, UPPER_ARM, FOREARM, side)
        assert math.copysign(1, turn(direction, heading((0.0, 0.0), elbow))) == side


@pytest.mark.parametrize(("far", "words"), [(0.6, "too far"), (0.001, "too near")])
def test_a_target_out_of_reach_is_an_error_that_says_by_how_much(far: float, words: str) -> None:
    with pytest.raises(OutOfReach, match=words) as error:
        two_bone((0.0, 0.0), (far, 0.0), UPPER_ARM, FOREARM, 1)
    assert f"{abs(error.value.gap):.3f}" in str(error.value)


@pytest.mark.parametrize("facing", [1, -1])
def test_standing_upright_bends_no_joint(facing: int) -> None:
    assert all(abs(angle) < 1e-6 for angle in joint_angles(triage_state(facing)).values())


@pytest.mark.parametrize("facing", [1, -1])
def test_bending_to_the_front_is_positive(facing: int) -> None:
    body = triage_state(facing)
    front = (-facing * 1.0, 0.0)
    knee = (body.pelvis[0] + front[0] * THIGH, body.pelvis[1])
    lifted = Leg(body.pelvis, knee, (knee[0], knee[1] - SHANK), body.near_leg.foot)
    elbow = body.near_arm.elbow
    bent = Arm(
        body.shoulder, elbow, (elbow[0] + front[0] * FOREARM, elbow[1]), 90.0 + 90.0 * facing
    )
    angles = joint_angles(
        Body(
            facing,
            body.pelvis,
            body.waist,
            body.shoulder,
            body.skull,
            90.0,
            90.0 + 30.0 * facing,
            90.0 + 40.0 * facing,
            lifted,
            body.far_leg,
            bent,
            body.far_arm,
        )
    )
    assert angles["near_hip"] == pytest.approx(90.0)
    assert angles["near_knee"] == pytest.approx(90.0)
    assert angles["near_elbow"] == pytest.approx(90.0)
    assert angles["spine"] == pytest.approx(30.0)
    assert angles["neck"] == pytest.approx(10.0)

"""The figure that lifts: its hands are exactly where they are wanted, and no limb is stretched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.figure.geometry import step
from tui.figure.lifting import END, START, STATURE_CM, BoxLift, lift_scene
from tui.figure.player import MotionMoment
from tui.figure.pose_solver import body_at
from tui.figure.props import prop_shapes
from tui.figure.skeleton import RANGES, joint_angles

PLACE = st.tuples(st.integers(20, 63), st.integers(0, 175)).map(
    lambda cm: (cm[0] / STATURE_CM, cm[1] / STATURE_CM)
)
SIZE = st.integers(5, 100).map(lambda cm: cm / STATURE_CM)
LEEWAY = 20
"""Degrees by which a reach to the floor or far up bends hips and wrists beyond what is easy."""


@settings(deadline=None, max_examples=30)
@given(st.builds(BoxLift, PLACE, PLACE, SIZE, SIZE))
def test_the_hands_are_where_they_are_wanted_all_the_way(lift: BoxLift) -> None:
    player = lift_scene(lift).player
    for name, place in ((START, lift.start), (END, lift.end)):
        arm = body_at(player, MotionMoment(name, name)).near_arm
        assert step(arm.wrist, arm.hand, 0.05) == pytest.approx((-place[0], place[1]))
    for start, end in player.movements():
        for share in (0.0, 0.5, 1.0):
            body = body_at(player, MotionMoment(start.id, end.id, share))
            for name, angle in joint_angles(body).items():
                low, high = RANGES[name.rpartition("_")[2]]
                assert low - LEEWAY <= angle <= high + LEEWAY, (name, start.id)
            box = prop_shapes(player.props[-1], body.near_arm.wrist)[0]
            assert min(disc.y - disc.radius for disc in box.discs) > -0.02

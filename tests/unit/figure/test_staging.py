"""What a picture shows and what it leaves out: room around it, lit muscles, what covers what."""

from __future__ import annotations

import pytest

from tui.figure.body.limbs import arm_shapes, leg_shapes
from tui.figure.body.parts import NEAR_SIDE
from tui.figure.body.side_view import far_limbs, far_shapes, near_shapes
from tui.figure.materials import Material
from tui.figure.player import MotionMoment, MotionPlayer
from tui.figure.pose_solver import body_at
from tui.figure.scene import GROUND, Look, picture, stage

from .conftest import PLAYERS


@pytest.mark.parametrize("name", ["sit_bad", "lift_far", "bird_dog_high", "lower_back_rotation"])
def test_muscles_stay_dark_where_they_would_give_an_answer_away(name: str) -> None:
    scene = stage(PLAYERS[name])
    last = scene.player.cycle[-1]
    lit = {Material.ACCENT, Material.STRAIN}
    for muscles in (True, False):
        grid = picture(scene, MotionMoment(last, last), Look(72, 20, muscles=muscles))
        assert (muscles, bool(lit & {Material(value) for row in grid for value in row})) == (
            muscles,
            muscles,
        )


def test_nothing_touches_the_upper_edge(player: MotionPlayer) -> None:
    scene = stage(player)
    for size in ((64, 18), (100, 30), (21, 9)):
        grid = picture(scene, MotionMoment(player.cycle[-1], player.cycle[-1]), Look(*size))
        assert {Material(value) for value in grid[0]} <= {Material.BG, *GROUND}, size


def test_a_thigh_is_whole_where_the_arms_reach_between_the_legs() -> None:
    player = PLAYERS["lift_good"]
    body = body_at(player, MotionMoment("start", "start"))
    over, under = (near_shapes(body, (), 0.0, arms_between=between) for between in (False, True))
    thigh, arm = (
        limb[0]
        for limb in (
            leg_shapes(body.near_leg, player.facing, NEAR_SIDE),
            arm_shapes(body.near_arm, player.facing, NEAR_SIDE),
        )
    )
    assert under.index(thigh) > under.index(arm)
    assert over.index(thigh) < over.index(arm)
    assert sorted(map(hash, over)) == sorted(map(hash, under))


def test_a_close_look_ends_where_the_body_goes_on() -> None:
    def hair(name: str) -> int:
        grid = picture(stage(PLAYERS[name]), MotionMoment("start", "start"), Look(60, 18))
        assert (Material.FLOOR in {value for row in grid for value in row}) == (
            name == "chair_cat_cow"
        )
        return sum(row.count(Material.HAIR) for row in grid)

    assert hair("chin_tuck") > 2 * hair("chair_cat_cow")


def test_a_trunk_that_turns_shows_its_front_and_both_arms() -> None:
    player = PLAYERS["chair_twist"]
    for name, turned in (("start", False), ("hold", True)):
        body = body_at(player, MotionMoment(name, name))
        apart = body.near_arm.shoulder[0] - body.far_arm.shoulder[0]
        assert (apart > 0.1) == turned
        limbs = far_limbs(body)
        drawn = far_shapes(body)
        assert drawn == [*([] if turned else limbs["far_arm"]), *limbs["far_leg"]]

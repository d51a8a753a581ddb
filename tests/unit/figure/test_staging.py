"""What a picture shows and what it leaves out: room around it, lit muscles, what covers what."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tui.figure.body.head import head_shapes
from tui.figure.body.limbs import arm_shapes, leg_shapes
from tui.figure.body.parts import NEAR_SIDE
from tui.figure.body.side_view import far_limbs, far_shapes, near_shapes
from tui.figure.geometry import axis, distance
from tui.figure.materials import Material
from tui.figure.player import MotionMoment, MotionPlayer
from tui.figure.pose_solver import body_at
from tui.figure.props import supports
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


@pytest.mark.parametrize(
    ("name", "pose"),
    [("calf_raise", "hold"), ("hip_flexor_stretch", "step"), ("walk", "right")],
)
def test_toes_lie_on_the_floor_where_the_heel_lifts(name: str, pose: str) -> None:
    player = PLAYERS[name]
    body = body_at(player, MotionMoment(pose, pose))
    upper, sole = leg_shapes(body.near_leg, player.facing, NEAR_SIDE, supports(()))[-2:]
    (_, heel, ball), (_, toe) = upper.hulls
    assert heel.y - heel.radius > 0.02
    for disc in (ball, toe, sole.hulls[-1][-1]):
        assert abs(disc.y - disc.radius) < 0.004
    # Flat on it, no toe is turned.
    flat = body_at(PLAYERS["calf_raise"], MotionMoment("start", "start")).near_leg
    shoes = [leg_shapes(flat, player.facing, NEAR_SIDE, bearing) for bearing in ((), supports(()))]
    assert distance(shoes[0][-2].hulls[1][1][:2], shoes[1][-2].hulls[1][1][:2]) < 0.001


def test_no_far_shoulder_stands_out_where_both_roll() -> None:
    player = PLAYERS["shoulder_rolls"]
    for name in player.cycle:
        body = body_at(player, MotionMoment(name, name))
        far, near = far_limbs(body)["far_arm"], near_shapes(body, ("shoulder",), 0.0)
        hidden = {hull for shape in near for hull in shape.hulls}
        assert {hull for shape in far for hull in shape.hulls} & hidden
        # The muscle that rolls is seen on the arm.
        assert near[-1].material is Material.ACCENT


def test_a_head_turns_to_the_viewer_little_by_little() -> None:
    head = axis((0.0, 0.0), 90.0)
    faces = [
        next(
            min(disc.x - disc.radius for disc in shape.discs)
            for shape in head_shapes(head, 1, "turned", (), twist)
            if shape.material is Material.SKIN and not shape.contour
        )
        for twist in range(30, 81, 5)
    ]
    steps = [after - before for before, after in pairwise(faces)]
    assert all(0.0 <= step < 0.006 for step in steps)
    profile = min(
        disc.x - disc.radius for shape in head_shapes(head, 1, "side", ()) for disc in shape.discs
    )
    assert abs(faces[0] - profile) < 0.012

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.body.feet_view import supine
from tui.figure.contact import APART, CLOSE, Support, ground_shadow, settled
from tui.figure.geometry import Disc
from tui.figure.materials import Material
from tui.figure.motion import Prop
from tui.figure.props import supports
from tui.figure.render.raster import Shape
from tui.figure.skeleton import SHANK, THIGH

FLOOR = Support(-math.inf, math.inf, 0.0)


def bottom(gap: float, *surfaces: Support) -> float:
    """How far a disc is above the floor after it settled."""
    shape = Shape(((Disc(0.0, gap + 0.05, 0.05),),), Material.CLOTH)
    (disc,) = settled([shape], surfaces or (FLOOR,))[0].discs
    return disc.y - disc.radius


def test_what_is_close_comes_to_lie_on_the_floor() -> None:
    assert bottom(CLOSE * 0.9) == pytest.approx(0.0)


@pytest.mark.parametrize("gap", [-0.01, APART, 0.2])
def test_what_lies_or_is_far_away_stays(gap: float) -> None:
    assert bottom(gap) == pytest.approx(gap)


@given(a=st.floats(0.0, 0.1), b=st.floats(0.0, 0.1))
def test_flesh_that_rises_never_falls_back_and_does_not_jump(a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    assert bottom(low) <= bottom(high) + 1e-12
    assert bottom(high) - bottom(low) <= 2.0 * (high - low) + 1e-12


def test_cushions_bear_only_what_is_above_them() -> None:
    prop = Prop(kind="sofa", at=(0.5, 0.0), size=(0.4, 0.3))
    seat, floor = supports((prop, Prop(kind="box", in_hand=True)))
    assert (seat.left, seat.right) == (0.5, 0.9)
    assert floor == FLOOR
    assert bottom(0.31, seat, floor) == pytest.approx(0.31)
    over = Support(-0.1, 0.1, 0.3)
    assert bottom(0.31, over, floor) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("discs", "seen"),
    [
        (((0.0, 0.05), (0.1, 0.05)), [(-0.05, 0.15)]),
        (((0.0, 0.05), (0.0, 0.30)), [(-0.05, 0.05)]),
        (((0.0, 0.30), (0.1, 0.30)), []),
    ],
)
def test_what_touches_the_ground_darkens_it_right_below(
    discs: tuple[tuple[float, float], ...], seen: list[tuple[float, float]]
) -> None:
    hull = tuple(Disc(x, y, 0.05) for x, y in discs)
    shadow = ground_shadow([Shape((hull,), Material.CLOTH)])
    assert shadow.material is Material.MAT_SHADE
    ends = [(left.x - left.radius, right.x + right.radius) for left, right in shadow.hulls]
    assert ends == [pytest.approx(one) for one in seen]
    assert all(disc.y + disc.radius <= 1e-9 for disc in shadow.discs)


@given(roll=st.floats(-70.0, 70.0))
def test_knees_roll_about_hips_and_standing_feet(roll: float) -> None:
    joints = supine(roll)
    assert joints.ankles == supine(0.0).ankles
    for hip, knee, ankle in zip(joints.hips, joints.knees, joints.ankles, strict=True):
        assert math.dist(hip, knee) == pytest.approx(THIGH)
        assert math.dist(knee, ankle) == pytest.approx(SHANK)
    left, right = joints.knees
    assert math.dist(left, right) < 0.12
    assert (left[0] + right[0]) * roll >= -1e-9

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.geometry import Disc, axis, axis_to, distance, heading

number = st.floats(-2.0, 2.0)


def test_an_axis_counts_along_itself_and_to_its_left() -> None:
    up = axis((1.0, 2.0), 90.0)
    assert up.at(0.5, 0.25) == pytest.approx((0.75, 2.5))
    assert up.disc(0.5, 0.25, 0.1) == pytest.approx(Disc(0.75, 2.5, 0.1))


@given(start=st.tuples(number, number), direction=st.floats(-180.0, 180.0), along=number)
def test_a_point_on_an_axis_lies_in_its_direction(
    start: tuple[float, float], direction: float, along: float
) -> None:
    end = axis(start, direction).at(along)
    assert distance(start, end) == pytest.approx(abs(along), abs=1e-9)
    if along > 1e-3:
        assert axis_to(start, end) == pytest.approx(axis(start, direction), abs=1e-6)


def test_an_axis_leads_from_one_place_to_another() -> None:
    start, end = (0.2, 0.1), (-0.3, 0.5)
    assert axis_to(start, end).at(distance(start, end)) == pytest.approx(end)
    assert axis_to(start, end) == axis(start, heading(start, end))

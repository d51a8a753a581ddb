from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.easing import ease
from tui.figure.motion import Ease

KINDS: tuple[Ease, ...] = ("smooth", "gentle", "linear")


@pytest.mark.parametrize("kind", KINDS)
def test_every_easing_goes_from_start_to_end(kind: Ease) -> None:
    assert ease(kind, 0.0) == 0.0
    assert ease(kind, 1.0) == pytest.approx(1.0)
    assert ease(kind, 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", KINDS)
@given(a=st.floats(-1.0, 2.0), b=st.floats(-1.0, 2.0))
def test_no_easing_turns_back_or_overshoots(kind: Ease, a: float, b: float) -> None:
    low, high = ease(kind, min(a, b)), ease(kind, max(a, b))
    assert 0.0 <= low <= high + 1e-12 <= 1.0 + 1e-9


@pytest.mark.parametrize("kind", ["smooth", "gentle"])
def test_eased_movements_start_and_end_at_rest(kind: Ease) -> None:
    assert ease(kind, 0.01) < 0.001
    assert ease(kind, 0.99) > 0.999

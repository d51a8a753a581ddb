"""Each repetition shows the same frames, at whatever instants the walkthrough is looked at."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_breathing import step
from tui.app.environment import FRAMES_A_SECOND
from tui.app.frame_pacer import FramePacer
from tui.guide.routine.player import RoutinePlayer
from tui.guide.routine.routine import Routine, StepStage

REPS, SECONDS = 6, 3.0
ROUTINE = Routine.of([step(StepStage.MOVE, SECONDS, rep=rep) for rep in range(1, REPS + 1)], {})
PACES = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0]


def shown(player: RoutinePlayer, style_cache: list[float]) -> list[tuple[int, float]]:
    """The place and the share of it that each look at the clock shows."""
    beat = FramePacer()
    seen = []
    for look in style_cache:
        player = player.tick(look)
        seen.append((player.place, beat.progress(player)))
    return seen


@given(
    pace=st.sampled_from(PACES),
    first=st.floats(0.0, 1.0),
    late=st.randoms(use_true_random=False),
)
def test_all_repetitions_share_few_frames(pace: float, first: float, late: Random) -> None:
    player = RoutinePlayer.start(ROUTINE, 0.0).with_pace(pace, 0.0)
    ticks = range(int(REPS * SECONDS / pace * FRAMES_A_SECOND))
    style_cache = [(tick + first + late.uniform(0.0, 0.4)) / FRAMES_A_SECOND for tick in ticks]
    frames = {progress for _, progress in shown(player, style_cache)}
    assert len(frames) <= SECONDS / pace * FRAMES_A_SECOND + 2
    assert all(0.0 <= progress <= 1.0 for progress in frames)


@given(first=st.floats(0.0, 1.0), late=st.lists(st.floats(0.0, 0.4), min_size=30, max_size=30))
def test_looks_that_are_a_bit_late_show_one_frame_each(first: float, late: list[float]) -> None:
    player = RoutinePlayer.start(ROUTINE, 0.0)
    style_cache = [(tick + first + by) / FRAMES_A_SECOND for tick, by in enumerate(late)]
    seen = [progress for place, progress in shown(player, style_cache) if place == 0]
    frames = [progress * SECONDS * FRAMES_A_SECOND for progress in seen]
    steps = [after - before for before, after in pairwise(frames)]
    assert steps == pytest.approx([1.0] * len(steps))


def test_frames_for_which_it_is_too_late_are_left_out() -> None:
    player = RoutinePlayer.start(ROUTINE, 0.0)
    (_, before), (_, after) = shown(player, [0.5, 1.5])
    assert (after - before) * SECONDS == pytest.approx(1.0)


def test_the_same_instant_shows_the_same_frame() -> None:
    player = RoutinePlayer.start(ROUTINE, 0.0)
    (_, one), (_, other) = shown(player, [0.54, 0.54])
    assert one == other

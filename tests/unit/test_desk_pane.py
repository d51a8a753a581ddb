"""The pane of a desk where nothing is led: any size, and what its figure does."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest

from tests.support.content import loaded
from tests.support.desk_world import World
from tui.cli.desk.pane import DeskPane
from tui.guide.content.record_index import Index
from tui.guide.desk.records import DeskDay, DeskDays

INDEX = Index.of(loaded())


def has_sat(world: World, seconds: float) -> bool:
    return world.run.desk.seen > seconds


def is_due(world: World) -> bool:
    return world.run.desk.stage == "due"


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (120, 40), (8, 2), (60, 1)])
def test_the_pane_fits_any_size(size: tuple[int, int]) -> None:
    world, pane = World(), DeskPane(INDEX, "quadrant")
    world.store.keep_value(DeskDays((DeskDay("2026-11-01", 3, 0, 120),)))
    for key in ("", " ", "p"):
        world.run.press(key)
        drawn = pane.draw(world.run, size, 0.5)
        assert drawn.startswith("\x1b[H") and drawn.endswith("\x1b[J")
        assert drawn.count("\n") < size[1]


def test_the_figure_slumps_stands_up_and_rests_in_a_spasm() -> None:
    pane = DeskPane(INDEX, "quadrant")
    for spasm in (False, True):
        world = World(spasm=spasm)
        upright = pane.draw(world.run, (40, 14), 0.0)
        world.wait_until(partial(has_sat, world, 1500))
        slumped = pane.draw(world.run, (40, 14), 0.0)
        world.wait_until(partial(is_due, world))
        due = pane.draw(world.run, (60, 14), 0.0)
        assert len({upright, slumped, due}) == 3
        words = INDEX.content.desk.texts
        assert (words["spasm" if spasm else "short_due"]) in due


def test_nothing_is_drawn_anew_but_what_changes_within_minutes() -> None:
    """What is the same is not sent again, so that a pane at rest sends nothing."""
    world, pane = World(), DeskPane(INDEX, "quadrant")

    def rest(times: int) -> tuple[list[str], float]:
        begun, drawn = world.now, [pane.draw(world.run, (40, 12), 9.0)]
        for _ in range(times):
            world.now += world.run.step()
            drawn.append(pane.draw(world.run, (40, 12), 9.0))
        return drawn, (world.now - begun) / 60

    drawn, minutes = rest(20)
    assert minutes >= 19, "it wakes up once a minute"
    assert 0 < sum(before != after for before, after in pairwise(drawn)) <= minutes + 1
    world.run.press("p")
    paused, _ = rest(20)
    assert len({*paused}) == 1

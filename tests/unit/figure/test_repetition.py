"""A repetition of a motion costs only what its cells cost: counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.unit.figure.conftest import PLAYERS
from tui.app.drawing.figure_strips import FigureColors, FigureStrips
from tui.app.terminal import screen_diff as diff_module
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.kept_strip import KeptStrip
from tui.app.terminal.screen_diff import ScreenDiff
from tui.figure.materials import Material
from tui.figure.scene import Scene, stage

WIDTH, HEIGHT, FRAMES = 46, 14, 10
COLORS = FigureColors(
    Style(bgcolor="#101010"), ("", *(f"#{40 + one:02x}7080" for one in list(Material)[1:]))
)
MOTIONS = ("cat_cow", "glute_bridge", "lower_back_rotation")


def frames(scene: Scene, shown: FigureStrips) -> Iterator[dict[int, Strip]]:
    """The lines that change in each frame of a cycle."""
    for number in range(FRAMES):
        moment = scene.player.moment(number * scene.player.seconds / FRAMES)
        changed = shown.show(scene, moment, (WIDTH, HEIGHT), COLORS)
        yield {y: shown.line(y) for y in changed}


def paint(diff: ScreenDiff, lines: dict[int, Strip]) -> str:
    """What is sent to show lines."""
    spans = [(y, 0, WIDTH) for y in lines]
    pieces = [{0: lines.get(y)} for y in range(HEIGHT)]
    diff.paint_spans(spans, pieces, [[WIDTH]] * HEIGHT)
    return diff.changes((0, 0))


@pytest.mark.parametrize("motion", MOTIONS)
def test_a_repetition_makes_converts_and_writes_nothing_again(motion: str) -> None:
    scene, shown = stage(PLAYERS[motion]), FigureStrips("quadrant")
    diff = ScreenDiff("truecolor", WIDTH, HEIGHT)
    for _ in range(2):
        for lines in frames(scene, shown):
            paint(diff, lines)
    unexpected = AssertionError("made before")
    with (
        patch.object(KeptStrip, "__init__", side_effect=unexpected),
        patch.object(diff_module, "cells", side_effect=unexpected),
        patch.object(diff_module, "write_change", side_effect=unexpected),
        patch("tui.app.terminal.row_changes.write_change", side_effect=unexpected),
    ):
        sent = [paint(diff, lines) for lines in frames(scene, shown)]
    assert any(sent)


@pytest.mark.parametrize("depth", ["truecolor", "256", "16", "none"])
@pytest.mark.parametrize("motion", MOTIONS)
def test_what_is_kept_is_sent_as_what_is_not(motion: str, depth: Depth) -> None:
    """Also where something else is painted over a part of it meanwhile."""
    scene, shown = stage(PLAYERS[motion]), FigureStrips("quadrant")
    kept, plain = ScreenDiff(depth, WIDTH, HEIGHT), ScreenDiff(depth, WIDTH, HEIGHT)
    for diff in (kept, plain):
        paint(diff, dict.fromkeys(range(HEIGHT), Strip([Segment("x" * WIDTH)], WIDTH)))
    covered = False
    window = Strip([Segment("window", Style(color="#ffffff"))], 6)
    for turn in range(3):
        for number, lines in enumerate(frames(scene, shown)):
            unkept = {y: Strip([*line], WIDTH) for y, line in lines.items()}
            assert paint(kept, lines) == paint(plain, unkept)
            if turn == 1 and number % 3 == 1:
                for diff in (kept, plain):
                    diff.paint_spans([(5, 20, 26)], [{20: window}] * HEIGHT, [[26]] * HEIGHT)
                sent = kept.changes()
                assert sent == plain.changes()
                covered |= "window" in sent
    assert covered


def test_a_strip_of_another_width_is_shown_as_far_as_there_is_room() -> None:
    diff = ScreenDiff("truecolor", 5, 1)
    diff.paint_spans([(0, 0, 5)], [{0: KeptStrip([Segment("12345678")], 8)}], [[8]])
    assert "12345" in diff.changes()
    diff.paint_spans([(0, 0, 5)], [{0: KeptStrip([Segment("ab")], 2)}], [[2]])
    assert "ab" in diff.changes()

"""What a reader on the floor needs can be read from there: in large letters, in its place."""

from __future__ import annotations

import math

import pytest

from tests.app.conftest import Clock, OpenGuide, Reader, no_condition
from tests.app.test_walk import get_ready, pass_time, walking
from tests.support.content import loaded
from tests.support.large import PHASES, find_large, large_words
from tui.app.widgets.walk_view import WalkView
from tui.figure.render.cells import Glyphs
from tui.guide.routine.player import PlayerState

EXERCISES = [exercise.id for exercise in loaded().exercises]
SIDED = "knee_to_chest"


def phase(reader: Reader) -> tuple[str, int, int]:
    """The phase in large letters, its first row and how many rows it has."""
    lines = reader.lines
    (word,) = [word for word in large_words(lines) if word in PHASES]
    ((_, top, scale), *_) = find_large(lines, word)
    return word, top, 5 * scale


def large(reader: Reader, text: str, scale: int) -> bool:
    """Whether a text is on the screen in letters enlarged so many times."""
    return any(found == scale for _, _, found in find_large(reader.lines, text))


@pytest.mark.parametrize(
    ("size", "rows"), [((80, 24), 5), ((60, 20), 5), ((100, 30), 5), ((120, 40), 10)]
)
async def test_phase_count_and_side_are_large_at_every_second(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int], rows: int
) -> None:
    async with open_guide(clock=clock, size=size, walk=(SIDED,)) as reader:
        await no_condition(reader, clock)
        words = set()
        while walking(reader).player.state is not PlayerState.DONE:
            player = walking(reader).player
            word, _, height = phase(reader)
            words.add(word)
            assert height == rows
            assert large(reader, str(max(1, math.ceil(player.step_left))), rows // 5)
            if word in ("MOVE", "HOLD", "BACK"):
                assert player.step.side
                assert large(reader, player.step.side.value.upper(), rows // 5)
            await pass_time(reader, clock, 3.0, step=1.5)
        assert words == {"GET READY", "MOVE", "HOLD", "BACK", "OTHER SIDE", "CHECK"}
        assert phase(reader)[0] == "DONE"


@pytest.mark.parametrize("glyphs", ["ascii", "braille"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_letters_are_large_in_every_alphabet(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int], glyphs: Glyphs
) -> None:
    async with open_guide(clock=clock, size=size, glyphs=glyphs, walk=("cat_cow",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 9.0)
        assert phase(reader)[0] == "HOLD"
        letters = "".join(reader.part("WalkView")[phase(reader)[1] :])
        foreign = {"ascii": "▄█▌▐", "braille": "▄▌▐#"}[glyphs]
        assert not set(foreign) & set(letters.replace("▁▂▃▄▅▆▇█", ""))
        await reader.press("space")
        assert phase(reader)[0] == "PAUSED"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize("exercise", [SIDED, "low_plank", "cat_cow"])
async def test_the_cue_stands_apart_and_the_breath_in_its_place(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int], exercise: str
) -> None:
    async with open_guide(clock=clock, size=size, walk=(exercise,)) as reader:
        await no_condition(reader, clock)
        breaths = set()
        while walking(reader).player.state is not PlayerState.DONE:
            cue, lines = walking(reader).player.step.cue, reader.part("WalkView")
            _, top, rows = phase(reader)
            below = lines[top + rows :]
            assert not below[0].strip()
            said = [line for line in below[1:-1] if line.strip()]
            assert len(said) <= 2 and " ".join(line.strip() for line in said) == cue
            for line in said:
                before, after = (len(line) - len(strip()) for strip in (line.lstrip, line.rstrip))
                assert abs(before - after) <= 1 and min(before, after) >= 3
            breath = below[-1][1:15].rstrip()
            assert breath == "keep breathing" or breath[:4].strip() in ("in", "out")
            breaths.add(breath[:3].strip())
            await pass_time(reader, clock, 4.0, step=2.0)
        assert breaths >= {"in", "out"}


@pytest.mark.parametrize("exercise", EXERCISES)
async def test_the_figure_stands_in_the_middle_of_its_room(
    open_guide: OpenGuide, clock: Clock, exercise: str
) -> None:
    """No four blank rows above it and none below, and as large as the width allows."""
    async with open_guide(clock=clock, size=(120, 40), walk=(exercise,)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        tallest = 99
        lowest = 0
        while walking(reader).player.step.rep < 2:
            lines = reader.part("WalkView")
            _, top, _ = phase(reader)
            drawn = [y for y, line in enumerate(lines[1:top], 1) if line.strip()]
            tallest, lowest = min(tallest, drawn[0]), top - 1 - drawn[-1]
            await pass_time(reader, clock, 1.0, step=0.5)
            if walking(reader).player.state is PlayerState.DONE:
                break
        assert tallest - 1 - lowest < 4, (tallest, lowest)
        assert reader.app.screen.query_one(WalkView).figure.stop >= 24


async def test_breathing_is_led_in_large_letters(open_guide: OpenGuide, clock: Clock) -> None:
    for size, rows in (((60, 20), 5), ((80, 24), 5), ((120, 40), 10)):
        async with open_guide(clock=clock, size=size, now=True, checked=True) as reader:
            await reader.press("1")
            assert phase(reader)[0] == "BREATHE IN" and phase(reader)[2] == rows
            assert large(reader, "1", rows // 5)

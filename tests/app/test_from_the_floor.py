"""What a reader on the floor needs can be read from there: in large letters, in its place."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator

import pytest

from tests.app.conftest import Clock, OpenGuide, Reader, no_condition
from tests.app.test_first_minutes import answer, no_sign
from tests.app.walking import get_ready, pass_time, walking
from tests.support.content import loaded
from tests.support.large import PHASES, find_large, large_words
from tui.app.drawing.scene_cache import SceneCache
from tui.app.screens.first_minutes.position import PositionScreen
from tui.app.widgets.walk_view import WalkView
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import Look, draw
from tui.guide.content.record_index import Index
from tui.guide.routine.player import PlayerState, RoutinePlayer

EXERCISES = [exercise.id for exercise in loaded().exercises]
SIDED = "knee_to_chest"
ROOM = (120, 24)
"""Columns and rows of the figure at 120×40."""


def phase(reader: Reader) -> tuple[str, int, int]:
    """The phase in large letters, its first row and how many rows it has."""
    lines = reader.lines
    (word,) = [word for word in large_words(lines) if word in PHASES]
    ((_, top, scale), *_) = find_large(lines, word)
    return word, top, 5 * scale


def large(reader: Reader, text: str, scale: int) -> bool:
    """Whether a text is on the screen in letters enlarged so many times."""
    return any(found == scale for _, _, found in find_large(reader.lines, text))


async def each_stage(reader: Reader, clock: Clock) -> AsyncIterator[RoutinePlayer]:
    """The routine a second after each kind of step began, on each side once; last its end."""
    screen, seen = walking(reader), set()
    while screen.player.state is not PlayerState.DONE:
        step = screen.player.step
        if (step.stage, step.side) not in seen:
            seen.add((step.stage, step.side))
            await pass_time(reader, clock, 1.0, step=1.0)
            yield screen.player
        clock.now += 1.0
        screen.advance()
    await reader.settle()
    yield screen.player


@pytest.mark.parametrize(
    ("size", "rows"), [((80, 24), 5), ((60, 20), 5), ((100, 30), 5), ((120, 40), 10)]
)
async def test_phase_count_and_side_are_large(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int], rows: int
) -> None:
    async with open_guide(clock=clock, size=size, walk=(SIDED,)) as reader:
        await no_condition(reader, clock)
        words = set()
        async for player in each_stage(reader, clock):
            word, _, height = phase(reader)
            words.add(word)
            assert height == rows
            if player.state is PlayerState.DONE:
                break
            assert large(reader, str(max(1, math.ceil(player.step_left))), rows // 5)
            if word in ("MOVE", "HOLD", "BACK"):
                assert player.step.side
                assert large(reader, player.step.side.value.upper(), rows // 5)
        assert words == {"GET READY", "MOVE", "HOLD", "BACK", "OTHER SIDE", "CHECK", "DONE"}


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


@pytest.mark.parametrize(
    ("size", "exercise"),
    [
        ((60, 20), "low_plank"),
        ((80, 24), SIDED),
        ((80, 24), "low_plank"),
        ((100, 30), "cat_cow"),
        ((120, 40), SIDED),
        ((120, 40), "cat_cow"),
    ],
)
async def test_the_cue_stands_apart_and_the_breath_in_its_place(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int], exercise: str
) -> None:
    async with open_guide(clock=clock, size=size, walk=(exercise,)) as reader:
        await no_condition(reader, clock)
        breaths = set()
        async for player in each_stage(reader, clock):
            if player.state is PlayerState.DONE:
                break
            cue = reader.app.screen.hint(player.step.cue)  # type: ignore[attr-defined]
            lines = reader.part("WalkView")
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
            breaths.add(breath.split()[0])
        assert breaths >= {"in", "keep"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_figure_stands_in_the_middle_of_its_room(index: Index, exercise: str) -> None:
    """At 120×40 no four blank rows above it and none below."""
    motion = index.exercises[exercise].motion
    scene, ids = SceneCache(index).scene(motion), index.cycles[motion]
    above, below = ROOM[1], ROOM[1]
    for start, end in zip(ids, [*ids[1:], ids[0]], strict=True):
        for part in range(4):
            drawn = draw(scene, MotionMoment(start, end, part / 4), Look(*ROOM))
            inked = [y for y, row in enumerate(drawn) if any(run.text.strip() for run in row)]
            above, below = min(above, inked[0]), min(below, ROOM[1] - 1 - inked[-1])
    assert above - below < 4, (above, below)


async def test_the_figure_keeps_most_of_the_height(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, size=(120, 40), walk=("cat_cow",)) as reader:
        await no_condition(reader, clock)
        view = reader.app.screen.query_one(WalkView)
        assert (view.size.width, len(view.figure)) == ROOM


async def test_breathing_is_led_in_large_letters(open_guide: OpenGuide, clock: Clock) -> None:
    for size, rows in (((60, 20), 5), ((80, 24), 5), ((120, 40), 10)):
        async with open_guide(tab=None, checked=False, clock=clock, size=size) as reader:
            await no_sign(reader, clock)
            await answer(reader, clock, "1")
            assert phase(reader)[0] == "BREATHE IN" and phase(reader)[2] == rows
            assert large(reader, "1", rows // 5)


CALLS = [("gb", "saddle_numb", "999"), ("gb", "one_leg_weak", "111"), ("us", "saddle_numb", "911")]
"""A region, a finding and the number to call for it there."""
UNKNOWN = (None, "saddle_numb", "CALL")


@pytest.mark.parametrize(
    ("size", "scale", "glyphs"),
    [
        ((60, 20), 1, "quadrant"),
        ((80, 24), 1, "ascii"),
        ((80, 24), 1, "braille"),
        ((100, 30), 1, "quadrant"),
        ((120, 40), 2, "ascii"),
        ((120, 40), 2, "quadrant"),
    ],
)
async def test_the_number_to_call_is_large_beside_the_checklist(
    open_guide: OpenGuide, size: tuple[int, int], scale: int, glyphs: Glyphs
) -> None:
    for region, finding, number in (*CALLS, UNKNOWN):
        async with open_guide(size=size, region=region, tab="doctor", glyphs=glyphs) as reader:
            assert not any(find_large(reader.lines, number))
            reader.app.state.toggle(finding)
            await reader.settle()
            assert large(reader, number, scale)
            soon = reader.index.levels[reader.level].soon
            assert all(word in reader.text for word in soon.split()) and "local" in reader.text
            await reader.press("1", "home")
            assert large(reader, number, scale), "while help is on its way, on the first tab too"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_help_today_names_the_sign_and_the_number(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int]
) -> None:
    for finding in ("one_leg_weak", "fever", "pain_on_strain"):
        async with open_guide(
            tab=None, checked=False, clock=clock, size=size, region="gb"
        ) as reader:
            questions = reader.index.content.safety.questions
            place = next(n for n, one in enumerate(questions) if finding in one.findings)
            row = questions[place].findings.index(finding)
            await no_sign(reader, clock, place)
            await answer(reader, clock, "y", *["down"] * row, "space", "n")
            await no_sign(reader, clock, len(questions) - place - 1)
            assert isinstance(reader.app.screen, PositionScreen), reader.text
            assert large(reader, "111", 2 if size == (120, 40) else 1)
            named = reader.index.findings[finding].text.split()
            assert [word for word in named if word not in reader.text.split()] == []


async def test_without_a_known_number_the_words_have_all_the_width(
    open_guide: OpenGuide,
) -> None:
    for region, finding in ((None, "saddle_numb"), ("us", "one_leg_weak"), (None, "one_leg_weak")):
        async with open_guide(region=region, tab="doctor") as reader:
            reader.app.state.toggle(finding)
            await reader.settle()
            assert large_words(reader.lines) == []
            assert reader.index.levels[reader.level].soon in reader.text

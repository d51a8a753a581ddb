"""The walkthrough costs what changes on the screen: counted, not timed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from unittest.mock import patch

import pytest
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip
from textual.widget import Widget

from tests.app.conftest import Clock, OpenGuide, Reader, Sent, no_condition
from tests.app.emulator import Emulator, differences
from tests.app.test_sent import composed
from tests.app.walking import figure, get_ready, pass_time, walking
from tests.support.fast import fast_only
from tests.unit.figure.conftest import PLAYERS
from tui.app.drawing.figure_strips import FigureColors, FigureStrips
from tui.app.environment import FRAMES_A_SECOND
from tui.app.flows import walkthrough as walking_flow
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.walk_view import WalkView
from tui.figure.player import MotionMoment
from tui.figure.scene import draw, picture, stage
from tui.guide.content.exercise_model import Exercise, Posture
from tui.guide.content.record_index import Index
from tui.guide.routine.cue_text import upcoming_words
from tui.guide.routine.routine import Routine, plan

DRAW = "tui.app.drawing.figure_strips.draw"
PICTURE = "tui.figure.scene.picture"
FRAME = 1 / FRAMES_A_SECOND

WIDGETS = 3
"""The most that may be asked for their lines in each frame: the screen, the view, the keys."""


async def begin(reader: Reader, clock: Clock, seconds: float = 9.0) -> None:
    """Start the exercise, and let so many seconds go by from the last five of getting ready."""
    await no_condition(reader, clock)
    await get_ready(reader, clock)
    await pass_time(reader, clock, seconds)


async def test_few_widgets_are_asked_for_each_frame(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, still=False, walk=("cat_cow",)) as reader:
        await begin(reader, clock)
        shown = [one for one in reader.app.screen.walk_children(Widget) if one.is_on_screen]
        assert 0 < len(shown) < WIDGETS


async def test_a_repetition_is_not_drawn_again(open_guide: OpenGuide, clock: Clock) -> None:
    """Moves, holds and breaths show the pictures of the repetition before."""
    size = (83, 27)
    async with open_guide(clock=clock, size=size, still=False, walk=("pelvic_tilt",)) as reader:
        await begin(reader, clock, 0.0)
        drawn_in: dict[int, int] = {}
        with patch(PICTURE, wraps=picture) as drawn:
            while (step := walking(reader).player.step).rep < 4:
                before = drawn.call_count
                # Never quite on time, as the clocks of machines are.
                clock.now += FRAME + (0.01 if int(clock.now * 60) % 2 else -0.01)
                walking(reader).advance()
                if (now := walking(reader).player.step.rep) == step.rep:
                    drawn_in[now] = drawn_in.get(now, 0) + drawn.call_count - before
        assert drawn_in[1] > 0
        assert drawn_in[2] + drawn_in[3] == 0


async def test_a_hold_shows_the_few_pictures_of_a_breath(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, still=False, walk=("cat_cow",)) as reader:
        await begin(reader, clock, 8.0)
        assert "HOLD" in reader.text
        seen = set()
        for _ in range(4 * FRAMES_A_SECOND):
            clock.now += FRAME
            walking(reader).advance()
            seen.add(tuple(figure(reader)))
        assert 1 < len(seen) <= 8


@fast_only("painting")
async def test_only_lines_that_changed_are_painted(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await begin(reader, clock, 7.0)
        before = reader.lines
        clock.now += FRAME
        reader.drawn.reset_mock()
        walking(reader).advance()
        ((_, update), _) = reader.drawn.call_args
        assert isinstance(update, ChopsUpdate)
        painted = {y for y, _, _ in update.spans}
        assert painted
        assert {y for y, line in enumerate(reader.lines) if line != before[y]} <= painted
        assert len(painted) < len(before) - 2


@fast_only("painting")
async def test_a_frame_is_painted_at_once_and_passes_no_messages(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await begin(reader, clock, 7.0)
        view = reader.app.screen.query_one(WalkView)
        reader.drawn.reset_mock()
        with (
            patch.object(view, "refresh") as refresh,
            patch.object(reader.app.screen, "arrange", wraps=reader.app.screen.arrange) as arranged,
        ):
            for _ in range(5):
                clock.now += FRAME
                walking(reader).advance()
        assert reader.drawn.call_count == 5
        assert refresh.call_count == arranged.call_count == 0


async def test_most_frames_put_no_words_together(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await begin(reader, clock, 7.0)
        with patch(
            "tui.app.screens.walkthrough.walk.upcoming_words", wraps=upcoming_words
        ) as asked:
            for _ in range(FRAMES_A_SECOND):
                clock.now += FRAME
                walking(reader).advance()
        assert 0 < asked.call_count <= FRAMES_A_SECOND / 2


async def test_where_nothing_changed_nothing_is_painted(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await begin(reader, clock, 7.0)
        reader.drawn.reset_mock()
        with patch.object(
            FigureStrips, "show", autospec=True, side_effect=FigureStrips.show
        ) as shown:
            for _ in range(5):
                walking(reader).advance()
        assert reader.drawn.call_count == shown.call_count == 0


async def test_the_same_moment_is_not_drawn_again(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("glute_bridge",)) as reader:
        await begin(reader, clock)
        with patch(DRAW, wraps=draw) as drawn:
            await pass_time(reader, clock, 1.0)
        assert drawn.call_count == 0


async def test_the_terminal_shows_all_of_it_whatever_comes_between(
    open_guide: OpenGuide, clock: Clock, sent: Sent
) -> None:
    """Frames are painted past the usual way; keys, windows and sizes go that way meanwhile."""
    size = (80, 24)
    emulator = Emulator(*size)
    turns = (
        "",
        "m",
        "plus",
        "space",
        "space",
        "question_mark",
        "escape",
        "colon",
        "escape",
        "right",
    )
    async with open_guide(
        clock=clock, size=size, mute=True, still=False, walk=("cat_cow",)
    ) as reader:
        await begin(reader, clock, 6.0)
        screen = walking(reader)
        for turn in turns:
            for key in turn.split():
                await reader.press(key)
            for _ in range(4):
                clock.now += FRAME
                screen.advance()
            await reader.settle()
            emulator.feed("".join(sent.take()))
            assert differences(emulator.rows, composed(reader)) == [], turn
        for width, height in ((60, 20), (24, 8), (12, 3), (1, 1), (100, 30)):
            emulator.resize(width, height)
            clock.now += FRAME
            screen.advance()
            await reader.resize(width, height)
            clock.now += FRAME
            screen.advance()
            emulator.feed(sent.take())
            assert differences(emulator.rows, composed(reader)) == [], (width, height)


@pytest.mark.parametrize("size", [(60, 20), (60, 40), (80, 24), (100, 30)])
async def test_what_to_do_is_said_at_every_size(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int]
) -> None:
    async with open_guide(clock=clock, size=size, walk=("knee_to_chest",)) as reader:
        await begin(reader, clock)
        said = reader.read("WalkView")
        assert walking(reader).player.step.cue in said
        assert "HOLD" in reader.text
        assert all(len(line) == size[0] for line in reader.lines)


async def test_the_figure_stays_where_it_is_while_cues_change(
    open_guide: OpenGuide, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first cue takes one line here, the second two."""

    def wordy(
        index: Index, exercises: Sequence[Exercise], posture: Posture, pace: float
    ) -> Routine:
        routine = plan(index, exercises, posture, pace)
        first, second, *others = routine.steps
        second = replace(second, cue=" ".join([second.cue] * 2))
        return Routine.of([first, second, *others], routine.turns)

    monkeypatch.setattr(walking_flow, "plan", wordy)
    async with open_guide(clock=clock, size=(60, 30), walk=("cat_cow",)) as reader:
        await begin(reader, clock, 1.0)
        view = reader.app.screen.query_one(WalkView)
        first, place = walking(reader).player.step.cue, view.figure
        await pass_time(reader, clock, 6.0)
        second = walking(reader).player.step.cue
        assert len(first) < 58 < len(second)
        assert second in reader.read("WalkView")
        assert view.figure == place


async def test_what_else_is_due_is_painted_with_a_frame(
    open_guide: OpenGuide, clock: Clock, sent: Sent
) -> None:
    size = (80, 24)
    emulator = Emulator(*size)
    async with open_guide(
        clock=clock, size=size, mute=True, still=False, walk=("cat_cow",)
    ) as reader:
        await begin(reader, clock, 6.0)
        keys = reader.app.screen.query_one(KeyLine)
        with patch.object(keys, "draw", return_value=[Strip([Segment("something else")])]):
            keys.redraw()
            for _ in range(20):
                # Before the moment comes for which Textual puts off painting it.
                await asyncio.sleep(0)
                clock.now += FRAME
                walking(reader).advance()
            await reader.settle()
        emulator.feed(sent.take())
        assert "something else" in reader.lines[-1]
        assert differences(emulator.rows, composed(reader)) == []


@pytest.mark.parametrize("filtered", [True, False])
async def test_another_theme_changes_all_of_it(
    open_guide: OpenGuide, clock: Clock, *, filtered: bool
) -> None:
    async with open_guide(clock=clock, walk=("cat_cow",)) as reader:
        await begin(reader, clock)
        parts = ("Cat-cow", "█ ", "left · next", "▄")
        filters = reader.app.get_line_filters() if filtered else []
        with patch.object(reader.app, "get_line_filters", return_value=filters):
            reader.app.screen.query_one(WalkView).refresh()
            await reader.settle()
            before = [reader.style_of(part) for part in parts]
            reader.app.theme = "nord"
            await reader.settle()
            after = [reader.style_of(part) for part in parts]
        assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_small_picture_has_no_lines_beyond_its_own() -> None:
    scene = stage(PLAYERS["knee_to_chest"])
    shown = FigureStrips("quadrant")
    for height in (4, 12, 4):
        for share in (0.0, 0.3, 0.6, 1.0):
            moment = MotionMoment("start", "hold", share)
            changed = shown.show(scene, moment, (30, height), FigureColors(Style.null()))
            assert all(0 <= y < height for y in changed)
            assert changed

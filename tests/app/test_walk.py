"""A reader is led through exercises without touching a key, and can step in at any time."""

from __future__ import annotations

import pytest

from tests.app.conftest import Clock, OpenGuide, no_condition
from tests.app.walking import figure, get_ready, pass_time, start, walking
from tui.diary.store import MemoryStore
from tui.guide.episode.records import WalkDone
from tui.guide.routine.cue_text import clock_words
from tui.guide.routine.player import COUNTDOWN, PlayerState


@pytest.mark.parametrize("keys", [("ctrl+q",), ("escape",), ("left", "right", "right", "enter")])
async def test_a_walkthrough_is_kept_the_moment_it_is_done_and_once(
    open_guide: OpenGuide, clock: Clock, keys: tuple[str, ...]
) -> None:
    store = MemoryStore()
    async with open_guide(clock=clock, store=store, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        assert not store.all(WalkDone)
        await pass_time(reader, clock, 240.0, step=1.0)
        assert [done.exercises for done in store.all(WalkDone)] == [("pelvic_tilt",)]
        await reader.press(*keys)
    assert len(store.all(WalkDone)) == 1


async def test_the_gentle_routine_runs_to_its_end_without_a_key(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        screen = await start(reader, clock)
        assert "GET READY" in reader.text
        seen = set()
        while screen.player.state is not PlayerState.DONE:
            await pass_time(reader, clock, 3.0, step=1.0)
            seen |= {
                word
                for word in (
                    "HOLD",
                    "MOVE",
                    "BACK",
                    "OTHER SIDE",
                    "CHECK",
                    "left side",
                    "right side",
                )
                if word in reader.text
            }
        assert seen >= {"HOLD", "MOVE", "OTHER SIDE", "CHECK", "left side", "right side"}
        assert "DONE" in reader.text
        await pass_time(reader, clock, 60.0)
        assert walking(reader).player.state is PlayerState.DONE
        await reader.press("enter")
        assert "Cold pack" in reader.text


async def test_it_says_what_to_do_how_long_and_what_comes_next(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("knee_to_chest",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 9.0)
        step = walking(reader).player.step
        assert "Knee-to-chest · left side · 1 of 3" in reader.text
        assert step.cue in reader.text
        assert "HOLD" in reader.text
        assert "left · next: right side" in reader.text
        assert any(line.startswith((" in  ▁", " out ▁")) for line in reader.lines)


async def test_a_pause_stands_still_and_counts_down_before_it_goes_on(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 6.0)
        await reader.press("space")
        assert "PAUSED" in reader.text
        position = walking(reader).player.position
        clock.now += 3600.0
        await reader.press("space")
        assert "GO ON IN" in reader.text
        await pass_time(reader, clock, COUNTDOWN + 0.5)
        assert walking(reader).player.state is PlayerState.PLAYING
        assert walking(reader).player.position == pytest.approx(position + 0.5)


async def test_while_getting_ready_space_begins_at_once_and_pauses_afterwards(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, size=(60, 20), walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        assert "GET READY" in reader.text and "Lie on your back." in reader.text
        assert "space Start now" in reader.lines[-1]
        await pass_time(reader, clock, 3.0)
        await reader.press("space")
        assert walking(reader).player.position == 25.0
        assert "Press your low back" in reader.text
        assert "space Pause" in reader.lines[-1]
        await reader.press("space")
        assert "PAUSED" in reader.text and "space Go on" in reader.lines[-1]


async def test_the_key_line_follows_when_the_time_to_get_ready_is_over(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("standing_extension",)) as reader:
        await no_condition(reader, clock)
        await pass_time(reader, clock, 5.5)
        assert "space Pause" in reader.lines[-1]


@pytest.mark.parametrize(
    ("exercise", "end"),
    [("pelvic_tilt", "lying"), ("cat_cow", "kneeling"), ("standing_extension", "standing")],
)
async def test_the_end_fits_the_posture(
    open_guide: OpenGuide, clock: Clock, exercise: str, end: str
) -> None:
    async with open_guide(clock=clock, walk=(exercise,)) as reader:
        await no_condition(reader, clock)
        await reader.press("space", "right")
        assert walking(reader).player.state is PlayerState.DONE
        assert getattr(reader.index.content.movement.done, end) in reader.text
        assert reader.offered == ["⏎", "←", "esc", "m", "v"]


@pytest.mark.parametrize("program", range(3))
async def test_the_choice_of_routines_tells_the_time_and_order_that_are_played(
    open_guide: OpenGuide, clock: Clock, program: int
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("w")
        shown = reader.read("ChooseRoutine OptionList")
        await reader.press(*["down"] * program, "enter")
        await no_condition(reader, clock)
        routine = walking(reader).player.routine
        names = dict.fromkeys(step.exercise for step in routine.steps)
        titles = ", ".join(reader.index.exercises[name].title for name in names)
        assert titles in shown
        assert f"{clock_words(routine.total)} min" in shown


async def test_a_machine_that_slept_finds_it_paused(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 6.0)
        clock.now += 8 * 3600.0
        walking(reader).advance()
        await reader.settle()
        assert "PAUSED" in reader.text


@pytest.mark.parametrize("signal", ["app_suspend_signal", "app_resume_signal"])
async def test_a_guide_that_is_stopped_counts_and_says_nothing_past(
    open_guide: OpenGuide, clock: Clock, signal: str
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        for keys, seconds in (((), 2.0), (("space",), 1.0), (("space", "space"), 2.0), ((), 9.0)):
            await reader.press(*keys)
            await pass_time(reader, clock, seconds)
            player = walking(reader).player
            getattr(reader.app, signal).publish(reader.app)
            clock.now += 2.0
            walking(reader).advance()
            await reader.settle()
            assert walking(reader).player.remaining == player.remaining
            assert "PAUSED" in reader.text
            await reader.press("space")
            await pass_time(reader, clock, 4.0)
        await reader.press("space")
        await reader.press("escape", "tab", "enter", "enter", "2")
        assert "BREATHE" in reader.text
        clock.now += 3.0
        getattr(reader.app, signal).publish(reader.app)
        await reader.settle()
        assert "PAUSED" in reader.text


async def test_a_resize_keeps_time_and_place(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("cat_cow",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 10.0)
        position = walking(reader).player.position
        for size in ((60, 20), (24, 8), (1, 1), (200, 60), (120, 40)):
            await reader.resize(*size)
            assert walking(reader).player.position == position
        assert "Cat-cow · 1 of 5" in reader.text


async def test_the_bell_rings_on_each_change_until_it_is_muted(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 4.0)
        assert reader.bell.call_count == 0
        await pass_time(reader, clock, 2.0)
        assert reader.bell.call_count == 1  # Move.
        await pass_time(reader, clock, 3.0)
        assert reader.bell.call_count == 2
        await reader.press("m")
        assert "muted" in reader.text
        await pass_time(reader, clock, 10.0)
        assert reader.bell.call_count == 2


async def test_at_the_end_the_bell_rings_once(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        while walking(reader).player.state is not PlayerState.DONE:
            await pass_time(reader, clock, 30.0)
        rung = reader.bell.call_count
        await reader.press("m", "m")
        assert "DONE" in reader.text
        assert reader.bell.call_count == rung > 1


async def test_the_pace_changes_what_is_left(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        left = walking(reader).player.remaining
        await reader.press("plus", "plus", "plus", "plus", "plus")
        assert "2×" in reader.text
        assert walking(reader).player.remaining == pytest.approx(left / 2)
        await reader.press(*["minus"] * 9)
        assert "0.5×" in reader.text


async def test_arrows_go_from_exercise_to_exercise(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock) as reader:
        await start(reader, clock)
        assert "Pelvic tilt" in reader.text
        await reader.press("right")
        assert "Knee-to-chest" in reader.text
        await reader.press("left")
        assert "Pelvic tilt" in reader.text


async def test_the_figure_moves_with_time_and_stands_still_without(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, still=False, walk=("glute_bridge",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 6.0)
        first = figure(reader)
        await pass_time(reader, clock, 1.0)
        assert figure(reader) != first
        await reader.press("space")
        paused = figure(reader)
        clock.now += 20.0
        await reader.settle()
        assert figure(reader) == paused


async def test_without_motion_the_figure_changes_only_with_the_phase(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, still=True, walk=("glute_bridge",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 1.0)
        ready = figure(reader)
        await pass_time(reader, clock, 3.0)
        assert figure(reader) == ready
        await pass_time(reader, clock, 1.5)
        lifted = figure(reader)
        assert lifted != ready
        await pass_time(reader, clock, 5.0)
        assert figure(reader) == lifted


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_everything_fits_at_every_promised_size(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int]
) -> None:
    async with open_guide(clock=clock, size=size, walk=("knee_to_chest",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 9.0)
        for words in ("Knee-to-chest · left side", "HOLD", "left · next", "It hurts"):
            assert words in reader.text
        assert walking(reader).player.step.cue in reader.text

"""What stops a walkthrough or leaves exercises out: leaving, pain, signs, conditions."""

from __future__ import annotations

import pytest

from tests.app.conftest import Clock, OpenGuide, a_condition, no_condition
from tests.app.walking import get_ready, pass_time, start, walking
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.guide.routine.player import PlayerState


async def test_leaving_in_the_middle_asks_and_stays_by_default(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 6.0)
        await reader.press("escape")
        assert "Leave the walkthrough here?" in reader.text
        await reader.press("enter")
        assert "PAUSED" in reader.text
        await reader.press("escape", "right", "enter")
        assert "Cold pack" in reader.text


async def test_when_it_hurts_it_stops_and_asks_for_the_signs(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await start(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 8.0)
        await reader.press("x")
        assert "It hurts" in reader.text
        assert "numb" in reader.text.lower()
        clock.now += 600.0
        await reader.press("shift+tab", "enter")
        screen = walking(reader)
        assert screen.player.step.exercise == "knee_to_chest"
        assert screen.player.state is PlayerState.COUNTING


async def test_a_sign_that_needs_help_ends_the_walkthrough_at_the_checklist(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await start(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 8.0)
        await reader.press("x", "space")
        assert "EMERGENCY" in reader.text
        assert "go on with the next" not in reader.text
        await reader.press("tab", "enter")
        assert "Tick what applies to you" in reader.text
        assert "[x]" in reader.text
        assert reader.ticked == {"saddle_numb"}


async def test_stopping_because_it_hurts_goes_back_to_the_guide(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 8.0)
        await reader.press("x", "escape")
        assert "Cold pack" in reader.text


@pytest.mark.parametrize("finding", ["fever", "saddle_numb"])
async def test_it_refuses_when_help_is_needed_and_shows_the_way(
    open_guide: OpenGuide, finding: str
) -> None:
    async with open_guide() as reader:
        await reader.tick(finding)
        await reader.press("1", "w")
        refusal = reader.index.levels[reader.level].refusal or ""
        assert refusal in reader.read("ConfirmDialog Static")
        await reader.press("right", "enter")
        assert "Tick what applies to you" in reader.text


async def test_a_condition_leaves_exercises_out_and_says_so(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("w", "down", "down", "enter")
        await a_condition(reader, clock)
        assert "Is one of these true?" in reader.text
        labels = [index for index, line in enumerate(reader.lines) if "wrist or shoulder" in line]
        assert labels
        await reader.click("wrist or shoulder")
        assert "Left out: Low plank, Bird dog" in reader.text
        await reader.press("tab", "enter")
        screen = walking(reader)
        assert {step.exercise for step in screen.player.routine.steps} == {
            "pelvic_tilt",
            "glute_bridge",
        }


async def test_a_condition_that_rules_all_out_leaves_nothing_to_start(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("pelvic_tilt",)) as reader:
        await a_condition(reader, clock)
        await reader.click("operation")
        assert "Left out: Pelvic tilt" in reader.text
        await reader.press("tab", "enter")
        assert not isinstance(reader.app.screen, WalkScreen)


async def test_a_finding_ticked_before_is_known_to_the_walkthrough(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.tick("osteoporosis")
        await reader.press("w", "down", "enter")
        assert "Left out: Child’s Pose" in reader.text


async def test_ones_own_choice_is_played_in_the_order_of_the_guide(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("w", "end", "up", "enter")
        assert "Your own choice" in reader.text
        await reader.click("Pelvic tilt")
        await reader.type("end")
        await reader.click("Bird dog")
        await reader.click("Go on")
        await no_condition(reader, clock)
        steps = walking(reader).player.routine.steps
        assert list(dict.fromkeys(step.exercise for step in steps)) == ["pelvic_tilt", "bird_dog"]


async def test_the_key_on_an_exercise_leads_straight_into_it(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("2")
        while "/" not in reader.highlighted:
            await reader.press("down")
        title = reader.index.exercises[reader.highlighted.partition("/")[2]].title
        await reader.press("w")
        await no_condition(reader, clock)
        assert f"{title} ·" in reader.text or reader.lines[0].strip().startswith(title)

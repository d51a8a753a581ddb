"""The code of a plan is typed where a walkthrough is chosen, and plays."""

from __future__ import annotations

from tests.app.conftest import Clock, OpenGuide, no_condition
from tests.app.test_walk import walking
from tui.guide.routine.routine import StepStage


async def test_a_code_is_typed_corrected_and_played(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.press("w", "end", "enter")
        assert "The code of a plan" in reader.text
        await reader.press(*"n353", "space", *"pvn", "enter")
        assert "Character 8 of the code, n353 pv[n] is wrong." in reader.text
        await reader.press("end", "backspace", "m", "enter")
        await no_condition(reader, clock)
        routine = walking(reader).player.routine
        held = [step.exercise for step in routine.steps if step.stage is StepStage.HOLD]
        assert held == ["knee_to_chest"] * 6 + ["pelvic_tilt"] * 10

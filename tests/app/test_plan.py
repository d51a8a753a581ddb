"""A plan is made on the screen; its code is typed where a walkthrough is chosen, and plays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.app.conftest import Clock, OpenGuide, no_condition
from tests.app.walking import walking
from tui.app.screens.plan import PlanScreen
from tui.cli.handouts import sheet_file
from tui.guide.plan.choice import choice_of_code
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


async def test_a_plan_is_ticked_set_saved_and_played(
    open_guide: OpenGuide, clock: Clock, tmp_path: Path
) -> None:
    async with open_guide(clock=clock) as reader:
        state: Any = reader.app.state

        def write(*given: Any) -> str:
            return sheet_file(reader.index, *given)

        state.environment.sheet_file = write
        await reader.press("colon", *"a plan", "enter")
        await reader.click("Pelvic tilt")
        await reader.click("Cat-cow")
        await reader.click("Go on")
        screen = reader.app.screen
        assert isinstance(screen, PlanScreen)
        # Within what the guide allows, however often a key is pressed.
        await reader.press(*["left"] * 9, "down", *["left"] * 9, "down", *["right"] * 9)
        assert "How many times 1 Held for 3 s Rounds 4" in reader.read("GuideOptionList")
        await reader.press("end", "up", "right", "right", "up", "right", "right")
        assert screen.draft.words.often == "twice a day, on 2 days a week"
        code = screen.code
        assert code in reader.text
        for name in ("a.html", "a.md", "a.txt", "a.html", "no/such/folder.txt"):
            await reader.press("s", "end", "ctrl+u")
            await reader.paste(str(tmp_path / name))
            await reader.press("enter")
        assert sorted(one.name for one in tmp_path.iterdir()) == ["a.html", "a.md", "a.txt"]
        assert all(code in one.read_text() for one in tmp_path.iterdir())
        choice = choice_of_code(reader.index, code)
        await reader.press("end", "enter")
        await no_condition(reader, clock)
        routine = walking(reader).player.routine
        doses = {one.id: one.dose for one in choice.exercises}
        assert doses["pelvic_tilt"].hold == (3.0,) and doses["pelvic_tilt"].sets == 4
        tilts = [s for s in routine.steps if s.exercise == "pelvic_tilt" and s.rep]
        assert sum(step.stage is StepStage.HOLD for step in tilts) == 4

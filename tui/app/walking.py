"""The way into the walkthrough and out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.app.screens.confirm import Confirm
from tui.app.screens.walk import Ending, WalkScreen
from tui.app.screens.walk_setup import AskConditions, ChooseRoutine
from tui.guide.diary import WalkDone
from tui.guide.routine import left_out, plan

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen


async def walk(main: MainScreen, names: Sequence[str]) -> None:
    """Lead the reader of `main` through exercises, if nothing speaks against it.

    Args:
        main: The guide's main screen.
        names: The ids of the exercises; none to let the reader choose a routine.

    """
    app, index = main.app, main.triage.index
    if await _refused(main):
        return
    chosen: Sequence[str] | None = names
    if not chosen:
        chosen = await app.push_screen_wait(ChooseRoutine(index))
    exercises = [index.exercises[name] for name in chosen or ()]
    if not exercises or not await app.push_screen_wait(AskConditions(main, exercises)):
        return
    true = main.standing.verdict.findings | main.standing.blockers
    kept = [exercise for exercise in exercises if not left_out(index, exercise, true)]
    ending = await app.push_screen_wait(WalkScreen(main, plan(index, kept)))
    if ending is Ending.DONE:
        done = WalkDone(at=main.keeping.now, exercises=tuple(exercise.id for exercise in kept))
        main.keeping.keep(done)
    elif ending is Ending.CHECKLIST:
        main.action_tab("doctor")


async def _refused(main: MainScreen) -> bool:
    """Whether no exercise may be shown now; says why, and offers the checklist."""
    words = main.triage.index.levels[main.standing.level]
    if words.walkthrough:
        return False
    question = Confirm(words.refusal or "", yes="Open the checklist", no="Back")
    if await main.app.push_screen_wait(question):
        main.action_tab("doctor")
    return True

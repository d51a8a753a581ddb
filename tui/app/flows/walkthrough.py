"""The flow of the walkthrough: choosing exercises, playing them, asking how it went."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from tui.app.guide_state import GuideState
from tui.app.screens.confirm import ConfirmDialog
from tui.app.screens.walkthrough.response import ResponseScreen
from tui.app.screens.walkthrough.setup import AskConditions, ChooseRoutine
from tui.app.screens.walkthrough.walk import WalkEnding, WalkScreen
from tui.guide.episode.records import Activity, Response, WalkDone
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import left_out, plan


async def walk(app: App[object], state: GuideState, names: Sequence[str]) -> bool:
    """Guide the reader through exercises, unless the triage level rules it out.

    Args:
        app: Where the screens are shown.
        state: The state of the guide.
        names: The ids of the exercises; none to let the reader choose a routine.

    Returns:
        Whether the reader wants the checklist now.

    """
    index = state.index
    words = index.levels[state.triage_state.level]
    if not words.walkthrough:
        question = ConfirmDialog(words.refusal or "", yes="Open the checklist", no="Back")
        return await app.push_screen_wait(question)
    choice = (
        RoutineChoice.named(index, names)
        if names
        else await app.push_screen_wait(ChooseRoutine(index))
    )
    if choice is None:
        return False
    exercises = choice.order(index)
    if not await app.push_screen_wait(AskConditions(state, exercises)):
        return False
    true = state.triage_state.verdict.findings | state.triage_state.blockers
    out = [exercise for exercise in exercises if left_out(index, exercise, true)]
    remaining = choice.order(index, out)

    def keep() -> None:
        """Record the walkthrough at once: the window may be closed on the last frame."""
        done = tuple(exercise.id for exercise in remaining)
        state.record.keep(WalkDone(at=state.record.now, exercises=done))

    ending = await app.push_screen_wait(WalkScreen(state, plan(index, remaining), keep))
    if ending is WalkEnding.DONE:
        return await ask_response(app, state, "walkthrough")
    return ending is WalkEnding.CHECKLIST


async def ask_response(app: App[object], state: GuideState, after: Activity) -> bool:
    """Ask how the pain has changed, and keep the answer; return whether it is worse."""
    change = await app.push_screen_wait(ResponseScreen(state, after))
    if change is not None:
        state.record.keep(Response(at=state.record.now, after=after, change=change))
    return change == "worse"

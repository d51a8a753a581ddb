"""The flow of a plan: exercises to tick, their doses, and playing it."""

from __future__ import annotations

from textual.app import App

from tui.app.flows.walkthrough import walk
from tui.app.guide_state import GuideState
from tui.app.screens.confirm import ConfirmDialog
from tui.app.screens.plan import PlanScreen
from tui.app.screens.walkthrough.setup import ChooseExercises
from tui.guide.plan.draft import PlanDraft
from tui.guide.plan.model import MOST_EXERCISES, with_dose
from tui.guide.plan.words import ruled_out
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import left_out


async def make_plan(app: App[object], state: GuideState) -> bool:
    """Let a plan be made, and play it if that is wanted.

    Returns:
        Whether the reader wants the checklist now.

    """
    index = state.index
    choice = await app.push_screen_wait(ChooseExercises(index))
    if choice is None:
        return False
    true = state.triage_state.verdict.findings | state.triage_state.blockers
    suitable = [one for one in choice.exercises if not left_out(index, one, true)]
    if len(suitable) < len(choice.exercises):
        whole = PlanDraft.of(choice.exercises).plan
        question = "\n".join(ruled_out(index, whole, true))
        others = "Go on without" if suitable else "Go back"
        if not await app.push_screen_wait(ConfirmDialog(question, yes=others, no="Close")):
            return False
    if not suitable:
        return False
    screen = PlanScreen(state, PlanDraft.of(suitable[:MOST_EXERCISES]))
    if not await app.push_screen_wait(screen):
        return False
    draft = screen.draft
    pairs = zip(draft.exercises, draft.doses, strict=True)
    played = tuple(with_dose(exercise, dose) for exercise, dose in pairs)
    return await walk(app, state, RoutineChoice(played, is_ordered=True, pace=draft.pace))

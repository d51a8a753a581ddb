"""The flow of the walkthrough: choosing exercises, playing them, asking how it went."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App
from textual.content import Content

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.row import Row
from tui.app.flows.safety_check import check_safety
from tui.app.guide_state import GuideState
from tui.app.input.bindings import answer_keys
from tui.app.screens.confirm import ConfirmDialog
from tui.app.screens.first_minutes.yes_no import AskScreen
from tui.app.screens.walkthrough.response import ResponseScreen
from tui.app.screens.walkthrough.setup import AskConditions, ChooseRoutine
from tui.app.screens.walkthrough.walk import WalkEnding, WalkScreen
from tui.guide.blocks import condition_words
from tui.guide.content.exercise_model import Exercise, Posture
from tui.guide.episode.records import Activity, Response, WalkDone
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import STANDING, conditions, left_out, plan
from tui.guide.safety import findings_asked_about


async def walk(
    app: App[object],
    state: GuideState,
    choice: RoutineChoice | None = None,
    posture: Posture = STANDING,
) -> bool:
    """Guide the reader through exercises, unless the triage level rules it out.

    Args:
        app: Where the screens are shown.
        state: The state of the guide.
        choice: The exercises; None to let the reader choose a routine.
        posture: The posture in which the reader begins.

    Returns:
        Whether the reader wants the checklist now.

    """
    if _refusal(state) is None and not await check_safety(app, state):
        return False
    if (refusal := _refusal(state)) is not None:
        question = ConfirmDialog(refusal, yes="Open the checklist", no="Back")
        return await app.push_screen_wait(question)
    index = state.index
    if choice is None:
        choice = await app.push_screen_wait(ChooseRoutine(index))
    if choice is None:
        return False
    if choice.notes:
        notes = ConfirmDialog("\n".join(choice.notes), yes="Go on", no="Back")
        if not await app.push_screen_wait(notes):
            return False
    exercises = choice.order(index)
    if not await _may_begin(app, state, exercises):
        return False
    true = state.triage_state.verdict.findings | state.triage_state.blockers
    out = [exercise for exercise in exercises if left_out(index, exercise, true)]
    remaining = choice.order(index, out)

    def keep() -> None:
        """Record the walkthrough at once: the window may be closed on the last frame."""
        done = tuple(exercise.id for exercise in remaining)
        state.record.keep(WalkDone(at=state.record.now, exercises=done))

    routine = plan(index, remaining, posture, choice.pace)
    ending = await app.push_screen_wait(WalkScreen(state, routine, keep))
    if ending is WalkEnding.DONE:
        is_worse = await ask_response(app, state, "walkthrough")
        if is_worse:
            await check_safety(app, state)
        return is_worse
    return ending is WalkEnding.CHECKLIST


async def ask_response(app: App[object], state: GuideState, after: Activity) -> bool:
    """Ask how the pain has changed, and keep the answer; return whether it is worse.

    If it is, the signs have to be gone through again.
    """
    change = await app.push_screen_wait(ResponseScreen(state, after))
    if change is not None:
        state.record.keep(Response(at=state.record.now, after=after, change=change))
    if change == "worse":
        state.record.check(done=False)
    return change == "worse"


def _refusal(state: GuideState) -> str | None:
    """Return why no exercises are shown at the present level; None if they may be."""
    words = state.index.levels[state.triage_state.level]
    return None if words.walkthrough else words.refusal or ""


async def _may_begin(app: App[object], state: GuideState, exercises: Sequence[Exercise]) -> bool:
    """Ask about conditions that rule exercises out and are not known from the safety questions."""
    index, triage_state = state.index, state.triage_state
    true = triage_state.verdict.findings | triage_state.blockers
    names = conditions(index, exercises)
    if not true.isdisjoint(names):
        return await app.push_screen_wait(AskConditions(state, exercises))
    unknown = [name for name in names if name not in findings_asked_about(index)]
    if not unknown:
        return True
    movement = index.content.movement
    rows = [
        Row(
            Content(condition_words(index, name)),
            Content.styled("? ", "bold $warning"),
            gap=0 if place else 1,
        )
        for place, name in enumerate(unknown)
    ]
    screen = AskScreen(
        state,
        movement.before_title,
        movement.conditions,
        rows,
        answer_row("Yes", "No, start", answer_keys(app)),
    )
    answer = await app.push_screen_wait(screen)
    if answer:
        return await app.push_screen_wait(AskConditions(state, exercises))
    return answer is False

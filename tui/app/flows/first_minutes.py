"""The flow of the first minutes: is it safe, then rest, breathe, a pack, a little movement."""

from __future__ import annotations

from textual.app import App
from textual.content import Content

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.row import Row
from tui.app.flows.pack import time_pack
from tui.app.flows.safety_check import check_safety
from tui.app.flows.walkthrough import ask_response, walk
from tui.app.guide_state import GuideState
from tui.app.input.bindings import answer_keys
from tui.app.screens.first_minutes.breathing import BreathingScreen
from tui.app.screens.first_minutes.position import PositionScreen, StepChoice
from tui.app.screens.first_minutes.yes_no import AskScreen
from tui.guide.content.episode_model import fill_in
from tui.guide.first_minutes import FirstStep, first_steps, positions
from tui.guide.routine.order import RoutineChoice
from tui.guide.routine.routine import STANDING


async def lead(app: App[object], state: GuideState, *, yes: bool | None = None) -> bool:
    """Lead the reader through the first minutes, from where they left.

    Args:
        app: Where the screens are shown.
        state: The state of the guide.
        yes: The answer to the first safety question, if it was given elsewhere.

    Returns:
        Whether the reader wants the checklist now.

    """
    if state.triage_state.checked is None:
        state.first_step = None
    choice = StepChoice(None)
    while await check_safety(app, state, yes=yes):
        yes = None
        steps = _steps(state)
        step = state.first_step if state.first_step in steps else steps[0]
        state.first_step = step
        after = await _take(app, state, step, choice)
        if after is None:
            return False
        if after.checklist:
            state.first_step = None
            return True
        choice = StepChoice(after.step, after.position or choice.position)
        if state.triage_state.checked is None:
            continue  # It got worse, so the questions come first.
        following = _following(steps, step, choice)
        if following is None:
            state.first_step = None
            return False
        state.first_step = following
    return False


def _steps(state: GuideState) -> tuple[FirstStep, ...]:
    triage_state = state.triage_state
    return first_steps(state.index, triage_state.verdict, triage_state.blockers)


def _following(
    steps: tuple[FirstStep, ...], step: FirstStep, choice: StepChoice
) -> FirstStep | None:
    """Return the chosen step, or the first one after it that is offered; None after the last."""
    order = list(FirstStep)
    first = order.index(choice.step) if choice.step else order.index(step) + 1
    return next((later for later in order[first:] if later in steps), None)


async def _take(
    app: App[object], state: GuideState, step: FirstStep, choice: StepChoice
) -> StepChoice | None:
    """Show a step, chosen by `choice`; return what comes next, or None if the reader leaves."""
    words, triage_state = state.index.content.first_minutes, state.triage_state
    true = triage_state.verdict.findings | triage_state.blockers
    suitable = positions(state.index, true)
    answer: bool | None = True
    moves = FirstStep.MOVE in _steps(state)
    if step is FirstStep.POSITION:
        return await app.push_screen_wait(PositionScreen(state, suitable, moves=moves))
    if step is FirstStep.BREATHING:
        figure = choice.position or (suitable or words.positions)[0]
        after = await app.push_screen_wait(BreathingScreen(state, figure, moves=moves))
        if after == StepChoice(None):
            # The breathing was done to its end.
            await ask_response(app, state, "breathing")
        return after
    if step is FirstStep.PACK:
        answers = answer_row("Start the timer", "Not now", answer_keys(app))
        title = words.pack_titles.cold if state.record.phase == "cold" else words.pack_titles.warm
        lead = fill_in(words.pack_lead, no=answer_keys(app)[1])
        answer = await _ask(app, state, title, lead, answers)
        if answer:
            await time_pack(app, state)
        return None if answer is None else StepChoice(None)
    if step is FirstStep.MOVE:
        if choice.step is not step:
            answers = answer_row("Yes, lead me", "Not now", answer_keys(app))
            answer = await _ask(app, state, words.move_title, words.move_lead, answers)
        if answer:
            program = RoutineChoice.of_program(state.index, state.index.programs[words.program])
            position = choice.position
            if await walk(app, state, program, position.posture if position else STANDING):
                return StepChoice(None, checklist=True)
        return None if answer is None else StepChoice(None)
    answers = answer_row("Back to the guide", "Begin again", answer_keys(app))
    answer = await _ask(app, state, words.rest_title, words.rest_lead, answers)
    if answer is None:
        return None
    return StepChoice(None if answer else FirstStep.POSITION)


async def _ask(
    app: App[object], state: GuideState, words: str, text: str, answers: Row
) -> bool | None:
    rows = [Row(Content.styled(text, "$foreground 85%"), gap=1)]
    title = state.index.content.first_minutes.title
    return await app.push_screen_wait(AskScreen(state, title, words, rows, answers))

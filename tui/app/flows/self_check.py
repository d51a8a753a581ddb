"""The flow of the self-check: its parts, their results, and back to the guide."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec.structs import replace
from textual.app import App
from textual.content import Content

from tui.app.drawing.row import Row
from tui.app.guide_state import GuideState
from tui.app.screens.self_check import result_content
from tui.app.screens.self_check.habits import HabitsScreen
from tui.app.screens.self_check.menu import CheckMenu, CheckResult, CheckStep, StepKind
from tui.app.screens.self_check.quiz import QuizScreen
from tui.guide.content.record_index import Index
from tui.guide.episode.records import HabitAnswers
from tui.guide.outline import Place, place_of, title_of
from tui.guide.quiz import quiz
from tui.guide.quiz.habits import changes
from tui.guide.quiz.quiz import Round
from tui.guide.quiz.wording import score

Part: TypeAlias = Literal["menu", "habits"]
"""The part that the self-check starts with."""


async def check_oneself(app: App[object], state: GuideState, part: Part) -> Place | None:
    """Run the self-check; return the place to open afterwards, if one was chosen."""
    step = await _menu(app, state) if part == "menu" else CheckStep(StepKind.HABITS, "")
    while step and step.do is not StepKind.PLACE:
        step = await _take(app, state, step)
    return step.place if step else None


def _rounds(state: GuideState) -> tuple[Round, ...]:
    return quiz.current(state.index, state.store.all(Round))


async def _menu(app: App[object], state: GuideState) -> CheckStep | None:
    index, rounds = state.index, _rounds(state)
    words, habits = index.content.quiz, index.content.habits
    steps = []
    if quiz_round := quiz.open_round(rounds):
        title = f"Go on with question {quiz_round.place + 1}"
        steps.append(CheckStep(StepKind.GO_ON, title, aside=f"of {len(quiz_round.cards)}"))
    steps.append(CheckStep(StepKind.NEW, "New round" if rounds else "The quiz", lead=words.lead))
    if any(quiz_round.done for quiz_round in rounds):
        steps.append(
            CheckStep(StepKind.RESULT, "Your last result", aside=score(_last_done(rounds)))
        )
    answered = len(_answers(state))
    aside = f"{answered} of {len(index.habits)}" if answered else ""
    steps.append(CheckStep(StepKind.HABITS, habits.title, aside=aside, lead=habits.lead))
    return await app.push_screen_wait(CheckMenu("Self-check", steps))


def _answers(state: GuideState) -> dict[str, int]:
    """Return the stored habit answers that fit the present questions."""
    stored = state.store.value(HabitAnswers) or HabitAnswers()
    habits = state.index.habits
    return {
        name: place
        for name, place in stored.chosen.items()
        if name in habits and 0 <= place < len(habits[name].choices)
    }


def _last_done(rounds: tuple[Round, ...]) -> Round:
    return [quiz_round for quiz_round in rounds if quiz_round.done][-1]


async def _take(app: App[object], state: GuideState, step: CheckStep) -> CheckStep | None:
    """Run one step; return the step chosen after it."""
    index, rounds, chance = state.index, _rounds(state), state.environment.chance
    if step.do is StepKind.HABITS:
        return await _habits(app, state)
    if step.do is StepKind.RESULT:
        return await _result(app, state, _last_done(rounds))
    if step.do is StepKind.GO_ON and (quiz_round := quiz.open_round(rounds)):
        return await _quiz(app, state, quiz_round)
    if step.do is StepKind.PRACTISE:
        return await _quiz(app, state, quiz.practice(index, step.questions, chance))
    return await _quiz(app, state, quiz.new_round(index, state.store.all(Round), chance))


async def _quiz(app: App[object], state: GuideState, quiz_round: Round) -> CheckStep | None:
    if not quiz_round.id:
        quiz_round = state.record.enter_round(replace(quiz_round, at=state.environment.now()))
    screen = QuizScreen(state, quiz_round)
    left = await app.push_screen_wait(screen)
    if left.place:
        return CheckStep(StepKind.PLACE, "", place=left.place)
    return await _result(app, state, screen.round) if left.ended else None


async def _result(app: App[object], state: GuideState, quiz_round: Round) -> CheckStep | None:
    index = state.index
    steps = []
    if quiz_round.missed:
        names = tuple(card.question for card in quiz_round.missed)
        title = "Try the missed again"
        steps.append(CheckStep(StepKind.PRACTISE, title, aside=f"{len(names)}", questions=names))
    if topic := quiz.weakest(quiz.by_topic(index, quiz_round)):
        names = quiz.on_topic(index, topic.id)
        steps.append(CheckStep(StepKind.PRACTISE, topic.practise, questions=names))
        steps.append(_reading(index, topic.place))
    steps.append(CheckStep(StepKind.NEW, "New round"))
    steps.append(CheckStep(StepKind.HABITS, index.content.habits.title))
    screen = CheckResult(
        state,
        result_content.quiz_title(index, quiz_round),
        result_content.quiz_summary(index, quiz_round, _rounds(state)),
        steps,
        result_content.missed(index, quiz_round),
    )
    return await app.push_screen_wait(screen)


def _reading(index: Index, name: str) -> CheckStep:
    """Return the step that opens the place in the guide that explains more."""
    place = place_of(index, name)
    title = f"Open {index.sections[place.section].title}: {title_of(index, name)}"
    return CheckStep(StepKind.PLACE, title, place=place)


async def _habits(app: App[object], state: GuideState) -> CheckStep | None:
    if not await app.push_screen_wait(HabitsScreen(state, _answers(state))):
        return None
    index, answers = state.index, _answers(state)
    wanted = changes(index, answers)
    steps = [_reading(index, habit.place) for habit in wanted]
    if wanted and state.is_healthy:
        place = Place("prevention", "today_habit")
        steps.insert(0, CheckStep(StepKind.PLACE, index.content.today.texts["keep"], place=place))
    steps.append(CheckStep(StepKind.NEW, index.content.quiz.title))
    screen = CheckResult(
        state,
        Row(Content.styled(index.content.habits.title, "bold")),
        result_content.habits_summary(index, answers),
        steps,
        result_content.habits_answers(index, answers),
    )
    return await app.push_screen_wait(screen)

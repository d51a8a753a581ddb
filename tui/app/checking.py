"""The way through the self-check: its parts, their ends, and back to the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from tui.app.screens import check_pages
from tui.app.screens.check_menu import CheckMenu, CheckResult, Do, Next
from tui.app.screens.habits import HabitsScreen
from tui.app.screens.quiz import QuizScreen
from tui.app.widgets.row import Row
from tui.guide import quiz
from tui.guide.diary import HabitAnswers
from tui.guide.habits import changes
from tui.guide.index import Index
from tui.guide.outline import place_of, title_of
from tui.guide.quiz import Round
from tui.guide.quiz_words import score

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen, Part


async def check_oneself(main: MainScreen, part: Part) -> None:
    """Take the reader of `main` through the self-check, beginning with `part`."""
    step = await _menu(main) if part == "menu" else Next(Do.HABITS, "")
    while step:
        if step.do is Do.PLACE:
            if step.place:
                await main.go_to(step.place)
            return
        step = await _take(main, step)


def _rounds(main: MainScreen) -> tuple[Round, ...]:
    return quiz.current(main.triage.index, main.store.all(Round))


async def _menu(main: MainScreen) -> Next | None:
    index, rounds = main.triage.index, _rounds(main)
    words, habits = index.content.quiz, index.content.habits
    steps = []
    if held := _open(rounds):
        title = f"Go on with question {held.place + 1}"
        steps.append(Next(Do.GO_ON, title, aside=f"of {len(held.cards)}"))
    steps.append(Next(Do.NEW, "New round" if rounds else "The quiz", lead=words.lead))
    if any(held.done for held in rounds):
        steps.append(Next(Do.RESULT, "Your last result", aside=score(_last_done(rounds))))
    answered = len(_answers(main))
    aside = f"{answered} of {len(index.habits)}" if answered else ""
    steps.append(Next(Do.HABITS, habits.title, aside=aside, lead=habits.lead))
    return await main.app.push_screen_wait(CheckMenu("Self-check", steps))


def _answers(main: MainScreen) -> dict[str, int]:
    """The answers on one's own day that fit the questions as they are now."""
    kept = main.store.value(HabitAnswers) or HabitAnswers()
    habits = main.triage.index.habits
    return {
        name: place
        for name, place in kept.chosen.items()
        if name in habits and 0 <= place < len(habits[name].choices)
    }


def _open(rounds: tuple[Round, ...]) -> Round | None:
    """The round to go on with: the latest one, or the latest that is no practice."""
    latest = [*rounds[-1:], *[held for held in rounds if not held.practice][-1:]]
    return next((held for held in latest if not held.done), None)


def _last_done(rounds: tuple[Round, ...]) -> Round:
    return [held for held in rounds if held.done][-1]


async def _take(main: MainScreen, step: Next) -> Next | None:
    """Do one step; the step that its reader chose after it."""
    index, rounds, chance = main.triage.index, _rounds(main), main.host.chance
    if step.do is Do.HABITS:
        return await _habits(main)
    if step.do is Do.RESULT:
        return await _result(main, _last_done(rounds))
    if step.do is Do.GO_ON and (held := _open(rounds)):
        return await _quiz(main, held)
    if step.do is Do.PRACTISE:
        return await _quiz(main, quiz.practice(index, step.questions, chance))
    return await _quiz(main, quiz.new_round(index, main.store.all(Round), chance))


async def _quiz(main: MainScreen, held: Round) -> Next | None:
    if not held.id:
        held = main.keeping.enter_round(replace(held, at=main.host.now()))
    screen = QuizScreen(main, held)
    left = await main.app.push_screen_wait(screen)
    if left.place:
        return Next(Do.PLACE, "", place=left.place)
    return await _result(main, screen.round) if left.ended else None


async def _result(main: MainScreen, held: Round) -> Next | None:
    index = main.triage.index
    steps = []
    if held.missed:
        names = tuple(card.question for card in held.missed)
        title = "Try the missed again"
        steps.append(Next(Do.PRACTISE, title, aside=f"{len(names)}", questions=names))
    if topic := quiz.weakest(quiz.by_topic(index, held)):
        names = quiz.on_topic(index, topic.id)
        steps.append(Next(Do.PRACTISE, topic.practise, questions=names))
        steps.append(_reading(index, topic.place))
    steps.append(Next(Do.NEW, "New round"))
    steps.append(Next(Do.HABITS, index.content.habits.title))
    screen = CheckResult(
        main,
        check_pages.quiz_title(index, held),
        check_pages.quiz_summary(index, held, _rounds(main)),
        steps,
        check_pages.missed(index, held),
    )
    return await main.app.push_screen_wait(screen)


def _reading(index: Index, name: str) -> Next:
    """The step to the place in the guide that says more."""
    place = place_of(index, name)
    title = f"Open {index.sections[place.section].title}: {title_of(index, name)}"
    return Next(Do.PLACE, title, place=place)


async def _habits(main: MainScreen) -> Next | None:
    if not await main.app.push_screen_wait(HabitsScreen(main, _answers(main))):
        return None
    index, answers = main.triage.index, _answers(main)
    steps = [_reading(index, habit.place) for habit in changes(index, answers)]
    steps.append(Next(Do.NEW, index.content.quiz.title))
    screen = CheckResult(
        main,
        Row(Content.styled(index.content.habits.title, "bold")),
        check_pages.habits_summary(index, answers),
        steps,
        check_pages.habits_answers(index, answers),
    )
    return await main.app.push_screen_wait(screen)

"""The plain-text self-check, for pipes, screen readers and dumb terminals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from msgspec.structs import replace

from tui.diary.changes import answer_habit, enter_round
from tui.diary.store import Store
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.outline import place_of, title_of
from tui.guide.quiz import quiz
from tui.guide.quiz.habits import changes
from tui.guide.quiz.quiz import Card, Round
from tui.guide.quiz.wording import (
    HOW,
    AnswerMark,
    explain,
    heading,
    number,
    right_answer,
    score,
    verdict,
)
from tui.plain.dialogue import Conversation, Ended, choose, numbered
from tui.plain.heard_text import as_heard

_SIGNS = {AnswerMark.RIGHT: "Right", AnswerMark.WRONG: "Not right", AnswerMark.NONE: "Not right"}
_LETTERS = "ABCDEF"


def quiz_conversation(index: Index, store: Store, chance: Random, now: float) -> Conversation[None]:
    """Ask a new round of questions, explain each answer, and end with the score."""
    words = index.content.quiz
    yield from (as_heard(words.title), words.lead, "")
    quiz_round = quiz.new_round(index, store.all(Round), chance)
    yield from round_conversation(index, store, quiz_round, now)


def round_conversation(
    index: Index, store: Store, quiz_round: Round, now: float
) -> Conversation[None]:
    """Ask what is open of a round, explain each answer, and end with the score."""
    if not quiz_round.id:
        quiz_round = store.keep(replace(quiz_round, at=now))
    try:
        while not quiz_round.done:
            place = quiz_round.place
            question = index.questions[quiz_round.cards[place].question]
            card = yield from _ask(index, quiz_round, question)
            quiz_round = quiz_round.choose(place, card.given).answer(place, question)
            quiz_round = store.change(partial(enter_round, quiz_round=quiz_round))
            yield from _explain(index, question, quiz_round.cards[place])
    except Ended:
        yield ""
        yield "The answers end here."
    yield from _end(index, quiz_round)


def habits_conversation(index: Index, store: Store) -> Conversation[None]:
    """Ask about the reader's own day, and end with what to change first."""
    habits = index.content.habits
    yield from (as_heard(habits.title), habits.lead, "")
    answers: dict[str, int] = {}
    try:
        for place, habit in enumerate(habits.habits, 1):
            yield f"Question {place} of {len(habits.habits)}. {habit.ask}"
            yield from numbered([choice.text for choice in habit.choices])
            (answers[habit.id],) = (yield from choose(len(habit.choices))).places
            store.change(partial(answer_habit, name=habit.id, place=answers[habit.id]))
            yield ""
    except Ended:
        yield ""
        yield "The answers end here."
    if not answers:
        yield "No question was answered."
        return
    wanted = changes(index, answers)
    yield habits.first if wanted else habits.none
    for place, habit in enumerate(wanted, 1):
        yield f"{place}. {habit.change}. {habit.why} {_more(index, habit.place)}"
    yield habits.note


def _ask(index: Index, quiz_round: Round, question: Question) -> Conversation[Card]:
    card = quiz_round.cards[quiz_round.place]
    yield as_heard(heading(index, quiz_round, quiz_round.place))
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        yield f"Picture {letter}: {question.pictures[place].seen}"
    kind = "one" if question.kind == "spot" else question.kind
    yield f"{question.ask} {HOW[kind]}"
    yield from numbered([question.options[place].text for place in card.options])
    shown = yield from choose(len(card.options), kind)
    given = tuple(card.options[place] for place in shown.places)
    return Card(card.question, card.options, card.pictures, given)


def _explain(index: Index, question: Question, card: Card) -> Iterator[str]:
    yield f"{verdict(card).partition(' ')[2]}."
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        yield f"Picture {letter}: {question.pictures[place].caption}."
    for line in explain(question, card):
        if line.why:
            sign = f" {line.note.capitalize()}." if line.note else ""
            yield f"{line.label}. {_SIGNS[line.mark]}: {line.text}.{sign} {line.why}"
    publishers = dict.fromkeys(index.sources[name].publisher for name in question.sources)
    yield as_heard(f"{_more(index, question.place)} Sources: {'; '.join(publishers)}")
    yield ""


def _more(index: Index, name: str) -> str:
    section = index.sections[place_of(index, name).section]
    return f"More: {section.title}, {title_of(index, name)}."


def _end(index: Index, quiz_round: Round) -> list[str]:
    answered = [card for card in quiz_round.cards if card.answered]
    if not answered:
        return ["No question was answered."]
    lines = []
    if quiz_round.done:
        for topic in quiz.by_topic(index, quiz_round):
            lines.append(f"{topic.topic.title}: {number(topic.points)} of {topic.asked}.")
    if quiz_round.missed:
        lines += ["", "To look at again:"]
    for card in quiz_round.missed:
        question = index.questions[card.question]
        texts = "; ".join(text for text, _ in right_answer(question))
        lines.append(f"{question.ask} {texts}. {_more(index, question.place)}")
    lines += ["", index.content.quiz.note]
    lines += [quiz.outcome(index, quiz_round).text] if quiz_round.done else []
    total = (
        score(quiz_round)
        if quiz_round.done
        else f"{number(quiz_round.points)} of {len(answered)} answered"
    )
    return [*lines, f"Score: {total}."]

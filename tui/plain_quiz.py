"""The self-check line by line, for pipes, screen readers and terminals that draw nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from tui.guide import quiz
from tui.guide.diary import HabitAnswers
from tui.guide.habits import changes
from tui.guide.index import Index
from tui.guide.outline import place_of, title_of
from tui.guide.questions import Kind, Question
from tui.guide.quiz import Card, Round
from tui.guide.quiz_words import HOW, Mark, explain, heading, number, right_answer, score, verdict
from tui.store import Store

_SIGNS = {Mark.RIGHT: "Right", Mark.WRONG: "Not right", Mark.NONE: "Not right"}
_LETTERS = "ABCDEF"


T = TypeVar("T")

Conversation: TypeAlias = Generator[str | None, str | None, T]
"""Yields a line to say, or None to be sent the next line of the answers; None at their end."""


class _Ended(Exception):
    """There is nothing more to read."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody to ask, line by line."""

    say: Callable[[str], None]
    """Takes one line."""
    read: Callable[[], str | None]
    """The next line of the answers; None at their end."""

    def hold(self, conversation: Conversation[None]) -> None:
        """Have a conversation with them, to its end."""
        answer: str | None = None
        while True:
            try:
                line = conversation.send(answer)
            except StopIteration:
                return
            answer = self.read() if line is None else None
            if line is not None:
                self.say(line)


def take_quiz(index: Index, store: Store, talk: Talk, chance: Random, now: float) -> None:
    """Ask one round, explain each answer, and end with the score."""
    talk.hold(quiz_conversation(index, store, chance, now))


def take_habits(index: Index, store: Store, talk: Talk) -> None:
    """Ask about one's own day, and end with what to change first."""
    talk.hold(habits_conversation(index, store))


def quiz_conversation(index: Index, store: Store, chance: Random, now: float) -> Conversation[None]:
    """One round, each answer explained, and the score at its end."""
    words = index.content.quiz
    yield from (words.title, words.lead, "")
    held = store.keep(replace(quiz.new_round(index, store.all(Round), chance), at=now))
    try:
        while not held.done:
            place = held.place
            question = index.questions[held.cards[place].question]
            card = yield from _ask(index, held, question)
            held = held.choose(place, card.given).answer(place, question)
            held = store.keep(held)
            yield from _explain(index, question, held.cards[place])
    except _Ended:
        yield ""
        yield "The answers end here."
    yield from _end(index, held)


def habits_conversation(index: Index, store: Store) -> Conversation[None]:
    """Questions about one's own day, and what to change first."""
    habits = index.content.habits
    yield from (habits.title, habits.lead, "")
    answers: dict[str, int] = {}
    try:
        for place, habit in enumerate(habits.habits, 1):
            yield f"Question {place} of {len(habits.habits)}. {habit.ask}"
            yield from _list([choice.text for choice in habit.choices])
            (answers[habit.id],) = yield from _choice(len(habit.choices), "one")
            store.keep_value(HabitAnswers(dict(answers)))
            yield ""
    except _Ended:
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


def parse(line: str, count: int, kind: Kind) -> tuple[int, ...] | None:
    """The options that `line` names, from 0; None if it is no answer to such a question."""
    parts = [part for part in re.split(r"[\s,;]+", line) if part]
    if not all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        return None
    chosen = tuple(int(part) - 1 for part in parts)
    if len(set(chosen)) != len(chosen) or not all(0 <= place < count for place in chosen):
        return None
    least, most = {"several": (1, count), "order": (count, count)}.get(kind, (1, 1))
    return chosen if least <= len(chosen) <= most else None


def allowed(count: int, kind: Kind) -> str:
    """What can be answered."""
    numbers = ", ".join(str(n) for n in range(1, count))
    if kind == "order":
        return f"Please answer with {numbers} and {count}, each once, in your order."
    if kind == "several":
        return f"Please answer with one or more of {numbers} and {count}, with spaces between."
    return f"Please answer with {numbers} or {count}."


def _choice(count: int, kind: Kind) -> Conversation[tuple[int, ...]]:
    """What somebody chooses among options numbered from 1, asked until it is an answer."""
    while True:
        line = yield None
        if line is None:
            raise _Ended
        chosen = parse(line, count, kind)
        if chosen is not None:
            return chosen
        yield allowed(count, kind)


def _ask(index: Index, held: Round, question: Question) -> Conversation[Card]:
    card = held.cards[held.place]
    yield f"{heading(index, held, held.place)}."
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        yield f"Picture {letter}: {question.pictures[place].seen}"
    how = HOW["one" if question.kind == "spot" else question.kind]
    yield f"{question.ask} {how}"
    yield from _list([question.options[place].text for place in card.options])
    shown = yield from _choice(len(card.options), question.kind)
    return Card(card.question, card.options, card.pictures, tuple(card.options[n] for n in shown))


def _list(texts: Sequence[str]) -> Iterator[str]:
    for label, text in enumerate(texts, 1):
        yield f"{label}. {text}"


def _explain(index: Index, question: Question, card: Card) -> Iterator[str]:
    yield f"{verdict(card).partition(' ')[2]}."
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        yield f"Picture {letter}: {question.pictures[place].caption}."
    for line in explain(question, card):
        if line.why:
            sign = f" {line.note.capitalize()}." if line.note else ""
            yield f"{line.label}. {_SIGNS[line.mark]}: {line.text}.{sign} {line.why}"
    yield f"{_more(index, question.place)} Sources: {', '.join(question.sources)}."
    yield ""


def _more(index: Index, name: str) -> str:
    section = index.sections[place_of(index, name).section]
    return f"More: {section.title}, {title_of(index, name)}."


def _end(index: Index, held: Round) -> list[str]:
    answered = [card for card in held.cards if card.answered]
    if not answered:
        return ["No question was answered."]
    lines = []
    if held.done:
        for topic in quiz.by_topic(index, held):
            lines.append(f"{topic.topic.title}: {number(topic.points)} of {topic.asked}")
    if held.missed:
        lines += ["", "To look at again:"]
    for card in held.missed:
        question = index.questions[card.question]
        texts = "; ".join(text for text, _ in right_answer(question))
        lines.append(f"- {question.ask} {texts}. {_more(index, question.place)}")
    lines += ["", index.content.quiz.note]
    lines += [quiz.outcome(index, held).text] if held.done else []
    total = score(held) if held.done else f"{number(held.points)} of {len(answered)} answered"
    return [*lines, f"Score: {total}"]

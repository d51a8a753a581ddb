"""The self-check line by line, for pipes, screen readers and terminals that draw nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

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


class _Ended(Exception):
    """There is nothing more to read."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody to ask, line by line."""

    say: Callable[[str], None]
    """Takes one line."""
    read: Callable[[], str | None]
    """The next line of the answers; None at their end."""

    def choice(self, count: int, kind: Kind) -> tuple[int, ...]:
        """What somebody chooses among options numbered from 1, asked until it is an answer."""
        while True:
            line = self.read()
            if line is None:
                raise _Ended
            chosen = parse(line, count, kind)
            if chosen is not None:
                return chosen
            self.say(allowed(count, kind))


def take_quiz(index: Index, store: Store, talk: Talk, chance: Random, now: float) -> None:
    """Ask one round, explain each answer, and end with the score."""
    words = index.content.quiz
    for line in (words.title, words.lead, ""):
        talk.say(line)
    held = store.keep(replace(quiz.new_round(index, store.all(Round), chance), at=now))
    try:
        while not held.done:
            place = held.place
            question = index.questions[held.cards[place].question]
            card = _ask(index, talk, held, question)
            held = held.choose(place, card.given).answer(place, question)
            held = store.keep(held)
            _explain(index, talk, question, held.cards[place])
    except _Ended:
        talk.say("")
        talk.say("The answers end here.")
    for line in _end(index, held):
        talk.say(line)


def take_habits(index: Index, store: Store, talk: Talk) -> None:
    """Ask about one's own day, and end with what to change first."""
    habits = index.content.habits
    for line in (habits.title, habits.lead, ""):
        talk.say(line)
    answers: dict[str, int] = {}
    try:
        for place, habit in enumerate(habits.habits, 1):
            talk.say(f"Question {place} of {len(habits.habits)}. {habit.ask}")
            _list(talk, [choice.text for choice in habit.choices])
            (answers[habit.id],) = talk.choice(len(habit.choices), "one")
            store.keep_value(HabitAnswers(dict(answers)))
            talk.say("")
    except _Ended:
        talk.say("")
        talk.say("The answers end here.")
    if not answers:
        talk.say("No question was answered.")
        return
    wanted = changes(index, answers)
    talk.say(habits.first if wanted else habits.none)
    for place, habit in enumerate(wanted, 1):
        talk.say(f"{place}. {habit.change}. {habit.why} {_more(index, habit.place)}")
    talk.say(habits.note)


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


def _ask(index: Index, talk: Talk, held: Round, question: Question) -> Card:
    card = held.cards[held.place]
    talk.say(f"{heading(index, held, held.place)}.")
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        talk.say(f"Picture {letter}: {question.pictures[place].seen}")
    how = HOW["one" if question.kind == "spot" else question.kind]
    talk.say(f"{question.ask} {how}")
    _list(talk, [question.options[place].text for place in card.options])
    shown = talk.choice(len(card.options), question.kind)
    return Card(card.question, card.options, card.pictures, tuple(card.options[n] for n in shown))


def _list(talk: Talk, texts: Sequence[str]) -> None:
    for label, text in enumerate(texts, 1):
        talk.say(f"{label}. {text}")


def _explain(index: Index, talk: Talk, question: Question, card: Card) -> None:
    talk.say(f"{verdict(card).partition(' ')[2]}.")
    for letter, place in zip(_LETTERS, card.pictures, strict=False):
        talk.say(f"Picture {letter}: {question.pictures[place].caption}.")
    for line in explain(question, card):
        if line.why:
            sign = f" {line.note.capitalize()}." if line.note else ""
            talk.say(f"{line.label}. {_SIGNS[line.mark]}: {line.text}.{sign} {line.why}")
    talk.say(f"{_more(index, question.place)} Sources: {', '.join(question.sources)}.")
    talk.say("")


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

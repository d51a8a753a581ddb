"""Wording around a question of the self-check, the same in every interface."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.guide.content.quiz_model import Kind, Question
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.guide.quiz.quiz import Card, Round


class AnswerMark(Enum):
    """The mark of an option, or of a whole answer."""

    RIGHT = "✓"
    PARTLY = "◐"
    WRONG = "✗"
    NONE = " "


WORDS = {
    AnswerMark.RIGHT: "Right",
    AnswerMark.PARTLY: "Partly right",
    AnswerMark.WRONG: "Not quite",
}
HOW = {
    "one": "Choose one.",
    "spot": "Look at both, then choose one.",
    "several": "Choose every right one.",
    "order": "Choose them one after the other, in the right order.",
}
"""How to answer each kind of question."""


class AnswerLine(Struct, frozen=True):
    """An option after the answer."""

    mark: AnswerMark
    label: int
    """The number it was chosen by; in an order, its right place."""
    text: str
    note: str
    """What the reader chose, in a word or two."""
    why: str | None
    """The explanation; None for an option that was not in question."""


def mark_of(card: Card) -> AnswerMark:
    """Return the result of an answer."""
    if card.points is None:
        return AnswerMark.NONE
    if card.points == 1:
        return AnswerMark.RIGHT
    return AnswerMark.PARTLY if card.points > 0 else AnswerMark.WRONG


def verdict(card: Card) -> str:
    """Return an answer's mark in words, with its points if they are partial."""
    mark = mark_of(card)
    worth = f": {number(card.points or 0)} of 1" if mark is AnswerMark.PARTLY else ""
    return f"{mark.value} {WORDS[mark]}{worth}"


def explain(question: Question, card: Card) -> list[AnswerLine]:
    """Return the options of an answered question, each with its mark and, if needed, its why."""
    if question.kind == "order":
        return [_step(question, card, place) for place in range(len(question.options))]
    lines = []
    for label, place in enumerate(card.options, 1):
        option = question.options[place]
        chosen = place in card.given
        mark = AnswerMark.RIGHT if option.right else AnswerMark.WRONG if chosen else AnswerMark.NONE
        missed = option.right and not chosen and question.kind == "several"
        note = "your answer" if chosen else "not chosen" if missed else ""
        explained = option.right or chosen or question.kind == "several"
        lines.append(AnswerLine(mark, label, option.text, note, option.why if explained else None))
    return lines


def _step(question: Question, card: Card, place: int) -> AnswerLine:
    option = question.options[place]
    given = card.given.index(place) if place in card.given else None
    mark = AnswerMark.RIGHT if given == place else AnswerMark.WRONG
    note = "" if given in (place, None) else f"you put it at {given + 1}"
    return AnswerLine(mark, place + 1, option.text, note, option.why)


def right_answer(question: Question) -> list[tuple[str, str]]:
    """Return the right answers: texts with their whys."""
    options = question.options
    if question.kind != "order":
        options = tuple(option for option in options if option.right)
    return [(option.text, option.why) for option in options]


def boxes(kind: Kind, card: Card) -> list[str]:
    """Return the prefix of each option shown, while the question is unanswered."""
    if kind in ("one", "spot"):
        return [""] * len(card.options)
    chosen = {place: rank for rank, place in enumerate(card.given, 1)}
    if kind == "order":
        return [f"[{chosen.get(place, ' ')}] " for place in card.options]
    return ["[x] " if place in chosen else "[ ] " for place in card.options]


def heading(index: Index, quiz_round: Round, place: int) -> str:
    """Return the topic and the number of a question."""
    topic = index.topics[index.questions[quiz_round.cards[place].question].topic].title
    return f"{topic} · question {place + 1} of {len(quiz_round.cards)}"


def number(value: float) -> str:
    """Return a number of points with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def score(quiz_round: Round) -> str:
    """Return the points of a round in words."""
    return f"{number(quiz_round.points)} of {len(quiz_round.cards)}"


def trend_words(shares: Sequence[float], length: int) -> str:
    """Return the scores of the last rounds in words, oldest first, each out of `length`."""
    return " → ".join(number(share * length) for share in shares)

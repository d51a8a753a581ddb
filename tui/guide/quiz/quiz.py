"""The quiz: choice of questions, points for answers, and what to practise next.

A `Round` holds everything that was asked and answered, so only rounds are stored:
missed questions, boxes and the trend are derived. Options are identified by their place
in the content file, not by the order shown.

Missed questions come back by the Leitner system: a question moves up a box each time it
is answered in full, back to the first when it is not, and rests for twice as many rounds in
each box (Leitner, So lernt man lernen, 1972).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.quiz_model import Outcome, Question, Topic
from tui.guide.content.record_index import Index

LAST_BOX = 5


class Card(Struct, frozen=True):
    """A question in a round, with its answer."""

    question: str
    """The question's id."""
    options: tuple[int, ...]
    """The options in the order shown."""
    pictures: tuple[int, ...] = ()
    """The pictures in the order shown."""
    given: tuple[int, ...] = ()
    """The chosen options, in the order of choosing."""
    points: float | None = None
    """The points for the answer, from 0 to 1; None until it is answered."""

    @property
    def answered(self) -> bool:
        """Whether the question is answered."""
        return self.points is not None

    @property
    def missed(self) -> bool:
        """Whether it was answered with less than full points."""
        return self.points is not None and self.points < 1


class Round(Struct, frozen=True):
    """A sequence of questions, answered one after the other."""

    id: int = 0
    at: float = 0.0
    """When it was begun, in seconds since the epoch."""
    cards: tuple[Card, ...] = ()
    practice: bool = False
    """Whether it is left out of the boxes and the trend."""

    @property
    def place(self) -> int:
        """The index of the first unanswered question; the number of questions if there is none."""
        open_ones = (place for place, card in enumerate(self.cards) if not card.answered)
        return next(open_ones, len(self.cards))

    @property
    def done(self) -> bool:
        """Whether all questions are answered."""
        return self.place == len(self.cards)

    @property
    def points(self) -> float:
        """The sum of the points so far."""
        return sum(card.points or 0 for card in self.cards)

    @property
    def missed(self) -> tuple[Card, ...]:
        """The questions answered with less than full points."""
        return tuple(card for card in self.cards if card.missed)

    def choose(self, place: int, given: Sequence[int]) -> Round:
        """Return the round with this choice at `place`; a given answer is not changed."""
        return self._with(place, tuple(given), None)

    def answer(self, place: int, question: Question) -> Round:
        """Return the round with the choice at `place` as the final answer."""
        given = self.cards[place].given
        return self._with(place, given, points(question, given))

    def _with(self, place: int, given: tuple[int, ...], worth: float | None) -> Round:
        cards = list(self.cards)
        if not cards[place].answered:
            cards[place] = replace(cards[place], given=given, points=worth)
        return replace(self, cards=tuple(cards))


class TopicScore(Struct, frozen=True):
    """The result of a round on one topic."""

    topic: Topic
    points: float
    asked: int

    @property
    def share(self) -> float:
        """The share of the possible points, from 0 to 1."""
        return self.points / self.asked


def points(question: Question, given: Sequence[int]) -> float:
    """Return the points for an answer, from 0 to 1.

    With several right options each adds an equal share, and a wrong one subtracts a share.
    An order is worth Kendall's rank correlation with the right one, and never less than 0:
    that is 1 for the right order, and about 0 for a guess (Kendall, Biometrika 30:81, 1938).
    """
    if question.kind == "order":
        pairs = list(combinations(given, 2))
        rising = sum(first < second for first, second in pairs)
        complete = len(given) == len(question.options)
        return max(0.0, 2 * rising / len(pairs) - 1) if complete else 0.0
    right = {place for place, option in enumerate(question.options) if option.right}
    hits, wrong = len(right & set(given)), len(set(given) - right)
    return max(0.0, (hits - wrong) / len(right))


def complete(question: Question, given: Sequence[int]) -> bool:
    """Return whether a choice can be an answer."""
    return len(given) == len(question.options) if question.kind == "order" else bool(given)


def choose(question: Question, given: Sequence[int], option: int) -> tuple[int, ...]:
    """Return the choice with `option` added, or removed."""
    if question.single:
        return (option,)
    if option in given:
        return tuple(other for other in given if other != option)
    return (*given, option)


def new_round(index: Index, rounds: Sequence[Round], chance: Random) -> Round:
    """Return the next round: what is due after a miss, then questions from all topics evenly.

    Args:
        index: The content.
        rounds: All rounds so far, oldest first.
        chance: The random source for what the rules leave open.

    """
    quiz = index.content.quiz
    counted = [quiz_round for quiz_round in rounds if not quiz_round.practice]
    boxes = _boxes(counted)
    pool = list(quiz.questions)
    chance.shuffle(pool)
    missed = [q for q in pool if q.id in boxes and boxes[q.id].box == 1][: quiz.round]
    others = [q for q in pool if q not in missed]
    others.sort(key=lambda q: _urgency(boxes.get(q.id), len(counted)))
    chosen = list(missed)
    while len(chosen) < quiz.round:
        counts = Counter(q.topic for q in chosen)
        rarest = min(counts[q.topic] for q in others)
        pick = next(q for q in others if counts[q.topic] == rarest)
        others.remove(pick)
        chosen.append(pick)
    fresh = chosen[len(missed) :]
    chance.shuffle(fresh)
    return Round(cards=_cards([*missed, *fresh], chance))


def practice(index: Index, names: Iterable[str], chance: Random) -> Round:
    """Return a practice round of just these questions."""
    questions = [index.questions[name] for name in names if name in index.questions]
    chance.shuffle(questions)
    return Round(cards=_cards(questions, chance), practice=True)


def on_topic(index: Index, topic: str) -> tuple[str, ...]:
    """Return the ids of all questions on a topic."""
    return tuple(q.id for q in index.content.quiz.questions if q.topic == topic)


def current(index: Index, rounds: Sequence[Round]) -> tuple[Round, ...]:
    """Return the rounds that match the present questions."""
    return tuple(
        quiz_round
        for quiz_round in rounds
        if quiz_round.cards and all(_fits(index, c) for c in quiz_round.cards)
    )


def open_round(rounds: Sequence[Round]) -> Round | None:
    """Return the round to resume: the latest, or the latest that is no practice."""
    latest = [*rounds[-1:], *[quiz_round for quiz_round in rounds if not quiz_round.practice][-1:]]
    return next((quiz_round for quiz_round in latest if not quiz_round.done), None)


def by_topic(index: Index, quiz_round: Round) -> tuple[TopicScore, ...]:
    """Return the result of a round on each of its topics, in the order of the guide."""
    scores = []
    for topic in index.content.quiz.topics:
        cards = [
            card for card in quiz_round.cards if index.questions[card.question].topic == topic.id
        ]
        if cards:
            scores.append(TopicScore(topic, sum(card.points or 0 for card in cards), len(cards)))
    return tuple(scores)


def weakest(scores: Iterable[TopicScore]) -> Topic | None:
    """Return the topic to practise first: the one with the smallest share, if any was missed."""
    missed = [score for score in scores if score.share < 1]
    return min(missed, key=lambda score: score.share).topic if missed else None


def trend(rounds: Iterable[Round]) -> tuple[float, ...]:
    """Return the share of points of each finished round, oldest first, without practice."""
    return tuple(
        quiz_round.points / len(quiz_round.cards)
        for quiz_round in rounds
        if quiz_round.done and not quiz_round.practice
    )


def outcome(index: Index, quiz_round: Round) -> Outcome:
    """Return the comment on the score of a round."""
    share = quiz_round.points / len(quiz_round.cards)
    return max(
        (words for words in index.content.quiz.outcomes if words.least <= share),
        key=lambda words: words.least,
    )


def waiting(rounds: Iterable[Round]) -> int:
    """Return how many missed questions the next round begins with."""
    boxes = _boxes(quiz_round for quiz_round in rounds if not quiz_round.practice)
    return sum(seen.box == 1 for seen in boxes.values())


class _Seen(Struct, frozen=True):
    """The Leitner box of a question."""

    box: int
    round: int
    """The number of the round it was last answered in, from 0."""


def _boxes(rounds: Iterable[Round]) -> dict[str, _Seen]:
    boxes: dict[str, _Seen] = {}
    for number, quiz_round in enumerate(rounds):
        for card in quiz_round.cards:
            if card.answered:
                before = boxes.get(card.question)
                up = min(before.box + 1, LAST_BOX) if before else 2
                boxes[card.question] = _Seen(1 if card.missed else up, number)
    return boxes


def _urgency(seen: _Seen | None, number: int) -> tuple[int, int]:
    """Return the sort key for asking again, smallest first: due, then new, then resting."""
    if seen is None:
        return (1, 0)
    due = seen.round + 2 ** (seen.box - 1)
    return (0, due) if due <= number else (2, due)


def _cards(questions: Iterable[Question], chance: Random) -> tuple[Card, ...]:
    """Return questions with options and pictures shuffled.

    A right option takes each place about equally often in a round.
    """
    used: Counter[int] = Counter()
    cards = []
    for question in questions:
        options = chance.sample(range(len(question.options)), len(question.options))
        if question.single:
            right = next(n for n, option in enumerate(question.options) if option.right)
            options.remove(right)
            places = chance.sample(range(len(options) + 1), len(options) + 1)
            place = min(places, key=lambda place: used[place])
            options.insert(place, right)
            used[place] += 1
        elif question.kind == "order" and options == sorted(options):
            options.reverse()
        pictures = chance.sample(range(len(question.pictures)), len(question.pictures))
        cards.append(Card(question.id, tuple(options), tuple(pictures)))
    return tuple(cards)


def _fits(index: Index, card: Card) -> bool:
    question = index.questions.get(card.question)
    if question is None:
        return False
    return (
        sorted(card.options) == list(range(len(question.options)))
        and sorted(card.pictures) == list(range(len(question.pictures)))
        and set(card.given) <= set(card.options)
    )

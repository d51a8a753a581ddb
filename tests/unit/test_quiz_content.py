"""The questions of the self-check: plain, fair, explained, and true to what is known."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from tests.support.content import loaded
from tests.unit.test_words import MOST_GRADE, grade, sentences
from tui.guide.content.quiz_model import Habit, Kind, Question
from tui.guide.content.record_index import Index
from tui.guide.outline import place_of, title_of

INDEX = Index.of(loaded())
QUIZ = INDEX.content.quiz
HABITS = INDEX.content.habits.habits
LONGEST_OPTION = 70

each_question = pytest.mark.parametrize("question", QUIZ.questions, ids=lambda held: held.id)
each_habit = pytest.mark.parametrize("habit", HABITS, ids=lambda held: held.id)


def words_of(question: Question) -> list[str]:
    """All that is read with a question."""
    texts = [question.ask]
    texts += [text for option in question.options for text in (option.text, option.why)]
    return texts + [text for held in question.pictures for text in (held.seen, held.caption)]


def test_there_are_questions_enough_of_every_kind_and_topic() -> None:
    kinds = Counter(question.kind for question in QUIZ.questions)
    topics = Counter(question.topic for question in QUIZ.questions)

    assert len(QUIZ.questions) >= 32
    assert set(kinds) == set(get_args(Kind))
    assert min(kinds.values()) >= 4
    # Ten questions from six topics ask at most two of each, so no topic repeats at once.
    assert set(topics) == set(INDEX.topics)
    assert min(topics.values()) >= 4


def test_at_least_eight_questions_show_two_pictures() -> None:
    pairs = [question for question in QUIZ.questions if len(question.pictures) == 2]

    assert len(pairs) >= 8
    assert {question.kind for question in pairs} == {"spot"}
    for question in pairs:
        first, second = question.pictures
        assert (first.motion, first.keyframe) != (second.motion, second.keyframe), question.id
        assert first.seen != second.seen, question.id
        assert first.caption != second.caption, question.id


@each_question
def test_a_question_is_easy_to_read(question: Question) -> None:
    assert grade("\n".join(words_of(question))) <= MOST_GRADE
    assert question.ask.endswith(("?", ".")) and len(sentences(question.ask)) <= 3


@each_question
def test_options_are_short_and_all_different(question: Question) -> None:
    texts = [option.text for option in question.options]

    assert max(map(len, texts)) <= LONGEST_OPTION
    assert len({text.casefold() for text in texts}) == len(texts)
    assert 3 <= len(texts) <= 6


@each_question
def test_every_option_says_why_and_the_right_one_for_itself(question: Question) -> None:
    for option in question.options:
        assert option.why != option.text
        assert option.why.endswith((".", "!", "?"))
    whys = {right: {o.why for o in question.options if o.right is right} for right in (True, False)}
    assert not whys[True] & whys[False]


@each_question
def test_a_question_rests_on_sources_and_leads_to_a_place(question: Question) -> None:
    assert set(question.sources) <= set(INDEX.sources)
    assert place_of(INDEX, question.place).section in INDEX.sections
    assert title_of(INDEX, question.place)


def test_every_topic_leads_to_a_place() -> None:
    for topic in QUIZ.topics:
        assert place_of(INDEX, topic.place).section in INDEX.sections, topic.id


@each_question
def test_the_right_option_is_not_given_away_by_its_length(question: Question) -> None:
    if question.kind == "order":
        return
    right = [len(option.text) for option in question.options if option.right]
    others = [len(option.text) for option in question.options if not option.right]

    assert max(right) <= max(others)


def test_the_right_option_is_not_mostly_the_shortest_either() -> None:
    single = [question for question in QUIZ.questions if question.kind in ("one", "spot")]
    shortest = [
        question.id
        for question in single
        if min(question.options, key=lambda option: len(option.text)).right
    ]

    assert len(shortest) <= len(single) / 2


# The guide says what studies say: posture has to do with comfort, and is not proven to cause pain.

STANCE = (
    r"\b(postures?|slouch\w*|slump\w*|round(ed)? backs?|sitting|standing"
    r"|(the |this )?way(s)? (you|to) (sit|stand)|how you (sit|stand)|head forward)\b"
)
CAUSES = (
    r"\b(causes?|caused|leads? to|brings? on|results? in|gives? you|makes? your|ruins?|wrecks?"
    r"|damages?|harms?|injures?|wears? out)\b"
)
PAIN = r"\b(pains?|aches?|hurts?|sore|spasms?|disc|spine|injur\w+|backs?)\b"
BLAME = re.compile(f"{STANCE}.*{CAUSES}.*{PAIN}", re.IGNORECASE)
DENIED = re.compile(r"\b(no|not|never|nor|hardly)\b", re.IGNORECASE)


def blames_posture(text: str) -> bool:
    """Whether a sentence of `text` says that posture causes pain, and does not deny it."""
    return any(BLAME.search(held) and not DENIED.search(held) for held in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "Slouching causes back pain.",
        "Read on. Bad posture leads to spasms!",
        "The way you sit is what causes pain.",
        "A round back damages the disc.",
        "Standing for long brings on a sore back.",
    ],
)
def test_blame_would_be_noticed(text: str) -> None:
    assert blames_posture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Studies do not agree that the way you sit causes pain.",
        "So vary how you stand for comfort.",
        "The back muscles may then have to work harder.",
    ],
)
def test_what_is_known_of_posture_is_no_blame(text: str) -> None:
    assert not blames_posture(text)


@each_question
def test_no_answer_says_that_posture_alone_causes_pain(question: Question) -> None:
    said = [question.ask] if question.kind == "spot" else []
    said += [option.why for option in question.options]
    said += [option.text for option in question.options if option.right]
    said += [text for held in question.pictures for text in (held.seen, held.caption)]

    assert [text for text in said if blames_posture(text)] == []


# One's own day


@each_habit
def test_no_habit_blames_posture_or_is_hard_to_read(habit: Habit) -> None:
    texts = [habit.ask, habit.change, habit.why, *(choice.text for choice in habit.choices)]

    assert grade("\n".join(texts)) <= MOST_GRADE
    assert not [text for text in texts if blames_posture(text)]


@each_habit
def test_a_habit_has_short_choices_one_of_them_with_nothing_to_change(habit: Habit) -> None:
    texts = [choice.text for choice in habit.choices]

    assert max(map(len, texts)) <= LONGEST_OPTION
    assert len(set(texts)) == len(texts)
    assert min(choice.need for choice in habit.choices) == 0
    assert max(choice.need for choice in habit.choices) > 0


@each_habit
def test_a_habit_rests_on_sources_and_leads_to_a_place(habit: Habit) -> None:
    assert set(habit.sources) <= set(INDEX.sources)
    assert place_of(INDEX, habit.place).section in INDEX.sections
    assert not habit.change.endswith(".")


def test_what_a_score_means_not_is_said() -> None:
    assert "warning signs" in QUIZ.note
    assert "No single habit is proven" in INDEX.content.habits.note

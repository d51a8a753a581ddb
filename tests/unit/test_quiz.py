"""The quiz: which questions come, where the right answer stands, what an answer is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import permutations
from math import ceil
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.quiz import quiz
from tui.guide.quiz.quiz import LAST_BOX, Card, Round, points
from tui.guide.quiz.wording import (
    AnswerLine,
    AnswerMark,
    boxes,
    explain,
    heading,
    mark_of,
    number,
    right_answer,
    score,
    trend_words,
    verdict,
)

INDEX = Index.of(loaded())
FEW = Index.of(loaded(SMALL))
QUIZ = INDEX.content.quiz
SEEDS = range(200)
GONE = Card("question_of_long_ago", (0, 1), points=1.0)
"""What an old round says of a question that there is no more."""


def right(question: Question) -> tuple[int, ...]:
    """The answer that is right in full."""
    if question.kind == "order":
        return tuple(range(len(question.options)))
    return tuple(place for place, option in enumerate(question.options) if option.right)


def wrong(question: Question) -> tuple[int, ...]:
    """An answer that is worth nothing."""
    if question.kind == "order":
        return tuple(reversed(range(len(question.options))))
    return (next(place for place, option in enumerate(question.options) if not option.right),)


def answered(held: Round, missed: Collection[str] = (), index: Index = INDEX) -> Round:
    """`held` with every question answered, and these missed."""
    for place, card in enumerate(held.cards):
        question = index.questions[card.question]
        given = wrong(question) if card.question in missed else right(question)
        held = held.choose(place, given).answer(place, question)
    return held


def names(held: Round) -> list[str]:
    """The questions of a round."""
    return [card.question for card in held.cards]


def begin(seed: int, rounds: Sequence[Round] = (), index: Index = INDEX) -> Round:
    """The next round after these."""
    return quiz.new_round(index, rounds, Random(seed))


def one_card(name: str, worth: float | None, *, practice: bool = False) -> Round:
    """A round of one question, answered with this worth."""
    count = len(INDEX.questions[name].options)
    return Round(cards=(Card(name, tuple(range(count)), points=worth),), practice=practice)


# Which questions come


def test_a_first_round_is_ten_questions_evenly_from_all_topics() -> None:
    for seed in SEEDS:
        held = begin(seed)
        counts = Counter(INDEX.questions[name].topic for name in names(held))
        assert len(set(names(held))) == QUIZ.round == 10
        assert set(counts) == set(INDEX.topics)
        assert max(counts.values()) - min(counts.values()) <= 1


def test_the_same_seed_gives_the_same_round_and_others_give_others() -> None:
    assert begin(7) == begin(7)
    assert len({tuple(names(begin(seed))) for seed in SEEDS}) == len(SEEDS)


def test_every_question_is_asked_first_by_some_seed() -> None:
    assert {name for seed in SEEDS for name in names(begin(seed))} == set(INDEX.questions)


def test_where_a_topic_has_too_few_questions_another_fills_the_round() -> None:
    for seed in range(20):
        counts = Counter(FEW.questions[name].topic for name in names(begin(seed, index=FEW)))
        assert counts == {"bending": 2, "cooling": 1}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("count", [1, 3, 10])
def test_what_was_missed_comes_first_next_time(seed: int, count: int) -> None:
    first = begin(seed)
    missed = names(first)[-count:]
    second = begin(seed + 1, [answered(first, missed)])

    assert sorted(names(second)[:count]) == sorted(missed)
    assert not set(names(second)[count:]) & set(names(first))


def test_a_partly_right_answer_comes_again_too() -> None:
    for seed in range(20):
        assert names(begin(seed, [one_card("desk_setup", 2 / 3)]))[0] == "desk_setup"


def test_more_misses_than_a_round_has_room_for_fill_it() -> None:
    missed = set(list(INDEX.questions)[:14])
    rounds = [one_card(name, 0.0) for name in missed]

    asked = names(begin(1, rounds))

    assert set(asked) < missed
    assert len(asked) == QUIZ.round


@pytest.mark.parametrize("seed", range(20))
def test_after_a_round_all_right_the_next_has_other_questions(seed: int) -> None:
    first = begin(seed)

    assert not set(names(first)) & set(names(begin(seed + 1, [answered(first)])))


@pytest.mark.parametrize("seed", range(20))
def test_what_has_rested_enough_comes_before_what_is_new(seed: int) -> None:
    first = answered(begin(seed))
    second = answered(begin(seed + 1, [first]))
    third = names(begin(seed + 2, [first, second]))

    assert not set(third) & set(names(second))
    for topic in INDEX.topics:
        due = {name for name in names(first) if INDEX.questions[name].topic == topic}
        asked = {name for name in third if INDEX.questions[name].topic == topic}
        assert asked <= due or due <= asked


@pytest.mark.parametrize(
    ("times", "rest"), [(1, 2), (2, 4), (3, 8), (LAST_BOX - 1, 16), (LAST_BOX, 16)]
)
def test_each_right_answer_doubles_the_rest_up_to_sixteen_rounds(times: int, rest: int) -> None:
    rounds = [one_card("sit_change", 1.0)] * times
    for later in range(1, rest):
        rounds.append(Round(cards=(GONE,)))
        asked = [name for seed in range(5) for name in names(begin(seed, rounds))]
        assert asked.count("sit_change") == (5 if later == rest - 1 else 0), later


def test_a_miss_takes_a_question_back_to_the_first_box() -> None:
    rounds = [one_card("sit_change", worth) for worth in (1.0, 1.0, 1.0, 0.0)]
    assert names(begin(3, rounds))[0] == "sit_change"

    rounds.append(one_card("sit_change", 1.0))
    assert "sit_change" not in names(begin(3, rounds))
    assert "sit_change" in names(begin(3, [*rounds, Round(cards=(GONE,))]))


def test_practice_and_open_questions_change_nothing_in_what_comes() -> None:
    before = [one_card("sit_change", 1.0)]
    after = [
        *before,
        one_card("sit_change", 0.0, practice=True),
        one_card("queue", 0.0, practice=True),
    ]

    assert names(begin(5, after)) == names(begin(5, before))
    assert names(begin(5, [one_card("queue", None, practice=True)])) == names(begin(5))


def test_an_unanswered_question_is_as_good_as_new() -> None:
    left = begin(1)
    asked = Counter(name for seed in range(50) for name in names(begin(seed, [left])))

    assert set(asked) == set(INDEX.questions)


def test_practice_asks_each_named_question_once_and_leaves_out_what_is_gone() -> None:
    held = quiz.practice(INDEX, ["queue", "gone", "sit_change"], Random(1))

    assert sorted(names(held)) == ["queue", "sit_change"]
    assert held.practice


def test_a_topic_is_practised_with_all_its_questions() -> None:
    assert quiz.on_topic(FEW, "bending") == ("how_far", "which_ones", "what_is_wrong")
    assert sum(len(quiz.on_topic(INDEX, topic)) for topic in INDEX.topics) == len(INDEX.questions)


# Where the answers stand


def place_of_right(card: Card) -> int | None:
    """Where the right option stands, from 0; None where there is more than one."""
    question = INDEX.questions[card.question]
    return (
        card.options.index(right(question)[0])
        if question.kind not in ("several", "order")
        else None
    )


def test_the_right_answer_stands_everywhere_about_equally_often() -> None:
    found: Counter[tuple[int, int]] = Counter()
    for seed in range(500):
        for card in begin(seed).cards:
            if (place := place_of_right(card)) is not None:
                found[len(card.options), place] += 1
    whole = [sum(found[options, place] for options in (3, 4)) for place in range(4)]
    even = sum(whole) / 4
    assert sum(whole) > 3000
    assert all(0.85 * even < count < 1.15 * even for count in whole), whole
    for options in (3, 4):
        counts = [found[options, place] for place in range(options)]
        even = sum(counts) / options
        assert all(0.7 * even < count < 1.35 * even for count in counts), counts


def least_crowded(sizes: Sequence[int]) -> int:
    """How often the place used most must be used, given how many options each question has."""
    return max(ceil(sum(size <= most for size in sizes) / most) for most in set(sizes))


def test_in_one_round_no_place_is_favoured() -> None:
    for seed in SEEDS:
        single = [card for card in begin(seed).cards if place_of_right(card) is not None]
        used = Counter(place_of_right(card) for card in single)
        most = least_crowded([len(card.options) for card in single])
        assert max(used.values()) <= most + 1, seed


def test_every_question_shows_all_its_options_and_pictures_once() -> None:
    for seed in SEEDS:
        for card in begin(seed).cards:
            question = INDEX.questions[card.question]
            assert sorted(card.options) == list(range(len(question.options)))
            assert sorted(card.pictures) == list(range(len(question.pictures)))
            assert (card.given, card.points) == ((), None)


def test_steps_never_stand_in_their_right_order_already() -> None:
    orders = {q.id for q in QUIZ.questions if q.kind == "order"}
    shown = {
        card.options for seed in SEEDS for card in quiz.practice(INDEX, orders, Random(seed)).cards
    }

    assert len(shown) > 50
    assert not [options for options in shown if list(options) == sorted(options)]


def test_pictures_change_places() -> None:
    pairs = Counter(
        card.pictures
        for seed in SEEDS
        for card in quiz.practice(INDEX, ["spot_slump"], Random(seed)).cards
    )

    assert set(pairs) == {(0, 1), (1, 0)}
    assert min(pairs.values()) > len(SEEDS) / 3


# What an answer is worth

QUESTIONS = st.sampled_from(QUIZ.questions)


@st.composite
def answers(draw: st.DrawFn) -> tuple[Question, tuple[int, ...]]:
    """A question, and something chosen from its options."""
    question = draw(QUESTIONS)
    some = st.lists(st.sampled_from(range(len(question.options))), unique=True)
    return question, tuple(draw(some))


@given(answers())
def test_points_go_from_0_to_1_and_are_1_just_for_the_right_answer(
    answer: tuple[Question, tuple[int, ...]],
) -> None:
    question, given = answer
    is_right = (
        given == right(question) if question.kind == "order" else set(given) == set(right(question))
    )

    assert 0 <= points(question, given) <= 1
    assert (points(question, given) == 1) == is_right


@pytest.mark.parametrize("question", QUIZ.questions, ids=lambda question: question.id)
def test_the_right_answer_is_worth_1_and_the_opposite_nothing(question: Question) -> None:
    assert points(question, right(question)) == 1
    assert points(question, wrong(question)) == 0
    assert points(question, ()) == 0


@given(st.permutations(range(5)), st.sampled_from(range(4)))
def test_putting_a_wrong_pair_of_neighbours_right_never_costs_points(
    given: list[int], place: int
) -> None:
    question = INDEX.questions["lift_steps"]
    better = list(given)
    better[place : place + 2] = sorted(better[place : place + 2])

    assert points(question, better) >= points(question, given)


def test_a_guessed_order_is_worth_little_and_one_slip_costs_little() -> None:
    question = INDEX.questions["lift_steps"]
    worths = [points(question, given) for given in permutations(range(5))]

    assert sum(worths) / len(worths) < 0.25
    assert points(question, (1, 0, 2, 3, 4)) == pytest.approx(0.8)
    assert points(question, (0, 1, 2, 3)) == 0


@given(answers(), st.data())
def test_a_wrong_option_never_helps_and_a_right_one_never_harms(
    answer: tuple[Question, tuple[int, ...]], data: st.DataObject
) -> None:
    question, given = answer
    if question.kind == "order":
        return
    option = data.draw(st.sampled_from(range(len(question.options))))
    before = points(question, [place for place in given if place != option])
    after = points(question, [*given, option])

    assert after >= before if question.options[option].right else after <= before


def test_of_several_right_options_each_counts_its_share() -> None:
    question = FEW.questions["which_ones"]

    assert points(question, (0, 1)) == 1
    assert points(question, (1,)) == 0.5
    assert points(question, (0, 2)) == 0
    assert points(question, (0, 1, 2)) == 0.5
    assert points(question, (2,)) == 0


# Choosing and answering


@pytest.mark.parametrize("name", ["how_far", "what_is_wrong"])
def test_where_one_is_right_the_last_choice_counts(name: str) -> None:
    assert quiz.choose(FEW.questions[name], (0,), 1) == (1,)
    assert quiz.choose(FEW.questions[name], (1,), 1) == (1,)


@pytest.mark.parametrize("name", ["which_ones", "what_first"])
def test_where_more_are_chosen_each_is_added_or_taken_back(name: str) -> None:
    assert quiz.choose(FEW.questions[name], (2,), 0) == (2, 0)
    assert quiz.choose(FEW.questions[name], (2, 0, 1), 0) == (2, 1)


def test_an_order_is_complete_with_all_its_steps_and_others_with_one_option() -> None:
    assert not quiz.complete(FEW.questions["what_first"], (0, 1))
    assert quiz.complete(FEW.questions["what_first"], (0, 1, 2))
    assert not quiz.complete(FEW.questions["which_ones"], ())
    assert quiz.complete(FEW.questions["which_ones"], (2,))


def test_an_answer_stands_once_and_for_all() -> None:
    question = FEW.questions["how_far"]
    held = Round(cards=(Card("how_far", (1, 0)),)).choose(0, (1,))
    assert (held.done, held.points) == (False, 0)

    held = held.answer(0, question)
    assert (held.done, held.points, held.cards[0].points) == (True, 0, 0.0)

    assert held.choose(0, (0,)) == held
    assert held.choose(0, (0,)).answer(0, question) == held


def test_a_round_stands_at_its_first_open_question() -> None:
    held = begin(1, index=FEW)
    assert [held.place, held.done] == [0, False]

    question = FEW.questions[held.cards[0].question]
    held = held.choose(0, right(question)).answer(0, question)
    assert [held.place, held.done, held.points] == [1, False, 1]

    held = answered(held, missed=[held.cards[1].question], index=FEW)
    assert [held.place, held.done, held.points] == [3, True, 2]
    assert held.missed == (held.cards[1],)


# Old rounds

ANY_CARD = st.builds(
    Card,
    question=st.sampled_from([*INDEX.questions, "gone", "renamed"]),
    options=st.lists(st.integers(-1, 7), max_size=6).map(tuple)
    | st.sampled_from([tuple(range(n)) for n in range(2, 7)]),
    pictures=st.sampled_from([(), (0,), (1, 0), (0, 1, 2)]),
    given=st.lists(st.integers(0, 4), max_size=5, unique=True).map(tuple),
    points=st.none() | st.floats(0, 1),
)
ANY_ROUNDS = st.lists(
    st.builds(Round, cards=st.lists(ANY_CARD, max_size=8).map(tuple), practice=st.booleans()),
    max_size=6,
)


@given(ANY_ROUNDS, st.integers(0, 1000))
def test_whatever_old_rounds_hold_the_next_has_ten_different_questions(
    rounds: list[Round], seed: int
) -> None:
    held = begin(seed, rounds)

    assert len(held.cards) == len(set(names(held))) == QUIZ.round
    assert quiz.current(INDEX, [held]) == (held,)


@given(ANY_ROUNDS)
def test_an_old_round_that_still_fits_can_be_shown_in_full(rounds: list[Round]) -> None:
    for held in quiz.current(INDEX, rounds):
        assert 0 <= sum(held.points for held in quiz.by_topic(INDEX, held)) <= len(held.cards)
        assert quiz.outcome(INDEX, held) in QUIZ.outcomes
        for place, card in enumerate(held.cards):
            question = INDEX.questions[card.question]
            assert heading(INDEX, held, place)
            assert len(explain(question, card)) == len(question.options)
            assert len(boxes(question.kind, card)) == len(question.options)
            assert verdict(replace(card, points=0.5))


@pytest.mark.parametrize(
    "card",
    [
        GONE,
        Card("how_far", (0, 1, 2)),
        Card("how_far", (0,)),
        Card("how_far", (1, 1)),
        Card("how_far", (0, 1), pictures=(0,)),
        Card("what_is_wrong", (0, 1), pictures=(0,)),
        Card("how_far", (0, 1), given=(2,)),
    ],
)
def test_a_round_of_a_question_that_changed_or_went_is_left_out(card: Card) -> None:
    fits = Card("how_far", (1, 0))

    assert quiz.current(FEW, [Round(cards=(fits, card)), Round(cards=(fits,)), Round()]) == (
        Round(cards=(fits,)),
    )


# What came of it


def worth(*values: tuple[str, float | None]) -> Round:
    """A round of the small content with these points."""
    cards = [
        Card(name, tuple(range(len(FEW.questions[name].options))), points=points)
        for name, points in values
    ]
    return Round(cards=tuple(cards))


def test_points_are_told_by_topic_and_the_weakest_is_practised_first() -> None:
    scores = quiz.by_topic(FEW, worth(("what_first", 0.4), ("how_far", 1.0), ("which_ones", 0.5)))

    assert [(s.topic.id, s.points, s.asked, s.share) for s in scores] == [
        ("bending", 1.5, 2, 0.75),
        ("cooling", 0.4, 1, 0.4),
    ]
    weakest = quiz.weakest(scores)
    assert weakest and weakest.id == "cooling"
    assert quiz.weakest(quiz.by_topic(FEW, worth(("how_far", 1.0)))) is None
    assert [s.topic.id for s in quiz.by_topic(FEW, worth(("how_far", 1.0)))] == ["bending"]


def test_the_trend_has_each_finished_round_but_no_practice() -> None:
    rounds = [
        worth(("how_far", 1.0), ("which_ones", 0.5)),
        replace(worth(("how_far", 0.0)), practice=True),
        worth(("how_far", 1.0), ("which_ones", None)),
        worth(("how_far", 1.0)),
    ]

    assert quiz.trend(rounds) == (0.75, 1.0)


@pytest.mark.parametrize(
    ("points", "words"),
    [(0.0, "Read on."), (0.49, "Read on."), (0.5, "Well done."), (1.0, "Well done.")],
)
def test_the_outcome_is_the_highest_that_was_reached(points: float, words: str) -> None:
    assert quiz.outcome(FEW, worth(("how_far", points))).text == words


@pytest.mark.parametrize(
    ("points", "mark", "words"),
    [
        (1.0, AnswerMark.RIGHT, "✓ Right"),
        (2 / 3, AnswerMark.PARTLY, "◐ Partly right: 0.7 of 1"),
        (0.0, AnswerMark.WRONG, "✗ Not quite"),
    ],
)
def test_an_answer_has_a_symbol_and_a_word(points: float, mark: AnswerMark, words: str) -> None:
    card = Card("how_far", (0, 1), given=(0,), points=points)

    assert (mark_of(card), verdict(card)) == (mark, words)
    assert mark_of(replace(card, points=None)) is AnswerMark.NONE


def told(lines: Iterable[AnswerLine]) -> list[tuple[str, int, str, str, str | None]]:
    return [(line.mark.value, line.label, line.text, line.note, line.why) for line in lines]


def test_a_missed_single_choice_explains_what_was_chosen_and_what_is_right() -> None:
    card = Card("how_far", (1, 0), given=(1,), points=0.0)

    assert told(explain(FEW.questions["how_far"], card)) == [
        ("✗", 1, "As far as it goes", "your answer", "That pulls."),
        ("✓", 2, "A little", "", "Small is kind."),
    ]


def test_a_right_single_choice_leaves_the_others_alone() -> None:
    card = Card("how_far", (1, 0), given=(0,), points=1.0)

    assert told(explain(FEW.questions["how_far"], card)) == [
        (" ", 1, "As far as it goes", "", None),
        ("✓", 2, "A little", "your answer", "Small is kind."),
    ]


def test_of_several_every_option_is_explained() -> None:
    card = Card("which_ones", (2, 1, 0), given=(2, 0), points=0.0)

    assert told(explain(FEW.questions["which_ones"], card)) == [
        ("✗", 1, "With a jerk", "your answer", "It pulls."),
        ("✓", 2, "With a breath", "not chosen", "It is calm."),
        ("✓", 3, "Slowly", "your answer", "It is kind."),
    ]


def test_an_order_is_told_as_it_should_be_with_what_was_elsewhere() -> None:
    card = Card("what_first", (2, 0, 1), given=(1, 0, 2), points=1 / 3)

    assert told(explain(FEW.questions["what_first"], card)) == [
        ("✗", 1, "Wrap it", "you put it at 2", "First of all."),
        ("✗", 2, "Lay it on", "you put it at 1", "Then this."),
        ("✓", 3, "Take it off", "", "Last of all."),
    ]


def test_the_right_answer_is_told_with_its_whys() -> None:
    assert right_answer(FEW.questions["which_ones"]) == [
        ("Slowly", "It is kind."),
        ("With a breath", "It is calm."),
    ]
    assert [text for text, _ in right_answer(FEW.questions["what_first"])] == [
        "Wrap it",
        "Lay it on",
        "Take it off",
    ]


def test_boxes_show_what_is_chosen_and_in_which_order() -> None:
    card = Card("any", (2, 0, 1), given=(1, 2))

    assert boxes("one", card) == boxes("spot", card) == ["", "", ""]
    assert boxes("several", card) == ["[x] ", "[ ] ", "[x] "]
    assert boxes("order", card) == ["[2] ", "[ ] ", "[1] "]


def test_numbers_of_points_have_at_most_one_decimal() -> None:
    assert [number(value) for value in (0, 1.0, 2 / 3, 7.25, 10)] == ["0", "1", "0.7", "7.2", "10"]
    held = worth(("how_far", 1.0), ("which_ones", 0.5))
    assert score(held) == "1.5 of 2"
    assert heading(FEW, held, 1) == "Bending · question 2 of 2"
    assert trend_words([0.5, 0.75], 10) == "5 → 7.5"

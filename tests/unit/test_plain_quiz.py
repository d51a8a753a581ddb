"""The self-check can be taken line by line: from a pipe, and by somebody who sees no figure."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import ROOT, SMALL, plain_environment
from tests.support.content import loaded
from tui.diary.store import MemoryStore
from tui.guide.content.quiz_model import Question
from tui.guide.content.record_index import Index
from tui.guide.episode.records import HabitAnswers
from tui.guide.quiz.quiz import Round
from tui.plain.dialogue import Dialogue, Kind, Silence, allowed, parse
from tui.plain.heard_text import as_heard
from tui.plain.quiz import habits_conversation, quiz_conversation

INDEX = Index.of(loaded())
FEW = Index.of(loaded(SMALL))
QUIZ = INDEX.content.quiz


class Person:
    """Somebody who hears each line, and answers when asked."""

    def __init__(self, answer: Callable[[list[str]], str | None]) -> None:
        self.heard: list[str] = []
        self.answer = answer
        self.talk = Dialogue(self.heard.append, self._listen, self._wait)

    def _listen(self, seconds: float | None) -> str | Silence:
        assert seconds is None, "the self-check waits for its answers"
        answer = self.answer(self.heard)
        return Silence.ENDED if answer is None else answer

    def _wait(self, seconds: float) -> None:
        raise AssertionError("the self-check waits for answers only")


def script(*answers: str) -> Person:
    """Somebody who gives these answers and then no more."""
    left = iter(answers)
    return Person(lambda _: next(left, None))


def knowing(index: Index) -> Person:
    """Somebody who knows every answer, and finds it among the lines just heard."""
    return Person(lambda heard: " ".join(map(str, right_numbers(index, heard))))


def right_numbers(index: Index, heard: Sequence[str]) -> list[int]:
    """The numbers of the right options of the question heard last."""
    question, options = asked(index, heard)
    right = [option.text for option in question.options if option.right or question.kind == "order"]
    return [options.index(as_heard(text)) + 1 for text in right]


def asked(index: Index, heard: Sequence[str]) -> tuple[Question, list[str]]:
    """The question heard last, and its options in the order told."""
    for place in reversed(range(len(heard))):
        for question in index.content.quiz.questions:
            if heard[place].startswith(question.ask):
                told = heard[place + 1 : place + 1 + len(question.options)]
                return question, [line.split(". ", 1)[1] for line in told]
    raise AssertionError(heard)


def take(person: Person, index: Index = INDEX, seed: int = 1) -> MemoryStore:
    store = MemoryStore()
    person.talk.hold(quiz_conversation(index, store, Random(seed), now=1000.0))
    return store


# A round


def test_a_round_of_right_answers_ends_with_the_full_score() -> None:
    person = knowing(INDEX)
    store = take(person)

    assert person.heard[:2] == [f"{QUIZ.title}.", QUIZ.lead]
    assert person.heard.count("Right.") == 10
    assert person.heard[-1] == "Score: 10 of 10."
    assert QUIZ.outcomes[-1].text in person.heard
    assert "To look at again:" not in person.heard
    (held,) = store.all(Round)
    assert (held.done, held.points, held.at) == (True, 10, 1000.0)


def test_each_answer_is_explained_at_once_with_what_it_rests_on() -> None:
    def first(heard: list[str]) -> str:
        question, options = asked(INDEX, heard)
        return " ".join(map(str, range(1, len(options) + 1))) if question.kind == "order" else "1"

    person = Person(first)
    (held,) = take(person).all(Round)

    for place, card in enumerate(held.cards):
        question = INDEX.questions[card.question]
        start = next(n for n, line in enumerate(person.heard) if line.startswith(question.ask))
        told = person.heard[start : start + 30]
        told = told[: told.index("")]
        assert f"question {place + 1} of 10." in " ".join(person.heard[:start])
        right = [option for option in question.options if option.right or question.kind == "order"]
        for option in right:
            assert [line for line in told if option.text in line and line.endswith(option.why)]
        assert f"Sources: {INDEX.sources[question.sources[0]].publisher}" in told[-1]
        assert told[-1].startswith("More: ")


def test_what_was_missed_is_told_again_at_the_end_with_the_right_answer() -> None:
    def miss(heard: list[str]) -> str:
        question, options = asked(FEW, heard)
        right = right_numbers(FEW, heard)
        if question.kind == "order":
            return " ".join(map(str, reversed(right)))
        return str(next(n for n in range(1, len(options) + 1) if n not in right))

    person = Person(miss)
    (held,) = take(person, FEW).all(Round)

    end = person.heard[person.heard.index("To look at again:") :]
    for card in held.cards:
        question = FEW.questions[card.question]
        assert [line for line in end if line.startswith(f"{question.ask} ")]
    assert person.heard.count("Not quite.") == 3
    assert FEW.content.quiz.note in end
    assert end[-2:] == ["Read on.", "Score: 0 of 3."]
    scores = [line for line in person.heard if line.startswith(("Bending: ", "Cooling: "))]
    assert scores == ["Bending: 0 of 2.", "Cooling: 0 of 1."]


def test_a_partly_right_answer_says_what_it_is_worth() -> None:
    def half(heard: list[str]) -> str:
        numbers = right_numbers(FEW, heard)
        return str(numbers[0]) if len(numbers) == 2 else " ".join(map(str, numbers))

    scores = set()
    for seed in range(8):
        person = Person(half)
        take(person, FEW, seed)
        asked_for_both = any(line.startswith("Which?") for line in person.heard)
        assert ("Partly right: 0.5 of 1." in person.heard) == asked_for_both
        scores.add(person.heard[-1])
    assert scores == {"Score: 2.5 of 3.", "Score: 3 of 3."}


def test_figures_are_told_in_words() -> None:
    for seed in range(10):
        person = knowing(INDEX)
        (held,) = take(person, seed=seed).all(Round)
        for card in held.cards:
            seen = [INDEX.questions[card.question].pictures[place] for place in card.pictures]
            for letter, picture in zip("AB", seen, strict=False):
                assert f"Picture {letter}: {picture.seen}" in person.heard
                assert f"Picture {letter}: {picture.caption}." in person.heard
                told = person.heard.index(f"Picture {letter}: {picture.seen}")
                assert told < person.heard.index(f"Picture {letter}: {picture.caption}.")
        assert not [line for line in person.heard if "Look at both" in line]


@given(st.integers(0, 10_000))
def test_no_line_has_control_characters_or_breaks(seed: int) -> None:
    person = knowing(INDEX)
    take(person, seed=seed)

    assert not [line for line in person.heard if not line.isprintable()]


# What is an answer


@pytest.mark.parametrize(
    ("line", "kind", "chosen"),
    [
        ("1\n", "one", (0,)),
        ("  4  \r\n", "one", (3,)),
        ("2", "one", (1,)),
        ("02", "one", (1,)),
        ("1,3", "several", (0, 2)),
        ("3, 1", "several", (2, 0)),
        ("1;2;3;4", "several", (0, 1, 2, 3)),
        ("4 , 2,, 1\t3", "order", (3, 1, 0, 2)),
        ("2\u00a03", "several", (1, 2)),
    ],
)
def test_numbers_may_stand_apart_by_spaces_and_commas(
    line: str, kind: Kind, chosen: tuple[int, ...]
) -> None:
    assert parse(line, 4, kind) == chosen


@pytest.mark.parametrize("kind", ["one", "several", "order"])
@pytest.mark.parametrize(
    "line",
    [
        *("", "\n", " , ; ", "0", "5", "-1", "+1", "1.", "1.0", "1e0", "a", "yes", "1 a", "0x1"),
        *("١", "１", "²", "①", "一", "\x1b[A", "\x00", "�", "1 1", "1 2 3 3", "4 5", "1 0 2 3"),
        *("9" * 1000, "1" * 1000, "1 " * 500, "x" * 100_000),
    ],
    ids=lambda line: ascii(line)[:20],
)
def test_anything_else_is_no_answer(line: str, kind: Kind) -> None:
    assert parse(line, 4, kind) is None


@pytest.mark.parametrize(
    ("line", "kind"), [("1 2", "one"), ("1 2", "spot"), ("1 2 3", "order"), ("1", "order")]
)
def test_too_many_or_too_few_numbers_are_no_answer(line: str, kind: Kind) -> None:
    assert parse(line, 4, kind) is None


@given(st.text(), st.integers(2, 6), st.sampled_from(["one", "several", "order"]))
def test_whatever_is_typed_an_answer_is_made_of_options(line: str, count: int, kind: Kind) -> None:
    chosen = parse(line, count, kind)

    assert chosen is None or (
        0 < len(chosen) == len(set(chosen)) and set(chosen) <= set(range(count))
    )


@pytest.mark.parametrize("kind", ["one", "several", "order"])
def test_what_is_said_to_be_allowed_is_allowed(kind: Kind) -> None:
    words = allowed(4, kind)
    numbers = re.findall("[0-9]+", words)

    assert numbers == ["1", "2", "3", "4"]
    if kind == "order":
        assert parse(" ".join(numbers), 4, kind)
    else:
        assert all(parse(number, 4, kind) for number in numbers)


@pytest.mark.parametrize("bad", ["0", "5", "nonsense", "", "١", "1 1"])
def test_a_bad_answer_is_asked_again_with_what_is_allowed(bad: str) -> None:
    right = knowing(INDEX)
    before = [bad, bad]
    person = Person(lambda heard: before.pop() if before else right.answer(heard))
    (held,) = take(person).all(Round)

    question = INDEX.questions[held.cards[0].question]
    kind: Kind = "one" if question.kind == "spot" else question.kind
    assert person.heard.count(allowed(len(question.options), kind)) == 2
    assert person.heard[-1] == "Score: 10 of 10."


# Where the answers end


def test_with_no_answer_at_all_it_ends_politely() -> None:
    person = script()
    (held,) = take(person).all(Round)

    assert person.heard[-2:] == ["The answers end here.", "No question was answered."]
    assert held.place == 0


@pytest.mark.parametrize("count", [1, 4, 9])
def test_where_the_answers_end_early_those_given_are_scored(count: int) -> None:
    right = knowing(INDEX)
    left = [None, *[True] * count]
    person = Person(lambda heard: right.answer(heard) if left.pop() else None)
    (held,) = take(person).all(Round)

    assert "The answers end here." in person.heard
    assert person.heard[-1] == f"Score: {count} of {count} answered."
    assert held.place == count


# One's own day


def test_habits_end_with_the_three_changes_that_matter_most() -> None:
    habits = INDEX.content.habits
    worst = [
        max(range(len(habit.choices)), key=lambda place: habit.choices[place].need)
        for habit in habits.habits
    ]
    person, store = script(*(str(place + 1) for place in worst)), MemoryStore()
    person.talk.hold(habits_conversation(INDEX, store))

    end = person.heard[person.heard.index(habits.first) :]
    assert [line[:3] for line in end[1:-1]] == ["1. ", "2. ", "3. "]
    assert end[1].startswith(f"1. {habits.habits[0].change}. {habits.habits[0].why} More: ")
    assert end[-1] == habits.note
    assert store.value(HabitAnswers) == HabitAnswers(dict(zip(INDEX.habits, worst, strict=True)))
    assert not [line for line in person.heard if not line.isprintable()]


def test_habits_with_nothing_to_change_say_so() -> None:
    person = script("1", "1")
    person.talk.hold(habits_conversation(FEW, MemoryStore()))

    assert person.heard[-2:] == [FEW.content.habits.none, FEW.content.habits.note]


def test_habits_without_an_answer_give_no_comfort() -> None:
    person = script()
    person.talk.hold(habits_conversation(INDEX, MemoryStore()))

    assert person.heard[-1] == "No question was answered."
    assert INDEX.content.habits.none not in person.heard


def test_habits_that_end_early_keep_and_use_what_was_answered() -> None:
    person, store = script("seven", "4", "4"), MemoryStore()
    person.talk.hold(habits_conversation(INDEX, store))

    assert allowed(4, "one") in person.heard
    assert "The answers end here." in person.heard
    first, second = INDEX.content.habits.habits[:2]
    end = person.heard[person.heard.index(INDEX.content.habits.first) :]
    assert first.change in end[1] and second.change in end[2]
    assert store.value(HabitAnswers) == HabitAnswers({first.id: 3, second.id: 3})


# As a process


def taken(answers: bytes, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """The status and the output of ``quiz`` with these answers from a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", "quiz", *arguments],
        cwd=ROOT,
        env=plain_environment(**environment),
        input=answers,
        capture_output=True,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def any_answers() -> Iterator[bytes]:
    """Answers of which one fits whatever is asked."""
    for _ in range(10):
        yield from (b"1\n", b"1 2 3 4\n", b"1 2 3 4 5\n")


@pytest.mark.parametrize("arguments", [(), ("--plain",)], ids=["piped", "plain"])
def test_a_pipe_gets_a_whole_round_and_the_score(arguments: tuple[str, ...]) -> None:
    status, out, err = taken(b"".join(any_answers()), *arguments)

    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[-1].startswith("Score: ")
    assert lines[-1].endswith((" of 10.", " answered."))
    assert not [line for line in lines if not line.isprintable()]


def test_answers_that_no_person_types_are_asked_again_and_their_end_is_no_error() -> None:
    odd = b"\xff\xfe\n\x00\x1b[A\n\xd9\xa1\n" + b"7" * 3_000_000 + b"\n" + b"0\n5 5\n" + b"\x80"
    status, out, err = taken(odd)

    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[-1] == "No question was answered."
    assert len([line for line in lines if line.startswith("Please answer with ")]) == 7


def test_habits_can_be_answered_from_a_pipe_in_plain_characters() -> None:
    status, out, err = taken(b"1\n" * 12, "--habits", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (status, err) == (0, "")
    assert out.isascii()
    assert out.splitlines()[-1] == INDEX.content.habits.note
    assert "Question 12 of 12." in out

"""The first minutes line by line: scripted from the first question to the end."""

from __future__ import annotations

from datetime import timezone

import pytest

from tests.support.content import loaded
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import named
from tui.guide.triage import Triage
from tui.plain.dialogue import Dialogue, Silence
from tui.plain.first_minutes import first_minutes_conversation
from tui.plain.signs import SignQuestions, in_parts

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
SAFETY, MINUTES = INDEX.content.safety, INDEX.content.first_minutes
NOW = 1_700_000_000.0
NO = ["n"] * len(SAFETY.questions)
LONGEST = 2_000
"""Waits after which a conversation is taken to have no end."""


class Talk:
    """A conversation with somebody who types some lines, and then no more.

    Attributes:
        said: What the guide said.
        waited: How many seconds passed.

    """

    def __init__(self, typed: list[str], region: str | None = None) -> None:
        self.said: list[str] = []
        self.waited = 0.0
        self._typed = iter(typed)
        self._turns = 0
        self.signs = SignQuestions(
            TRIAGE,
            MemoryStore(),
            region=named(INDEX.content.regions, region) if region else None,
            now=lambda: NOW,
            zone=timezone.utc,
        )
        talk = first_minutes_conversation(self.signs, clock=lambda: self.waited, mute=True)
        Dialogue(self.said.append, self._listen, self._wait).hold(talk)

    def _listen(self, seconds: float | None) -> str | Silence:
        self._turns += 1
        assert self._turns < LONGEST
        if seconds is not None:
            self.waited += seconds
            return Silence.TIMEOUT
        return next(self._typed, Silence.ENDED)

    def _wait(self, seconds: float) -> None:
        self.waited += seconds

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def which(question: int, finding: str) -> str:
    """The answers that tick a finding behind a question, by its number from 0."""
    for part in in_parts(INDEX, SAFETY.questions[question].findings):
        if finding in part:
            return str(part.index(finding) + 1)
    raise AssertionError(finding)


def test_from_the_first_question_to_movement() -> None:
    talk = Talk([*NO, "1", "", "2", "", "y"])
    for number, question in enumerate(SAFETY.questions, 1):
        assert f"{number} of {len(SAFETY.questions)}. {question.text}" in talk.said
    assert talk.signs.is_checked
    order = [
        talk.text.index(words)
        for words in (
            SAFETY.title,
            "Checked 22:13: no warning sign ticked.",
            MINUTES.position_lead,
            MINUTES.positions[0].cue,
            MINUTES.breathing_title,
            MINUTES.pack_titles.cold,
            MINUTES.move_title,
            "Walkthrough: ",
        )
    ]
    assert order == sorted(order)
    assert talk.said.count("Breathe in.") == talk.said.count("Breathe out.")
    assert talk.waited >= 60 * MINUTES.breathing_minutes


@pytest.mark.parametrize("count", range(len(NO) + 1))
def test_input_that_ends_is_no_answer(count: int) -> None:
    talk = Talk(NO[:count])
    assert talk.said[-1] == "The first minutes end here."
    assert talk.signs.is_checked is (count == len(NO))
    assert (MINUTES.position_lead in talk.said) is (count == len(NO))


@pytest.mark.parametrize("typed", [["q"], ["n", "q"], ["y", "q"], ["", "enter", "q"]])
def test_neither_enter_nor_leaving_is_an_answer(typed: list[str]) -> None:
    talk = Talk(typed)
    assert not talk.signs.is_checked
    assert MINUTES.position_lead not in talk.said
    assert "no warning sign" not in talk.text


@pytest.mark.parametrize(
    ("question", "finding"), [(0, "saddle_numb"), (1, "both_legs_pain"), (2, "tearing_pain")]
)
def test_an_emergency_ends_it_at_once(question: int, finding: str) -> None:
    talk = Talk([*["n"] * question, "y", which(question, finding), *NO], region="gb")
    assert talk.signs.verdict.level is Level.EMERGENCY
    assert "EMERGENCY: call 999 now" in talk.text and "(United Kingdom: 999) now." in talk.text
    assert f"{question + 2} of {len(NO)}. " not in talk.text
    assert MINUTES.position_lead not in talk.said
    assert not talk.signs.is_checked


def test_help_today_leaves_rest_and_breathing() -> None:
    talk = Talk(["n", "y", which(1, "one_leg_weak"), *NO[2:], "1", "n", "", ""], region="gb")
    assert talk.signs.verdict.level is Level.URGENT
    assert "United Kingdom: 111" in talk.text
    # It is said at once, and in full once all is asked.
    at_once = talk.said.index("GET MEDICAL HELP TODAY. Today, within 24 hours.")
    assert "United Kingdom: 111" in talk.said[at_once + 1]
    assert "3 of 8. " in " ".join(talk.said[at_once + 2 : at_once + 4])
    assert MINUTES.waiting_lead in talk.said and MINUTES.breathing_title in talk.text
    assert MINUTES.pack_titles.cold not in talk.text and MINUTES.move_title not in talk.text
    assert MINUTES.rest_lead in talk.text


@pytest.mark.parametrize("number", [0, 4, 7])
def test_a_question_says_why_it_is_asked_and_can_be_gone_back_to(number: int) -> None:
    question = SAFETY.questions[number]
    talk = Talk([*["n"] * number, "i", "n", *(["b"] if number < 7 else []), "q"])
    for text in question.explain:
        assert text in talk.said
    assert INDEX.sources[question.sources[0]].title in talk.text
    if number < 7:
        assert sum(question.text in line for line in talk.said) == 2

"""The safety questions: they leave nothing out, and their answers hold for a day."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import DELETE, changed, faults, only_fault
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.safety import (
    GRACE,
    check_ends,
    checked_words,
    findings_asked_about,
    findings_that_raise,
    is_checked,
)
from tui.guide.triage import Triage

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
QUESTIONS = INDEX.content.safety.questions
LARGE = 56
"""The most characters of a question that large letters show on a small terminal."""


def test_there_are_six_to_eight_questions_short_enough_for_large_letters() -> None:
    assert 6 <= len(QUESTIONS) <= 8
    assert [q.id for q in QUESTIONS if len(q.text) > LARGE] == []
    assert all(question.text.endswith("?") for question in QUESTIONS)


def test_every_finding_that_asks_for_help_stands_behind_a_question() -> None:
    above = {name for name, f in INDEX.findings.items() if f.level is not Level.NONE}
    assert above <= findings_that_raise(INDEX) <= findings_asked_about(INDEX)


@given(st.sets(st.sampled_from(list(INDEX.findings))))
def test_the_questions_give_the_same_level_as_the_list(ticked: set[str]) -> None:
    asked = ticked & findings_asked_about(INDEX)
    assert TRIAGE.judge(asked).level is TRIAGE.judge(ticked).level


@given(st.data())
def test_a_question_can_be_left_out_only_at_a_price(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(QUESTIONS))
    others = {n for q in QUESTIONS if q is not question for n in q.findings}
    assert not findings_that_raise(INDEX) <= others, f"{question.id} asks nothing of its own"


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        ("safety/question/feet/findings", ["tingling"], "numb"),
        ("safety/question/feet/findings", ["numb"], "tingling"),
        ("safety/question/child/findings", ["young", "baby"], "fall"),
        ("safety/question/child/findings", ["fall", "baby"], "young"),
    ],
)
def test_check_names_a_finding_that_no_question_reaches(
    path: str, value: list[str], finding: str
) -> None:
    expected = f'safety.question: found none with the finding "{finding}", expected one or more'
    assert only_fault((path, value)) == expected


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("safety/question/feet/findings/0", "numbb", 'did you mean "numb"?'),
        ("safety/question/feet/findings", [], "safety.question[feet].findings"),
        ("safety/question", [], "safety.question"),
        ("safety/question/feet/sources/0", "bok", 'did you mean "book"?'),
        ("safety/question/feet/text", " ", "safety.question[feet].text"),
        ("safety/question/feet/detail", DELETE, "safety.question[feet].detail"),
        ("safety/symbol", "oo", "safety.symbol"),
        ("first_minutes/program", "softt", 'did you mean "soft"?'),
        ("first_minutes/position/flat/motion", "nodd", 'did you mean "nod"?'),
        ("first_minutes/position/flat/not_if/0", "yong", 'did you mean "young"?'),
        ("first_minutes/position", [], "first_minutes.position"),
        ("first_minutes/pack_not_if/0", "yong", 'did you mean "young"?'),
        ("first_minutes/sources/0", "bok", 'did you mean "book"?'),
        ("first_minutes/breathing_minutes", 0, "first_minutes.breathing_minutes"),
    ],
)
def test_check_names_each_fault_of_the_first_minutes(path: str, value: object, fault: str) -> None:
    found = faults(changed((path, value)))
    assert any(fault in line for line in found), found


def test_a_finding_missed_twice_is_named_once_for_each() -> None:
    found = faults(changed(("safety/question/child/findings", ["baby"])))
    assert len(found) == 2
    assert all("none with the finding" in line for line in found)


ZONES: list[tzinfo] = [timezone.utc, ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Los_Angeles")]


def at(zone: tzinfo, hour: int, minute: int, day: int = 27) -> float:
    return datetime(2026, 11, day, hour, minute, tzinfo=zone).timestamp()


@pytest.mark.parametrize("zone", ZONES)
def test_a_check_holds_to_the_end_of_its_day_and_for_hours_at_least(zone: tzinfo) -> None:
    morning, night = at(zone, 8, 0), at(zone, 23, 54)
    assert is_checked(morning, at(zone, 23, 59), zone)
    assert not is_checked(morning, at(zone, 0, 1, 28), zone)
    assert is_checked(night, at(zone, 0, 10, 28), zone)
    assert not is_checked(night, night + GRACE, zone)
    assert checked_words(night, zone) == "23:54"


@pytest.mark.parametrize("zone", ZONES)
def test_no_check_holds_that_was_never_made_or_lies_in_the_future(zone: tzinfo) -> None:
    now = at(zone, 12, 0)
    assert not is_checked(None, now, zone)
    assert not is_checked(now + 3_600, now, zone)
    assert not is_checked(now - timedelta(days=7).total_seconds(), now, zone)


@given(st.sampled_from(ZONES), st.floats(0, 4e9), st.floats(-1e6, 1e6))
def test_a_check_ends_once(zone: tzinfo, made: float, later: float) -> None:
    ends = check_ends(made, zone)
    assert GRACE <= ends - made <= 86_400 + 3_600 + GRACE
    if later > 120:
        assert is_checked(made, made + later, zone) is (made + later < ends)

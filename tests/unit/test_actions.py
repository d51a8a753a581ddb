"""What a verdict tells a person to do, for whom something is added, and which answers it gives."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.triage import Triage, Verdict

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
SMALL_TRIAGE = Triage.of(Index.of(loaded(SMALL)))
LINES = {line.id: line for line in INDEX.content.medicine.lines}

UNIT = r"maternity unit"
MIDWIFE = r"midwife"
STILL = r"lie still\b.*\bneck or back"
CHILD = r"\b(child|under 16)\b"


def actions(*ticked: str) -> tuple[str, ...]:
    return TRIAGE.actions(TRIAGE.judge(ticked))


def added(*ticked: str) -> str:
    """What is said between the first action of the level and its others."""
    told = actions(*ticked)
    verdict = TRIAGE.judge(ticked)
    words = INDEX.levels[verdict.level]
    unless = [one for one in words.unless if verdict.findings.isdisjoint(INDEX.expand(one.any))]
    general, last = words.actions, [action for extra in unless for action in extra.actions]
    end = len(told) - len(general) + 1
    if told[-1] in last:
        end -= len(last)
    assert (told[0], *told[end:]) in (general, (*general, *last))
    return "\n".join(told[1:end])


@pytest.mark.parametrize(
    ("ticked", "told"),
    [
        (["numb"], ("Call {emergency} now.", "Say that it tingles. {emergency}", "Do not drive.")),
        (["young"], ("Book a visit.", "Bring a parent.", "Wait.")),
        (["baby"], ("Call {advice} today.",)),
        (["fall"], ("Look again.", "In doubt, call {advice}.")),
        ([], ("Look again.", "In doubt, call {advice}.")),
    ],
)
def test_what_holds_for_some_comes_right_after_the_first_action(
    ticked: list[str], told: tuple[str, ...]
) -> None:
    assert SMALL_TRIAGE.actions(SMALL_TRIAGE.judge(ticked)) == told


@pytest.mark.parametrize("level", INDEX.levels)
def test_whom_an_action_is_for_is_looked_up_once(level: Level) -> None:
    verdict = Verdict(level)
    told = TRIAGE.actions(verdict)
    with patch.object(Index, "expand", side_effect=AssertionError):
        assert TRIAGE.actions(verdict) == told


@pytest.mark.parametrize(
    ("level", "first"),
    [
        (Level.EMERGENCY, r"^Call \{emergency\} now"),
        (Level.URGENT, r"^Call \{advice\} today"),
        (Level.DOCTOR, r"\bdoctor\b"),
    ],
)
def test_the_first_action_is_whom_to_call_or_see(level: Level, first: str) -> None:
    names = [name for name in INDEX.findings if TRIAGE.judge([name]).level is level]

    assert names
    for name in names:
        assert re.search(first, actions(name)[0])


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        (["major_trauma"], STILL),
        (["major_trauma", "pregnant"], STILL),
        (["major_trauma", "pregnant"], UNIT),
        (["vaginal_bleeding"], UNIT),
        (["regular_tightenings"], UNIT),
        (["fluid_leak"], UNIT),
        (["reduced_fetal_movement"], UNIT),
        (["pregnant", "fever"], UNIT),
        (["pregnant", "chills"], UNIT),
        (["pregnant", "abdominal_pain"], UNIT),
        (["pregnant", "saddle_numb"], UNIT),
        (["pregnant", "burning_urine"], UNIT),
        (["pregnant", "minor_fall"], UNIT),
        (["pregnant", "weight_loss"], UNIT),
        (["pregnant"], MIDWIFE),
        (["age_under_16"], CHILD),
        (["age_under_16", "pregnant"], CHILD),
        (["age_under_16", "pregnant"], MIDWIFE),
    ],
    ids=str,
)
def test_accidents_pregnancy_and_children_have_actions_of_their_own(
    ticked: list[str], words: str
) -> None:
    assert re.search(words, added(*ticked), re.IGNORECASE)


@pytest.mark.parametrize("name", INDEX.findings)
def test_nobody_is_told_what_holds_for_others(name: str) -> None:
    told = added(name)
    present = TRIAGE.judge([name]).findings

    assert ("regnant" in told) == ("pregnant" in present)
    assert bool(re.search(STILL, told, re.IGNORECASE)) == (name == "major_trauma")
    assert bool(re.search(CHILD, told, re.IGNORECASE)) == (name == "age_under_16")


@given(st.sets(st.sampled_from(sorted(INDEX.findings)), max_size=6))
def test_each_added_action_is_there_exactly_for_those_it_is_meant_for(ticked: set[str]) -> None:
    verdict = TRIAGE.judge(ticked)
    told = TRIAGE.actions(verdict)
    words = INDEX.levels[verdict.level]

    for extra in words.extra:
        meant = not verdict.findings.isdisjoint(INDEX.expand(extra.any))
        assert all((action in told) == meant for action in extra.actions)
    assert set(words.actions) <= set(told)


def test_after_an_accident_nobody_is_sent_by_car() -> None:
    told = actions("major_trauma")

    assert any("stay where you are" in action.casefold() for action in told)
    assert all("no accident" in action for action in told if "take you" in action)
    assert "Do not drive yourself." in told


@pytest.mark.parametrize("name", INDEX.findings)
def test_who_may_not_go_by_car_is_told_so_once(name: str) -> None:
    told = [action for action in actions(name) if " car" in action or "drive" in action]

    if TRIAGE.judge([name]).level is Level.EMERGENCY:
        assert sum("Do not" in action for action in told) == 1


@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY])
def test_no_exercise_is_shown_where_help_is_needed_and_the_guide_says_why(level: Level) -> None:
    words = INDEX.levels[level]

    assert not words.walkthrough
    assert words.refusal
    assert words.until


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.DOCTOR])
def test_exercises_are_shown_where_home_care_fits(level: Level) -> None:
    assert INDEX.levels[level].walkthrough


def test_each_level_has_a_word_and_a_symbol_of_its_own() -> None:
    words = [INDEX.levels[level] for level in sorted(INDEX.levels)]

    assert [held.symbol for held in words] == ["●", "◆", "▲", "‼"]
    assert [held.word for held in words] == [
        "NO WARNING SIGN TICKED",
        "SEE A DOCTOR",
        "GET MEDICAL HELP TODAY",
        "EMERGENCY – call {number} now",
    ]


@pytest.mark.parametrize(
    ("ticked", "answered"),
    [
        ([], []),
        (["fall"], []),
        (["young"], ["child"]),
        (["baby"], ["child", "serious"]),
        (["tingling"], ["serious"]),
        (["numb"], ["serious"]),
        (["numb", "young"], ["child", "serious"]),
    ],
)
def test_the_checklist_answers_lines_of_the_ask_first_card(
    ticked: list[str], answered: list[str]
) -> None:
    verdict = SMALL_TRIAGE.judge(ticked)
    lines = SMALL_TRIAGE.index.content.medicine.lines

    assert [line.id for line in lines if SMALL_TRIAGE.answers(line, verdict)] == answered


@pytest.mark.parametrize(
    "name", ["pregnant", "anticoagulant", "steroid_long_term", "age_under_16", "age_65_plus"]
)
def test_the_findings_that_the_clinical_facts_name_answer_the_card(name: str) -> None:
    verdict = TRIAGE.judge([name])

    assert any(TRIAGE.answers(line, verdict) for line in LINES.values())


def test_without_a_tick_the_card_asks_everything() -> None:
    assert not any(TRIAGE.answers(line, TRIAGE.judge([])) for line in LINES.values())


@pytest.mark.parametrize("name", INDEX.findings)
def test_no_pain_reliever_is_advised_where_help_is_needed(name: str) -> None:
    verdict = TRIAGE.judge([name])

    if not verdict.level < Level.URGENT:
        assert any(TRIAGE.answers(line, verdict) for line in LINES.values())

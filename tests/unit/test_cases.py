"""The triage cases of the content, and what `backspasm check` says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support import DELETE, SMALL, as_toml, changed, raw_content, table
from tui.guide.content.faults import ContentError
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Case, Level, Rule
from tui.guide.lint.cases import exact_cases
from tui.guide.load import load
from tui.guide.parse import parse
from tui.guide.triage import Triage

INDEX = Index.of(load(cases=True))
TRIAGE = Triage.of(INDEX)
CASES = {case.id: case for case in INDEX.content.cases}


def level(case: Case) -> Level:
    return TRIAGE.judge(case.findings).level


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_is_rated_as_is_defensible(case: Case) -> None:
    assert level(case) in (case.expected, *case.accept), case.why


def test_no_emergency_is_rated_lower_than_its_author_wants() -> None:
    low = [case.id for case in CASES.values() if level(case) < case.expected]

    assert low == []


def test_nearly_every_case_is_rated_exactly() -> None:
    assert exact_cases(INDEX.content) >= 0.9 * len(CASES)


@pytest.mark.parametrize("vignette", table("vignettes.toml")["vignette"], ids=lambda v: v["id"])
def test_the_earlier_vignettes_are_cases_of_the_content(vignette: dict[str, Any]) -> None:
    case = CASES[vignette["id"]]

    assert list(case.findings) == vignette["findings"]
    assert {case.expected.value, *(held.value for held in case.accept)} == {
        vignette["expected"],
        *vignette["accept"],
    }


@pytest.mark.parametrize(
    "ticked",
    [
        ["worsening", "improving"],
        ["both_legs_numb", "one_leg_pain", "improving"],
        ["constipation_only", "bowel_leak"],
        ["catch_on_strain", "pain_on_strain"],
        ["upper_back_strain", "thoracic_pain"],
    ],
)
def test_ticks_that_contradict_each_other_rate_by_the_worse(ticked: list[str]) -> None:
    each = [TRIAGE.judge([name]).level for name in ticked]

    assert TRIAGE.judge(ticked).level is max(each)


# What a clinic sees that changed a rule.


def check(*edits: tuple[str, Any]) -> list[str]:
    try:
        parse(as_toml(changed(*edits)), cases=True)
    except ContentError as error:
        return [str(fault) for fault in error.faults]
    return []


def test_the_small_content_has_all_its_cases() -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [("rule/young_fall/level", "emergency")],
            ["case[slip]: found emergency, expected urgent"],
        ),
        (
            [("group/signs/finding/numb/level", "doctor")],
            ["case[numb_now]: found doctor, expected emergency"],
        ),
        (
            [("case/child/expected", "self_care"), ("case/child/accept", ["urgent"])],
            ["case[child]: found doctor, expected self_care or urgent"],
        ),
        (
            [("case/slip", DELETE)],
            ["rule[young_fall]: found decides in no case, expected a case in which it decides"],
        ),
        (
            [("case/tingles/findings", ["numb"]), ("case/tingles/expected", "emergency")],
            [
                "group[signs].finding[tingling]: found decides in no case, "
                "expected a case in which it decides"
            ],
        ),
        (
            [("case", DELETE)],
            ["case: found none, expected stories that show what the rules decide"],
        ),
        (
            [("group/person/finding/fall/also", DELETE)],
            [
                "group[person].finding[fall].also: found nothing, "
                "expected words by which a layperson would search for it"
            ],
        ),
        (
            [("case/slip/findings", ["young", "fal"])],
            [
                'case[slip].findings[1]: found "fal", expected the id of a finding; '
                'did you mean "fall"?'
            ],
        ),
        (
            [("case/slip/expected", "none")],
            ['case[slip].expected: found "none", expected a level that a verdict can have'],
        ),
        (
            [("case/slip/accept", ["none", "doctor"])],
            ['case[slip].accept[0]: found "none", expected a level that a verdict can have'],
        ),
        (
            [("case/slip/id", "child")],
            ['case[4].id: found "child", as at case[2], expected an id of its own'],
        ),
    ],
)
def test_check_names_what_a_change_broke(edits: list[tuple[str, Any]], said: list[str]) -> None:
    found = check(*edits)

    assert [line for line in found if line in said] == said, found


@pytest.mark.parametrize("rule", INDEX.content.rules, ids=lambda rule: rule.id)
def test_every_rule_that_is_taken_away_is_missed(rule: Rule) -> None:
    """A rule that only adds a reason counts too: `check` would show that it has gone."""
    content = INDEX.content
    without = replace(content, rules=tuple(one for one in content.rules if one is not rule))
    triage = Triage(Index.of(without))
    named = any(rule.id in case.reasons for case in content.cases)
    rated = (triage.judge(case.findings).level is level(case) for case in content.cases)
    assert named or not all(rated)


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (["young_fall"], None),
        (["young_fal"], 'case[slip].reasons[0]: found "young_fal", expected the id of a rule'),
        (["fall"], 'case[slip].reasons[0]: found "fall", expected the id of a rule'),
    ],
)
def test_the_reasons_of_a_case_are_checked(reasons: list[str], said: str | None) -> None:
    found = check(("case/slip/reasons", reasons))
    assert found == [] if said is None else any(line.startswith(said) for line in found)


def test_a_rule_that_is_no_reason_in_the_case_that_names_it_is_told() -> None:
    assert check(("case/child/reasons", ["young_fall"])) == [
        'case[child].reasons: found not a reason, expected "young_fall" as one'
    ]


def test_a_guide_opens_though_a_case_is_rated_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(as_toml(changed(("rule/young_fall/level", "emergency"))), encoding="utf-8")

    assert load(path).rules[0].level is Level.EMERGENCY


def test_the_cases_leave_the_small_file_as_it_is() -> None:
    assert parse(as_toml(raw_content(SMALL)), cases=True) == load(SMALL, cases=True)

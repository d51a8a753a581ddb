"""The findings and rules of the content: what the clinical facts ask for, and that each works."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import table
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Finding, Level, Rule
from tui.guide.triage import Triage

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
FACTS: dict[str, Any] = table("facts.toml")
VIGNETTES: list[dict[str, Any]] = table("vignettes.toml")["vignette"]
RULES = {rule.id: rule for rule in INDEX.content.rules}

EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
EVERY_FINDING = pytest.mark.parametrize("finding", INDEX.findings.values(), ids=INDEX.findings)


def fired(*ticked: str) -> dict[str, Level]:
    """The levels of all that fires, by the id of the finding or rule."""
    return {reason.id: reason.level for reason in TRIAGE.judge(ticked).reasons}


def ways(rule: Rule) -> list[list[str]]:
    """The smallest sets of ticks that a rule asks for."""
    every, one = INDEX.expand(rule.all), INDEX.expand(rule.any)
    return [[*every, name] for name in one] if one else [list(every)]


WAYS = [(rule, ticked) for rule in RULES.values() for ticked in ways(rule)]


@pytest.mark.parametrize(
    ("rule", "ticked"), WAYS, ids=["-".join([rule.id, ticked[-1]]) for rule, ticked in WAYS]
)
def test_a_rule_fires_with_all_and_one_of_any(rule: Rule, ticked: list[str]) -> None:
    verdict = TRIAGE.judge(ticked)
    reason = next(reason for reason in verdict.reasons if reason.id == rule.id)

    assert reason.level is rule.level
    assert set(ticked) <= set(reason.findings)
    assert (reason.why, reason.sources) == (rule.why, rule.sources)
    assert not verdict.level < rule.level


@EVERY_RULE
def test_a_rule_is_silent_without_all_that_it_asks_for(rule: Rule) -> None:
    for ticked in ways(rule):
        for name in ticked:
            left = [other for other in ticked if other != name]
            if name not in TRIAGE.judge(left).findings:
                assert rule.id not in fired(*left)


@EVERY_RULE
def test_a_rule_without_choices_needs_none(rule: Rule) -> None:
    assert (rule.id in fired(*INDEX.expand(rule.all))) == (not rule.any)


@EVERY_FINDING
def test_a_finding_alone_gives_its_level(finding: Finding) -> None:
    assert TRIAGE.judge([finding.id]).level is max(finding.level, Level.SELF_CARE)
    assert fired(finding.id).get(finding.id, Level.NONE) is finding.level


@EVERY_FINDING
def test_a_finding_gives_its_own_reason(finding: Finding) -> None:
    for reason in TRIAGE.judge([finding.id]).reasons:
        if reason.id == finding.id:
            assert (reason.why, reason.sources) == (finding.why, finding.sources)
            assert reason.findings == (finding.id,)


@EVERY_FINDING
def test_a_finding_counts_somewhere_or_says_that_it_does_not(finding: Finding) -> None:
    in_rules = {name for rule in RULES.values() for name in INDEX.expand([*rule.all, *rule.any])}
    counts = finding.level is not Level.NONE or finding.id in in_rules

    assert counts or "level" in (finding.why or "")


def test_no_finding_is_named_that_does_not_exist() -> None:
    content = INDEX.content
    named = {name for rule in content.rules for name in INDEX.expand([*rule.all, *rule.any])} | {
        name
        for words in content.levels
        for extra in (*words.extra, *words.unless)
        for name in INDEX.expand(extra.any)
    }
    named |= {name for line in content.medicine.lines for name in line.ticked_by}
    named |= {name for finding in INDEX.findings.values() for name in finding.implies}

    assert named <= INDEX.findings.keys()


def test_the_findings_and_their_levels_are_those_of_the_clinical_facts() -> None:
    found = {finding.id: finding.level.value for finding in INDEX.findings.values()}

    assert found == FACTS["finding"]


def test_the_implied_ticks_are_those_of_the_clinical_facts() -> None:
    found = {f.id: list(f.implies) for f in INDEX.findings.values() if f.implies}

    assert found == FACTS["implied"]


@pytest.mark.parametrize("fact", FACTS["rule"], ids=[rule["id"] for rule in FACTS["rule"]])
def test_a_rule_is_that_of_the_clinical_facts(fact: dict[str, Any]) -> None:
    rule = RULES[fact["id"]]

    assert rule.level.value == fact["level"]
    assert sorted(INDEX.expand(rule.all)) == sorted(fact["all"])
    assert sorted(INDEX.expand(rule.any)) == sorted(fact["any"])


def test_there_is_no_rule_beyond_the_clinical_facts() -> None:
    assert list(RULES) == [rule["id"] for rule in FACTS["rule"]]


@pytest.mark.parametrize(("ticked", "implied"), FACTS["implied"].items())
def test_a_tick_brings_those_it_implies(ticked: str, implied: list[str]) -> None:
    verdict = TRIAGE.judge([ticked])

    assert verdict.findings == {ticked, *implied}
    telling = {name for name in implied if FACTS["finding"][name] != "none"}
    assert telling <= set(fired(ticked)), "what is implied is a reason like any other"


def test_chills_count_as_fever_in_rules() -> None:
    assert fired("chills", "immunosuppressed")["fever_high_risk"] is Level.EMERGENCY


def test_a_small_child_is_under_the_rules_for_children() -> None:
    assert fired("age_under_5", "foot_drop")["child_nerve"] is Level.EMERGENCY


def level_of_the_facts(ticked: set[str]) -> str:
    """The level that the clinical facts give, worked out without the guide."""
    present = ticked | {name for known in ticked for name in FACTS["implied"].get(known, ())}
    levels: list[str] = [FACTS["finding"][name] for name in present] + [
        rule["level"]
        for rule in FACTS["rule"]
        if present.issuperset(rule["all"]) and (not rule["any"] or present & set(rule["any"]))
    ]
    order = ["none", "self_care", "doctor", "urgent", "emergency"]
    return max([*levels, "self_care"], key=order.index)


def test_every_pair_of_findings_has_the_level_of_the_clinical_facts() -> None:
    for pair in combinations(sorted(FACTS["finding"]), 2):
        assert TRIAGE.judge(pair).level.value == level_of_the_facts(set(pair)), pair


@given(st.sets(st.sampled_from(sorted(FACTS["finding"])), min_size=3, max_size=6))
def test_more_findings_have_the_level_of_the_clinical_facts(ticked: set[str]) -> None:
    assert TRIAGE.judge(ticked).level.value == level_of_the_facts(ticked)


@pytest.mark.parametrize("case", VIGNETTES, ids=[case["id"] for case in VIGNETTES])
def test_a_vignette_is_rated_as_is_defensible(case: dict[str, Any]) -> None:
    assert TRIAGE.judge(case["findings"]).level.value in case["accept"], case["why"]

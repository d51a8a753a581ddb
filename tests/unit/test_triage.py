"""How ticked findings become a level: what holds for every set of ticks."""

from __future__ import annotations

import json
from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import as_toml, changed
from tests.support.content import loaded
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.finding_ids import finding_ids
from tui.guide.parse import parse
from tui.guide.triage import Triage, UnknownFinding, Verdict
from tui.plain.guide import print_verdict, verdict_json

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
NAMES = tuple(INDEX.findings)

ticks = st.sets(st.sampled_from(NAMES))
names = st.sampled_from(NAMES)


@given(ticks, names)
def test_adding_a_finding_never_lowers_the_level(ticked: set[str], more: str) -> None:
    assert not TRIAGE.judge({*ticked, more}).level < TRIAGE.judge(ticked).level


@given(ticks, names)
def test_adding_a_finding_never_takes_a_reason_away(ticked: set[str], more: str) -> None:
    before = {reason.id for reason in TRIAGE.judge(ticked).reasons}
    after = {reason.id for reason in TRIAGE.judge({*ticked, more}).reasons}

    assert before <= after


def test_two_findings_are_never_rated_below_either() -> None:
    alone = {name: TRIAGE.judge([name]).level for name in NAMES}

    for pair in combinations(NAMES, 2):
        assert not TRIAGE.judge(pair).level < max(alone[name] for name in pair), pair


@given(ticks.flatmap(lambda ticked: st.permutations(sorted(ticked) * 2)))
def test_neither_order_nor_repetition_matters(ticked: list[str]) -> None:
    assert TRIAGE.judge(ticked) == TRIAGE.judge(sorted(set(ticked)))


@given(ticks)
def test_judging_twice_is_the_same(ticked: set[str]) -> None:
    first = TRIAGE.judge(ticked)

    assert TRIAGE.judge(ticked) == first
    assert TRIAGE.judge(first.findings) == first
    assert Triage.of(Index.of(INDEX.content)).judge(ticked) == first


@given(ticks)
def test_a_verdict_holds_the_ticks_and_only_what_they_imply(ticked: set[str]) -> None:
    present = TRIAGE.judge(ticked).findings
    implied = {name for known in present for name in INDEX.findings[known].implies}

    assert ticked <= present <= ticked | implied


@given(ticks)
def test_reasons_name_only_ticked_or_implied_findings(ticked: set[str]) -> None:
    verdict = TRIAGE.judge(ticked)

    for reason in verdict.reasons:
        assert reason.findings
        assert verdict.findings.issuperset(reason.findings)


@given(ticks)
def test_the_findings_of_a_reason_are_enough_for_it(ticked: set[str]) -> None:
    for reason in TRIAGE.judge(ticked).reasons:
        again = {other.id: other for other in TRIAGE.judge(reason.findings).reasons}
        assert again[reason.id] == reason


@given(ticks, st.sampled_from([None, *INDEX.content.regions]), st.integers(-5, 200))
def test_every_set_of_ticks_can_be_told_to_people_and_programs(
    ticked: set[str], region: Region | None, width: int
) -> None:
    verdict = TRIAGE.judge(finding_ids(INDEX, {name.replace("_", "-") for name in ticked}))
    told = json.loads(verdict_json(TRIAGE, verdict, region))

    assert verdict == TRIAGE.judge(ticked)
    assert told["level"] == verdict.level.value
    assert [reason["id"] for reason in told["reasons"]] == [r.id for r in verdict.reasons]
    text = print_verdict(TRIAGE, verdict, region, width, "ascii")
    assert text.isascii() and "{" not in text


@given(ticks)
def test_the_level_is_that_of_the_highest_reason(ticked: set[str]) -> None:
    verdict = TRIAGE.judge(ticked)
    levels = [reason.level for reason in verdict.reasons]

    assert verdict.level == max(levels, default=Level.SELF_CARE)
    assert levels == sorted(levels, reverse=True)
    assert verdict.decisive == verdict.reasons[: levels.count(verdict.level)]


@given(ticks)
def test_each_reason_stands_once_with_words_and_sources(ticked: set[str]) -> None:
    reasons = TRIAGE.judge(ticked).reasons

    assert len({reason.id for reason in reasons}) == len(reasons)
    assert all(reason.why and reason.sources for reason in reasons)
    assert INDEX.sources.keys() >= {name for reason in reasons for name in reason.sources}


@given(ticks)
def test_findings_of_a_reason_stand_in_the_order_of_the_checklist(ticked: set[str]) -> None:
    for reason in TRIAGE.judge(ticked).reasons:
        assert sorted(reason.findings, key=NAMES.index) == list(reason.findings)


def test_findings_that_imply_one_another_come_together() -> None:
    raw = changed(("group/person/finding/young/implies", ["baby"]))
    triage = Triage.of(Index.of(parse(as_toml(raw))))

    assert triage.judge(["young"]).findings == {"young", "baby"}
    assert triage.judge(["young"]) == triage.judge(["baby"])


def test_nothing_ticked_is_self_care_without_a_reason() -> None:
    assert TRIAGE.judge([]) == Verdict(Level.SELF_CARE)


def test_for_nothing_ticked_no_rule_is_made_ready() -> None:
    triage = Triage.of(Index.of(INDEX.content))
    with patch.object(Index, "expand", side_effect=AssertionError):
        assert triage.judge([]) == Verdict(Level.SELF_CARE)
        with pytest.raises(AssertionError):
            triage.judge(["fever"])


def test_guides_that_share_their_content_share_its_rules() -> None:
    index = Index.of(INDEX.content)
    assert Triage.of(index) is Triage.of(index)
    assert Triage.of(Index.of(INDEX.content)).index is not index


def test_findings_that_add_nothing_leave_self_care() -> None:
    quiet = [name for name, finding in INDEX.findings.items() if finding.level is Level.NONE]

    for name in quiet:
        verdict = TRIAGE.judge([name])
        assert verdict.level is Level.SELF_CARE, name
        assert verdict.reasons == (), name


@pytest.mark.parametrize("calming", ["improving", "opioid_use", "constipation_only", "nsaid_helps"])
@pytest.mark.parametrize("name", NAMES)
def test_good_news_and_other_explanations_lower_nothing(name: str, calming: str) -> None:
    assert not TRIAGE.judge([name, calming]).level < TRIAGE.judge([name]).level


@pytest.mark.parametrize("ticked", [["fevr"], ["fever", ""], ["FEVER"], ["@nerve"], ["fever "]])
def test_an_unknown_finding_is_refused_by_its_name(ticked: list[str]) -> None:
    with pytest.raises(UnknownFinding) as refused:
        TRIAGE.judge(ticked)

    assert refused.value.name == ticked[-1]
    assert str(refused.value) == ticked[-1]


def test_the_levels_stand_in_the_order_of_haste() -> None:
    ordered = [Level.NONE, Level.SELF_CARE, Level.DOCTOR, Level.URGENT, Level.EMERGENCY]

    assert sorted(reversed(ordered)) == ordered
    assert [level.rank for level in ordered] == [0, 1, 2, 3, 4]

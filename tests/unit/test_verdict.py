"""A verdict as text and for programs, and the list of findings to ask for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SMALL, table
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.region import named
from tui.guide.triage import Triage
from tui.plain import guide

INDEX = Index.of(loaded())
TRIAGE = Triage.of(INDEX)
SMALL_INDEX = Index.of(loaded(SMALL))
SMALL_TRIAGE = Triage.of(SMALL_INDEX)


def test_a_verdict_says_what_to_do_before_why() -> None:
    verdict = SMALL_TRIAGE.judge(["numb", "young"])
    region = named(SMALL_INDEX.content.regions, "aa")

    assert guide.print_verdict(SMALL_TRIAGE, verdict, region, 60) == (
        """\
# CALL 1
========

Now

- Call your local emergency number (Aland: 1) now.
- Say that it tingles. your local emergency number (Aland:
  1)
- Do not drive.

What not to do

x Do not eat.

Until help comes

- Lie down.

Why

- # Numb: A nerve may be pressed.
- * Young: The young need care.
"""
    )


def test_a_verdict_for_programs_has_just_the_promised_keys() -> None:
    verdict = SMALL_TRIAGE.judge(["fall", "tingling"])
    region = named(SMALL_INDEX.content.regions, "aa")

    assert json.loads(guide.verdict_json(SMALL_TRIAGE, verdict, region)) == {
        "level": "emergency",
        "headline": "CALL 1",
        "actions": [
            "Call your local emergency number (Aland: 1) now.",
            "Say that it tingles. your local emergency number (Aland: 1)",
            "Do not drive.",
        ],
        "reasons": [
            {
                "id": "fall_nerve",
                "findings": ["tingling", "fall"],
                "why": "A fall and a nerve.",
                "sources": ["book", "web"],
            },
            {
                "id": "tingling",
                "findings": ["tingling"],
                "why": "A nerve may be touched.",
                "sources": ["web"],
            },
        ],
    }


def test_the_list_of_findings_has_a_line_each_under_its_group() -> None:
    assert guide.print_findings(SMALL_INDEX, 80) == (
        """\
Signs
  numb      emergency  Numb
  tingling  urgent     Tingling

Person
  young     doctor     Young
  baby      urgent     Baby
  fall      none       Fell
"""
    )


def test_a_narrow_list_of_findings_has_its_words_on_lines_of_their_own() -> None:
    assert guide.print_findings(SMALL_INDEX, 40).startswith(
        "Signs\n  numb  emergency\n    Numb\n  tingling  urgent\n    Tingling\n"
    )


@pytest.mark.parametrize("name", INDEX.findings)
def test_a_printed_verdict_names_each_reason_with_its_symbol(name: str) -> None:
    verdict = TRIAGE.judge([name])
    text = guide.print_verdict(TRIAGE, verdict, None, 1000)

    assert text.startswith(INDEX.levels[verdict.level].symbol)
    assert ("\nWhy\n" in text) == bool(verdict.reasons)
    for reason in verdict.reasons:
        symbol = INDEX.levels[reason.level].symbol
        ticked = "; ".join(INDEX.findings[held].text for held in reason.findings)
        assert f"- {symbol} {ticked}: {reason.why}" in text


@given(st.sets(st.sampled_from(sorted(INDEX.findings)), max_size=5), st.integers(20, 120))
def test_any_verdict_is_printed_within_the_width(ticked: set[str], width: int) -> None:
    verdict = TRIAGE.judge(ticked)
    for region in (None, *INDEX.content.regions[:2]):
        text = guide.print_verdict(TRIAGE, verdict, region, width)
        assert max(map(len, text.splitlines())) <= width
        assert "{" not in text


@pytest.mark.parametrize("case", table("vignettes.toml")["vignette"], ids=lambda case: case["id"])
def test_a_vignette_reads_as_its_level(case: dict[str, list[str]]) -> None:
    verdict = TRIAGE.judge(case["findings"])
    told = json.loads(guide.verdict_json(TRIAGE, verdict, None))

    assert list(told) == ["level", "headline", "actions", "reasons"]
    assert told["level"] in case["accept"]
    for reason in told["reasons"]:
        assert list(reason) == ["id", "findings", "why", "sources"]

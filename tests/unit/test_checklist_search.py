"""The search in the checklist: lay words, endings, spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import table
from tui.guide.checklist_search import ChecklistSearch
from tui.guide.index import Index
from tui.guide.load import load

INDEX = Index.of(load())
SEARCH = ChecklistSearch.of(INDEX)
WORDS: dict[str, list[str]] = table("lay_words.toml")["words"]


@pytest.mark.parametrize(("typed", "wanted"), WORDS.items(), ids=WORDS)
def test_a_lay_word_finds_its_signs(typed: str, wanted: list[str]) -> None:
    found = SEARCH.find(typed)

    assert set(wanted) <= {*found.best, *found.others}
    assert wanted[0] in found.best


def test_every_finding_is_found_by_each_of_its_words_and_by_its_own() -> None:
    for finding in INDEX.findings.values():
        for words in (finding.text, *finding.also):
            assert finding.id in SEARCH.find(words).best, words


@pytest.mark.parametrize("typed", ["", "  ", "?!", "…"])
def test_nothing_typed_finds_all_in_their_order(typed: str) -> None:
    assert SEARCH.find(typed).best == tuple(INDEX.findings)


@pytest.mark.parametrize("typed", ["qqqq", "zzz xxx", "0", "日本"])
def test_what_nobody_means_finds_nothing(typed: str) -> None:
    assert SEARCH.find(typed).best == SEARCH.find(typed).others == ()


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("CAN’T PEE", "can't pee"),
        ("cant pee", "can't pee"),
        ("my leg is numb", "leg numb"),
        ("a numb leg!", "numb leg"),
    ],
)
def test_case_quotes_and_small_words_do_not_matter(typed: str, same: str) -> None:
    assert SEARCH.find(typed).best == SEARCH.find(same).best


def test_the_very_phrase_comes_first() -> None:
    assert SEARCH.find("pins and needles").best[0] == "both_legs_numb"
    assert SEARCH.find("warfarin").best == ("head_injury_anticoag", "anticoagulant")
    assert SEARCH.find("numb bum").best[0] == "saddle_numb"


@given(st.text(max_size=60))
def test_any_text_can_be_typed(typed: str) -> None:
    found = SEARCH.find(typed)

    assert {*found.best, *found.others} <= INDEX.findings.keys()
    assert not set(found.best) & set(found.others)

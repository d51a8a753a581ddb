"""The search in the checklist: lay words, endings, spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import table
from tests.support.content import loaded
from tui.guide.checklist_search import ChecklistSearch
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level

INDEX = Index.of(loaded())
SEARCH = ChecklistSearch.of(INDEX)
WORDS: dict[str, list[str]] = table("lay_words.toml")["words"]
EVERYDAY: dict[str, str] = table("lay_words.toml")["everyday"]


@pytest.mark.parametrize(("typed", "wanted"), WORDS.items(), ids=WORDS)
def test_a_lay_word_finds_its_signs(typed: str, wanted: list[str]) -> None:
    found = SEARCH.find(typed)

    assert set(wanted) <= {*found.best, *found.others}
    assert wanted[0] in found.best


@pytest.mark.parametrize(("typed", "wanted"), EVERYDAY.items(), ids=EVERYDAY)
def test_everyday_words_come_to_the_harmless_sign_first(typed: str, wanted: str) -> None:
    best = SEARCH.find(typed).best

    assert wanted in best[:3]
    assert not [id for id in best if INDEX.findings[id].level is Level.EMERGENCY]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("swollen calf and breathless", {"calf_swollen", "breathless"}),
        ("my back hurts and i can't pee", {"urine_retention"}),
        ("numb bum, tingling feet", {"saddle_numb", "both_legs_numb"}),
        ("chest pain and a fever since yesterday", {"chest_pain", "fever"}),
        ("black poo after ibuprofen, dizzy", {"vomit_or_black_blood", "fainting_clammy"}),
        ("hit my head, on warfarin", {"head_injury_anticoag", "anticoagulant"}),
        ("gardening all day, now legs gave way", {"recent_lift", "gait_unsteady"}),
    ],
)
def test_each_of_several_signs_in_one_line_is_found(typed: str, wanted: set[str]) -> None:
    found = SEARCH.find(typed)

    assert wanted <= {*found.best, *found.others}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("i can't pee since this morning", "urine_retention"),
        ("my bum has gone numb", "saddle_numb"),
        ("wet myself without noticing", "urine_leak"),
        ("both my legs have gone weak", "both_legs_weak"),
        ("pain in my chest and jaw, sweaty", "jaw_arm_sweat"),
        ("can't catch my breath", "breathless"),
        ("coughed up some blood", "coughing_blood"),
        ("black tarry poo", "vomit_or_black_blood"),
        ("period is late and shoulder tip pain", "maybe_pregnant"),
        ("fell off a ladder", "major_trauma"),
        ("he is confused and burning up", "confused_drowsy"),
        ("i fainted when i got up", "fainting_clammy"),
    ],
)
def test_what_is_dangerous_comes_first(typed: str, wanted: str) -> None:
    best = SEARCH.find(typed).best

    assert wanted in best[:2]
    assert INDEX.findings[best[0]].level is Level.EMERGENCY


@pytest.mark.parametrize("typed", ["back", "pain", "back pain", "my back hurts a lot", "it hurts"])
def test_words_that_say_little_still_find_something(typed: str) -> None:
    assert SEARCH.find(typed).best


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

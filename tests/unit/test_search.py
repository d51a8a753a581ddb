"""Finding words in the guide: what is found, in which order, and where it leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SMALL, as_toml, changed, reader_texts
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.outline import Place, entries
from tui.guide.parse import parse
from tui.guide.search import Hit, Search, fold

INDEX = Index.of(loaded())
SEARCH = Search.of(INDEX)
SMALL_SEARCH = Search.of(Index.of(loaded(SMALL)))
PLACES = {line.place for section in INDEX.content.sections for line in entries(INDEX, section)}
PLACES |= {Place("doctor", name) for name in INDEX.findings}


def keys(words: str) -> list[str]:
    return [hit.place.key for hit in SMALL_SEARCH.find(words)]


@pytest.mark.parametrize("words", ["", " ", "\t\n", "xyzzy", "back xyzzy"])
def test_what_stands_nowhere_is_not_found(words: str) -> None:
    assert SEARCH.find(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("background", ["cool"]),
        ("another step", ["cool"]),
        ("burns", ["cool"]),
        ("unsure", ["cool"]),
        ("freeze", ["cool"]),
        ("feels good", ["cool"]),
        ("others say less", ["cool"]),
        ("allergic", ["pills"]),
        ("packet", ["pills"]),
        ("forward", []),
        ("too fast", ["stretch/bend"]),
        ("reach less", ["stretch/reach"]),
        ("pressed", ["numb"]),
        ("numb", ["numb", "stretch/bend"]),
    ],
)
def test_the_words_of_a_place_lead_there(words: str, found: list[str]) -> None:
    assert keys(words) == found


def test_a_finding_without_a_reason_is_found_by_its_words() -> None:
    assert SMALL_SEARCH.find("fell") == [
        Hit(Place("doctor", "fall"), "Fell", "Doctor · Person", "")
    ]


def test_every_word_has_to_stand_there_in_any_order() -> None:
    assert keys("step one") == ["cool"]
    assert keys("one step") == ["cool"]
    assert keys("step allergic") == []


@pytest.mark.parametrize(
    "words", ["child’s pose", "child's pose", "CHILD’S POSE", "  Child's   pose ", "pose child"]
)
def test_case_spaces_and_quotes_do_not_matter(words: str) -> None:
    assert SEARCH.find(words)[0].title == "Child’s Pose"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Éclair", "eclair"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("it’s", "it's")],
)
def test_accents_and_sharp_s_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_title_comes_before_a_word_and_a_word_before_its_inside() -> None:
    raw = changed(
        ("section/relief/item/cool/more", ["A branch."]),
        ("section/prevention/item/walk/title", "Anchor"),
        ("section/causes/item/strain/lead", "Too many anchovies."),
    )
    search = Search.of(Index.of(parse(as_toml(raw))))

    assert [hit.place.key for hit in search.find("anch")] == ["walk", "strain", "cool"]
    assert [hit.place.key for hit in search.find("ranch")] == ["cool"]
    assert [hit.place.key for hit in search.find("a anch")] == ["walk", "strain", "cool"]


def test_equal_hits_stand_in_the_order_of_the_guide() -> None:
    hits = SEARCH.find("pain", limit=1000)
    tabs: list[str] = [section.id for section in INDEX.content.sections]
    titled = [hit.place for hit in hits if "pain" in fold(hit.title)]

    assert titled == [hit.place for hit in hits[: len(titled)]]
    assert [tabs.index(place.section) for place in titled] == sorted(
        tabs.index(place.section) for place in titled
    )


def test_no_more_hits_than_asked_for() -> None:
    assert len(SEARCH.find("a")) == 50
    assert len(SEARCH.find("a", limit=3)) == 3
    assert SEARCH.find("a", limit=3) == SEARCH.find("a")[:3]


def test_a_hit_says_where_it_stands_and_shows_the_sentence() -> None:
    sign, hit = SEARCH.find("coffee grounds")

    assert sign.place == Place("doctor", "vomit_or_black_blood")
    assert hit == Hit(
        place=Place("relief", "pain_relievers"),
        title="Pain relievers",
        where="Relief · Right now",
        excerpt="You vomit blood, or something that looks like coffee grounds.",
    )


def test_the_excerpt_holds_as_many_of_the_words_as_it_can() -> None:
    (hit,) = SMALL_SEARCH.find("one step freeze")

    assert hit.excerpt == "One step."


@pytest.mark.parametrize("line", sorted(PLACES, key=str), ids=lambda place: place.key)
def test_each_place_is_found_by_its_title(line: Place) -> None:
    titles = {
        entry.place: entry.title
        for section in INDEX.content.sections
        for entry in entries(INDEX, section)
    }
    title = titles.get(line) or INDEX.findings[line.key].text
    hits = SEARCH.find(title, limit=1000)

    assert line in [hit.place for hit in hits if fold(title) in fold(hit.title)]


def test_every_text_of_an_item_exercise_or_finding_is_found() -> None:
    shown = (".sections[", ".exercises[", ".groups[", ".packs[", ".medicine.", ".differs[")
    # In lists only, or in place of a picture.
    elsewhere = (".group", ".short", ".often", ".ask", ".title", ".lead", ".caption", ".seen")
    for path, text in reader_texts(INDEX.content):
        walkthrough = ".cues." in path
        if path.startswith(shown) and not path.endswith(elsewhere) and not walkthrough:
            assert SEARCH.find(text), path


@given(st.text(max_size=12))
def test_whatever_is_typed_every_hit_leads_somewhere(words: str) -> None:
    for hit in SEARCH.find(words):
        assert hit.place in PLACES
        assert hit.title
        assert " · " in hit.where


@given(st.lists(st.sampled_from(["pain", "back", "heat", "numb", "your", "doctor"]), min_size=1))
def test_another_word_never_adds_hits(words: list[str]) -> None:
    fewer = {hit.place for hit in SEARCH.find(" ".join(words), limit=1000)}
    more = {hit.place for hit in SEARCH.find(" ".join(words[:-1] or words), limit=1000)}

    assert fewer <= more

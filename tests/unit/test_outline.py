"""What stands where: the lines of each tab, and where a name leads."""

from __future__ import annotations

import pytest

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.outline import Place, entries, place_of

SMALL_INDEX = Index.of(loaded(SMALL))


def test_exercises_follow_the_item_that_names_them() -> None:
    lines = entries(SMALL_INDEX, SMALL_INDEX.sections["relief"])

    assert [(line.place.key, line.title, line.short) for line in lines] == [
        ("cool", "Cool it", "20 min"),
        ("stretch", "Stretch", "gently"),
        ("stretch/bend", "Bend", "forward"),
        ("stretch/reach", "Reach", "upward"),
        ("pills", "Pills", "ask"),
    ]
    assert {line.place.section for line in lines} == {"relief"}
    assert {line.group for line in lines} == {"Now"}


def test_an_entry_holds_its_item_and_its_exercise() -> None:
    _, stretch, bend, *_ = entries(SMALL_INDEX, SMALL_INDEX.sections["relief"])

    assert stretch.item is bend.item is SMALL_INDEX.items["stretch"]
    assert stretch.exercise is None
    assert bend.exercise is SMALL_INDEX.exercises["bend"]


def test_a_tab_without_items_has_no_lines() -> None:
    assert entries(SMALL_INDEX, SMALL_INDEX.sections["doctor"]) == ()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("cool", Place("relief", "cool")),
        ("strain", Place("causes", "strain")),
        ("numb", Place("doctor", "numb")),
        ("fall", Place("doctor", "fall")),
        ("reach", Place("relief", "stretch/reach")),
    ],
)
def test_a_name_leads_to_its_place(name: str, place: Place) -> None:
    assert place_of(SMALL_INDEX, name) == place


@pytest.mark.parametrize("name", ["", "relief", "bad_knee", "D1", "cool/bend"])
def test_a_name_that_stands_nowhere_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError) as error:
        place_of(SMALL_INDEX, name)

    assert error.value.args == (name,)


def test_an_exercise_named_twice_leads_to_the_first_spot(index: Index) -> None:
    assert place_of(index, "pelvic_tilt") == Place("relief", "gentle_stretch/pelvic_tilt")


def test_everything_in_the_guide_has_a_place(index: Index) -> None:
    lines = {line.place for s in index.content.sections for line in entries(index, s)}

    for name in (*index.items, *index.exercises):
        assert place_of(index, name) in lines
    for name in index.findings:
        assert place_of(index, name) == Place("doctor", name)


def test_no_two_lines_share_a_place(index: Index) -> None:
    places = [line.place for s in index.content.sections for line in entries(index, s)]

    assert len(set(places)) == len(places)


def test_relief_starts_with_what_to_do_now(index: Index) -> None:
    """Cold or warm, position of ease, stretch, pain reliever, massage, keep moving."""
    order = [item.id for item in index.sections["relief"].items]

    assert order[:7] == [
        "cold_pack",
        "warm_pack",
        "ease",
        "gentle_stretch",
        "pain_relievers",
        "massage",
        "keep_moving",
    ]


def test_each_cause_leads_to_what_prevents_it(index: Index) -> None:
    for item in index.sections["causes"].items:
        assert item.prevented_by
        assert {index.section_of[name].id for name in item.prevented_by} == {"prevention"}


def test_emergency_signs_head_the_checklist_and_each_group_falls(index: Index) -> None:
    first = index.content.groups[0]
    assert {finding.level for finding in first.findings} == {Level.EMERGENCY}
    for group in index.content.groups:
        levels = [finding.level for finding in group.findings]
        assert levels == sorted(levels, reverse=True), group.id

"""Names in the content: each leads somewhere, stands once in a list, belongs to one record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import SMALL, changed, faults, key_path, only_fault, raw_content

SOURCE = "the id of a source"
DIFFER = 'the id of a "differ" note'
ITEM = "the id of an item"
EXERCISE = "the id of an exercise"
FINDING = "the id of a finding"
FINDINGS = "the id of a finding or @macro"
CONDITION = "the id of a finding or blocker, or @macro"
PLACE = "the id of an item, exercise or finding"
MOTION = "the id of a motion"


@pytest.mark.parametrize(
    ("path", "kind", "name", "near"),
    [
        ("onset/sources/0", SOURCE, "webb", "web"),
        ("pack/cold/sources/0", SOURCE, "bok", "book"),
        ("pack/cold/differ/0", DIFFER, "D11", "D1"),
        ("medicine/sources/0", SOURCE, "Books", "book"),
        ("medicine/line/child/ticked_by/0", FINDINGS, "yong", "young"),
        ("medicine/line/child/sources/0", SOURCE, "numb", None),
        ("section/relief/item/stretch/exercises/1", EXERCISE, "reech", "reach"),
        ("section/relief/item/cool/see/0", ITEM, "stretches", "stretch"),
        ("section/causes/item/strain/prevented_by/0", ITEM, "walks", "walk"),
        ("section/relief/item/cool/differ/0", DIFFER, "E", None),
        ("section/relief/item/cool/sources/0", SOURCE, "boook", "book"),
        ("section/relief/item/cool/pack", "the id of a pack", "colt", "cold"),
        ("movement/sources/0", SOURCE, "wep", "web"),
        ("movement/not_if/1", CONDITION, "bad-knee", "bad_knee"),
        ("exercise/bend/not_if/0", CONDITION, "@nerv", "@nerve"),
        ("exercise/reach/adapt/0/when/2", CONDITION, "bad_hips", "bad_hip"),
        ("exercise/bend/differ/0", DIFFER, "D", "D2"),
        ("exercise/reach/sources/0", SOURCE, "xyz", None),
        ("group/person/finding/baby/implies/0", FINDING, "youngs", "young"),
        ("group/signs/finding/numb/differ/0", DIFFER, "d11", "D1"),
        ("group/signs/finding/numb/sources/0", SOURCE, "web2", "web"),
        ("macro/nerve/1", FINDINGS, "numbb", "numb"),
        ("macro/nerve/0", FINDINGS, "@legs", "@leg"),
        ("rule/young_fall/all/1", FINDINGS, "falls", "fall"),
        ("rule/young_fall/all/0", FINDINGS, "bad_knee", None),
        ("rule/fall_nerve/any/0", FINDINGS, "nerve", "@nerve"),
        ("rule/fall_nerve/sources/1", SOURCE, "weeb", "web"),
        ("level/urgent/sources/0", SOURCE, "b", None),
        ("level/doctor/extra/0/any/0", FINDINGS, "Young", "young"),
        ("region/aa/sources/0", SOURCE, "weg", "web"),
        ("differ/D1/sources/0", SOURCE, "wbe", "web"),
        ("quiz/topic/cooling/place", PLACE, "coool", "cool"),
        ("quiz/question/how_far/topic", "the id of a topic", "bendin", "bending"),
        ("quiz/question/how_far/place", PLACE, "bent", "bend"),
        ("quiz/question/how_far/differ/0", DIFFER, "D11", "D1"),
        ("quiz/question/which_ones/sources/0", SOURCE, "wb", "web"),
        ("quiz/question/what_is_wrong/picture/1/motion", MOTION, "nodd", "nod"),
        ("habits/habit/bends/place", PLACE, "strech", "stretch"),
        ("habits/habit/cools/sources/0", SOURCE, "wrapp", "wrap"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest_that_does(
    path: str, kind: str, name: str, near: str | None
) -> None:
    hint = f'; did you mean "{near}"?' if near else ""

    assert only_fault((path, name)) == f'{key_path(path)}: found "{name}", expected {kind}{hint}'


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("rule/fall_nerve/sources", ["web", "book", "web"], "rule[fall_nerve].sources[2]"),
        ("rule/young_fall/all", ["fall", "fall"], "rule[young_fall].all[1]"),
        ("macro/leg", ["tingling", "tingling"], "macro.leg[1]"),
        ("movement/not_if", ["young", "young"], "movement.not_if[1]"),
    ],
)
def test_a_name_stands_once_in_a_list(path: str, value: list[str], place: str) -> None:
    assert only_fault((path, value)) == f'{place}: found "{value[-1]}" again, expected each id once'


COPIES = [
    ("medicine/line", "child", "medicine.line[3]", "medicine.line[0]"),
    ("exercise", "bend", "exercise[2]", "exercise[0]"),
    ("group/person/finding", "fall", "group[person].finding[3]", "group[person].finding[2]"),
    ("section/relief/item", "cool", "section[relief].item[3]", "section[relief].item[0]"),
    ("rule", "young_fall", "rule[2]", "rule[0]"),
    ("blocker", "bad_hip", "blocker[2]", "blocker[1]"),
    ("differ", "D1", "differ[2]", "differ[0]"),
    ("source", "book", "source[7]", "source[0]"),
    ("pack", "cold", "pack[2]", "pack[0]"),
    ("quiz/topic", "cooling", "quiz.topic[2]", "quiz.topic[1]"),
    ("quiz/question", "which_ones", "quiz.question[4]", "quiz.question[1]"),
    ("habits/habit", "cools", "habits.habit[2]", "habits.habit[1]"),
    ("level", "doctor", "level[4]", "level[1]"),
    ("section", "doctor", "section[4]", "section[3]"),
]


@pytest.mark.parametrize(("table", "name", "place", "first"), COPIES, ids=[c[0] for c in COPIES])
def test_an_id_is_told_where_it_stands_again(table: str, name: str, place: str, first: str) -> None:
    raw = raw_content(SMALL)
    records: Any = raw
    for step in table.split("/"):
        records = records[step] if isinstance(records, dict) else _by_id(records, step)
    records.append(dict(_by_id(records, name)))

    assert faults(raw) == [f'{place}.id: found "{name}", as at {first}, expected an id of its own']


def _by_id(records: list[dict[str, Any]], name: str) -> Any:
    return next(record for record in records if record["id"] == name)


@pytest.mark.parametrize(
    ("path", "place", "first"),
    [
        (
            "section/prevention/item/walk",
            "section[prevention].item[cool]",
            "section[relief].item[cool]",
        ),
        ("group/person/finding/fall", "group[person].finding[numb]", "group[signs].finding[numb]"),
        ("blocker/bad_hip", "blocker[numb]", "group[signs].finding[numb]"),
        ("rule/young_fall", "rule[numb]", "group[signs].finding[numb]"),
    ],
)
def test_ids_are_told_apart_across_the_tables_that_share_them(
    path: str, place: str, first: str
) -> None:
    name = first.rpartition("[")[2][:-1]
    lines = faults(changed((f"{path}/id", name)))

    assert f'{place}.id: found "{name}", as at {first}, expected an id of its own' in lines


@pytest.mark.parametrize(
    ("path", "place"),
    [("group/signs/id", "group[1]"), ("region/aa/id", "region[1]")],
)
def test_an_id_is_its_own_among_its_kind(path: str, place: str) -> None:
    other = {"group": "person", "region": "cc"}[path.partition("/")[0]]
    first = place.replace("1", "0")

    assert only_fault((path, other)) == (
        f'{place}.id: found "{other}", as at {first}, expected an id of its own'
    )

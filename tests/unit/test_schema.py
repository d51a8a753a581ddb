"""What one table of the content may hold: each departure is a fault with its key path."""

from __future__ import annotations

from datetime import date, datetime, time
from math import inf, nan

import msgspec
import pytest

from tests.support import (
    DELETE,
    SMALL,
    changed,
    faults,
    key_path,
    only_fault,
    raw_content,
)
from tui.guide.content.model import Content
from tui.guide.content.schema import find_faults
from tui.guide.load import load

WORDS = "words on one line, without control characters"
AN_ID = "an id of letters, digits, _ and -"
FROM_1 = "a whole number from 1 up to 1000"
ABOVE_0 = "a number above 0 up to 600"
LEVELS = 'one of "none", "self_care", "doctor", "urgent", "emergency"'
PHASES = 'one of "spasm", "easing", "strengthening"'
YEARS = 'a whole number from 1900 up to 2100 or one of "live", "unknown"'
ONE_OR_MORE = "found an empty list, expected at least 1 entry"


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("guide/title", 7, f"guide.title: found 7, expected {WORDS}"),
        ("guide/title", True, f"guide.title: found true, expected {WORDS}"),
        ("guide/title", ["x"], f"guide.title: found a list, expected {WORDS}"),
        ("guide/title", {}, f"guide.title: found a table, expected {WORDS}"),
        ("guide/updated", "May", 'guide.updated: found "May", expected a year and month: 2026-11'),
        ("guide/course", "x", 'guide.course: found "x", expected a list'),
        ("guide/disclaimer", [], f"guide.disclaimer: {ONE_OR_MORE}"),
        ("guide/disclaimer/1", 2, f"guide.disclaimer[1]: found 2, expected {WORDS}"),
        ("guide", 5, "guide: found 5, expected a table"),
        ("onset", [], "onset: found an empty list, expected a table"),
        ("onset/switch", 48, "onset.switch: found 48, expected a table"),
        ("onset/switch/least", "1", f'onset.switch.least: found "1", expected {FROM_1}'),
        ("onset/switch/least", 24.5, f"onset.switch.least: found 24.5, expected {FROM_1}"),
        ("onset/switch/least", True, f"onset.switch.least: found true, expected {FROM_1}"),
        ("pack/cold/gap", 0, f"pack[cold].gap: found 0, expected {FROM_1}"),
        ("pack/cold/a_day", -3, f"pack[cold].a_day: found -3, expected {FROM_1}"),
        ("pack/warm/checks/0", 0, f"pack[warm].checks[0]: found 0, expected {FROM_1}"),
        ("pack/warm/checks", [], f"pack[warm].checks: {ONE_OR_MORE}"),
        ("rule", "x", 'rule: found "x", expected a list'),
        ("rule", {}, "rule: found a table, expected a list"),
        ("region/1", "x", 'region[1]: found "x", expected a table'),
        (
            "section/relief/item/pills/medicine",
            "yes",
            'section[relief].item[pills].medicine: found "yes", expected true or false',
        ),
        (
            "exercise/bend/phase",
            "easy",
            f'exercise[bend].phase: found "easy", expected {PHASES}; did you mean "easing"?',
        ),
        ("exercise/bend/phase", 2, f"exercise[bend].phase: found 2, expected {PHASES}"),
        (
            "rule/fall_nerve/level",
            "Urgent",
            f'rule[fall_nerve].level: found "Urgent", expected {LEVELS}; did you mean "urgent"?',
        ),
        (
            "region/aa/territories/1",
            "ab",
            'region[aa].territories[1]: found "ab", expected two capital letters',
        ),
        ("region/cc/territories", [], f"region[cc].territories: {ONE_OR_MORE}"),
        ("exercise/bend/errors", [], f"exercise[bend].errors: {ONE_OR_MORE}"),
        (
            "rule/fall_nerve/any/0",
            "two words",
            'rule[fall_nerve].any[0]: found "two words", expected the id of a finding, or @macro',
        ),
        ("source/web/url", "ftp://", 'source[web].url: found "ftp://", expected an https address'),
        ("source/web/url", 5, "source[web].url: found 5, expected an https address"),
        ("source/web/year", 1066, f"source[web].year: found 1066, expected {YEARS}"),
        ("source/web/year", "l", f'source[web].year: found "l", expected {YEARS}'),
        ("level/urgent/symbol", "!!", 'level[urgent].symbol: found "!!", expected one character'),
        ("level/urgent/symbol", "", 'level[urgent].symbol: found "", expected one character'),
        ("level/doctor/extra/0/any", [], f"level[doctor].extra[0].any: {ONE_OR_MORE}"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_place(
    path: str, value: object, fault: str
) -> None:
    assert only_fault((path, value)) == fault


@pytest.mark.parametrize(
    "value", ["", " ", "\t", "\u00a0", "a\x1b[31mb", "a\nb", "a\x7f", "a\x9bb"]
)
def test_a_text_is_neither_blank_nor_obeyed_by_a_terminal(value: str) -> None:
    fault = only_fault(("guide/tagline", value))

    assert fault.isprintable()
    assert fault.startswith('guide.tagline: found "')
    assert fault.endswith(f'", expected {WORDS}')


@pytest.mark.parametrize(
    ("hold", "found"),
    [
        ([0], f"[0]: found 0, expected {ABOVE_0}"),
        ([0.0], f"[0]: found 0.0, expected {ABOVE_0}"),
        ([-1], f"[0]: found -1, expected {ABOVE_0}"),
        ([nan], f"[0]: found nan, expected {ABOVE_0}"),
        ([-inf], f"[0]: found -inf, expected {ABOVE_0}"),
        ([True], f"[0]: found true, expected {ABOVE_0}"),
        (["5"], f'[0]: found "5", expected {ABOVE_0}'),
        ([[5]], f"[0]: found a list, expected {ABOVE_0}"),
        ([10**400], f"[0]: found a huge number, expected {ABOVE_0}"),
        ([], f": {ONE_OR_MORE}"),
        (5, ": found 5, expected a list"),
    ],
)
def test_a_hold_is_a_time_above_zero(hold: object, found: str) -> None:
    assert only_fault(("exercise/bend/dose/hold", hold)) == f"exercise[bend].dose.hold{found}"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("reps", 0, FROM_1),
        ("reps", 2.5, FROM_1),
        ("reps", nan, FROM_1),
        ("reps", inf, FROM_1),
        ("most_reps", -1, FROM_1),
        ("sets", 0, FROM_1),
        ("rest", -1, "a number from 0 up to 600"),
        ("rest", nan, "a number from 0 up to 600"),
        ("rest", "10", "a number from 0 up to 600"),
    ],
)
def test_a_dose_counts_in_whole_numbers_and_rests_no_negative_time(
    key: str, value: object, expected: str
) -> None:
    fault = only_fault((f"exercise/reach/dose/{key}", value))

    assert fault.startswith(f"exercise[reach].dose.{key}: found ")
    assert fault.endswith(f", expected {expected}")


@pytest.mark.parametrize(
    "value", [date(2026, 11, 1), time(10, 30), datetime(2026, 11, 1, 10, 30)], ids=str
)
@pytest.mark.parametrize(
    "path", ["guide/tagline", "guide/updated", "onset/switch/least", "exercise/bend/dose/rest"]
)
def test_a_date_or_time_is_neither_text_nor_number(path: str, value: object) -> None:
    assert f": found {value}, expected " in only_fault((path, value))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("guide", "a table"),
        ("guide/tagline", WORDS),
        ("guide/updated", "a year and month: 2026-11"),
        ("onset/switch", "a table"),
        ("onset/switch/least", FROM_1),
        ("source", "a list"),
        ("source/web/year", YEARS),
        ("exercise/bend/steps", "a list"),
        ("exercise/bend/phase", PHASES),
        ("exercise/bend/dose", "a table"),
        ("exercise/bend/dose/hold", "a list"),
        ("exercise/reach/adapt/0/say", WORDS),
        ("section/causes/item/strain/why", WORDS),
        ("level/emergency/symbol", "one character"),
        ("level/urgent/walkthrough", "true or false"),
        ("rule/fall_nerve/level", LEVELS),
    ],
)
def test_a_missing_key_is_named_with_what_belongs_there(path: str, expected: str) -> None:
    assert only_fault((path, DELETE)) == f"{key_path(path)}: found nothing, expected {expected}"


@pytest.mark.parametrize(
    "path",
    [
        "guide/course",
        "section/relief/item/cool/points",
        "section/relief/item/cool/pack",
        "section/relief/item/pills/medicine",
        "section/prevention/item",
        "exercise/reach/adapt",
        "exercise/reach/dose/rest",
        "exercise/reach/dose/sets",
        "exercise/bend/dose/often",
        "medicine/line/serious/ticked_from",
        "rule/fall_nerve/any",
        "level/emergency/avoid",
        "region/aa/advice",
        "region/aa/sources",
        "source/web/url",
        "source/web/note",
    ],
)
def test_what_may_be_left_out_may_be_left_out(path: str) -> None:
    raw = changed((path, DELETE), ("section/causes/item", DELETE))

    assert faults(raw) == []


@pytest.mark.parametrize(
    ("path", "place", "near"),
    [
        ("regoin", "regoin", "region"),
        ("guide/titel", "guide.titel", "title"),
        ("guide/Cours", "guide.Cours", "course"),
        ("section/relief/item/cool/shrt", "section[relief].item[cool].shrt", "short"),
        ("exercise/bend/dose/set", "exercise[bend].dose.set", "sets"),
        ("exercise/bend/notif", "exercise[bend].notif", "not_if"),
        ("pack/cold/minutes/maximum", "pack[cold].minutes.maximum", None),
        ("rule/fall_nerve/dose", "rule[fall_nerve].dose", None),
    ],
)
def test_an_unknown_key_is_named_with_the_known_ones(
    path: str, place: str, near: str | None
) -> None:
    fault = only_fault((path, "x"))
    hint = f'; did you mean "{near}"?' if near else ""

    assert fault.startswith(f"{place}: found an unknown key, expected one of ")
    assert fault.partition(";")[2] == hint[1:]


def test_an_unknown_key_is_told_with_every_known_one() -> None:
    assert "expected one of least, usual, most" in only_fault(("onset/switch/x", 1))


@pytest.mark.parametrize(("exercise", "near"), [("bend", "rest"), ("reach", "reps")])
def test_a_key_that_is_still_free_is_nearer_than_one_in_use(exercise: str, near: str) -> None:
    fault = only_fault((f"exercise/{exercise}/dose/resps", 1))

    assert fault.endswith(f'; did you mean "{near}"?')


def test_macros_stand_in_a_table() -> None:
    unused = [
        ("exercise/bend/not_if", []),
        ("exercise/reach/adapt", []),
        ("rule/fall_nerve/any", ["numb"]),
        ("level/emergency/extra", []),
    ]

    assert only_fault(("macro", 7), *unused) == "macro: found 7, expected a table"


@pytest.mark.parametrize("name", ["two words", "", "1st", "@nerve", "x!"])
def test_a_macro_has_an_id_for_a_name(name: str) -> None:
    fault = only_fault((f"macro/{name}", ["numb"]))

    assert fault == f'macro.{name}: found "{name}", expected {AN_ID}'


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (DELETE, "medicine.line[2]"),
        (5, "medicine.line[2]"),
        ("child", "medicine.line[2]"),
        ("a\x1bb", "medicine.line[2]"),
        ("odd id", "medicine.line[odd id]"),
        ("fine", "medicine.line[fine]"),
    ],
)
def test_a_record_is_named_by_an_id_of_its_own_or_else_by_its_place(
    name: object, place: str
) -> None:
    lines = faults(changed(("medicine/line/2/say", 7), ("medicine/line/2/id", name)))

    assert f"{place}.say: found 7, expected {WORDS}" in lines


@pytest.mark.parametrize("raw", [{}, [], 5, "x", None, True, {"guide": {}, "level": [{}, 1]}])
def test_anything_is_mended_into_content(raw: object) -> None:
    found, mended = find_faults(raw, Content)

    assert found
    assert isinstance(msgspec.convert(mended, Content), Content)


def test_a_survey_of_good_content_changes_nothing() -> None:
    found, mended = find_faults(raw_content(SMALL), Content)

    assert found == []
    assert msgspec.convert(mended, Content) == load(SMALL, cases=True)

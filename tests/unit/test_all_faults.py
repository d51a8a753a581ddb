"""Every fault of a content file is told, each once, and nothing but faults ever comes of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support import DELETE, SMALL, Raw, as_toml, changed, faults, raw_content
from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content
from tui.guide.content.record_index import Index
from tui.guide.content.schema import find_faults, matches_patterns
from tui.guide.parse import parse
from tui.guide.search import Search
from tui.guide.triage import Triage
from tui.plain import guide

TEN = {
    "guide.tagline": ("guide/tagline", DELETE),
    "guide.subtitle": ("guide/subtitle", "x"),
    "onset.switch.least": ("onset/switch/least", "1"),
    "pack[cold].checks[1]": ("pack/cold/checks", [5, 30]),
    "medicine.line[allergy].say": ("medicine/line/allergy/say", ""),
    "section[relief].item[cool].see[0]": ("section/relief/item/cool/see/0", "strech"),
    "exercise[bend].dose.hold[0]": ("exercise/bend/dose/hold/0", 0),
    "group[signs].finding[numb].level": ("group/signs/finding/numb/level", "emergancy"),
    "rule[fall_nerve].any[0]": ("rule/fall_nerve/any/0", "@nerves"),
    "source[web].url": ("source/web/url", "ftp://x"),
}
"""Ten edits of ten kinds, by the key path of the fault that each makes."""


def places(raw: Raw) -> list[str]:
    """The key paths of the faults of `raw`, sorted."""
    return sorted(line.partition(": found ")[0] for line in faults(raw))


def test_ten_faults_are_ten_lines_and_no_more() -> None:
    assert places(changed(*TEN.values())) == sorted(TEN)


@given(st.sets(st.sampled_from(sorted(TEN))))
def test_faults_neither_hide_nor_change_one_another(chosen: set[str]) -> None:
    assert places(changed(*(TEN[path] for path in chosen))) == sorted(chosen)


def test_two_faults_in_one_record_are_both_told() -> None:
    raw = changed(
        ("rule/fall_nerve/level", "self_care"),
        ("rule/fall_nerve/sources/0", "bok"),
        ("rule/fall_nerve/why", ""),
    )

    assert places(raw) == [
        "rule[fall_nerve].level",
        "rule[fall_nerve].sources[0]",
        "rule[fall_nerve].why",
    ]


def test_faults_of_shape_come_in_the_order_of_the_file() -> None:
    raw = changed(("guide/title", 1), ("level/urgent/word", 1), ("source/web/title", 1))

    assert [line.partition(":")[0] for line in faults(raw)] == [
        "guide.title",
        "level[urgent].word",
        "source[web].title",
    ]


TABLES = (
    "guide", "level", "onset", "medicine", "section", "movement",
    "exercise", "group", "rule", "differ", "region", "source",
)  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("value", [DELETE, 7, "x"], ids=["missing", "number", "text"])
def test_a_lost_table_is_one_fault_whoever_refers_to_it(name: str, value: object) -> None:
    assert places(changed((name, value))) == [name]


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("exercise/bend/dose", 5, "exercise[bend].dose"),
        ("exercise/bend/dose/most_reps", "x", "exercise[bend].dose.most_reps"),
        ("rule/fall_nerve/sources", 5, "rule[fall_nerve].sources"),
        ("rule/fall_nerve/sources/0", 5, "rule[fall_nerve].sources[0]"),
        ("rule/fall_nerve/level", "x", "rule[fall_nerve].level"),
        ("differ/D1/sources", [], "differ[D1].sources"),
        ("region/aa/territories/0", "x", "region[aa].territories[0]"),
        ("level/urgent/actions", [], "level[urgent].actions"),
        ("onset/switch", "x", "onset.switch"),
    ],
)
def test_a_broken_value_is_not_held_against_the_rest(path: str, value: object, place: str) -> None:
    assert places(changed((path, value))) == [place]


KEYS = st.sampled_from(["id", "x", "source", "sources", "any", "level", "", "two words", "Tränen"])
SCALARS = (
    st.none().map(lambda _: "")
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["emergency", "none", "@nerve", "@leg", "numb", "{number}", "{", "https://x"])
    | st.dates()
    | st.times()
    | st.datetimes()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def mutate(draw: st.DrawFn, raw: Raw) -> None:
    """Delete, replace, rename, add or repeat something anywhere in `raw`."""
    holder: Any = raw
    key: Any = draw(st.sampled_from(sorted(raw)))
    while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 5)):
        holder = holder[key]
        spots = sorted(holder) if isinstance(holder, dict) else range(len(holder))
        key = draw(st.sampled_from(spots))
    change = draw(st.sampled_from(["delete", "replace", "rename", "add", "repeat"]))
    if change == "delete":
        del holder[key]
    elif change == "replace":
        holder[key] = draw(VALUES)
    elif isinstance(holder, list):
        holder.insert(key, holder[key] if change == "repeat" else draw(VALUES))
    elif change == "rename":
        holder[draw(KEYS)] = holder.pop(key)
    else:
        holder[draw(KEYS)] = draw(VALUES)


@st.composite
def mishaps(draw: st.DrawFn, path: Path | None) -> Raw:
    """A content file after a few accidents."""
    raw = raw_content(path)
    for _ in range(draw(st.integers(1, 4))):
        if raw:
            mutate(draw, raw)
    return raw


@settings(max_examples=6)
@given(mishaps(None))
def test_accidents_to_the_guides_own_content_are_never_more_than_faults(raw: Raw) -> None:
    for line in faults(raw):
        assert " found " in f" {line}"
        assert ", expected " in line


@given(mishaps(SMALL))
def test_content_is_either_shown_or_refused_with_a_reason(raw: Raw) -> None:
    try:
        content = parse(as_toml(raw))
    except ContentError as error:
        assert error.faults
    else:
        index = Index.of(content)
        triage = Triage.of(index)
        assert Search.of(index).records
        assert guide.print_part(index, None, None, 80)
        assert guide.print_verdict(triage, triage.judge(index.findings), None, 80)


@given(mishaps(SMALL))
@example(changed(("episode/begin", "")))
def test_the_survey_finds_a_fault_exactly_where_the_conversion_fails(raw: Raw) -> None:
    read = tomli.loads(as_toml(raw))
    try:
        msgspec.convert(read, Content)
        # The patterns of texts and ids are not among what msgspec checks.
        converts = matches_patterns(read, Content)
    except msgspec.ValidationError:
        converts = False
    found, mended = find_faults(read, Content)

    assert converts == (not found)
    assert isinstance(msgspec.convert(mended, Content), Content)

"""The guide as linear text: every part, any width, any alphabet."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import SMALL
from tests.support.content import loaded
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.plain import guide
from tui.plain.parts import NARROWEST, PARTS

INDEX = Index.of(loaded())
SMALL_INDEX = Index.of(loaded(SMALL))
EVERY_PART = pytest.mark.parametrize("part", [None, *PARTS])


def test_a_part_is_headed_listed_and_closed_by_the_disclaimer() -> None:
    assert guide.print_part(SMALL_INDEX, "relief", None, 60) == (
        """\
# Call your local emergency number if numb.

Not advice. May be wrong.

Relief
======

Start here.

Cool it

Cool the place.

- One point.

1. One step.
2. Another step.

How long

20 min (10 to 20) · up to 3 a day · 60 min apart

Stop if

x It burns.

Ask first if

? You are cold.

What not to do

x Never on skin.

Ask first if

? You are unsure.

What not to do

x Do not freeze.

Background.

Why: It feels good.

Guidelines differ

- Others say less.
- Others say more.

Sources: book, wrap, review, web.

Stretch

Stretch a little.

Exercises: Bend, Reach.

Why: It loosens.

Guidelines differ

- Others say more.

Sources: web, book, film.

Pills

Ask first.

Ask first

Read this.

? You are young. Ask a parent.
? You need help. Ask those who help.
? You are allergic. Do not.

Only if none of these is true

- Follow the packet.

Stop and get help

x A rash.

Get help.

Why: Some are harmed.

Sources: book, leaflet, web, packet.

Please note

Not advice. May be wrong.
"""
    )


def test_the_whole_is_all_parts_in_order_under_the_title() -> None:
    whole = guide.print_part(INDEX, None, None, 80)
    places = [whole.index(f"\n{title}\n====") for title in titles()]

    assert whole.index(f"\n{INDEX.content.guide.title}\n====") < places[0]
    assert places == sorted(places)
    assert whole.count("Please note") == 1


@EVERY_PART
@pytest.mark.parametrize("region", [None, *INDEX.content.regions])
def test_emergency_signs_and_the_disclaimer_come_first_and_within_ten_lines(
    part: str | None, region: Region | None
) -> None:
    text = guide.print_part(INDEX, part, region, 80)
    signs, disclaimer, rest = (" ".join(held.split()) for held in text.split("\n\n", 2))
    number = f" ({region.name}: {region.emergency})" if region else ""

    assert signs.startswith(f"‼ Call your local emergency number{number} now ")
    assert signs == fill("‼ " + " ".join(INDEX.content.guide.emergency_signs), region)
    assert disclaimer == " ".join(INDEX.content.guide.disclaimer)
    assert rest and all(line for line in text.splitlines()[6:10])
    assert text.splitlines()[10] == ""


def titles() -> list[str]:
    return [section.title for section in INDEX.content.sections] + ["Exercises", "Sources"]


@EVERY_PART
def test_text_ends_with_one_newline_and_has_no_trailing_blanks(part: str | None) -> None:
    text = guide.print_part(INDEX, part, None, 60)

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text)


@EVERY_PART
def test_nothing_but_printable_characters_stands_there(part: str | None) -> None:
    for region in (None, *INDEX.content.regions):
        assert guide.print_part(INDEX, part, region, 80).replace("\n", "").isprintable()


@pytest.mark.parametrize("width", [20, 23, 40, 60, 80, 88, 120, 1000])
@EVERY_PART
def test_no_line_is_longer_than_the_width_but_for_addresses(part: str | None, width: int) -> None:
    for line in guide.print_part(INDEX, part, None, width).splitlines():
        assert len(line) <= width or "://" in line


@pytest.mark.parametrize("width", [-1, 0, 1, 19])
def test_no_text_is_narrower_than_the_least(width: int) -> None:
    least = guide.print_part(INDEX, "causes", None, NARROWEST)

    assert guide.print_part(INDEX, "causes", None, width) == least


@pytest.mark.parametrize("part", PARTS[:-1])
def test_the_width_changes_only_where_lines_end(part: str) -> None:
    narrow, wide = (guide.print_part(INDEX, part, None, width) for width in (30, 1000))

    assert words(narrow) == words(wide)


def words(text: str) -> list[str]:
    return [word for word in text.split() if not re.fullmatch("=+", word)]


def test_lines_of_a_list_hang_below_their_first_word() -> None:
    lines = guide.print_part(INDEX, "relief", None, 30).splitlines()
    place = lines.index("1. Wrap the pack in a towel.")

    assert [line[:3] for line in lines[place + 1 : place + 3]] == ["2. ", "   "]


@pytest.mark.parametrize("level", [Level.EMERGENCY, Level.URGENT, Level.DOCTOR])
def test_the_checklist_names_every_finding_of_a_level_under_it(level: Level) -> None:
    text = guide.print_part(INDEX, "doctor", None, 1000)
    rest = text[text.index(f"\n{INDEX.levels[level].symbol} ") :]
    signs = rest[: rest.index("What to do")]

    for finding in INDEX.findings.values():
        assert (f"- {finding.text}\n" in signs) == (finding.level is level)


def test_levels_are_printed_from_the_worst() -> None:
    text = guide.print_part(INDEX, "doctor", None, 1000)
    places = [text.index(f"\n{symbol} ") for symbol in "‼▲◆"]

    assert places == sorted(places)


def test_every_exercise_is_printed_with_its_dose_and_its_sources() -> None:
    text = guide.print_part(INDEX, "exercises", None, 1000)

    for exercise in INDEX.content.exercises:
        assert f"\n{exercise.title}\n\nHold " in text
        assert f"Sources: {', '.join(exercise.sources)}." in text


def test_every_source_is_printed_with_its_title_and_publisher() -> None:
    text = " ".join(guide.print_part(INDEX, "sources", None, 1000).split())

    for source in INDEX.content.sources:
        assert f"- {source.id}: {source.title}" in text
        assert source.publisher in text
        assert source.url is None or source.url in text


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("‼ EMERGENCY – call", "ascii", "!! EMERGENCY - call"),
        ("▲ ◆ ●", "ascii", "! * o"),
        ("Child’s Pose", "ascii", "Child's Pose"),
        ("“Calm” ‘x’ — y…", "ascii", "\"Calm\" 'x' - y..."),
        ("2 × 3 · ½ → 4 ≤ 5", "ascii", "2 x 3 | 1/2 -> 4 <= 5"),
        ("38 °C", "ascii", "38 deg C"),
        ("Tränen, café", "ascii", "Tranen, cafe"),
        ("漢", "ascii", "?"),
        ("Tränen", "latin-1", "Tränen"),
        ("‼ Tränen", "latin-1", "!! Tranen"),
        ("‼ Tränen", "utf-8", "‼ Tränen"),
        ("‼ Tränen", None, "!! Tranen"),
        ("‼ Tränen", "no-such-encoding", "!! Tranen"),
        ("plain", "no-such-encoding", "plain"),
        ("", "ascii", ""),
    ],
)
def test_characters_that_are_missing_are_replaced_by_their_likeness(
    text: str, encoding: str | None, told: str
) -> None:
    assert guide.legible(text, encoding) == told


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp437", "utf-8", "utf-16", "koi8-r"]))
def test_legible_text_always_has_the_encoding(text: str, encoding: str) -> None:
    guide.legible(text, encoding).encode(encoding)

"""Where the reader is, and that no number stands without the country it belongs to."""

from __future__ import annotations

import re

import pytest

from tests.support import reader_texts
from tests.support.content import loaded
from tui.app.input.default_keys import DEFAULT_KEYS
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.lift.texts import LIFT_PLACEHOLDERS
from tui.guide.region import GENERIC, PLACEHOLDERS, fill, from_locale, named
from tui.guide.triage import Triage
from tui.plain.guide import print_part, print_verdict

CONTENT = loaded()
INDEX = Index.of(CONTENT)
REGIONS = CONTENT.regions
EVERY_REGION = pytest.mark.parametrize("region", REGIONS, ids=[region.id for region in REGIONS])


def name_of(region: Region | None) -> str | None:
    return region.id if region else None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("gb", "gb"),
        ("GB", "gb"),
        ("Gb", "gb"),
        ("uk", "gb"),
        ("UK", "gb"),
        ("nz", "nz"),
        ("eu", "eu"),
        ("de", "eu"),
        ("DE", "eu"),
        ("ie", "ie"),
        ("zz", None),
        ("", None),
        ("none", None),
        ("United Kingdom", None),
    ],
)
def test_a_region_answers_to_its_id_and_its_territories(wanted: str, found: str | None) -> None:
    assert name_of(named(REGIONS, wanted)) == found


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, None),
        ({"LANG": ""}, None),
        ({"LANG": "C"}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "en"}, None),
        ({"LANG": "en_US"}, "us"),
        ({"LANG": "en_US.UTF-8"}, "us"),
        ({"LANG": "en_GB.ISO-8859-1"}, "gb"),
        ({"LANG": "de_DE@euro"}, "eu"),
        ({"LANG": "de_DE.UTF-8@euro"}, "eu"),
        ({"LANG": "en_nz"}, "nz"),
        ({"LANG": "de_CH.UTF-8"}, None),
        ({"LANG": "de_"}, None),
        ({"LANG": "_US"}, "us"),
        ({"LANG": "en_US", "LC_TELEPHONE": "en_GB.UTF-8"}, "gb"),
        ({"LANG": "en_US", "LC_ADDRESS": "en_AU.UTF-8"}, "au"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_CA.UTF-8"}, "ca"),
        ({"LC_MESSAGES": "en_CA", "LC_ADDRESS": "en_AU"}, "au"),
        ({"LC_ADDRESS": "en_AU", "LC_TELEPHONE": "en_IE"}, "ie"),
        ({"LC_TELEPHONE": "en_IE", "LC_ALL": "en_IN"}, "in"),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "us"),
        ({"LC_TELEPHONE": "de_CH", "LANG": "en_US"}, None),
        ({"LC_TIME": "en_GB", "LC_CTYPE": "en_GB"}, None),
    ],
    ids=str,
)
def test_a_locale_says_where_the_reader_is(environ: dict[str, str], found: str | None) -> None:
    assert name_of(from_locale(REGIONS, environ)) == found


def test_without_regions_every_locale_is_generic() -> None:
    assert from_locale((), {"LANG": "en_US"}) is None


def test_each_territory_leads_to_one_region() -> None:
    for region in REGIONS:
        for territory in region.territories:
            assert named(REGIONS, territory) is region
            assert from_locale(iter(REGIONS), {"LANG": f"xx_{territory}.UTF-8"}) is region


def test_no_region_takes_the_word_for_none() -> None:
    assert named(REGIONS, GENERIC) is None


def test_without_a_region_only_generic_words_stand() -> None:
    text = "{number} | {emergency} | {advice}"

    assert fill(text, None) == (
        "your local emergency number | your local emergency number | "
        "your doctor or local health advice line"
    )


@EVERY_REGION
def test_generic_words_come_first_and_each_number_follows_its_country(region: Region) -> None:
    advice = f" ({region.name}: {region.advice})" if region.advice else ""

    assert fill("{emergency}", region) == (
        f"your local emergency number ({region.name}: {region.emergency})"
    )
    assert fill("{advice}", region) == f"your doctor or local health advice line{advice}"


@pytest.mark.parametrize("text", ["", "No number here.", "{other}", "{ number }", "100 %"])
@EVERY_REGION
def test_other_words_stay_as_they_are(region: Region, text: str) -> None:
    assert fill(text, region) == text
    assert fill(text, None) == text


def test_only_the_headline_has_the_bare_number() -> None:
    """The first action below it says whose number it is."""
    bare = [path for path, text in reader_texts(CONTENT) if "{number}" in text]

    assert bare == [".levels[emergency].word"]


@EVERY_REGION
def test_a_printed_number_follows_the_name_of_its_country(region: Region) -> None:
    triage = Triage.of(INDEX)
    numbers = [number for number in (region.emergency, region.advice) if number]
    texts = [print_part(INDEX, part, region, 1000) for part in ("relief", "doctor")]
    texts += [
        print_verdict(triage, triage.judge([name]), region, 1000)
        for name in (*INDEX.findings, "saddle_numb")
    ]
    for line in "\n".join(texts).splitlines():
        if "EMERGENCY" in line:
            continue
        for number in numbers:
            for found in re.finditer(rf"(?<![\d.–-]){re.escape(number)}(?![\d.])", line):
                assert line[: found.start()].endswith(f"{region.name}: "), line


def test_nothing_but_placeholders_is_left_to_fill() -> None:
    for path, text in reader_texts(CONTENT):
        names = set(re.findall(r"\{(.*?)\}", text))
        if path.startswith((".episode", ".timer")):
            assert names <= {"when", "day", "days", "first", "last", "times"}, path
        elif path.startswith(".lift."):
            assert names <= set(LIFT_PLACEHOLDERS), path
        elif path.startswith(".today."):
            assert names <= {"days", "aim", "count", "score", "time", "when"}, path
        elif path.startswith(".plan."):
            assert names <= {"code"}, path
        elif names & {"yes", "no", "hurts"}:
            # The names of actions, which have keys.
            assert path in (".safety.unsure", ".first_minutes.pack_lead", ".movement.check")
            assert names <= set(DEFAULT_KEYS)
        else:
            assert names <= PLACEHOLDERS, path
            assert not names or path.startswith((".levels[", ".guide.emergency_signs[")), path

"""Who is given the numbers of a lift, and the command that gives them."""

from __future__ import annotations

import json

import pytest

from tests.support import Call, forget_the_reader
from tests.support.content import loaded
from tests.support.talk import GuideTalk, spasm
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Episode
from tui.guide.lift.equation import Hands, Lift
from tui.guide.lift.report import lift_page, usual_system, why_blocked
from tui.guide.triage import Triage

INDEX = Index.of(loaded())
WORDS = INDEX.content.lift
BEST = Lift(10, Hands(25, 75), Hands(25, 100), grip="good")

# For whom.


@pytest.mark.parametrize(
    ("ticked", "spasm", "words"),
    [
        ((), False, ""),
        ((), True, WORDS.texts["blocked"]["spasm"]),
        (("pregnant",), False, WORDS.texts["blocked"]["pregnant"]),
        (("age_under_16",), False, WORDS.texts["blocked"]["under_16"]),
        (("saddle_numb",), True, WORDS.texts["blocked"]["signs"]),
        (("fever",), False, WORDS.texts["blocked"]["signs"]),
    ],
)
def test_some_get_no_number(ticked: tuple[str, ...], spasm: bool, words: str) -> None:
    verdict = Triage.of(INDEX).judge(ticked)
    assert (verdict.level < Level.URGENT) is (words != WORDS.texts["blocked"]["signs"])
    assert why_blocked(WORDS, verdict, has_spasm=spasm) == words


def test_where_it_does_not_hold_is_said_before_any_number() -> None:
    texts = [block.text for block in lift_page(INDEX, BEST)]
    first = next(place for place, text in enumerate(texts) if "at most" in text)
    assert all(texts.index(words) < first for words in WORDS.not_if)


def test_the_units_are_those_of_the_region_unless_set() -> None:
    regions = {region.id: region for region in INDEX.content.regions}
    assert {name: usual_system("", regions[name]) for name in ("us", "gb", "ca")} == {
        "us": "us", "gb": "metric", "ca": "metric",
    }  # fmt: skip
    assert usual_system("metric", regions["us"]) == usual_system("auto", None) == "metric"
    assert usual_system("us", regions["gb"]) == "us"


# The command.

LIFT = ("lift", "--weight", "12kg", "--from", "25x75", "--to", "25x140", "--turn", "30")
REST = ("--every", "3/min", "--hours", "1", "--grip", "fair")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    forget_the_reader(monkeypatch)
    return monkeypatch


def test_the_command_says_what_a_lift_asks(reader: pytest.MonkeyPatch, call: Call) -> None:
    told = call(*LIFT, *REST)
    assert (told.status, told.err) == (0, "")
    assert "At the start: at most 16.3 kg, index 0.7." in told.out
    assert "At the end: at most 13.1 kg, index 0.9." in told.out
    assert told.out.index(WORDS.not_if[0]) < told.out.index("at most")

    found = json.loads(call(*LIFT, *REST, "--json").out)
    assert found["index"] == pytest.approx(0.9162) and found["costs_most"] == "height"
    assert found["does_not_apply_if"] == list(WORDS.not_if)
    assert [one["change"] for one in found["what_if"]] == ["two", "end_height", "turn"]
    never = json.loads(call(*LIFT[:3], "--from", "64x75", *LIFT[5:], "--json").out)
    assert (never["recommended"], never["index"]) == (0.0, None)


def test_the_command_has_one_line_for_what_it_cannot_do(
    reader: pytest.MonkeyPatch, call: Call
) -> None:
    for arguments in (LIFT[:3], (*LIFT, "--every", "nan"), ("lift", "--json")):
        told = call(*arguments)
        assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
        assert told.err.startswith("backspasm: --")


def test_the_command_gives_no_number_in_a_spasm(reader: pytest.MonkeyPatch, call: Call) -> None:
    store = MemoryStore()
    store.keep(Episode(at=1.0))
    reader.setattr("tui.cli.dialogues.store_of", lambda _: store)
    told = call(*LIFT)
    assert (told.status, told.out) == (1, "")
    assert told.err == f"backspasm: {WORDS.texts['blocked']['spasm']}\n"
    assert json.loads(call(*LIFT, "--json").out) == {"blocked": WORDS.texts["blocked"]["spasm"]}


def test_line_by_line_the_numbers_are_asked_one_by_one() -> None:
    numbers: tuple[tuple[str, str], ...] = (
        ("Weight:", "u"),
        ("Weight:", "26"),
        ("Hands at the start", "10"),
    )
    numbers += (("Height at the start", "22"), ("Hands at the end", "150"), ("not 150", "20"))
    numbers += (("Height at the end", "59"), ("Turned", ""), ("often", "3"), ("How long", ""))
    well = opening()
    said = held(*well, ("Is any", "n"), *numbers, ("Grip", "2"), ("another lift", "q"), "quit")
    assert "At the start: at most 34.8 lb, index 0.7." in said
    assert "At the end: at most 15.3 lb, index 1.7." in said
    assert said.index(WORDS.not_if[0]) < said.index("at most 3")
    assert WORDS.texts["blocked"]["other"] in held(*well, ("Is any", "y"), "quit")
    in_pain = opening(spasm())
    assert WORDS.texts["blocked"]["spasm"] in held(*in_pain, "quit", store=spasm())


def opening(store: MemoryStore | None = None) -> tuple[tuple[str, str], ...]:
    """What is typed to open the lift: its number in the menu, then the first line of its page."""
    title = INDEX.items["lift"].title
    lines = held("quit", store=store).splitlines()
    number = next(line.partition(".")[0] for line in lines if f". {title}" in line)
    return ((title, number), ("Begin here", "1"))


def held(*script: str | tuple[str, str], store: MemoryStore | None = None) -> str:
    return GuideTalk(*script, store=store, tab="prevention").text

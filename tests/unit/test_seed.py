"""What the article says stands in the printed guide, with the notes where guidelines differ."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from tests.support import table
from tests.support.content import loaded
from tui.guide.content.record_index import Index
from tui.plain.guide import print_part

INDEX = Index.of(loaded())
SEEDS: list[dict[str, Any]] = table("seed.toml")["seed"]
NOTES = [(seed, name) for seed in SEEDS for name in seed.get("differ", ())]


@cache
def printed(part: str) -> list[str]:
    """The lines of a part, each block a line."""
    return print_part(INDEX, part, None, 1000).splitlines()


def told(part: str, item: str) -> str:
    """The text of an item as it is printed; without an item, what stands before the first."""
    section = INDEX.sections[part]
    titles = [held.title for held in section.items]
    lines = printed(part)
    # A checklist may stand between the head of a part and its items.
    first = len(lines) - lines[::-1].index(titles[0]) - 1
    places = [first, *(lines.index(title, first) for title in titles[1:]), len(lines)]
    place = [held.id for held in section.items].index(item) if item else -1
    chosen = lines[places[place] : places[place + 1]] if item else lines[:first]
    return " ".join(" ".join(chosen).split())


def name(seed: dict[str, Any]) -> str:
    return f"{seed['id']}-{seed['item'] or seed['part']}"


@pytest.mark.parametrize("seed", SEEDS, ids=map(name, SEEDS))
def test_a_statement_of_the_article_is_printed(seed: dict[str, Any]) -> None:
    text = told(seed["part"], seed["item"])
    missing = [want for want in seed["find"] if not re.search(want, text, re.IGNORECASE)]

    assert missing == [], f"{seed['fact']!r} in: {text}"


@pytest.mark.parametrize(
    ("seed", "note"), NOTES, ids=[f"{name(seed)}-{note}" for seed, note in NOTES]
)
def test_where_guidelines_differ_the_note_stands_with_the_statement(
    seed: dict[str, Any], note: str
) -> None:
    assert INDEX.differs[note].text in told(seed["part"], seed["item"])


@pytest.mark.parametrize("seed", SEEDS, ids=map(name, SEEDS))
def test_the_article_is_among_the_sources_of_its_statements(seed: dict[str, Any]) -> None:
    if seed["item"]:
        assert "seed" in INDEX.items[seed["item"]].sources


def test_no_statement_of_the_article_is_left_out() -> None:
    ids = list(dict.fromkeys(seed["id"] for seed in SEEDS))

    assert ids == [f"S{number}" for number in range(1, 48)]


def test_every_note_of_the_clinical_facts_is_printed_somewhere() -> None:
    assert {note for _, note in NOTES} == {f"D{number}" for number in range(1, 12)}
    assert {note for _, note in NOTES} <= INDEX.differs.keys()
    told = " ".join(line.strip() for part in INDEX.sections for line in printed(part))
    assert [note for note, differ in INDEX.differs.items() if differ.text not in told] == []

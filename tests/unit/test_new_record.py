"""A new record comes as a template at its place, with an id of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from tests.support.commands import Call
from tests.support.content import SMALL, content_text

AT = {
    "exercise": ("exercise", -1),
    "question": ("quiz", "question", -1),
    "finding": ("group", -1, "finding", -1),
    "item": ("section", -1, "item", -1),
}


@pytest.mark.parametrize("kind", AT)
@pytest.mark.parametrize("own", [True, False], ids=["own", "small"])
def test_a_template_stands_at_its_place_and_its_blanks_are_named(
    call: Call, tmp_path: Path, kind: str, own: bool
) -> None:
    text = content_text(None if own else SMALL)
    path = tmp_path / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    told = call("new", kind, "brand_new", "--content", str(path))
    assert (told.status, told.err) == (0, "")
    after = path.read_text(encoding="utf-8")
    raw = tomli.loads(after)
    held: object = raw
    for step in AT[kind]:
        held = held[step]  # type: ignore[index]
    assert isinstance(held, dict) and held["id"] == "brand_new"
    if kind == "exercise":
        entry = raw["plan"]["exercise"][-1]
        assert (entry["id"], entry["number"]) == ("brand_new", 100 if own else 101)
    # Nothing else has changed.
    kept = [line for line in text.splitlines() if line.strip()]
    lines = iter(after.splitlines())
    assert all(line in lines for line in kept)
    line = int(told.out.removeprefix(str(path)).split(":")[1])
    assert after.splitlines()[line - 1] == 'id = "brand_new"'
    faults = call("check", str(path)).out.splitlines()
    assert faults and all("brand_new" in fault for fault in faults if 'found ""' in fault)
    assert sum('found ""' in fault for fault in faults) > 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("exercise cat_cow", '"cat_cow" is taken: there is a [[exercise]]'),
        ("finding fever", "is taken: there is a [[group.finding]]"),
        ("finding knee_trouble", "is taken: there is a [[blocker]]"),
        ("item cold_pack", "is taken: there is a [[section.item]]"),
        ("question screen_top", "is taken: there is a [[quiz.question]]"),
        ("item 9lives", "is no id"),
        ("item ../x", "is no id"),
        ("item new --in relif", 'unknown place "relif"; did you mean "relief"?'),
        ("program x", "is none of exercise, question, finding, item"),
    ],
)
def test_an_id_that_cannot_be_is_refused(call: Call, words: str, told: str) -> None:
    outcome = call("new", *words.split())
    assert (outcome.status, outcome.out) == (2, "") and told in outcome.err, outcome.err


def test_without_a_file_it_is_only_printed(call: Call) -> None:
    out = call("new", "item", "brand_new", "--in", "relief").out
    assert out.startswith("[[section.item]]\nid = ") and "# ids of [[source]]" in out

"""House rules for anybody's content: they note, with the place, and keep nothing from working."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Call
from tests.support.content import as_toml, changed, content_text, loaded
from tui.guide.lint.house_rules import grade, house_rule_notes, reader_texts
from tui.guide.parse import parse

LONG = "This is a sentence that goes on and on, with one more word and one more, until nobody who "
LONG += "reads it knows any longer how it may have begun."
HARD = " ".join(["Considerable immobilisation complicates physiological recuperation."] * 14)


def notes(*edits: tuple[str, Any]) -> list[str]:
    """What the house rules say of the small content with these edits."""
    return [str(note) for note in house_rule_notes(parse(as_toml(changed(*edits))))]


def test_the_guide_keeps_its_own_rules() -> None:
    assert house_rule_notes(loaded()) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "told"),
    [
        ("program/soft/exercises", ["reach"], "exercise[bend]", "no tab and no routine"),
        ("exercise/bend/steps", ["Take 400 mg."], "exercise[bend].steps[0]", "a dose in mg"),
        ("exercise/bend/start", LONG, "exercise[bend].start", "a sentence of "),
        ("exercise/bend/breath", "You are safe now.", "exercise[bend].breath", "calm too soon"),
        ("exercise/bend/breath", "This cures you.", "exercise[bend].breath", "a promise"),
        ("exercise/bend/target", "The lumbar part", "exercise[bend].target", "jargon"),
        ("exercise/bend/errors", ["Bad posture."], "exercise[bend].errors[0]", "shame"),
        ("exercise/bend/start", HARD, "exercise[bend]", "a reading grade of"),
    ],
)
def test_what_breaks_a_house_rule_is_noted(path: str, value: Any, place: str, told: str) -> None:
    edits = [(path, value)]
    if path.startswith("program"):
        edits.append(("section/relief/item/stretch/exercises", []))
    (note, *_) = [one for one in notes(*edits) if told in one]
    assert note.startswith(f"{place}: found "), note
    assert not [one for one in notes() if told in one and one.startswith(f"{place}: ")]


def test_a_note_is_printed_with_its_line_and_the_file_is_used_all_the_same(
    call: Call, tmp_path: Path
) -> None:
    right = "Roll both knees slowly to one side."
    text = content_text()
    path = tmp_path / "clinic.toml"
    path.write_text(text.replace(right, "Take 400 mg."), encoding="utf-8")
    told = call("check", "--json", str(path))
    (row,) = json.loads(told.out)
    assert (told.status, row["severity"]) == (0, "note")
    assert row["path"] == "exercise[lower_back_rotation].steps[0]"
    assert row["line"] == text[: text.index(right)].count("\n") + 1


def test_a_grade_tells_plain_words_from_others() -> None:
    assert grade("The cat sat on the mat.") < 1 < 20 < grade(HARD)
    places = dict(reader_texts(loaded()))
    assert places["exercise[cat_cow].title"] == "Cat-cow"
    assert not any(path.endswith(".publisher") for path in places)

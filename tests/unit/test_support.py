"""The helpers of the tests do what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from tests.support import (
    DELETE,
    SMALL,
    as_toml,
    changed,
    faults,
    key_path,
    raw_content,
    reader_texts,
    table,
)
from tui.guide.content.model import Content


@pytest.mark.parametrize("path", [None, SMALL], ids=["own", "small"])
def test_content_written_back_as_toml_is_the_same_content(path: Path | None) -> None:
    assert tomli.loads(as_toml(raw_content(path))) == raw_content(path)


@pytest.mark.parametrize("path", [None, SMALL], ids=["own", "small"])
def test_unchanged_content_has_no_fault(path: Path | None) -> None:
    assert faults(raw_content(path)) == []


def test_key_paths_have_brackets_around_what_stands_in_lists() -> None:
    assert key_path("exercise/reach/dose/hold/1") == "exercise[reach].dose.hold[1]"


def test_toml_survives_characters_that_need_escaping() -> None:
    raw = {'"a"\n': ["\x7f\x1b\\", True, 1.5, float("inf")]}

    assert tomli.loads(as_toml(raw)) == raw


def test_a_change_stays_in_its_copy() -> None:
    assert changed(("guide/title", "Other"))["guide"]["title"] == "Other"
    assert "title" not in changed(("guide/title", DELETE))["guide"]
    assert changed(("exercise/reach/dose/hold/1", 3))["exercise"][1]["dose"]["hold"] == [2.5, 3]
    assert raw_content(SMALL) == table("small.toml")


def test_reader_texts_hold_sentences_and_no_ids(content: Content) -> None:
    texts = dict(reader_texts(content))

    assert texts[".guide.title"] == content.guide.title
    assert texts[".sections[relief].items[cold_pack].steps[0]"] == "Wrap the pack in a towel."
    assert texts[".groups[one_leg].findings[one_leg_weak].text"] == "New weakness in one leg"
    assert not {path for path in texts if path.endswith((".id", ".url", ".phase"))}
    assert not {path for path in texts if "sources[0]" in path or "territories" in path}

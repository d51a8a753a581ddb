"""What the unit tests share: changed content files, reader texts, and real processes.

The helpers come first; the tests at the end hold the helpers to what they promise.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from msgspec import inspect as types

from tui import cli
from tui.guide.content import Content, Level
from tui.guide.faults import ContentError
from tui.guide.load import default_path, parse
from tui.guide.record import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

Raw = dict[str, Any]

DELETE = object()
"""Stands for "take it away" in `changed`."""


SMALL = HERE / "small.toml"
"""The least content that uses everything; what most of the tests of bad content change."""


@cache
def content_text(path: Path | None = None) -> str:
    """A content file as it is written; without a path, the one that the guide comes with."""
    return (path or default_path()).read_text(encoding="utf-8")


@cache
def _raw(path: Path | None) -> Raw:
    return tomli.loads(content_text(path))


def raw_content(path: Path | None = None) -> Raw:
    """A content file as plain data, free to be changed."""
    return copy.deepcopy(_raw(path))


def table(name: str) -> Any:
    """A data file of these tests."""
    return tomli.loads((HERE / name).read_text(encoding="utf-8"))


def as_toml(raw: Raw) -> str:
    """`raw` as a TOML file: one line for each top-level key."""
    return "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in raw.items())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def find(raw: Any, path: str) -> tuple[Any, Any]:
    """What holds the spot `path`, such as ``exercise/bend/dose/reps``, and its key there."""
    *way, last = path.split("/")
    for step in way:
        raw = raw[_place(raw, step)]
    return raw, _place(raw, last)


def _place(raw: Any, step: str) -> Any:
    if not isinstance(raw, list):
        return step
    if step.isdigit():
        return int(step)
    return [record["id"] for record in raw].index(step)


def changed(*edits: tuple[str, Any]) -> Raw:
    """The small content with other values at these spots."""
    raw = raw_content(SMALL)
    for path, value in edits:
        holder, key = find(raw, path)
        if value is DELETE:
            del holder[key]
        else:
            holder[key] = value
    return raw


def key_path(path: str) -> str:
    """How a fault writes a spot of the small content: ``exercise[bend].dose.reps``."""
    held: Any = raw_content(SMALL)
    words = ""
    for step in path.split("/"):
        words += f"[{step}]" if isinstance(held, list) else f".{step}"
        held = held[_place(held, step)]
    return words[1:]


def faults(raw: Raw) -> list[str]:
    """The faults of `raw`, read as a file would be."""
    try:
        parse(as_toml(raw))
    except ContentError as error:
        return [str(fault) for fault in error.faults]
    return []


def only_fault(*edits: tuple[str, Any]) -> str:
    """The one fault that content with these edits has."""
    (fault,) = faults(changed(*edits))
    return fault


def reader_texts(content: Content) -> Iterator[tuple[str, str]]:
    """Everything that a person reads, with its place: all that the schema calls `Text`."""
    yield from _texts(content, types.type_info(Content), "")


def _pattern(kind: types.Type) -> str | None:
    while isinstance(kind, types.Metadata):
        kind = kind.type
    return kind.pattern if isinstance(kind, types.StrType) else None


_TEXT = _pattern(types.type_info(Text))


def _texts(value: Any, kind: types.Type, path: str) -> Iterator[tuple[str, str]]:
    while isinstance(kind, types.Metadata):
        kind = kind.type
    if isinstance(kind, types.UnionType) and value is not None:
        for option in kind.types:
            yield from _texts(value, option, path)
    elif isinstance(kind, types.StructType):
        for field in kind.fields:
            yield from _texts(getattr(value, field.name), field.type, f"{path}.{field.name}")
    elif isinstance(kind, types.VarTupleType):
        for place, held in enumerate(value):
            name = getattr(held, "id", place)
            name = name.value if isinstance(name, Level) else name
            yield from _texts(held, kind.item_type, f"{path}[{name}]")
    elif _pattern(kind) == _TEXT and isinstance(value, str):
        yield path, value


def write_bad(folder: Path) -> Path:
    """A content file with two faults, one of shape and one between tables."""
    path = folder / "bad.toml"
    raw = changed(("guide/tagline", DELETE), ("rule/fall_nerve/any/0", "@nerves"))
    path.write_text(as_toml(raw), encoding="utf-8")
    return path


def faults_of_bad(path: Path) -> list[str]:
    """The lines that the file of `write_bad` brings."""
    return [
        f"{path}: guide.tagline: found nothing, "
        "expected words on one line, without control characters",
        f'{path}: rule[fall_nerve].any[0]: found "@nerves", '
        'expected the id of a finding or @macro; did you mean "@nerve"?',
    ]


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: Any
    out: str
    err: str


class Call:
    """The command line, called in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        status: Any
        try:
            status = cli.main(arguments)
        except SystemExit as stop:
            status = stop.code
        return Outcome(status, *self.capsys.readouterr())


def forget_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the tester's locale and terminal: none, and 80 columns that can draw."""
    for name in [name for name in os.environ if name.startswith(("LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The guide as a process of its own, with no terminal and nothing of the tester's locale."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT,
        env=plain_environment(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def plain_environment(**more: str) -> dict[str, str]:
    """An environment that says neither where the reader is nor how wide their terminal is."""
    foreign = ("LC_", "LANG", "COLUMNS", "PYTHONIOENCODING", "TERM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "LANG": "C.UTF-8", "PYTHONUTF8": "1", **more}


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

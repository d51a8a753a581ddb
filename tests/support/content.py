"""Content files for tests: changed ones, what is wrong with them, and all that readers read."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import tomli

from tests.support.paths import UNIT
from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content
from tui.guide.lint.house_rules import all_texts
from tui.guide.load import default_path, load
from tui.guide.parse import parse

Raw = dict[str, Any]

DELETE = object()
"""Stands for "take it away" in `changed`."""

SMALL = UNIT / "small.toml"
"""The least content that uses everything; what most of the tests of bad content change."""


@cache
def content_text(path: Path | None = None) -> str:
    """A content file as it is written; without a path, the one that the guide comes with."""
    return (path or default_path()).read_text(encoding="utf-8")


@cache
def _raw(path: Path | None) -> Raw:
    return tomli.loads(content_text(path))


@cache
def loaded(path: Path | None = None) -> Content:
    """The content of a file, of the guide's own without one, read once for all tests."""
    return load(*([path] if path else []))


def raw_content(path: Path | None = None) -> Raw:
    """A content file as plain data, free to be changed."""
    return copy.deepcopy(_raw(path))


def table(name: str) -> Any:
    """A data file of these tests."""
    return tomli.loads((UNIT / name).read_text(encoding="utf-8"))


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
    for path, text in all_texts(content, attrgetter("name")):
        yield f".{path}", text


def write_bad(folder: Path) -> Path:
    """A content file with two faults, one of shape and one between tables."""
    path = folder / "bad.toml"
    raw = changed(("guide/tagline", DELETE), ("rule/fall_nerve/any/0", "@nerves"))
    path.write_text(as_toml(raw), encoding="utf-8")
    return path


def faults_of_bad(path: Path) -> list[str]:
    """The lines that the file of `write_bad` brings."""
    lines = path.read_text(encoding="utf-8").split("\n")
    (line,) = [number for number, line in enumerate(lines) if line.startswith('"rule" = ')]
    column = lines[line].index('"@nerves"') + 1
    return [
        f"{path}:1:1: guide.tagline: found nothing, "
        "expected words on one line, without control characters",
        f'{path}:{line + 1}:{column}: rule[fall_nerve].any[0]: found "@nerves", '
        'expected the id of a finding or @macro; did you mean "@nerve"?',
    ]

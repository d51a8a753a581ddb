"""What is wrong with a content file is said with its line, its column, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Call
from tests.support.content import SMALL, content_text, raw_content
from tui.guide.lint.source_map import SourceMap

# The seventeen usual mistakes of somebody who edits a file by hand: what is replaced by what,
# which line that is on (counted from what is replaced), and what is said of it.
TITLE = 'title = "Small guide"'
HOLD = '[[plan.exercise]]\nnumber = 1\nid = "bend"'
MISTAKES = {
    "a table twice": ("[onset]", "[guide]", 0, "the table guide, which is written twice; join"),
    "a key twice": (
        TITLE,
        f"{TITLE}\n{TITLE}",
        1,
        "the key title, which is written twice; keep one",
    ),
    "curly quotes": (TITLE, "title = “Small guide”", 0, "curly quotes, as word processors"),
    "a line break in a text": (TITLE, 'title = "Small\nguide"', 0, "a line break inside a text"),
    "quotes never closed": (TITLE, 'title = "Small guide', 0, "a line break inside a text"),
    "a list never closed": (
        'emergency_signs = ["Call {emergency} if numb."]',
        'emergency_signs = ["Call {emergency} if numb."',
        1,
        "a list that is never closed",
    ),
    "a comma missing": (
        'disclaimer = ["Not advice.", "May',
        'disclaimer = ["Not advice." "May',
        0,
        "a list that is never closed; write a comma",
    ),
    "no equals sign": (
        TITLE,
        'title "Small guide"',
        0,
        "without an equals sign; write key = value",
    ),
    "a backslash": (TITLE, 'title = "C:\\quiz"', 0, "a backslash in a text; write it twice"),
    "quotes in quotes": (TITLE, 'title = "A "small" guide"', 0, "for quotes within it write"),
    "yes for true": ("number = 1\n", "number = yes\n", 0, "yes; write true or false"),
    "words without quotes": (TITLE, "title = Small guide", 0, "words without quotes; write"),
    "a key misspelt": (TITLE, 'titel = "Small guide"', 0, 'did you mean "title"?'),
    "a key left out": (HOLD, '[[plan.exercise]]\nid = "bend"', 0, "number: found nothing"),
    "text for a number": ("number = 1\n", 'number = "1"\n', 0, "expected a whole number"),
    "an id misspelt": ('held = ["low"]', 'held = ["lwo"]', 0, 'did you mean "low"?'),
    "an id twice": ('id = "reach"\ntitle', 'id = "bend"\ntitle', 0, "an id of its own"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_usual_mistake_has_a_line_a_place_and_what_to_do(
    call: Call, tmp_path: Path, mistake: str
) -> None:
    right, wrong, below, told = MISTAKES[mistake]
    text = content_text(SMALL)
    assert right in text
    path = tmp_path / "clinic.toml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    line = text[: text.index(right)].count("\n") + 1 + below
    outcome = call("check", str(path))
    assert (outcome.status, outcome.err) == (1, "")
    said = [one for one in outcome.out.splitlines() if told in one]
    assert said, outcome.out
    name, number, column, _ = said[0].split(":", 3)
    assert (name, int(number)) == (str(path), line), outcome.out
    assert 1 <= int(column) <= len(path.read_text().split("\n")[line - 1]) + 1
    rows = json.loads(call("check", "--json", str(path)).out)
    assert (str(path), line, int(column)) in [
        (row["file"], row["line"], row["column"]) for row in rows
    ]


def _paths(raw: Any, path: str = "") -> list[str]:
    if isinstance(raw, dict):
        return [name for key, one in raw.items()
                for name in (f"{path}.{key}", *_paths(one, f"{path}.{key}"))]  # fmt: skip
    if isinstance(raw, list):
        return [name for at, one in enumerate(raw)
                for name in (f"{path}[{at}]", *_paths(one, f"{path}[{at}]"))]  # fmt: skip
    return []


@pytest.mark.parametrize("file", [None, SMALL], ids=["own", "small"])
def test_every_key_is_found_where_it_is_written(file: Path | None) -> None:
    text, raw = content_text(file), raw_content(file)
    lines, places = text.split("\n"), SourceMap(text, raw)
    for path in _paths(raw):
        line, column = places.place(path[1:])
        here = lines[line - 1][column - 1 :]
        key = path.rpartition(".")[2].partition("[")[0]
        assert (
            here.startswith(("[", "{", '"'))
            or key in here.partition("=")[0]
            or (path.endswith("]") and here.lstrip("-")[:1].isdigit())
        ), (path, here)


def test_an_editor_gets_json_and_nothing_else(call: Call, tmp_path: Path) -> None:
    assert json.loads(call("check", "--json").out) == []
    missing = json.loads(call("check", "--json", str(tmp_path / "no.toml")).out)
    assert [(one["line"], one["found"]) for one in missing] == [(1, "No such file or directory")]

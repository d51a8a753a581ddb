"""What the figures rest on: counting, and content that grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.growth import grown
from tests.bench.table import HEADING, Row, in_turn, percentile, write
from tests.bench.wire import least
from tests.support import SMALL, as_toml, raw_content
from tui.guide.content.record_index import Index
from tui.guide.parse import parse

PLAIN, BOLD = ("default", False), ("default", True)


def cells(text: str, style: tuple[str, bool] = PLAIN) -> list[tuple[str, str, bool]]:
    return [(character, *style) for character in text]


@pytest.mark.parametrize(
    ("before", "after", "spent"),
    [
        (cells("same"), cells("same"), 0),
        (cells("abcd"), cells("axyd"), 8 + 12 + 2),
        (cells("abcd"), cells("xbcy"), 8 + 12 + 1 + 8 + 1),
        (cells("abcd"), cells("x", BOLD) + cells("ybcd")[1:], 8 + 12 + 1),
        (cells("ab"), cells("a", BOLD) + cells("x"), 8 + 12 + 1 + 12 + 1),
        (cells("ab"), cells("╭─"), 8 + 12 + 6),
    ],
)
def test_the_least_bytes_count_runs_styles_and_characters(
    before: list[object], after: list[object], spent: int
) -> None:
    assert least({0: before}, {0: after}) == spent


def test_the_least_bytes_leave_out_rows_that_were_not_drawn() -> None:
    before = {0: cells("ab"), 1: cells("cd")}
    assert least(before, {1: cells("cx")}) == 8 + 12 + 1
    assert least(before, {0: cells("xb"), 1: cells("xd")}) == 8 + 12 + 1 + 8 + 1


def test_grown_content_holds_no_fault() -> None:
    raw = raw_content(SMALL)
    once = Index.of(parse(as_toml(grown(raw, 1)), thorough=False))
    more = Index.of(parse(as_toml(grown(raw, 3)), thorough=False))
    assert once.content == parse(as_toml(raw), thorough=False)
    for name in ("items", "exercises", "motions", "findings", "questions", "habits", "sources"):
        assert len(getattr(more, name)) == 3 * len(getattr(once, name))


def test_percentiles_are_values_that_were_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0.5, 0.95, 1.0)] == [3.0, 5.0, 5.0]
    assert percentile([float(n) for n in range(1, 41)], 0.95) == 38.0


def test_what_is_measured_in_turn_is_compared_pair_by_pair() -> None:
    assert in_turn([2.0, 30.0, 8.0], [1.0, 10.0, 4.0]) == 2.0


def test_the_table_says_what_holds(tmp_path: Path) -> None:
    rows = [Row("a", 1.25, 1.25), Row("b", 1.26, 1.25, note="why"), Row("c", 5200.0, unit="ms")]
    assert HEADING.split() == ["what", "figure", "at", "most", "holds"]
    assert [row.line().split() for row in rows] == [
        ["a", "1.25", "×", "1.25", "×", "yes"],
        ["b", "1.26", "×", "1.25", "×", "NO", "why"],
        ["c", "5200", "ms"],
    ]
    write(rows, tmp_path / "bench.json")
    kept = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert [row["holds"] for row in kept] == [True, False, True]

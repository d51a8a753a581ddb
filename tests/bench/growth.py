"""What more content costs: ten and a hundred times as much, generated from the guide's own."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import tomli

from tests.bench.program import ROOT, Program, home
from tests.bench.table import Row, in_turn
from tests.support import as_toml
from tui.app.environment import FRAMES_A_SECOND
from tui.guide.content.exercise_model import MOST_NUMBER
from tui.guide.content.record_index import Index
from tui.guide.load import default_path
from tui.guide.parse import parse
from tui.guide.search import Search
from tui.guide.triage import Triage

_TIMES = {10: 1.15, 100: None}
"""How much more content, and how much longer the first frame may take with it.

Ten times as much is nearly all that the guide opens (`load.MOST_BYTES`); a hundred times
as much shows how it grows.
"""
ROUNDS = 11
_TRIES = 15
_QUIET = 1.5
"""Seconds without a byte after which the first frame is taken for complete."""
_WORDS = ("a", "back", "towel", "lift the", "warm pack towel", "nowhere")

Raw = dict[str, Any]


def grown(raw: Raw, times: int) -> Raw:
    """`raw` with each record that there may be more of that many times, under new ids."""
    quiz, habits, safety = raw["quiz"], raw["habits"], raw["safety"]
    # Each exercise has a number in the codes of plans, of which there are few.
    exercises = _more(raw["exercise"], min(times, MOST_NUMBER // len(raw["exercise"])))
    plan = {**raw["plan"], "exercise": _numbered(raw["plan"]["exercise"], exercises)}
    names = ("program", "motion", "blocker", "rule", "differ", "source")
    return {
        **raw,
        **{name: _more(raw[name], times) for name in names},
        "exercise": exercises,
        "plan": plan,
        "section": [
            {**held, "item": _more(held.get("item", []), times)} for held in raw["section"]
        ],
        "group": [
            {**copy, "finding": [_named(finding, number) for finding in copy["finding"]]}
            for number in range(times)
            for copy in (_named(group, number) for group in raw["group"])
        ],
        "safety": {
            **safety,
            "question": [
                {**asked, "findings": [_id(n, k) for k in range(times) for n in asked["findings"]]}
                for asked in safety["question"]
            ],
        },
        "quiz": {**quiz, "question": _more(quiz["question"], times)},
        "habits": {**habits, "habit": _more(habits["habit"], times)},
    }


def _more(records: list[Raw], times: int) -> list[Raw]:
    return [_named(record, number) for number in range(times) for record in records]


def _numbered(known: list[Raw], exercises: list[Raw]) -> list[Raw]:
    """The entries of exercises in the codes of plans, those of copies after the known ones."""
    ids = {entry["id"] for entry in known}
    taken = {entry["number"] for entry in known}
    free = (number for number in range(1, MOST_NUMBER + 1) if number not in taken)
    new = [one["id"] for one in exercises if one["id"] not in ids]
    return [*known, *({**known[0], "number": next(free), "id": name} for name in new)]


def _named(record: Raw, number: int) -> Raw:
    """The record as it is, or a copy of it with an id of its own."""
    return {**record, "id": _id(record["id"], number)}


def _id(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def rows() -> Iterator[Row]:
    """First frames with each content, in turn; then the search and the rules with each."""
    raw = tomli.loads(default_path().read_text(encoding="utf-8"))
    with home() as folder:
        files = {times: folder / str(times) / "content.toml" for times in (1, *_TIMES)}
        for times, file in files.items():
            file.parent.mkdir()
            file.write_text(as_toml(grown(raw, times)), encoding="utf-8")
        yield from _frames(files)
        for times, file in files.items():
            text = file.read_text(encoding="utf-8")
            yield from _answers(times, Index.of(parse(text, thorough=False)))


def _frames(files: dict[int, Path]) -> Iterator[Row]:
    taken: dict[int, list[float]] = {times: [] for times in files}
    for number in range(ROUNDS + 1):
        for times, file in files.items():
            command = (sys.executable, str(ROOT / "tests" / "bench" / "grown.py"), str(file))
            # Each has a home of its own: the guide keeps one content ready, as nobody has more.
            with Program(command, file.parent) as program:
                program.settle(_QUIET)
                if number:  # The first of each may keep something for the next.
                    taken[times].append(program.complete() - program.started)
    spent = {times: 1000 * statistics.median(held) for times, held in taken.items()}
    for times, bound in _TIMES.items():
        note = f"{spent[times]:.0f} ms, own content {spent[1]:.0f} ms"
        longer = in_turn(taken[times], taken[1])
        yield Row(f"first frame, content ×{times}", longer, bound, note=note)


def _answers(times: int, index: Index) -> Iterator[Row]:
    begun = time.perf_counter()
    search = Search.of(index)
    built = time.perf_counter() - begun
    frame = 1 / FRAMES_A_SECOND
    longest = max(_median(partial(search.find, words)) for words in _WORDS)
    with_index, name = f"{1000 * built:.0f} ms", f"content ×{times}"
    yield Row(f"search collects its texts, {name}", built / frame, unit="frames", note=with_index)
    note = f"{1000 * longest:.2f} ms"
    yield Row(f"search answers, {name}", longest / frame, 1.0, "frames", note)
    triage = Triage.of(index)
    spent = 1000 * _median(partial(triage.judge, index.findings))
    note = f"{len(index.findings)} findings"
    # Nobody has a hundred times as many signs; how it grows is shown all the same.
    bound = 1.0 if times == 1 else None
    yield Row(f"triage of all findings, {name}", spent, bound, "ms", note)


def _median(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    taken = []
    for _ in range(_TRIES):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)

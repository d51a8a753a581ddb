"""How long a key waits on a line of 9,600 bits a second, in bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench.program import home
from tests.bench.table import Row
from tests.terminal.slow_line import A_SECOND, SlowLine
from tests.terminal.terminal import DOWN, guide

LINES = ("Cold pack", "Warm pack", "A position of ease", "Gentle stretching", "Pelvic tilt")
OLD = {"TERM": "vt100", "COLORTERM": ""}
COMMAND = guide("--region", "gb", "--tab", "relief", "--no-save", "--mute")


def spent(line: SlowLine, key: str, condition: Callable[[], bool], wanted: str) -> int:
    """Press a key; the bytes until its answer is there, those that were on the way included."""
    before = len(line.received)
    line.send(key)
    line.wait_until(condition, wanted)
    return len(line.received) - before


def moves(folder: Path) -> Iterator[int]:
    """The bytes until each move in the list is shown, while figures beside it move."""
    with SlowLine(COMMAND, home=folder, env=OLD) as line:
        line.wait_for("Cold pack", "q Quit")
        line.wait_until(lambda: line.answered >= 2, "the answer behind the first picture")
        for words in LINES:
            yield spent(line, DOWN, partial(line.is_at, words), words)


def rows() -> Iterator[Row]:
    """The longest wait for a key, against what the line carries in a second."""
    with home() as folder:
        most = max(moves(folder))
    yield Row("wait for a key at 9,600 bit/s", most / A_SECOND, 1.0, unit="s", note=f"{most} bytes")

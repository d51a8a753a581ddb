"""From the start of the program to its first complete frame, and the memory in use then."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.bench.program import BARE, Program, guide, home
from tests.bench.table import Row, in_turn

ROUNDS = 15
_QUIET = 0.7
"""Seconds without a byte after which the first frame is taken for complete."""


def rows() -> Iterator[Row]:
    """The guide against the bare program, in turn."""
    taken: dict[tuple[str, ...], list[tuple[float, int, int]]] = {guide(): [], BARE: []}
    with home() as folder:
        for number in range(ROUNDS + 1):
            for command, held in taken.items():
                with Program(command, folder) as program:
                    program.settle(_QUIET)
                    spent = program.complete() - program.started
                    if number:  # The first of each compiles modules.
                        held.append((spent, program.resident, program.private))
    ours, bare = (list(zip(*held, strict=True)) for held in taken.values())
    note = f"{1000 * median(ours[0]):.0f} ms, bare {1000 * median(bare[0]):.0f} ms"
    yield Row("first frame", in_turn(ours[0], bare[0]), 1.25, note=note)
    for place, name in ((1, "memory then"), (2, "memory then, shared with no other program")):
        note = f"{median(ours[place]) / 1024:.1f} MB, bare {median(bare[place]) / 1024:.1f} MB"
        yield Row(name, in_turn(ours[place], bare[place]), 1.25, note=note)

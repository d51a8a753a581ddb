"""What the guide does while it plays, and while nothing happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.play import playing
from tests.bench.program import BARE, FRAME_END, Program, guide, home
from tests.bench.table import Row
from tui.app.environment import FRAMES_A_SECOND

PLAYED, IDLE = 30.0, 15.0
"""Seconds for which is counted."""
_START, _CALM = 1.0, 2.0
"""Seconds without a byte after the first frame, and until all has come to rest."""

_TABS = ("relief", "prevention", "causes", "doctor")


def rows() -> Iterator[Row]:
    """The share of a core while playing; bytes and wake-ups while nothing happens."""
    with playing() as program:
        cpu, before = program.cpu, len(program.chunks)
        program.listen(PLAYED)
        cpu = program.cpu - cpu
        frames = b"".join(data for _, data in program.chunks[before:]).count(FRAME_END)
    note = f"{frames / PLAYED:.1f} frames a second differed from the one before"
    yield Row("CPU while playing", 100 * cpu / PLAYED, 4.0, "%", note)
    note = f"{1000 * cpu / frames:.1f} ms each"
    yield Row("CPU if every frame differed", 100 * cpu / frames * FRAMES_A_SECOND, None, "%", note)
    yield from _idle()


def _idle() -> Iterator[Row]:
    """All tabs and the bare program side by side, in the same seconds."""
    with home() as folder, ExitStack() as stack:
        programs = [
            stack.enter_context(Program(command, folder))
            for command in (*(guide("--tab", tab) for tab in _TABS), BARE)
        ]
        for program in programs:
            program.settle(_START)
            program.listen(_CALM)
        for program in programs:
            program.drain()
        woken = [program.wakeups for program in programs]
        came = [len(program.chunks) for program in programs]
        programs[0].listen(IDLE)
        woken = [program.wakeups - now for program, now in zip(programs, woken, strict=True)]
        for program in programs:
            program.drain()
        sent = [
            sum(len(data) for _, data in program.chunks[now:])
            for program, now in zip(programs, came, strict=True)
        ]
    *ours, bare = (count * 60 / IDLE for count in woken)
    yield Row("bytes while idle, all tabs", sum(sent[:-1]), 0, "")
    note = f"{max(ours):.0f} a minute, bare {bare:.0f}"
    yield Row("wake-ups while idle, the busiest tab", max(ours) / bare, 1.0, note=note)

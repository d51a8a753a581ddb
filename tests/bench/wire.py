"""How many bytes the walkthrough sends, and how few its frames could do with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyte

from tests.bench.play import playing
from tests.bench.program import FRAME_END
from tests.bench.table import Row

SECONDS = 20.0
_RUN, _STYLE = 8, 12
"""Bytes that it takes to go to a run of changed cells, and to change the style."""

Rows = dict[int, list[Any]]


def rows() -> Iterator[Row]:
    """What was sent, against the least that the changed cells of the same frames need."""
    with playing() as program:
        before = len(program.chunks)
        program.listen(SECONDS)
    data = [data for _, data in program.chunks]
    # A frame that is under way when the counting begins belongs to what stood before.
    earlier, _, begun = b"".join(data[:before]).rpartition(FRAME_END)
    frames = (begun + b"".join(data[before:])).split(FRAME_END)[:-1]
    sent = sum(len(frame) + len(FRAME_END) for frame in frames)
    least = sum(_least_of_each(earlier, frames))
    note = f"{sent / SECONDS:.0f} bytes a second, {len(frames) / SECONDS:.1f} frames a second"
    yield Row("bytes while playing, against the changed cells", sent / least, 1.5, note=note)


def _least_of_each(earlier: bytes, frames: list[bytes]) -> Iterator[int]:
    """The bytes that the changed cells of each frame need."""
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    stream.feed(earlier)
    shown = {y: _row(screen, y) for y in range(screen.lines)}
    for frame in frames:
        screen.dirty.clear()
        stream.feed(frame)
        drawn = {y: _row(screen, y) for y in sorted(screen.dirty)}
        yield least(shown, drawn)
        shown |= drawn


def _row(screen: pyte.Screen, y: int) -> list[Any]:
    return [screen.buffer[y][x] for x in range(screen.columns)]


def least(before: Rows, after: Rows) -> int:
    """The bytes it takes to change the cells that differ, with neither gaps nor cleverness.

    Args:
        before: What each row showed, cell by cell: the character first, its style after it.
        after: What the rows show that may differ.

    """
    spent, style = 0, None
    for y, row in after.items():
        last = None
        for x, (old, new) in enumerate(zip(before[y], row, strict=True)):
            if old == new:
                continue
            spent += len(new[0].encode()) + (_RUN if last != x - 1 else 0)
            spent += _STYLE if new[1:] != style else 0
            last, style = x, new[1:]
    return spent

"""The sequences that turn one row of a terminal into another, kept for rows that repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import is_not

from tui.app.terminal.cells import SPACE, Cell
from tui.app.terminal.cursor_writer import CursorWriter, Written
from tui.app.terminal.sgr import CellStyle, turn

_STRETCH = re.compile(b"\1+(?:\0{1,3}\1+)*")
"""Cells that changed, with gaps that take no more bytes than to move the cursor."""

_ERASE = 3
"""Cells from which erasing to the end of the line is no longer than writing spaces."""


class KeptRow(tuple[Cell, ...]):
    """The cells of a row that is shown again and again. It is equal only to itself.

    Whoever shows the same row of the same picture has the same one.
    """

    __slots__ = ()

    __hash__ = object.__hash__
    __eq__ = object.__eq__


@lru_cache(maxsize=1024)
def joined(rows: tuple[KeptRow, ...]) -> KeptRow:
    """Return rows beside each other as one: the same one for the same rows."""
    return KeptRow(chain.from_iterable(rows))


@lru_cache(maxsize=2048)
def kept_change(
    shown: KeptRow, row: KeptRow, y: int, at: tuple[int, int] | None, style: CellStyle
) -> Written:
    """Return what leads from one kept row to another: a repetition is written once.

    Args:
        shown: The cells that the terminal shows.
        row: The cells that it should show.
        y: The row.
        at: Where the cursor is, if that is known.
        style: What text is written with.

    """
    writer = CursorWriter(at, style)
    write_change(shown, row, y, writer)
    return writer.written


def write_change(
    shown: Sequence[Cell],
    row: Sequence[Cell],
    y: int,
    writer: CursorWriter,
    *,
    doubtful: bool = False,
) -> None:
    """Write the cells of a row that are not as they ought to be.

    Args:
        shown: The cells that the terminal shows.
        row: The cells that it should show.
        y: The row.
        writer: Writes them.
        doubtful: Whether terminals may differ in how wide any of the cells are.

    """
    changed = bytes(map(is_not, row, shown))
    doubt = _doubt(changed, row, shown) if doubtful else len(row)
    if doubt < len(row):
        # Terminals differ in how far it reaches: nothing beyond it is known any more.
        changed = changed[:doubt] + b"\1" * (len(row) - doubt)
    for start, end in _runs(changed, row):
        if row[end - 1] == SPACE:
            rest = max(start, _last(row) + 1)
            if end - rest >= _ERASE:
                if start < rest:
                    writer.write(row, start, rest, y)
                writer.erase(SPACE.style, rest, y)
                break
        writer.write(row, start, end, y)


def _doubt(changed: bytes, row: Sequence[Cell], shown: Sequence[Cell]) -> int:
    """The first cell that changes to or from what is not as wide everywhere; else the length."""
    cells = zip(changed, row, shown, strict=True)
    return next(
        (
            place
            for place, (differs, new, old) in enumerate(cells)
            if differs and (new.in_doubt or old.in_doubt)
        ),
        len(row),
    )


def _last(row: Sequence[Cell]) -> int:
    """The column of the last cell that shows anything; -1 if none does."""
    last = len(row) - 1
    while last >= 0 and row[last] == SPACE:
        last -= 1
    return last


def _runs(changed: bytes, row: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """The stretches of cells that changed, or nearly: the first, and the one after the last.

    Args:
        changed: For each cell 1 or 0. Cells that are equal are nearly always the same one.
        row: The cells.

    """
    for stretch in _STRETCH.finditer(changed):
        start, end = stretch.span()
        gap = changed.find(0, start, end)
        while gap >= 0:
            after = changed.index(1, gap)
            if not _is_bridged(row, gap, after):
                yield start, gap
                start = after
            gap = changed.find(0, after, end)
        yield start, end


def _is_bridged(row: Sequence[Cell], start: int, end: int) -> bool:
    """Whether it is surely no longer to write the cells between two changes than to move."""
    before = row[start - 1].style
    for text, style, is_plain, *_ in row[start:end]:
        if not is_plain or not text.isascii() or (style is not before and turn(before, style)[0]):
            return False
    return True

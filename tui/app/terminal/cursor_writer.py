"""A writer of cells that tracks the cursor position and the current style (SGR state)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tui.app.terminal.cells import Cell
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, RESET, CellStyle, turn

_BRIDGE = 8
"""Cells over which writing what is there already may be shorter than any movement."""


def cursor_move(start: tuple[int, int] | None, column: int, row: int) -> str:
    """Return the shortest sequence that moves the cursor from `start` to a cell.

    Columns and rows count from 0; a start of None is an unknown place.
    """
    if start is None:
        return _anywhere(column, row)
    x, y = start
    if y == row:
        return _along(x, column)
    beside = _down(y, row) + _along(x, column)
    return min(beside, _anywhere(column, row), key=len)


def _anywhere(column: int, row: int) -> str:
    to_row = str(row + 1) if row else ""
    return f"\x1b[{to_row};{column + 1}H" if column else f"\x1b[{to_row}H"


@lru_cache(maxsize=4096)
def _down(start: int, row: int) -> str:
    """From one row to another, of the same column."""
    steps = f"\x1b[{_many(abs(row - start))}{'B' if row > start else 'A'}"
    return min(steps, f"\x1b[{row + 1}d", key=len)


@lru_cache(maxsize=8192)
def _along(start: int, column: int) -> str:
    """From one column to another, of the same row."""
    if start == column:
        return ""
    if column == 0:
        return "\r"
    far = abs(column - start)
    steps = f"\x1b[{_many(far)}{'C' if column > start else 'D'}"
    if column < start:
        steps = min("\b" * far, steps, key=len)
    by_column = f"\x1b[{column + 1}G"
    return min(steps, by_column, key=len)


def _many(count: int) -> str:
    return str(count) if count > 1 else ""


class Written(NamedTuple):
    """What was written, and how it leaves the terminal."""

    text: str
    at: tuple[int, int] | None
    """The column and row of the cursor, if they are known."""
    style: CellStyle
    """What is set."""


class CursorWriter:
    """Builds the sequences that write cells, in as few bytes as possible.

    By default it starts with an unknown cursor position and a plain style; with `lost`, an
    unknown style too.
    """

    def __init__(
        self,
        at: tuple[int, int] | None = None,
        style: CellStyle = DEFAULT_CELL_STYLE,
        *,
        lost: bool = False,
    ) -> None:
        self.sent = [RESET] if lost else []
        """What it has written so far."""
        self._style = style
        self._at = at

    @property
    def state(self) -> tuple[tuple[int, int] | None, CellStyle]:
        """Where the cursor is, if that is known, and the style that is set."""
        return self._at, self._style

    @property
    def written(self) -> Written:
        """All that was written, and the state that it leads to."""
        return Written("".join(self.sent), *self.state)

    def write_again(self, written: Written) -> None:
        """Write what was written before from the same state."""
        text, self._at, self._style = written
        if text:
            self.sent.append(text)

    def write(self, cells: Sequence[Cell], start: int, end: int, row: int) -> None:
        """Write the columns from `start` to before `end` of a row that consists of `cells`."""
        if self._at != (start, row):
            self._go(cells, start, row)
        send, current, column = self.sent.append, self._style, start
        same = current
        lost = False
        for text, style, _, in_doubt, _ in cells[start:end]:
            if lost and text:
                send(cursor_move(None, column, row))
                lost = False
            # A style that was just compared, or set, needs no second comparison.
            if style is not current and style is not same and text:
                codes, current = turn(current, style)
                if codes:
                    send(codes)
                same = style
            if in_doubt:
                lost = True
                if column + 1 < len(cells) and not cells[column + 1].text:
                    # Where it is narrow, its second cell shows nothing of what was there.
                    send("  " + cursor_move(None, column, row))
            send(text)
            column += 1
        self._style = current
        if end < len(cells) and not cells[end].text:
            end += 1
        # Past the last column each terminal has its own idea of where the cursor is.
        self._at = None if lost or end == len(cells) else (end, row)

    def erase(self, style: CellStyle, column: int, row: int) -> None:
        """Erase a row from `column` on. Only the terminal's own background is sure to be left."""
        self.move(column, row)
        self._turn(style)
        self.sent.append("\x1b[K")

    def move(self, column: int, row: int) -> None:
        """Move the cursor to a cell."""
        self.sent.append(cursor_move(self._at, column, row))
        self._at = (column, row)

    def reset_style(self) -> None:
        """Reset the style for whatever is written next."""
        self._turn(DEFAULT_CELL_STYLE)

    def _turn(self, style: CellStyle) -> None:
        codes, self._style = turn(self._style, style)
        if codes:
            self.sent.append(codes)

    def _go(self, cells: Sequence[Cell], column: int, row: int) -> None:
        """Move to a cell, by rewriting the cells in between where that is shorter."""
        moved = cursor_move(self._at, column, row)
        if self._at and self._at[1] == row and 0 < column - self._at[0] <= _BRIDGE:
            over, after = self._over(cells[self._at[0] : column])
            style = cells[column].style
            by_pen = len(turn(after, style)[0]) - len(turn(self._style, style)[0])
            if over and len(over.encode()) + by_pen <= len(moved):
                moved, self._style = over, after
        self.sent.append(moved)
        self._at = (column, row)

    def _over(self, cells: Sequence[Cell]) -> tuple[str, CellStyle]:
        """Return what rewrites `cells`, and the style after it; empty if a width is in doubt."""
        written, current = "", self._style
        for text, style, is_plain, *_ in cells:
            if not is_plain:
                return "", current
            codes, current = turn(current, style)
            written += codes + text
        return written, current

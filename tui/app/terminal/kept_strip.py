"""A line that is shown again, as cells: of a motion in each repetition, of a page at each visit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from rich.segment import Segment
from textual.strip import Strip

from tui.app.terminal.cells import Cell
from tui.app.terminal.row_changes import KeptRow


class KeptStrip(Strip):
    """A strip that keeps the cells it comes to, for each kind of terminal.

    Textual passes a strip on as it is where nothing covers it and nothing is beside it.
    """

    __slots__ = ("_rows",)

    def __init__(self, segments: Iterable[Segment], cell_length: int) -> None:
        super().__init__(segments, cell_length)
        self._rows: dict[Hashable, KeptRow | None] = {}

    def row(
        self, terminal: Hashable, convert: Callable[[KeptStrip], list[Cell] | None]
    ) -> KeptRow | None:
        """Return the cells of the strip, converted once; None where it cannot be kept as cells.

        Args:
            terminal: All that the cells depend on besides the strip.
            convert: Returns the cells, or None.

        """
        if terminal not in self._rows:
            cells = convert(self)
            self._rows[terminal] = None if cells is None else KeptRow(cells)
        return self._rows[terminal]

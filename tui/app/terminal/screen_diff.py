"""The difference between the screen to show and what the terminal shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain

from rich.segment import Segment
from textual.strip import Strip

from tui.app.terminal.cells import SPACE, UNKNOWN, Cell, cell, cells
from tui.app.terminal.colors.color_contrast import TEXT
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.cursor_writer import CursorWriter
from tui.app.terminal.kept_strip import KeptStrip
from tui.app.terminal.row_changes import KeptRow, joined, kept_change, write_change
from tui.app.terminal.sgr import blank


class ScreenDiff:
    """The cells that a terminal shows and those that it should show.

    Only the last state before a call of `changes` is sent; what was painted over is not.
    """

    size: tuple[int, int]
    """The columns and rows of the terminal."""
    needs_sync = True
    """Whether a terminal that can is to show the last changes all at once."""

    def __init__(
        self,
        depth: Depth,
        width: int = 0,
        height: int = 0,
        *,
        links: bool = True,
        encoding: str = "utf-8",
    ) -> None:
        """Make a diff for a terminal of `width` by `height` cells of unknown content."""
        self.depth: Depth = depth
        """The colours that the terminal has."""
        self._links = links
        self.encoding = encoding
        """What the terminal can write, of what is painted from now on."""
        self.ground = ""
        """The background of the screen as #rrggbb, or empty; it counts where colours are few."""
        self.text_contrast = TEXT
        """The contrast that letters need."""
        self.size = self._width, self._height = 0, 0
        self._rows: list[list[Cell] | KeptRow] = []
        self._shown: list[list[Cell] | KeptRow] = []
        self._kept: list[dict[int, KeptStrip]] = []
        """The strips that each row consists of, by where they begin, where all of them are kept."""
        self._dirty = dict[int, int]()
        """The rows that changed, and the number of the picture in which they did last."""
        self._picture = 0
        self._doubtful = set[int]()
        self._cursor: tuple[int, int] | None = None
        self._lost = True
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """On a new size, clear the wanted screen and treat the shown one as unknown."""
        if (width, height) != (self._width, self._height):
            self.size = self._width, self._height = width, height
            self._rows = [[SPACE] * width for _ in range(height)]
            self._kept = [{} for _ in range(height)]
            self.forget()

    def forget(self) -> None:
        """Treat everything that the terminal shows as unknown."""
        self._shown = [[UNKNOWN] * self._width for _ in range(self._height)]
        self._dirty = dict.fromkeys(range(self._height), self._picture)
        self._cursor = None
        self._lost = True

    def forget_row(self, y: int) -> None:
        """Treat what the terminal shows in a row, and where its cursor is, as unknown."""
        if y < self._height:
            self._shown[y] = [UNKNOWN] * self._width
            self._dirty[y] = self._picture
        self._cursor = None

    def paint_screen(self, size: tuple[int, int], rows: Iterable[Iterable[Strip]]) -> None:
        """Paint a whole screen, of the terminal's size."""
        self.resize(*size)
        self._picture += 1
        for y, strips in enumerate(rows):
            self._lay(0, y, self._width, chain.from_iterable(strips))

    def paint_spans(
        self,
        spans: Iterable[tuple[int, int, int]],
        pieces: Sequence[Mapping[int, Strip | None]],
        ends: Sequence[Sequence[int]],
    ) -> None:
        """Paint parts of some rows.

        Args:
            spans: The row, the first column and the column behind the last, from left to right.
            pieces: What stands in each row, by the column at which it begins.
            ends: Where each of these ends.

        """
        self._picture += 1
        reach: dict[int, tuple[int, int]] = {}
        for y, start, end in spans:
            reach[y] = (reach[y][0] if y in reach else start, end)
        for y, span in reach.items():
            self._lay_pieces(y, zip(pieces[y].items(), ends[y], strict=False), *span)

    @property
    def is_dirty(self) -> bool:
        """Whether rows have changed since they were sent."""
        return bool(self._dirty)

    def changes(self, cursor: tuple[int, int] | None = None, most: int | None = None) -> str:
        """Return the sequences that bring the terminal up to date, and count them as shown.

        Args:
            cursor: The column and row at which to leave the cursor, if it matters.
            most: Bytes after which no further row is begun. Then those come first that answer the
                last key: the row of the cursor, the rows that changed last, and near it.

        """
        writer = CursorWriter(lost=self._lost)
        rows = sorted(self._dirty)
        if most is not None:
            first = cursor[1] if cursor else -1
            rows.sort(key=lambda y: (y != first, -self._dirty[y], abs(y - first)))
        for y in rows:
            if most is not None and sum(len(part.encode()) for part in writer.sent) >= most:
                break
            self._send_row(y, writer)
            del self._dirty[y]
        if writer.sent:
            writer.reset_style()
            self._cursor, self._lost = None, False
        if cursor is not None and cursor != self._cursor:
            writer.move(*cursor)
            self._cursor = cursor
        return "".join(writer.sent)

    def _lay_pieces(
        self, y: int, pieces: Iterable[tuple[tuple[int, Strip | None], int]], start: int, end: int
    ) -> None:
        """Put on a row those pieces, with where they begin and end, that reach into a span."""
        seen = [
            (x, strip, stop)
            for (x, strip), stop in pieces
            if strip is not None and x < end and stop > start
        ]
        if self._lay_kept(y, seen):
            return
        laid: list[Segment] = []
        first = last = 0
        for x, strip, stop in seen:
            if laid and x != last:
                self._lay(first, y, last - first, laid)
                laid = []
            if not laid:
                first = x
            # Together, as a letter and a mark on it may have come into two pieces.
            laid += strip
            last = stop
        if laid:
            self._lay(first, y, last - first, laid)

    def _lay_kept(self, y: int, pieces: Sequence[tuple[int, Strip, int]]) -> bool:
        """Put strips on a row that they fill, with those there already; return whether they do."""
        if y >= self._height:
            return False
        new = {x: strip for x, strip, _ in pieces if isinstance(strip, KeptStrip)}
        if len(new) < len(pieces):
            return False
        strips = self._filling(new) or self._filling({**self._kept[y], **new})
        if not strips:
            return False
        terminal = (
            self.depth,
            self._ground,
            self._links,
            self.encoding,
            self.text_contrast,
        )
        rows = [strip.row(terminal, self._row_of) for strip in strips.values()]
        known = tuple(row for row in rows if row is not None)
        if len(known) < len(rows):
            return False
        row = known[0] if len(known) == 1 else joined(known)
        if row is not self._rows[y]:
            self._rows[y] = row
            self._dirty[y] = self._picture
        self._kept[y] = strips
        return True

    def _filling(self, strips: dict[int, KeptStrip]) -> dict[int, KeptStrip]:
        """Return strips from left to right if they fill a row exactly, else none."""
        laid = dict(sorted(strips.items()))
        *starts, end = accumulate((strip.cell_length for strip in laid.values()), initial=0)
        return laid if starts == [*laid] and end == self._width else {}

    def _row_of(self, strip: KeptStrip) -> list[Cell] | None:
        """Return the cells of a strip; None if terminals may differ in them."""
        laid, in_doubt = self._convert(strip)
        return None if in_doubt or len(laid) != strip.cell_length else laid

    def _lay(self, x: int, y: int, width: int, segments: Iterable[Segment]) -> None:
        """Put segments on a row, at most `width` cells of them."""
        laid, in_doubt = self._convert(segments)
        if in_doubt:
            self._doubtful.add(y)
        room = min(width, self._width - x)
        if laid and room > 0 and y < self._height:
            self._set(x, y, laid, room)

    @property
    def _ground(self) -> str:
        """The background as far as it counts."""
        return self.ground if self.depth != "truecolor" else ""

    def _convert(self, segments: Iterable[Segment]) -> tuple[list[Cell], bool]:
        """Return the cells of segments, and whether terminals may differ in them."""
        depth, ground, is_doubtful = self.depth, self._ground, False
        laid: list[Cell] = []
        for text, style, _ in segments:
            marks, drawn, in_doubt = cells(
                text,
                style,
                depth,
                ground,
                links=self._links,
                encoding=self.encoding,
                text_contrast=self.text_contrast,
            )
            is_doubtful |= in_doubt
            if marks:
                _mark(laid, marks)
            laid += drawn
        return laid, is_doubtful

    def _set(self, x: int, y: int, laid: list[Cell], room: int) -> None:
        """Put cells on a row, at most `room` of them."""
        if len(laid) > room:
            if not laid[room].text:
                laid[room - 1] = _emptied(laid[room - 1])
            del laid[room:]
        end = x + len(laid)
        row = self._rows[y]
        if isinstance(row, KeptRow):
            row = self._rows[y] = [*row]
        if row[x:end] == laid:
            return
        self._kept[y] = {}
        # Of a wide character that loses one half, nothing is left.
        if not row[x].text:
            row[x - 1] = _emptied(row[x - 1])
        if end < self._width and not row[end].text:
            row[end] = _emptied(row[end])
        row[x:end] = laid
        self._dirty[y] = self._picture

    def _send_row(self, y: int, writer: CursorWriter) -> None:
        """Write the cells of a row that are not as they ought to be."""
        row, shown = self._rows[y], self._shown[y]
        if isinstance(row, KeptRow) and isinstance(shown, KeptRow):
            # Text in doubt is never kept, so that all of both rows is known.
            writer.write_again(kept_change(shown, row, y, *writer.state))
        else:
            write_change(shown, row, y, writer, doubtful=y in self._doubtful)
        self._shown[y] = row if isinstance(row, KeptRow) else row.copy()


def _mark(laid: list[Cell], marks: str) -> None:
    """Put marks on the last character."""
    for at in range(len(laid) - 1, -1, -1):
        if laid[at].text:
            laid[at] = cell(laid[at].text + marks, laid[at].style, laid[at].emptied)
            return


def _emptied(full: Cell) -> Cell:
    """A cell without its character."""
    return cell(" ", full.emptied or blank(full.style))

"""A screen diff that shows pictures in pixels over cells which hold nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment

from tui.app.terminal.cells import UNKNOWN, Cell, cell, cells
from tui.app.terminal.cursor_writer import CursorWriter, cursor_move
from tui.app.terminal.kept_strip import KeptStrip
from tui.app.terminal.pictures.display import PictureDisplay
from tui.app.terminal.pictures.place import FIRST, NUMBERS, PictureOutlet, PicturePlace
from tui.app.terminal.row_changes import KeptRow, write_change
from tui.app.terminal.screen_diff import ScreenDiff
from tui.app.terminal.sgr import CellStyle

_SAVE, _RESTORE = "\x1b7", "\x1b8"


class _Run(NamedTuple):
    """Cells of a place in a row of the screen: where they begin there and in the place."""

    x: int
    place: PicturePlace
    column: int
    row: int
    length: int
    style: CellStyle


class PictureDiff(ScreenDiff):
    """Shows a picture where all cells of its place are on the screen, and else characters.

    Attributes:
        outlet: the places.
        display: what the terminal is sent for pictures.
        is_clear: whether the terminal takes more pictures just now.
        forgotten: called when the content of the terminal became unknown, as by a resize.
        needs_sync: whether the last changes have more than a picture, which is drawn at once.

    """

    outlet: PictureOutlet

    def __init__(
        self,
        before: ScreenDiff,
        outlet: PictureOutlet,
        display: PictureDisplay,
        *,
        is_clear: Callable[[], bool] = lambda: True,
        forgotten: Callable[[], object] = lambda: None,
    ) -> None:
        """Take over from the diff of a terminal without pictures."""
        self.outlet = outlet
        self.display = display
        self.is_clear = is_clear
        self.forgotten: Callable[[], object] = lambda: None
        self._runs: dict[int, list[_Run]] = {}
        """By row of the screen the cells of places in it."""
        self._placed: dict[PicturePlace, tuple[int, int]] = {}
        """The places that show their picture, and where."""
        self._stale: set[PicturePlace] = set()
        """Of these the ones whose picture may have been written over."""
        self._told: dict[PicturePlace, object] = {}
        """What each place shows that is on the screen, in pixels or characters."""
        self._ending = ""
        super().__init__(before.depth, links=before._links, encoding=before.encoding)
        self.ground, self.text_contrast = before.ground, before.text_contrast
        self.size = self._width, self._height = before.size
        self._rows, self._shown, self._dirty = before._rows, before._shown, before._dirty
        self._kept, self._picture = before._kept, before._picture
        self._doubtful, self._cursor, self._lost = before._doubtful, before._cursor, before._lost
        self.forgotten = forgotten

    def resize(self, width: int, height: int) -> None:
        """On a new size, forget the places too."""
        if (width, height) != (self._width, self._height):
            self._runs.clear()
        super().resize(width, height)

    def forget(self) -> None:
        """Treat everything that the terminal shows as unknown."""
        super().forget()
        self._ending += self.display.reset()
        self._placed.clear()
        self._told.clear()
        self.forgotten()

    def without_pictures(self) -> ScreenDiff:
        """Return a diff of the same terminal, which knows nothing of places."""
        after = ScreenDiff(
            self.depth, self._width, self._height, links=self._links, encoding=self.encoding
        )
        after.ground, after.text_contrast = self.ground, self.text_contrast
        return after

    def removal(self) -> str:
        """Return what takes all pictures away, for good or until all is written anew."""
        self._placed.clear()
        self._told.clear()
        return self._ending + self.display.reset()

    @property
    def is_dirty(self) -> bool:
        """Whether rows or pictures have changed since they were sent."""
        return super().is_dirty or any(map(self._is_due, self._placed))

    def _is_due(self, place: PicturePlace) -> bool:
        """Whether a picture has to be sent."""
        return place in self._stale or self._told.get(place) is not place.request

    def changes(self, cursor: tuple[int, int] | None = None, most: int | None = None) -> str:
        """Return the sequences that bring the terminal up to date, pictures last.

        Args:
            cursor: The column and row at which to leave the cursor, if it matters.
            most: Bytes after which no further row is begun. A picture waits for all of its rows.

        """
        for y in self._dirty:
            self._look_at(y)
        before = self._ending + self._settle()
        self._ending = ""
        text = super().changes(cursor, most)
        after = []
        for place, at in self._placed.items():
            rows = range(at[1], at[1] + place.rows)
            if not self._is_due(place) or any(y in self._dirty for y in rows):
                continue
            shown = self.display.show(place, at, anew=place in self._stale)
            self._told[place] = place.request
            self._stale.discard(place)
            if shown:
                after.append(cursor_move(None, *at) + shown)
        self._stale &= self._placed.keys()
        self.needs_sync = bool(before or text)
        pictures = f"{_SAVE}{''.join(after)}{_RESTORE}" if after else ""
        return before + text + pictures

    # Where places are

    def _convert(self, segments: Iterable[Segment]) -> tuple[list[Cell], bool]:
        """Return the cells of segments; those of places hold their numbers."""
        laid, is_doubtful, plain = list[Cell](), False, list[Segment]()
        for segment in segments:
            text, style, _ = segment
            if text.isascii() or not NUMBERS.search(text):
                plain.append(segment)
                continue
            for part in filter(None, NUMBERS.split(text)):
                if part < FIRST:
                    plain.append(Segment(part, style))
                    continue
                before, in_doubt = super()._convert(plain)
                laid, is_doubtful, plain = laid + before, is_doubtful | in_doubt, []
                free = cells(" ", style, self.depth, self._ground, links=self._links).cells[0]
                laid += [Cell(number, free.style) for number in part]
        last, in_doubt = super()._convert(plain)
        return laid + last, is_doubtful | in_doubt

    def _row_of(self, strip: KeptStrip) -> list[Cell] | None:
        """Return the cells of a strip; None too if there is a place in it, which changes."""
        laid = super()._row_of(strip)
        return None if laid and any(cell.text >= FIRST for cell in laid) else laid

    def _look_at(self, y: int) -> None:
        """Find the places in a row."""
        row = self._rows[y]
        runs: list[_Run] = []
        if not isinstance(row, KeptRow):
            x = 0
            while x < len(row):
                text = row[x].text
                found = self.outlet.find(ord(text)) if text >= FIRST else None
                if found is None:
                    if text >= FIRST:
                        # Its place is gone, and what is there now is still to be painted.
                        row[x] = cell(" ", row[x].style)
                    x += 1
                    continue
                place, column, line = found
                end, style = x + 1, row[x].style
                most = min(len(row), x + place.columns - column)
                while end < most and self._follows(row, end, style):
                    end += 1
                runs.append(_Run(x, place, column, line, end - x, style))
                x = end
        if runs:
            self._runs[y] = runs
        else:
            self._runs.pop(y, None)

    @staticmethod
    def _follows(row: Sequence[Cell], x: int, style: CellStyle) -> bool:
        """Whether a cell is the next one of the same place."""
        text = row[x].text
        is_next = text >= FIRST and ord(text) == ord(row[x - 1].text) + 1
        return is_next and row[x].style == style

    def _whole(self) -> dict[PicturePlace, tuple[int, int]]:
        """Return the places of which each cell is on the screen, and where they begin."""
        starts: dict[PicturePlace, tuple[int, int, CellStyle]] = {}
        counts: dict[PicturePlace, int] = {}
        for y, runs in self._runs.items():
            for x, place, column, row, length, style in runs:
                start = (x - column, y - row, style)
                if starts.setdefault(place, start) == start:
                    counts[place] = counts.get(place, 0) + length
        return {
            place: starts[place][:2]
            for place, count in counts.items()
            if count == place.columns * place.rows
        }

    # What they show

    def _settle(self) -> str:
        """Decide which places show a picture; return what takes away those that no longer do."""
        whole = {p: at for p, at in self._whole().items() if self._may_show(p, at)}
        taken = ""
        for place, at in list(self._placed.items()):
            if whole.get(place) != at:
                taken += self.display.hide(place)
                del self._placed[place]
                self._told.pop(place, None)
                self._rewrite(place, at)
        for place, at in whole.items():
            if place not in self._placed:
                self._placed[place] = at
                self._stale.add(place)
                self._dirty.update(dict.fromkeys(range(at[1], at[1] + place.rows), self._picture))
        seen = set[PicturePlace]()
        for y, runs in self._runs.items():
            for run in runs:
                place = run.place
                seen.add(place)
                if place not in self._placed and self._told.get(place) is not place.request:
                    self._dirty[y] = self._picture
        for place in seen - self._placed.keys():
            self._told[place] = place.request
        self._told = {place: told for place, told in self._told.items() if place in seen}
        return taken

    def _may_show(self, place: PicturePlace, at: tuple[int, int]) -> bool:
        """Whether a place may show its picture."""
        # A picture that is drawn down to the last row scrolls some screens.
        is_above_end = at[1] + place.rows < self._height
        is_known = place.request is not None and self._told.get(place) is place.request
        return (
            place.request is not None
            and (is_above_end or not self.display.overwritten)
            and ((is_known and place in self._placed) or self.is_clear())
        )

    def _rewrite(self, place: PicturePlace, at: tuple[int, int]) -> None:
        """Have the text written anew that is where a picture was."""
        x, top = at
        for y in range(max(0, top), min(top + place.rows, self._height)):
            if self.display.overwritten:
                shown = [*self._shown[y]]
                shown[x : x + place.columns] = [UNKNOWN] * len(shown[x : x + place.columns])
                self._shown[y] = shown
            self._dirty[y] = self._picture

    def _send_row(self, y: int, writer: CursorWriter) -> None:
        """Write the cells of a row that are not as they ought to be."""
        if y not in self._runs:
            super()._send_row(y, writer)
            return
        row, shown = [*self._rows[y]], self._shown[y]
        for x, place, column, line, length, style in self._runs[y]:
            if place in self._placed:
                row[x : x + length] = [cell(" ", style)] * length
                if self.display.overwritten and [*shown[x : x + length]] != row[x : x + length]:
                    self._stale.add(place)
            else:
                row[x : x + length] = self._drawn(place, line)[column : column + length]
        write_change(shown, row, y, writer, doubtful=y in self._doubtful)
        self._shown[y] = row

    def _drawn(self, place: PicturePlace, line: int) -> list[Cell]:
        """Return a row of a place in characters."""
        drawn, _ = super()._convert(place.drawn(line))
        free = cells(" ", place.style, self.depth, self._ground, links=self._links).cells
        return (drawn + [*free] * place.columns)[: place.columns]

"""The view of the walkthrough: the figure, and what to do.

All of it is one widget that keeps its lines. For each frame Textual asks every widget on the
screen for all that it shows, so many small ones would cost more than the figure itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.drawing import big_number
from tui.app.drawing.figure_strips import FigureColors, FigureStrips, stretches
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import SMALLEST, Scene

_BOLD, _STAGE, _NUMBER, _ASIDE = "bold", "bold $primary", "$primary", "$foreground 80%"
"""The styles of title and cue, stage, number, and the text beside them."""

_MARGIN = 1
"""Free columns beside the words."""
_ROOM = 2
"""Least columns between the title and the text at its right, or between the bar's parts."""
_GAP = 3
"""Columns between the stage and its number."""
_SHORTEST = 8
"""Least columns of the bar."""


class WalkFigure(NamedTuple):
    """The state of the figure."""

    scene: Scene
    moment: MotionMoment
    breath: float
    """0 breathed out, 1 a full chest."""
    mirrored: bool


class WalkWords(NamedTuple):
    """The words around the figure."""

    title: str
    aside: str
    """The text at the right of the title."""
    stage: str
    number: int | None
    """The large number beside the stage."""
    breath: str
    cue: str
    share: float | None
    """The share that is over, from 0 to 1; None for no bar."""
    left: str
    """The time left, beside the bar."""


class WalkView(Widget):
    """Shows the figure and the words, and repaints the lines that changed."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    WalkView {
        height: 1fr;
    }
    """

    def __init__(self, glyphs: Glyphs, cues: Iterable[str]) -> None:
        """Start with no figure and no words.

        Args:
            glyphs: The alphabet of the figure.
            cues: All cues that will be shown. There is always room for the longest, so that
                the figure stays where it is.

        """
        super().__init__()
        self._cues = frozenset(cues)
        self._picture = FigureStrips(glyphs)
        self._pose: WalkFigure | None = None
        self._words: WalkWords | None = None
        self._lines: list[Strip] = []
        self._laid: tuple[object, ...] = ()
        """The key of the cached lines; empty if they have to be drawn again."""
        self._palette = FigureColors(Style.null())
        self._styles: dict[str, Style] = {}
        self._figure = range(0)
        self._beside = range(0)
        self._below = range(0)

    @property
    def figure(self) -> range:
        """The lines of the figure."""
        return self._figure

    def show(self, pose: WalkFigure, words: WalkWords) -> list[Region]:
        """Show a pose and the words around it; return the regions to repaint."""
        before, self._words = self._words, words
        moved, self._pose = pose != self._pose, pose
        if not self._laid or before is None:
            self.refresh()
            return []
        changed = self._move(pose) if moved else []
        if words is not before:
            changed += self._say(words, before)
        return stretches(sorted(changed), self.size.width) if changed else []

    def notify_style_update(self) -> None:
        """Drop the colours of the previous theme."""
        super().notify_style_update()
        self._laid = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the widget. Without a border Textual has nothing to add."""
        size = self.size
        laid = (size, *self.get_line_filters())
        if laid != self._laid:
            self._lay_out()
            self._laid = laid
        if crop == size.region:
            return self._lines
        return [line.crop(*crop.column_span) for line in self._lines[crop.y : crop.bottom]]

    # Lines

    def _lay_out(self) -> None:
        """Draw all lines for the present size and theme."""
        width, height = self.size
        self._palette = FigureColors.of(self.app, self.rich_style)
        style_cache = StyleCache(self)
        self._styles = {
            look: self._palette.filtered(style_cache.rich(look))
            for look in (WIDGET_STYLE, _BOLD, _STAGE, _NUMBER, _ASIDE)
        }
        self._lines = [Strip.blank(width, self._styles[WIDGET_STYLE])] * height
        if self._words is None:
            return
        room = height - 1 - big_number.ROWS - 1 - self._cue_height - 1
        large = room >= SMALLEST[1]
        if not large:
            room = max(0, room + big_number.ROWS - 1)
        self._figure = range(1, 1 + room)
        end = self._figure.stop + (big_number.ROWS if large else 1)
        self._beside = range(self._figure.stop, end)
        self._below = range(end, end + 1 + self._cue_height + 1)
        if self._pose:
            self._move(self._pose, anew=True)
        self._say(self._words)

    @property
    def _cue_height(self) -> int:
        """Return the height of the longest cue in lines."""
        return max((len(self._wrapped(cue)) for cue in self._cues), default=1)

    def _wrapped(self, words: str) -> list[str]:
        room = max(1, self.size.width - 2 * _MARGIN)
        return [line.plain for line in Content(words).wrap(room)]

    def _move(self, pose: WalkFigure, *, anew: bool = False) -> list[int]:
        """Set a pose; return the lines that change, or all with `anew`."""
        if not self._figure:
            return []
        top, size = self._figure.start, (self.size.width, len(self._figure))
        scene, moment, breath, mirrored = pose
        changed = self._picture.show(
            scene, moment, size, self._palette, breath=breath, mirrored=mirrored
        )
        rows = range(size[1]) if anew else changed
        for y in rows:
            self._lines[top + y] = self._picture.line(y)
        return [top + y for y in rows]

    def _say(self, words: WalkWords, before: WalkWords | None = None) -> list[int]:
        """Update the words that differ from `before`; return the lines that change."""
        changed: list[int] = []
        if before is None or (words.title, words.aside) != (before.title, before.aside):
            changed += self._put(range(1), [self._title(words)])
        if before is None or (words.stage, words.number) != (before.stage, before.number):
            changed += self._put(self._beside, self._stage(words))
        if before is None or words.breath != before.breath:
            changed += self._put(self._below[:1], [self._centred(words.breath, _ASIDE)])
        if before is None or words.cue != before.cue:
            lines = [self._centred(line, _BOLD) for line in self._wrapped(words.cue)]
            changed += self._put(self._below[1:-1], lines)
        if before is None or (words.share, words.left) != (before.share, before.left):
            changed += self._put(self._below[-1:], [self._bar(words)])
        return changed

    def _put(self, place: range, lines: Sequence[Strip]) -> Iterator[int]:
        """Put lines at a place as far as they fit; yield those that change."""
        for y, line in zip_longest(place, lines, fillvalue=None):
            if y is None or y >= len(self._lines):
                return
            line = line or Strip.blank(self.size.width, self._styles[WIDGET_STYLE])
            if line != self._lines[y]:
                self._lines[y] = line
                yield y

    def _title(self, words: WalkWords) -> Strip:
        room = self.size.width - 2 * _MARGIN
        aside = words.aside
        if cell_len(words.title) + _ROOM + cell_len(aside) > room:
            aside = ""
        gap = room - cell_len(words.title) - cell_len(aside)
        return self._line(
            (words.title, _BOLD), (" " * gap, WIDGET_STYLE), (aside, WIDGET_STYLE), indent=_MARGIN
        )

    def _stage(self, words: WalkWords) -> list[Strip]:
        """Return the stage with its number beside it, vertically centred."""
        number = "" if words.number is None else str(words.number)
        large = len(self._beside) > 1
        rows = big_number.rows(number) if large else [number]
        before = " " * (cell_len(words.stage) + _GAP)
        word = f"{words.stage}{' ' * _GAP}"
        indent = (self.size.width - cell_len(before) - len(rows[0])) // 2
        return [
            self._line(
                (word if y == len(rows) // 2 else before, _STAGE),
                (row, _NUMBER),
                indent=indent,
            )
            for y, row in enumerate(rows)
        ]

    def _bar(self, words: WalkWords) -> Strip:
        if words.share is None:
            return self._line((words.left, _ASIDE), indent=_MARGIN)
        room = self.size.width - 2 * _MARGIN - cell_len(words.left) - _ROOM
        room = max(_SHORTEST, room)
        done = round(room * words.share)
        bar = "━" * done + "─" * (room - done)
        return self._line((f"{bar} {words.left}", _ASIDE), indent=_MARGIN)

    def _centred(self, words: str, look: str) -> Strip:
        return self._line((words, look), indent=(self.size.width - cell_len(words)) // 2)

    def _line(self, *parts: tuple[str, str], indent: int) -> Strip:
        """Return a line of styled parts, as wide as the widget."""
        segments = [
            Segment(text, self._styles[look])
            for text, look in ((" " * indent, WIDGET_STYLE), *parts)
            if text
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles[WIDGET_STYLE])

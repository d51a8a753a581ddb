"""The view of the walkthrough: the figure, and what to do.

All of it is one widget that keeps its lines. For each frame Textual asks every widget on the
screen for all that it shows, so many small ones would cost more than the figure itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.drawing.figure_strips import FigureColors, FigureStrips, outlet_of, stretches
from tui.app.drawing.large.large_text import LINE_ROWS
from tui.app.drawing.phase_band import COUNT, PHASE, SIDE, WalkPhase, letter_scale, phase_rows
from tui.app.drawing.style_cache import WIDGET_STYLE, StyleCache
from tui.figure.player import MotionMoment
from tui.figure.render.cells import Glyphs
from tui.figure.scene import SMALLEST, Scene

_BOLD, _ASIDE = "bold", "$foreground 80%"
"""The styles of title and cue, and of the text beside them."""

_MARGIN = 1
"""Free columns beside the words."""
_ROOM = 2
"""Least columns between the title and the text at its right, or between the bar's parts."""
_SHORTEST = 8
"""Least columns of the bar."""
_BREATH = 14
"""Columns of the breath, where it stands beside the bar."""
_MEASURE = 66
"""The most columns of a line of the cue: longer ones are hard to find back from."""
_ROOMY = 30
"""Rows from which a line is free between the cue and the bar too."""


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
    breath: str | None
    """The breath beside the bar; None where none is ever told."""
    cue: str
    share: float | None
    """The share that is over, from 0 to 1; None for no bar."""
    left: str
    """The time left beside the bar and, after a dot, what comes next."""
    side: str = ""
    """The side of the body, if it matters."""
    most: int = 0
    """The largest number of this stage."""


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
        self._glyphs: Glyphs = glyphs
        self._cues = frozenset(cues)
        self._picture = FigureStrips(glyphs)
        self._pose: WalkFigure | None = None
        self._words: WalkWords | None = None
        self._lines: list[Strip] = []
        self._laid: tuple[object, ...] = ()
        """The key of the cached lines; empty if they have to be drawn again."""
        self._palette = FigureColors(Style.null())
        self._styles: dict[str, Style] = {}
        self._scale = 0
        self._figure = range(0)
        self._phase = range(0)
        self._cue = range(0)
        self._bottom = range(0)

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

    @property
    def cursor_lines(self) -> range:
        """The lines that the cursor stands on: those of the cue."""
        return self._cue

    def render_line(self, y: int) -> Strip:
        """Return line `y`."""
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)

    # Lines

    def _lay_out(self) -> None:
        """Draw all lines for the present size and theme."""
        width, height = self.size
        self._palette = FigureColors.of(self.app, self.rich_style)
        style_cache = StyleCache(self)
        self._styles = {
            look: self._palette.filtered(style_cache.rich(look))
            for look in (WIDGET_STYLE, _BOLD, _ASIDE, SIDE, PHASE, COUNT)
        }
        self._lines = [Strip.blank(width, self._styles[WIDGET_STYLE])] * height
        if self._words is None:
            return
        self._divide()
        if self._pose:
            self._move(self._pose, anew=True)
        self._say(self._words)

    def _divide(self) -> None:
        """Divide the height: title, figure, phase, cue and bar, from the top."""
        width, height = self.size
        above, below, cue = 1, int(height >= _ROOMY), self._cue_height
        others = 1 + above + cue + below + 1
        self._scale = letter_scale(width, height, others, SMALLEST[1])
        phase = self._scale * LINE_ROWS or 1
        room = max(0, height - others - phase + (0 if self._scale else above))
        self._figure = range(1, 1 + room)
        self._phase = range(self._figure.stop, self._figure.stop + phase)
        top = self._phase.stop + (above if self._scale else 0)
        self._cue = range(top, top + cue)
        end = self._cue.stop + below
        self._bottom = range(end, end + 1)

    @property
    def _cue_height(self) -> int:
        """Return the height of the longest cue in lines."""
        return max((len(self._wrapped(cue)) for cue in self._cues), default=1)

    def _wrapped(self, words: str) -> list[str]:
        """The lines of a cue: as few as there is room for, and as even."""
        room = max(1, min(_MEASURE, self.size.width - 2 * _MARGIN))
        cue = Content(words)
        fewest = len(cue.wrap(room))
        even = bisect_left(range(1, room), -fewest, key=lambda width: -len(cue.wrap(width))) + 1
        return [line.plain.strip() for line in cue.wrap(even)]

    def _move(self, pose: WalkFigure, *, anew: bool = False) -> list[int]:
        """Set a pose; return the lines that change, or all with `anew`."""
        if not self._figure:
            return []
        top, size = self._figure.start, (self.size.width, len(self._figure))
        scene, moment, breath, mirrored = pose
        changed = self._picture.show(
            scene,
            moment,
            size,
            self._palette,
            breath=breath,
            mirrored=mirrored,
            outlet=outlet_of(self.app),
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
        phase = self._phase_of(words)
        if before is None or phase != self._phase_of(before):
            changed += self._put(self._phase, self._phase_lines(phase))
        if before is None or words.cue != before.cue:
            lines = [self._centred(line, _BOLD) for line in self._wrapped(words.cue)]
            changed += self._put(self._cue, lines)
        last = (words.breath, words.share, words.left)
        if before is None or last != (before.breath, before.share, before.left):
            changed += self._put(self._bottom, [self._bar(words)])
        return changed

    def _put(self, place: range, lines: Iterable[Strip]) -> Iterator[int]:
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

    @staticmethod
    def _phase_of(words: WalkWords) -> WalkPhase:
        return WalkPhase(words.stage, words.number, max(words.most, words.number or 0), words.side)

    def _phase_lines(self, phase: WalkPhase) -> Iterator[Strip]:
        """Yield the lines of the phase and its count."""
        room = self.size.width - 2 * _MARGIN
        for pieces in phase_rows(phase, room, self._scale, self._glyphs):
            yield self._line(*pieces, indent=_MARGIN)

    def _bar(self, words: WalkWords) -> Strip:
        """Return the line with the breath, and the bar with the time that is left."""
        if words.share is None:
            return self._centred(words.left, _ASIDE)
        aside = 0 if words.breath is None else _BREATH + _ROOM
        room = max(0, self.size.width - 2 * _MARGIN - aside)
        left = words.left
        if cell_len(left) > room:
            left = left.partition(" · ")[0]
        bar = room - _ROOM - cell_len(left)
        bar = bar if bar >= _SHORTEST else 0
        done = round(bar * words.share)
        shown = f"{'━' * done}{'─' * (bar - done)}{left:>{room - bar}}"
        return self._line((f"{words.breath or '':<{aside}}{shown}", _ASIDE), indent=_MARGIN)

    def _centred(self, words: str, look: str) -> Strip:
        return self._line((words, look), indent=(self.size.width - cell_len(words)) // 2)

    def _line(self, *parts: tuple[str, str], indent: int) -> Strip:
        """Return a line of styled parts, as wide as the widget."""
        segments = [
            Segment(text, self._styles[look])
            for text, look in ((" " * indent, WIDGET_STYLE), *parts)
            if text
        ]
        line = Strip(segments).adjust_cell_length(self.size.width, self._styles[WIDGET_STYLE])
        # Letters that the terminal lacks; the figure has none.
        for line_filter in self.get_line_filters():
            line = line.apply_filter(line_filter, self.background_colors[1])
        return line

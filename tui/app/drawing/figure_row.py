"""Figures side by side, each with its caption, as lines of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.environment import FRAMES_A_SECOND
from tui.guide.routine.breathing import CALM

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.drawing.figure_strips import FigureColors, FigureStrips
    from tui.app.drawing.scene_cache import SceneCache
    from tui.app.environment import Environment
    from tui.app.terminal.pictures.place import PictureOutlet
    from tui.figure.player import MotionMoment
    from tui.figure.scene import Scene

_NARROWEST = 21
"""Columns that a figure needs."""
_TALL, _LOW = 12, 9
"""Rows of a figure, with its caption, where there is room and where there is not."""
_LOWEST = 28
"""Rows of a terminal from which there is room."""
_SHAPE = 3
"""Columns for each row, from which on a figure does not get larger with more rows."""
_GAP = 1
"""Columns between figures, and rows below them."""

_GRAIN = 5 * FRAMES_A_SECOND
"""Steps a second to which animation time is rounded; with finer ones no picture would recur."""

_DEPTHS = 8
"""Steps between an empty chest and a full one; finer ones are not visible."""


def _breath_at(seconds: float) -> float:
    """How full the chest is at a time of calm breathing, from 0 to 1 in steps."""
    full = 0.5 - 0.5 * math.cos(2.0 * math.pi * seconds / CALM)
    return round(full * _DEPTHS) / _DEPTHS


def _seen_at(seconds: float) -> float:
    """Return a time rounded to `1 / _GRAIN` seconds."""
    return round(seconds * _GRAIN) / _GRAIN


class CaptionedFigure(Struct, frozen=True):
    """A motion to show, with its caption."""

    motion: str
    caption: str | None = None
    """The text under it; None for no caption line."""
    keyframe: str | None = None
    """The keyframe to show at rest; without it the motion plays."""
    breathes: bool = False
    """Whether the chest moves where the body does not."""
    muscles: bool = True
    """Whether muscles are lit up: before the answer to a question they would give it away."""


class _Piece:
    """A figure of the row, and the moment of its motion that is shown."""

    def __init__(
        self, captioned: CaptionedFigure, scene: Scene, picture: FigureStrips, *, moves: bool
    ) -> None:
        self.caption = captioned.caption
        self.scene = scene
        self.picture = picture
        self.muscles = captioned.muscles
        cycle = scene.player.cycle
        self._plays = captioned.keyframe is None and len(cycle) > 1
        self.moves = moves and (self._plays or captioned.breathes)
        # Where nothing moves the position after the first stands for all.
        self._rest = captioned.keyframe or cycle[min(1, len(cycle) - 1)]
        self.shown: tuple[MotionMoment, float] = self.at(0.0)

    def at(self, seconds: float, *, recurs: bool = False) -> tuple[MotionMoment, float]:
        """Return the moment of the motion and the fill of the chest (0 to 1) after some seconds.

        Args:
            seconds: The time since the motion began.
            recurs: Whether each cycle is to show the pictures of the one before, breath and all.

        """
        from tui.figure.player import MotionMoment

        rest = MotionMoment(self._rest, self._rest)
        if not self.moves:
            return rest, 0.0
        if recurs:
            # Of as many frames as are shown in this time.
            frames = max(1, round((cycle := self._cycle_seconds) * FRAMES_A_SECOND))
            seconds = round(seconds / cycle * frames) % frames * cycle / frames
            breaths = max(1, round(cycle / CALM))
            breath = _breath_at(seconds * breaths * CALM / cycle)
            return (self.scene.player.moment(seconds) if self._plays else rest), breath
        seconds = _seen_at(seconds)
        return self.scene.player.moment(seconds) if self._plays else rest, _breath_at(seconds)

    @property
    def _cycle_seconds(self) -> float:
        """The time after which the motion, or the breath alone, begins anew."""
        return self.scene.player.seconds if self._plays else CALM


class FigureRow(Visual):
    """Figures side by side, as many as fit, wrapped into further rows. `advance` animates them."""

    def __init__(
        self,
        captioned_figures: Sequence[CaptionedFigure],
        scenes: SceneCache,
        environment: Environment,
        app: App[object],
        *,
        around: int | None = None,
    ) -> None:
        """Make the row.

        Args:
            captioned_figures: What is shown.
            scenes: The prepared motions.
            environment: Its clock and its alphabet.
            app: The app, whose height decides about the size.
            around: Rows of the terminal for everything else, if the figures may have all others.

        """
        self._around = around
        # Imported here: a page without figures need not know how to draw one.
        from tui.app.drawing.figure_strips import FigureStrips

        self._app = app
        self._environment = environment
        moves = not environment.still and app.animation_level != "none"
        self._pieces = [
            _Piece(
                captioned,
                scenes.scene(captioned.motion),
                FigureStrips(environment.glyphs),
                moves=moves,
            )
            for captioned in captioned_figures
        ]
        self._since = environment.clock()

    @property
    def moves(self) -> bool:
        """Whether any figure is animated."""
        return any(piece.moves for piece in self._pieces)

    def begin(self) -> bool:
        """Restart the motions; return whether the picture changes."""
        self._since = self._environment.clock()
        return self.advance()

    def advance(self) -> bool:
        """Advance to the current time; return whether the picture changes."""
        seconds = self._environment.clock() - self._since
        changed = False
        from tui.app.drawing.figure_strips import outlet_of

        recurs = outlet_of(self._app) is not None
        for piece in self._pieces:
            if (now := piece.at(seconds, recurs=recurs)) != piece.shown:
                piece.shown = now
                changed = True
        return changed

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines, with an empty one below."""
        across = self._across(width)
        down = -(-len(self._pieces) // across)
        more = self._caption_rows(self._each(across, width)) - 1
        return down * (self._rows(across, width) + max(0, more)) + _GAP

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        from tui.app.drawing.figure_strips import FigureColors, outlet_of

        plain = style.rich_style
        palette, outlet = FigureColors.of(self._app, plain), outlet_of(self._app)
        caption = (style + options.get_style("$foreground 80%")).rich_style
        across = self._across(width)
        rows = self._rows(across, width)
        each = self._each(across, width)
        under = self._caption_rows(each)
        strips: list[Strip] = []
        for start in range(0, len(self._pieces), across):
            beside = [
                _draw(piece, each, rows, under, palette, caption, outlet, lined_up=across > 1)
                for piece in self._pieces[start : start + across]
            ]
            gap = Strip([Segment(" " * _GAP, plain)], _GAP)
            for lines in zip(*beside, strict=True):
                joined = [strip for line in lines for strip in (gap, line)][1:]
                line = Strip.join(joined)
                # A last row that is not full stands in the middle.
                blank = " " * ((width - line.cell_length) // 2) if start else ""
                strips.append(
                    Strip([Segment(blank, plain), *line]).adjust_cell_length(width, plain)
                )
        strips += [Strip.blank(width, plain)] * _GAP
        return strips[:height]

    @staticmethod
    def _each(across: int, width: int) -> int:
        """Return the columns of a figure."""
        return (width - _GAP * (across - 1)) // across

    def _caption_rows(self, width: int) -> int:
        """Return how many rows the longest caption takes at the width of a figure."""
        captions = (piece.caption for piece in self._pieces)
        return max((len(_wrapped(one, width)) for one in captions if one is not None), default=0)

    def _across(self, width: int) -> int:
        fit = max(1, (width + _GAP) // (_NARROWEST + _GAP))
        most = max(1, min(fit, len(self._pieces)))
        if self._around is None or self._app.size.height < _LOWEST:
            return most
        # Fewer beside each other are larger, where there are rows for it.
        return max(range(most, 0, -1), key=lambda across: self._rows(across, width))

    def _rows(self, across: int, width: int) -> int:
        height = self._app.size.height
        if height < _LOWEST:
            return _LOW
        if self._around is not None:
            room = (height - self._around) // -(-len(self._pieces) // across)
            return max(_LOW, min(room, width // across // _SHAPE))
        if across < len(self._pieces):
            return _LOW
        return max(_TALL, min(2 * height // 5, width // across // _SHAPE))


@lru_cache(maxsize=64)
def _wrapped(caption: str, width: int) -> tuple[str, ...]:
    """Return the lines of a caption, the same in each frame; an empty one keeps its row."""
    return tuple(wrap(caption, width)) or ("",)


def _draw(
    piece: _Piece,
    width: int,
    rows: int,
    caption_rows: int,
    palette: FigureColors,
    caption: RichStyle,
    outlet: PictureOutlet | None,
    *,
    lined_up: bool,
) -> list[Strip]:
    """Return the lines of a figure and its caption; `lined_up` with the floors beside it."""
    from tui.figure.scene import standing

    height = rows if piece.caption is None else rows - 1
    moment, breath = piece.shown
    piece.picture.show(
        standing(piece.scene, width, height) if lined_up else piece.scene,
        moment,
        (width, height),
        palette,
        breath=breath,
        muscles=piece.muscles,
        outlet=outlet,
    )
    strips = [piece.picture.line(y) for y in range(height)]
    if piece.caption is not None:
        lines = _wrapped(piece.caption, width)
        for text in lines + ("",) * (caption_rows - len(lines)):
            centred = set_cell_size(" " * ((width - cell_len(text)) // 2) + text, width)
            strips.append(Strip([Segment(centred, caption)], width))
    return strips

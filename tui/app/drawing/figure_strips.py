"""A moment of a motion as strips, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.geometry import Region
from textual.strip import Strip

from tui.app.terminal.kept_strip import KeptStrip
from tui.figure.materials import Material
from tui.figure.scene import Look, draw

if TYPE_CHECKING:
    from textual.app import App
    from textual.filter import LineFilter

    from tui.app.terminal.pictures.place import PictureOutlet, PicturePlace, PictureRequest
    from tui.figure.player import MotionMoment
    from tui.figure.render.cells import Glyphs, Row
    from tui.figure.scene import Scene

_NAMES = tuple("" if one is Material.BG else f"figure-{one.label}" for one in Material)
"""The theme variables of the materials, by value; what is empty has none."""


class FigureColors(Struct, frozen=True, cache_hash=True):
    """The colours that a figure is drawn in.

    Attributes:
        ground: the style of what is empty.
        colours: the colour of each material, by its value; None where there are no colours.
        filters: what changes colours before they are drawn.

    """

    ground: Style
    colours: tuple[str, ...] | None = None
    filters: tuple[LineFilter, ...] = ()

    @classmethod
    def of(cls, app: App[object], ground: Style) -> FigureColors:
        """The colours of the theme of `app`."""
        coloured = not app.no_color and app.console.color_system is not None
        theme = app.theme_variables if coloured else {}
        colours = tuple([theme[name] if name else "" for name in _NAMES]) if coloured else None
        return cls(ground, colours, tuple(app.get_line_filters()))

    @property
    def picture_ground(self) -> str:
        """The colour behind a picture in pixels; empty where these colours are for characters."""
        ground = self.ground.bgcolor
        if self.colours is None or self.filters or ground is None or ground.triplet is None:
            return ""
        return ground.triplet.hex

    @property
    def materials(self) -> tuple[tuple[str, str], ...]:
        """The colour of each material that has one, with its label."""
        pairs = zip(Material, self.colours or (), strict=False)
        return tuple([(one.label, colour) for one, colour in pairs if colour])

    def style(self, fg: Material, bg: Material) -> Style:
        """Return the style of a character of material `fg` on material `bg`."""
        return self.filtered(self.ground + Style(color=self._of(fg), bgcolor=self._of(bg)))

    def filtered(self, style: Style) -> Style:
        """Return a style with the line filters applied, so that its lines need none."""
        below = self.ground.bgcolor
        for line_filter in self.filters:
            background = Color.from_rich_color(below) if below else TRANSPARENT
            ((_, changed, _),) = line_filter.apply([Segment(" ", style)], background)
            style = changed or style
        return style

    def _of(self, material: Material) -> str | None:
        return self.colours[material] or None if self.colours else None


def outlet_of(app: App[object]) -> PictureOutlet | None:
    """Return the places of pictures on the terminal of an app; None if it shows none."""
    outlet: PictureOutlet | None = getattr(getattr(app, "screen_diff", None), "outlet", None)
    return outlet


class FigureStrips:
    """Draws one scene, and keeps the strips of lines that do not change.

    On a terminal with pictures the strips only hold a place for one, and stay the same.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs: Glyphs = glyphs
        self._outlet: PictureOutlet | None = None
        self._place: PicturePlace | None = None
        self._wanted: tuple[Any, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._width = 0
        self._palette: FigureColors | None = None

    def show(
        self,
        scene: Scene,
        moment: MotionMoment,
        size: tuple[int, int],
        palette: FigureColors,
        *,
        breath: float = 0.0,
        mirrored: bool = False,
        muscles: bool = True,
        outlet: PictureOutlet | None = None,
    ) -> Sequence[int]:
        """Show a moment of a scene.

        Args:
            scene: The motion.
            moment: Which moment of it.
            size: The columns and rows of the picture.
            palette: Its colours.
            breath: 0 breathed out, 1 a full chest.
            mirrored: Whether it is turned round.
            muscles: Whether muscles are lit up.
            outlet: The places of pictures on the terminal; None for characters.

        Returns:
            The lines that look otherwise than before, from the top.

        """
        if outlet is not self._outlet or (
            palette is not self._palette and palette != self._palette
        ):
            self._palette, self._outlet = palette, outlet
            self._wanted, self._rows, self._place = (), (), None
        wanted = (scene, moment, size, breath, mirrored, muscles)
        if wanted == self._wanted:
            return ()
        width, height = size
        if outlet and (ground := palette.picture_ground):
            request = outlet.request(
                scene, moment, size, ground, palette.materials, breath, mirrored, muscles
            )
            place, self._wanted = self._place, wanted
            if place and request == place.request:
                return ()
            if request and (changed := self._show_picture(request, size)):
                return changed
            self._place = None
        self._wanted = wanted
        coloured = palette.colours is not None
        look = Look(width, height, self._glyphs, coloured, mirrored, muscles)
        # A small picture is drawn at its least size, and shown as far as there is room.
        before, self._rows = self._rows, draw(scene, moment, look, breath)[:height]
        if width != self._width or len(before) != len(self._rows):
            self._width = width
            return range(height)
        pairs = enumerate(zip(self._rows, before, strict=True))
        return [y for y, (row, old) in pairs if row is not old and row != old]

    def _show_picture(self, request: PictureRequest, size: tuple[int, int]) -> Sequence[int]:
        """Show a picture in its place; return the lines to repaint, none if there is no place."""
        assert self._palette and self._outlet
        place = self._place
        if place is None or (place.columns, place.rows) != size:
            style = self._palette.style(Material.BG, Material.BG)
            self._place = place = self._outlet.place(size, style, self._drawn)
            if place is None:
                return ()
            place.request = request
            return range(size[1])
        place.request = request
        # One line is enough to have the changes sent; no line looks otherwise.
        return range(1)

    def _drawn(self, y: int) -> Strip:
        """Line `y` in characters, where the picture cannot be seen."""
        assert self._palette
        scene, moment, (width, height), breath, mirrored, muscles = self._wanted
        look = Look(width, height, self._glyphs, True, mirrored, muscles)
        rows = draw(scene, moment, look, breath)
        return _strip(rows[y] if y < len(rows) else (), width, self._palette)

    def line(self, y: int) -> Strip:
        """Line `y` of the picture, as wide as it is."""
        assert self._palette
        if self._place:
            return self._place.line(y)
        row = self._rows[y] if y < len(self._rows) else ()
        return _strip(row, self._width, self._palette)


@lru_cache(maxsize=2048)
def _strip(row: Row, width: int, colors: FigureColors) -> KeptStrip:
    """Return a row of a picture as a strip, `width` columns wide.

    A cycle has up to 1,600 rows; each is made once for as many repetitions as there are.
    """
    parts, columns = list[Segment](), 0
    for text, fg, bg in row:
        if bg is not Material.BG and text.isspace():
            # Told from text, so that it keeps its colour where there are few.
            text, fg = "█" * len(text), bg
        parts.append(Segment(text, _style(colors, fg, bg)))
        # No alphabet has a character that is not one cell wide.
        columns += len(text)
    fitted = Strip(parts, columns).adjust_cell_length(width, colors.ground)
    return KeptStrip(fitted, width)


@lru_cache(maxsize=1024)
def _style(colors: FigureColors, fg: Material, bg: Material) -> Style:
    """As `FigureColors.style`; few pairs of materials occur."""
    return colors.style(fg, bg)


def stretches(lines: Iterable[int], width: int, top: int = 0) -> list[Region]:
    """Return regions of full `width` that cover `lines`; adjacent lines share a region.

    Args:
        lines: Lines that have to be painted anew, in order.
        width: The columns of each.
        top: The line from which they are counted.

    """
    regions: list[Region] = []
    for y in lines:
        if regions and regions[-1].bottom == top + y:
            regions[-1] = regions[-1].grow((0, 0, 1, 0))
        else:
            regions.append(Region(0, top + y, width, 1))
    return regions

"""A moment of a motion as strips, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.geometry import Region
from textual.strip import Strip

from tui.figure.materials import Material
from tui.figure.scene import Look, draw

if TYPE_CHECKING:
    from textual.app import App
    from textual.filter import LineFilter

    from tui.figure.player import MotionMoment
    from tui.figure.render.cells import Glyphs, Row
    from tui.figure.scene import Scene


class FigureColors(Struct, frozen=True):
    """The colours that a figure is drawn in.

    Attributes:
        ground: the style of what is empty.
        colours: the colour of each material by its name; None where there are no colours.
        filters: what changes colours before they are drawn.

    """

    ground: Style
    colours: Mapping[str, str] | None = None
    filters: tuple[LineFilter, ...] = ()

    @classmethod
    def of(cls, app: App[object], ground: Style) -> FigureColors:
        """The colours of the theme of `app`."""
        coloured = not app.no_color and app.console.color_system is not None
        colours = app.theme_variables if coloured else None
        return cls(ground, colours, tuple(app.get_line_filters()))

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
        if material is Material.BG or self.colours is None:
            return None
        return self.colours[f"figure-{material.label}"]


class FigureStrips:
    """Draws one scene, and keeps the strips of lines that do not change."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs: Glyphs = glyphs
        self._wanted: tuple[object, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._width = 0
        self._palette: FigureColors | None = None
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[Material, Material], Style] = {}

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

        Returns:
            The lines that look otherwise than before, from the top.

        """
        if palette is not self._palette and palette != self._palette:
            self._palette = palette
            self._wanted, self._rows = (), ()
            self._styles.clear()
        wanted = (scene, moment, size, breath, mirrored, muscles)
        if wanted == self._wanted:
            return ()
        self._wanted = wanted
        width, height = size
        coloured = palette.colours is not None
        look = Look(width, height, self._glyphs, coloured, mirrored, muscles)
        # A small picture is drawn at its least size, and shown as far as there is room.
        before, self._rows = self._rows, draw(scene, moment, look, breath)[:height]
        if width != self._width or len(before) != len(self._rows):
            self._width = width
            self._strips.clear()
            return range(height)
        pairs = enumerate(zip(self._rows, before, strict=True))
        changed = [y for y, (row, old) in pairs if row is not old and row != old]
        for y in changed:
            self._strips.pop(y, None)
        return changed

    def line(self, y: int) -> Strip:
        """Line `y` of the picture, as wide as it is."""
        if (strip := self._strips.get(y)) is None:
            strip = self._strips[y] = self._strip(y)
        return strip

    def _strip(self, y: int) -> Strip:
        assert self._palette
        row = self._rows[y] if y < len(self._rows) else ()
        styles, parts, width = self._styles, list[Segment](), 0
        for text, fg, bg in row:
            if bg is not Material.BG and text.isspace():
                # Told from text, so that it keeps its colour where there are few.
                text, fg = "█" * len(text), bg
            if (style := styles.get((fg, bg))) is None:
                style = styles[fg, bg] = self._palette.style(fg, bg)
            parts.append(Segment(text, style))
            # No alphabet has a character that is not one cell wide.
            width += len(text)
        return Strip(parts, width).adjust_cell_length(self._width, self._palette.ground)


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

"""A moment of a motion as lines to show, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.figure.materials import Material
from tui.figure.scene import Look, draw

if TYPE_CHECKING:
    from textual.app import App

    from tui.figure.glyphs import Glyphs, Row
    from tui.figure.motion import Moment
    from tui.figure.scene import Scene


class Palette(Struct, frozen=True):
    """What a picture is painted with.

    Attributes:
        ground: the style of what is empty.
        colours: the colour of each material by its name; None where there are no colours.

    """

    ground: Style
    colours: Mapping[str, str] | None = None

    @classmethod
    def of(cls, app: App[object], ground: Style) -> Palette:
        """The colours of the theme of `app`."""
        coloured = not app.no_color and app.console.color_system is not None
        return cls(ground, app.theme_variables if coloured else None)


class Picture:
    """Shows one scene. Lines that stay as they are are made once."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs: Glyphs = glyphs
        self._wanted: tuple[object, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._width = 0
        self._palette: Palette | None = None
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[Material, Material], Style] = {}

    def show(
        self,
        scene: Scene,
        moment: Moment,
        size: tuple[int, int],
        palette: Palette,
        *,
        breath: float = 0.0,
        mirrored: bool = False,
    ) -> Sequence[int]:
        """Show a moment of a scene.

        Args:
            scene: The motion.
            moment: Which moment of it.
            size: The columns and rows of the picture.
            palette: Its colours.
            breath: 0 breathed out, 1 a full chest.
            mirrored: Whether it is turned round.

        Returns:
            The lines that look otherwise than before, from the top.

        """
        if palette != self._palette:
            self._palette = palette
            self._wanted, self._rows = (), ()
            self._styles.clear()
        wanted = (scene, moment, size, breath, mirrored)
        if wanted == self._wanted:
            return ()
        self._wanted = wanted
        width, height = size
        coloured = palette.colours is not None
        look = Look(width, height, self._glyphs, colour=coloured, mirrored=mirrored)
        before, self._rows = self._rows, draw(scene, moment, look, breath)
        if width != self._width or len(before) != len(self._rows):
            self._width = width
            self._strips.clear()
            return range(height)
        changed = [y for y, row in enumerate(self._rows) if row != before[y]]
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
        segments = [Segment(text, self._style(fg, bg, self._palette)) for text, fg, bg in row]
        # No alphabet has a character that is not one cell wide.
        strip = Strip(segments, sum(len(text) for text, _, _ in row))
        return strip.adjust_cell_length(self._width, self._palette.ground)

    def _style(self, fg: Material, bg: Material, palette: Palette) -> Style:
        if (fg, bg) not in self._styles:
            self._styles[fg, bg] = palette.ground + Style(
                color=_colour(fg, palette), bgcolor=_colour(bg, palette)
            )
        return self._styles[fg, bg]


def _colour(material: Material, palette: Palette) -> str | None:
    if material is Material.BG or palette.colours is None:
        return None
    return palette.colours[f"figure-{material.label}"]

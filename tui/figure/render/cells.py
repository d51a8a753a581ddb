"""Conversion of a grid of materials to terminal cells.

A cell is two pixels wide and four high, so that pixels are square in the usual 1:2 cell.
Three alphabets draw the same grid: quadrants (with two colours a cell), braille (one
colour, finest outline) and ASCII. Without colour each material has a texture instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.figure.materials import Material

if TYPE_CHECKING:
    from tui.figure.render.alphabets import FigureCell
    from tui.figure.render.raster import Grid

Glyphs = Literal["quadrant", "braille", "ascii"]
"""The alphabets."""

CELL_WIDTH = 2
CELL_HEIGHT = 4


class Run(NamedTuple):
    """Neighbouring cells of one row that share their materials."""

    text: str
    fg: Material
    bg: Material


Row = tuple[Run, ...]
"""A row of the picture from left to right."""


def encode(grid: Grid, glyphs: Glyphs = "quadrant", colour: bool = True) -> tuple[Row, ...]:
    """Turn a grid into rows of runs.

    Args:
        grid: two pixels a cell across, four down.
        glyphs: the alphabet.
        colour: whether the terminal shows colours; if not, textures part the materials
            and `Run.fg` may be ignored.

    Returns:
        One row a line of the terminal; the lengths of a row's runs add up to its width.

    """
    cell_of = _cell_of(glyphs, colour)
    tops = range(0, len(grid), CELL_HEIGHT)
    return tuple([_row(cell_of, b"".join(grid[top : top + CELL_HEIGHT])) for top in tops])


@lru_cache
def _cell_of(glyphs: Glyphs, colour: bool) -> Callable[[int], FigureCell]:
    """Return the function that turns the pixels of a cell into a character."""
    # Imported here, as callers that only name an alphabet do not need it.
    from tui.figure.render import alphabets

    if glyphs == "ascii":
        return alphabets.ascii_cell
    if glyphs == "braille":
        return alphabets.braille_cell if colour else alphabets.braille_mono_cell
    return alphabets.quadrant_cell if colour else alphabets.quadrant_mono_cell


@lru_cache(maxsize=1024)
def _row(cell_of: Callable[[int], FigureCell], lines: bytes) -> Row:
    """Return one row of cells from its concatenated lines of pixels.

    Most rows of a picture are those of the frame before.
    """
    pixels = _by_cell(lines)
    size = len(pixels) // 8
    # Skip the empty ends of the row without looking at each cell.
    before = (len(pixels) - len(pixels.lstrip(b"\0"))) // 8
    after = (len(pixels) - len(pixels.rstrip(b"\0"))) // 8
    if before + after >= size:
        return (Run(" " * size, Material.BG, Material.BG),)
    runs: list[Run] = []
    text, run_fg, run_bg = " " * before, Material.BG, Material.BG
    last = -1
    for key in memoryview(pixels).cast("Q")[before : size - after].tolist():
        # Neighbours are often equal, inside a limb or along an edge.
        if key != last:
            last = key
            char, fg, bg = cell_of(key)
        if fg is bg:
            # A cell of one material joins a run that uses it as foreground or background.
            if run_bg is bg:
                text += " "
                continue
            # A block cannot be drawn in the terminal's own background colour.
            if run_fg is bg and bg is not Material.BG:
                text += "█"
                continue
            char = " "
        elif bg is run_bg and (fg is run_fg or run_fg is run_bg):
            text, run_fg = text + char, fg
            continue
        if text:
            runs.append(Run(text, run_fg, run_bg))
        text, run_fg, run_bg = char, fg, bg
    if run_bg is Material.BG:
        return (*runs, Run(text + " " * after, run_fg, run_bg))
    rest = (Run(" " * after, Material.BG, Material.BG),) if after else ()
    return (*runs, Run(text, run_fg, run_bg), *rest)


def _by_cell(lines: bytes) -> bytes:
    """Return the pixels of a row of cells, grouped by cell."""
    pixels = bytearray(len(lines))
    size = len(lines) // 8
    columns = lines[::CELL_WIDTH], lines[1::CELL_WIDTH]
    for i in range(8):
        start = i // CELL_WIDTH * size
        pixels[i::8] = columns[i % CELL_WIDTH][start : start + size]
    return bytes(pixels)

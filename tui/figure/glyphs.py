"""A grid of materials to terminal cells.

A cell is two pixels wide and four high, so that pixels are square in the usual 1:2 cell.
Three alphabets draw the same grid: quadrants (with two colours a cell), braille (one
colour, finest outline) and ASCII. Without colour each material has a texture instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui.figure.alphabets import (
    Cell,
    ascii_cell,
    braille_cell,
    braille_mono_cell,
    quadrant_cell,
    quadrant_mono_cell,
)
from tui.figure.materials import Material
from tui.figure.raster import Grid

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


_CELLS: Mapping[tuple[Glyphs, bool], Callable[[int], Cell]] = MappingProxyType(
    {
        ("quadrant", True): quadrant_cell,
        ("quadrant", False): quadrant_mono_cell,
        ("braille", True): braille_cell,
        ("braille", False): braille_mono_cell,
        ("ascii", True): ascii_cell,
        ("ascii", False): ascii_cell,
    }
)
"""The function that turns the pixels of a cell into a character, by alphabet and colour."""


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
    cell_of = _CELLS[glyphs, colour]
    rows = []
    for top in range(0, len(grid), CELL_HEIGHT):
        buffer = bytearray(len(grid[0]) * CELL_HEIGHT)
        for i in range(8):
            buffer[i::8] = grid[top + i // 2][i % 2 :: 2]
        rows.append(_row(cell_of, bytes(buffer)))
    return tuple(rows)


@lru_cache(maxsize=1024)
def _row(cell_of: Callable[[int], Cell], pixels: bytes) -> Row:
    """One row of cells. Most rows of a picture are those of the frame before."""
    # Most of a row is empty at both ends: that needs no look at each cell.
    before = (len(pixels) - len(pixels.lstrip(b"\0"))) // 8
    after = (len(pixels) - len(pixels.rstrip(b"\0"))) // 8
    if before + after >= len(pixels) // 8:
        return (Run(" " * (len(pixels) // 8), Material.BG, Material.BG),)
    cells = memoryview(pixels).cast("Q")[before : len(pixels) // 8 - after]
    runs: list[Run] = []
    text, run_fg, run_bg = " " * before, Material.BG, Material.BG
    for char, fg, bg in map(cell_of, cells):
        if fg is bg:
            # One material only: it fits into a run that has it on either side.
            if run_bg is bg:
                text += " "
                continue
            # The terminal's own background is no colour that a block could have.
            if run_fg is bg and bg is not Material.BG:
                text += "█"
                continue
        elif bg is run_bg and (fg is run_fg or run_fg is run_bg):
            text, run_fg = text + char, fg
            continue
        if text:
            runs.append(Run(text, run_fg, run_bg))
        text, run_fg, run_bg = " " if fg is bg else char, fg, bg
    if run_bg is Material.BG:
        return (*runs, Run(text + " " * after, run_fg, run_bg))
    rest = (Run(" " * after, Material.BG, Material.BG),) if after else ()
    return (*runs, Run(text, run_fg, run_bg), *rest)

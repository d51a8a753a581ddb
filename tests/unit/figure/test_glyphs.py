from __future__ import annotations

import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.figure.materials import Material
from tui.figure.render.alphabets import _COSTS, _QUADRANTS, quadrant_cell
from tui.figure.render.cells import Glyphs, Row, encode
from tui.figure.render.raster import Grid

ALPHABETS: tuple[Glyphs, ...] = ("quadrant", "braille", "ascii")
QUADRANTS = set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█▂▆")
SHADES = set("░▒▓▔")

material = st.sampled_from(list(Material))
cells = st.lists(st.lists(material, min_size=8, max_size=8), min_size=1, max_size=12)


def grid_of(columns: list[list[Material]]) -> Grid:
    """One row of cells, each given by its eight pixels from left to right, top to bottom."""
    return [
        bytearray(value for cell in columns for value in cell[2 * row : 2 * row + 2])
        for row in range(4)
    ]


def one(*pixels: Material) -> Row:
    return encode(grid_of([list(pixels)]))[0]


@pytest.mark.parametrize("glyphs", ALPHABETS)
@pytest.mark.parametrize("colour", [True, False])
@given(columns=cells)
def test_a_row_is_as_wide_as_its_cells(
    glyphs: Glyphs, colour: bool, columns: list[list[Material]]
) -> None:
    (row,) = encode(grid_of(columns), glyphs, colour)
    assert sum(len(run.text) for run in row) == len(columns)


@given(columns=cells)
def test_each_alphabet_uses_its_own_characters(columns: list[list[Material]]) -> None:
    def text(glyphs: Glyphs, colour: bool) -> str:
        return "".join(run.text for run in encode(grid_of(columns), glyphs, colour)[0])

    assert set(text("quadrant", True)) <= QUADRANTS
    assert set(text("quadrant", False)) <= QUADRANTS | SHADES
    assert all(c == " " or "\u2800" <= c <= "\u28ff" for c in text("braille", False))
    assert text("ascii", False).isascii()


@given(columns=cells)
def test_no_character_is_drawn_in_the_background_colour(columns: list[list[Material]]) -> None:
    for run in encode(grid_of(columns))[0]:
        assert run.text.isspace() or run.fg != Material.BG


@given(columns=cells)
def test_a_picture_without_colour_needs_no_background(columns: list[list[Material]]) -> None:
    for glyphs in ALPHABETS:
        assert all(r.bg == Material.BG for r in encode(grid_of(columns), glyphs, False)[0])


def test_half_a_cell_of_skin_is_a_half_block() -> None:
    s, b = Material.SKIN, Material.BG
    assert one(b, b, b, b, s, s, s, s) == (("▄", s, b),)
    assert one(b, s, b, s, b, s, b, s) == (("▐", s, b),)
    assert one(b, b, b, b, b, b, s, s) == (("▂", s, b),)


def test_two_materials_share_a_cell_as_foreground_and_background() -> None:
    s, t = Material.SKIN, Material.TOP
    ((text, fg, bg),) = one(s, s, s, s, t, t, t, t)
    assert (text, {fg, bg}) in (("▀", {s, t}), ("▄", {s, t}))


def test_the_silhouette_survives_a_third_material() -> None:
    s, t, b = Material.SKIN, Material.TOP, Material.BG
    ((text, fg, bg),) = one(b, s, b, s, b, t, b, t)
    assert text == "▐"
    assert fg in (s, t)
    assert bg == b


@given(pixels=st.lists(material, min_size=8, max_size=8).filter(lambda held: len(set(held)) > 2))
def test_of_many_materials_those_two_are_shown_that_lose_least(pixels: list[Material]) -> None:
    def loss(mask: int, fg: Material, bg: Material) -> int:
        return sum(
            _COSTS[pixel][fg if mask >> place & 1 else bg] for place, pixel in enumerate(pixels)
        )

    shown = quadrant_cell(int.from_bytes(bytes(pixels), sys.byteorder))
    mask = next(mask for mask, char in _QUADRANTS.items() if char == shown.char)
    pairs = combinations(sorted(set(pixels), reverse=True), 2)
    assert loss(mask, shown.fg, shown.bg) == min(
        loss(mask, fg, bg) for fg, bg in pairs for mask in _QUADRANTS
    )


def test_full_cells_join_the_run_beside_them() -> None:
    s, b = Material.SKIN, Material.BG
    full, empty, half = [s] * 8, [b] * 8, [b] * 4 + [s] * 4
    assert encode(grid_of([empty, half, full, empty]))[0] == ((" ▄█ ", s, b),)


def test_without_colour_near_and_far_limbs_look_different() -> None:
    for glyphs in ALPHABETS:
        near, far = (
            encode(grid_of([[m] * 8]), glyphs, False)[0][0].text
            for m in (Material.CLOTH, Material.FAR_CLOTH)
        )
        assert near != far


def test_labels_are_fit_for_style_sheets() -> None:
    assert Material.FAR_CLOTH.label == "far-cloth"
    assert len({m.label for m in Material}) == len(Material)

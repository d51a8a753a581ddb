"""Conversion of a cell's eight pixels to a character, in each alphabet.

A cell comes as one integer whose bytes, in memory order, are the materials of its pixels
from left to right and top to bottom. The functions are memoised: few patterns occur.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from tui.figure.materials import BEHIND, FAR, SHADES, Material


class FigureCell(NamedTuple):
    """One terminal cell: a character, what it is drawn in, and what lies behind."""

    char: str
    fg: Material
    bg: Material


_FULL = 0xFF
_BITS = tuple(1 << i for i in range(8))
_MATERIALS = tuple(Material)
_EMPTY = FigureCell(" ", Material.BG, Material.BG)


def _masks(key: int) -> dict[Material, int]:
    """Which of the eight pixels each material of a cell covers; bit 2 * row + column."""
    masks: dict[int, int] = {}
    for pixel, bit in zip(key.to_bytes(8, sys.byteorder), _BITS, strict=True):
        masks[pixel] = masks.get(pixel, 0) | bit
    return {_MATERIALS[value]: masks[value] for value in sorted(masks)}


def _quadrant_table() -> dict[int, str]:
    corners = (0b00000101, 0b00001010, 0b01010000, 0b10100000)
    table = {}
    for index, char in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"):
        mask = sum(corner for bit, corner in enumerate(corners) if index >> bit & 1)
        table[mask] = char
    return {**table, 0b11000000: "▂", 0b11111100: "▆"}


_QUADRANTS: Mapping[int, str] = MappingProxyType(_quadrant_table())
"""Mask to character. The eighth blocks double the resolution of level edges."""


def _confusion(true: Material, shown: Material) -> int:
    """Return the cost of showing one material as another: the silhouette counts most."""
    if true == shown:
        return 0
    if true == Material.LINE:
        return 2
    if (true in BEHIND) != (shown in BEHIND):
        return 6
    if SHADES.get(true) == shown or SHADES.get(shown) == true:
        return 1
    return 2 if true in BEHIND else 3


_COSTS = tuple(tuple(_confusion(true, shown) for shown in Material) for true in Material)

_CHARS = tuple(_QUADRANTS.values())


@lru_cache(maxsize=256)
def _covered(mask: int) -> tuple[int, int]:
    """Return how many pixels of a mask each character covers, and how many it leaves.

    A byte for each of `_CHARS`, together one number: what each character costs is then added
    up for all of them at once. No sum comes near to 256.
    """
    inside = bytes((mask & shape).bit_count() for shape in _QUADRANTS)
    outside = bytes(mask.bit_count() - count for count in inside)
    return int.from_bytes(inside, "little"), int.from_bytes(outside, "little")


@lru_cache(maxsize=256)
def _nearest(mask: int) -> tuple[int, str]:
    """Return the quadrant character nearest to a mask: how many pixels it misses, and itself.

    Of two as near the larger: an edge that runs through the middle of quadrants then is
    rounded the same way along its length and does not fray. A lone pixel is left out.
    """
    larger = -1 if mask.bit_count() > 1 else 1
    missed, _, char = min(
        ((shape ^ mask).bit_count(), larger * shape.bit_count(), char)
        for shape, char in _QUADRANTS.items()
    )
    return missed, char


def _two(one: tuple[Material, int], other: tuple[Material, int]) -> FigureCell:
    """Return a cell of two materials; the background is never the foreground colour."""
    missed, char = _nearest(one[1])
    swapped_missed, swapped = _nearest(other[1])
    if swapped_missed < missed and other[0] != Material.BG:
        return FigureCell(swapped, other[0], one[0])
    if char == " ":
        return FigureCell(" ", Material.BG, other[0]) if other[0] else _EMPTY
    return FigureCell(char, one[0], one[0] if char == "█" else other[0])


@lru_cache(maxsize=16384)
def quadrant_cell(key: int) -> FigureCell:
    """Quadrant blocks in two colours: the pair and the block that lose least."""
    masks = _masks(key)
    if len(masks) == 1:
        (material,) = masks
        return _EMPTY if material == Material.BG else FigureCell("█", material, material)
    if len(masks) == 2:
        return _two(*sorted(masks.items(), reverse=True))
    best, least = _EMPTY, 1 << 30
    parts = [(_COSTS[true], *_covered(mask)) for true, mask in masks.items()]
    # The background has the least value, so it never comes first in a pair.
    for fg, bg in combinations(sorted(masks, reverse=True), 2):
        total = sum([cost[fg] * inside + cost[bg] * outside for cost, inside, outside in parts])
        costs = total.to_bytes(len(_CHARS), "little")
        if (cheapest := min(costs)) < least:
            best, least = FigureCell(_CHARS[costs.index(cheapest)], fg, bg), cheapest
    return best


_TEXTURES: Mapping[Material, int] = MappingProxyType(
    {
        Material.BG: 0,
        Material.LINE: 0,
        Material.RUG: 0,
        Material.RUG_SHADE: 0,
        Material.FLOOR: 0b00000011,
        Material.FAR_CLOTH: 0b10010110,
        Material.FAR_TOP: 0b10010110,
        Material.FAR_SKIN: 0b10010110,
        Material.FAR_SHOE: 0b10010110,
        Material.HAIR: 0b11011011,
        Material.ACCENT: 0b11001100,
        Material.STRAIN: 0b00110011,
    }
)
"""Without colour: which pixels of a material are lit; all where nothing is said."""

_UNLIT = (Material.BG, Material.LINE, Material.RUG, Material.RUG_SHADE)
"""Materials that a one-colour cell leaves out."""

_GROUND = (Material.FLOOR, Material.MAT, Material.MAT_SHADE)


def _lit(masks: Mapping[Material, int]) -> int:
    return _FULL & ~sum(masks.get(material, 0) for material in _UNLIT)


_SHADES: Mapping[Material, str] = MappingProxyType(
    {
        Material.FLOOR: "▔",
        Material.MAT: "▀",
        Material.MAT_SHADE: "▀",
        Material.PROP: "▒",
        Material.SOFT: "░",
        Material.LOAD: "▓",
        Material.FAR_CLOTH: "░",
        Material.FAR_TOP: "░",
        Material.FAR_SKIN: "░",
        Material.FAR_SHOE: "░",
        Material.CLOTH: "▓",
        Material.HAIR: "▒",
        Material.ACCENT: "▒",
        Material.STRAIN: "▒",
    }
)


def _main(masks: Mapping[Material, int]) -> Material:
    """Return the material that gives a one-coloured cell its colour: body before surroundings."""
    return max(masks, key=lambda m: (m not in _UNLIT, m not in BEHIND, masks[m].bit_count()))


@lru_cache(maxsize=16384)
def quadrant_mono_cell(key: int) -> FigureCell:
    """Quadrant blocks in one colour: shades inside the body, blocks on its rim."""
    masks = _masks(key)
    lit = _lit(masks)
    main = _main(masks)
    if not lit:
        return _EMPTY
    if masks[main].bit_count() >= 7:
        return FigureCell(_SHADES.get(main, "█"), main, Material.BG)
    ground = sum(masks.get(material, 0) for material in _GROUND)
    if ground == _FULL:
        return FigureCell(_SHADES[Material.MAT], Material.MAT, Material.BG)
    if main in _GROUND:
        ground = 0
    _, char = _nearest(lit & ~ground)
    if main in FAR and char == "█":
        char = "▒"
    return FigureCell(char, main, Material.BG)


def _braille_char(lit: int) -> str:
    dots = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
    return chr(0x2800 + sum(dot for i, dot in enumerate(dots) if lit >> i & 1))


@lru_cache(maxsize=16384)
def braille_cell(key: int) -> FigureCell:
    """Braille in one colour a cell: every dot that is body or thing."""
    masks = _masks(key)
    lit = _lit(masks)
    return FigureCell(_braille_char(lit), _main(masks), Material.BG) if lit else _EMPTY


@lru_cache(maxsize=16384)
def braille_mono_cell(key: int) -> FigureCell:
    """Braille without colour: each material has its texture."""
    masks = _masks(key)
    lit = 0
    for material, mask in masks.items():
        lit |= mask & _TEXTURES.get(material, _FULL)
    return FigureCell(_braille_char(lit), _main(masks), Material.BG) if lit else _EMPTY


_STROKES: Mapping[int, str] = MappingProxyType(
    {
        0b00000000: " ",
        0b11000000: "_",
        0b00000011: '"',
        0b00001111: '"',
        0b00111100: "-",
        0b11110000: "_",
        0b10000000: ".",
        0b01000000: ".",
        0b00000001: "'",
        0b00000010: "'",
        0b01010101: "|",
        0b10101010: "|",
        0b01101010: "/",
        0b11101000: "/",
        0b00010111: "/",
        0b10010101: "\\",
        0b11010100: "\\",
        0b00101011: "\\",
        0b01010100: ",",
    }
)
"""Which pixels each ASCII character covers, for the rim of the body."""

_FILLS: Mapping[Material, str] = MappingProxyType(
    {
        Material.FLOOR: "=",
        Material.MAT: "~",
        Material.MAT_SHADE: "~",
        Material.PROP: "+",
        Material.SOFT: ";",
        Material.LOAD: "%",
        Material.FAR_CLOTH: ":",
        Material.FAR_TOP: ":",
        Material.FAR_SKIN: ":",
        Material.FAR_SHOE: ":",
        Material.CLOTH: "#",
        Material.TOP: "H",
        Material.SKIN: "o",
        Material.HAIR: "@",
        Material.SHOE: "B",
        Material.ACCENT: "*",
        Material.STRAIN: "!",
    }
)


@lru_cache(maxsize=16384)
def ascii_cell(key: int) -> FigureCell:
    """ASCII: a letter for each material inside the body, strokes on its rim."""
    masks = _masks(key)
    lit = _lit(masks)
    if not lit:
        return _EMPTY
    main = _main(masks)
    if lit.bit_count() >= 5:
        return FigureCell(_FILLS.get(main, "#"), main, Material.BG)
    stroke = min(_STROKES, key=lambda mask: (mask ^ lit).bit_count())
    return FigureCell(_STROKES[stroke], main, Material.BG) if stroke else _EMPTY

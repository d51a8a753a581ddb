"""Readable colours on a terminal that has 256 of them."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.palette import Palette

from tui.app.terminal.colors.color_contrast import SHAPE, TEXT, contrast, luminance
from tui.app.terminal.colors.color_depth import OWN

_FIXED, _WHITEST = 16, 231
"""Of the 256 colours the first that is the same on every terminal, and the white one of those."""


@lru_cache(maxsize=1)
def _cube_and_greys() -> Palette:
    """The colours that are the same on every terminal with 256."""
    return Palette([Color.from_ansi(number).get_truecolor() for number in range(_FIXED, 256)])


def nearest_256(colour: Color) -> Color:
    """The colour among the fixed 240 that is nearest to `colour`.

    Rich's own choice turns dark greys teal.
    """
    if colour.is_default or (colour.number or 0) >= _FIXED:
        return colour
    return Color.from_ansi(_FIXED + _cube_and_greys().match(colour.get_truecolor()))


def readable_pair_256(front: Color, back: Color, least: float = TEXT) -> tuple[Color, Color]:
    """`front` on `back` among the fixed 240: text with a contrast of `least`.

    What is no text keeps the contrast that it had, if that is less.
    """
    if front.is_default or back.is_default:
        return _beside_own(nearest_256(front), nearest_256(back))
    ink, paper = nearest_256(front), nearest_256(back)
    enough = least
    if least < TEXT:
        enough = min(least, contrast(luminance(front), luminance(back)))
    below = luminance(paper)
    if contrast(luminance(ink), below) >= enough:
        return ink, paper
    wanted = front.get_truecolor()
    seen = [colour for colour, light in _fixed_lights() if contrast(light, below) >= enough]
    return min(seen, key=lambda colour: _distance(colour, wanted), default=ink), paper


def _beside_own(front: Color, back: Color) -> tuple[Color, Color]:
    """A pair of which one is the terminal's own, and may be any.

    Before that only the terminal's own text can surely be read; on another, black or white.
    """
    if back.is_default:
        return OWN, back
    light = luminance(back)
    number = _FIXED if contrast(light, 0.0) > contrast(light, 1.0) else _WHITEST
    return Color.from_ansi(number), back


def shape_of_256(colour: Color, ground: Color) -> Color:
    """The one of the fixed 240 for a part of a picture, as clear from the ground as before."""
    return nearest_256(colour) if ground.is_default else readable_pair_256(colour, ground, SHAPE)[0]


@lru_cache(maxsize=1)
def _fixed_lights() -> tuple[tuple[Color, float], ...]:
    """The fixed 240, each with its luminance."""
    fixed = map(Color.from_ansi, range(_FIXED, 256))
    return tuple((colour, luminance(colour)) for colour in fixed)


def _distance(colour: Color, wanted: tuple[int, int, int]) -> int:
    pairs = zip(colour.get_truecolor(), wanted, strict=True)
    return sum((part - other) ** 2 for part, other in pairs)

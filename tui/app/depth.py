"""What is left of colours on a terminal that knows only some of them, or none."""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import lru_cache
from typing import Literal, TypeAlias

from rich.color import Color, ColorType
from rich.palette import Palette

Depth: TypeAlias = Literal["none", "16", "256", "truecolor"]
"""How many colours a terminal shows."""

Standing: TypeAlias = Literal["", "slightly", "clearly"]
"""How much a background stands out from that of the screen."""

OWN = Color.default()
"""Whatever colour the terminal has by itself."""

_FIXED = 16
"""The first of the 256 colours that are the same on every terminal."""

_CUBE_AND_GREYS = Palette([Color.from_ansi(n).get_truecolor() for n in range(_FIXED, 256)])

_GREYS = {0: 0, 8: 85, 7: 170, 15: 255}
"""How bright the greys among the sixteen are taken to be."""

_HUES = ((18, 1), (70, 3), (165, 2), (195, 6), (265, 4), (330, 5), (360, 1))
"""Up to which hue in degrees a colour is red, yellow, green, cyan, blue, magenta, red again."""

_LIGHT = (0, 13, 43, 56, 6, 17, 48, 78, 15, 21, 72, 93, 16, 28, 79, 100)
"""The luminance of the sixteen in percent, as xterm has them; others have a darker grey."""

_COLOURFUL = 40
"""From what difference of the strongest to the weakest part a colour is no grey, of 255."""

_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue count for how bright a colour looks."""

_READABLE = 3.0
"""The contrast that text keeps, unless it had less to begin with."""

_FULL = 5.0
"""The contrast of text that does not stand back."""

_CLEARLY, _SLIGHTLY = 25, 8
"""By how much brighter or darker, of 255, a background stands out."""


def standing(background: Color, ground: Color) -> Standing:
    """How much `background` stands out from `ground`; the terminal's own colours do not."""
    if background.is_default or ground.is_default:
        return ""
    difference = abs(_brightness(background) - _brightness(ground))
    return "clearly" if difference >= _CLEARLY else "slightly" if difference >= _SLIGHTLY else ""


def is_faint(front: Color, back: Color) -> bool:
    """Whether text in these colours stands back behind other text."""
    if front.is_default or back.is_default:
        return False
    return contrast(luminance(front), luminance(back)) < _FULL


def of_256(colour: Color) -> Color:
    """The colour among the fixed 240 that is nearest to `colour`.

    Rich's own choice turns dark greys teal.
    """
    if colour.type is not ColorType.TRUECOLOR:
        return colour
    return Color.from_ansi(_FIXED + _CUBE_AND_GREYS.match(colour.get_truecolor()))


def of_16(front: Color, back: Color, ground: Color, *, drawn: bool) -> tuple[Color, Color]:
    """`front` on `back`, in sixteen colours, on a screen whose background is `ground`.

    A colour keeps its hue rather than its brightness. What stood out from the ground still
    does, and text can still be read; cells that are `drawn`, as the figure's are, hold two
    colours that need no contrast.
    """
    paper = _standing_out(back, ground)
    if drawn:
        return _standing_out(front, ground), paper
    akin = _akin(front)
    if front.is_default or paper.is_default:
        return akin[0], paper
    enough = min(_READABLE, contrast(luminance(front), luminance(back)))
    extreme = max(map(Color.from_ansi, (0, 15)), key=lambda one: _seen(one, paper))
    return next((one for one in akin if _seen(one, paper) >= enough), extreme), paper


def luminance(colour: Color) -> float:
    """The relative luminance of a colour, from 0 to 1, as WCAG 2 reckons it."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.get_truecolor().normalized
    )
    return sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21, as WCAG 2 reckons it."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _seen(ink: Color, paper: Color) -> float:
    """The contrast of two of the sixteen."""
    assert ink.number is not None and paper.number is not None
    return contrast(_LIGHT[ink.number] / 100, _LIGHT[paper.number] / 100)


def _brightness(colour: Color) -> float:
    """How bright a colour looks, from 0 to 255."""
    return sum(weight * part for weight, part in zip(_WEIGHTS, colour.get_truecolor(), strict=True))


def _standing_out(colour: Color, ground: Color) -> Color:
    """One of the sixteen for `colour`, other than the ground's if it stands out from it."""
    akin = _akin(colour)
    if standing(colour, ground) and akin[0] == _akin(ground)[0]:
        return akin[1]
    return akin[0]


@lru_cache(maxsize=1024)
def _akin(colour: Color) -> tuple[Color, ...]:
    """Those of the sixteen that may stand for `colour`, the best first."""
    if colour.type in (ColorType.DEFAULT, ColorType.STANDARD):
        return (colour, colour)
    rgb = colour.get_truecolor()
    if max(rgb) - min(rgb) < _COLOURFUL:
        bright = _brightness(colour)
        numbers = sorted(_GREYS, key=lambda grey: abs(_GREYS[grey] - bright))
    else:
        hue, lightness, _ = rgb_to_hls(*rgb.normalized)
        number = next(number for end, number in _HUES if hue * 360 < end)
        numbers = [number + 8, number] if lightness > 0.5 else [number, number + 8]
    return tuple(Color.from_ansi(number) for number in numbers)

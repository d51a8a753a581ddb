"""The contrast of two colours as WCAG 2 reckons it, and how far one stands out from another."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from rich.color import Color

Prominence: TypeAlias = Literal["", "slightly", "clearly"]
"""How much a background differs from that of the screen."""

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of lines and blocks, as WCAG 2 asks for them."""

HIGH = 7.0
"""The least contrast of text in themes of high contrast, as WCAG 2 asks for it on its level AAA."""

PALETTES = {
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "Linux console": (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "PuTTY": (
        "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
}
"""What the sixteen colours are, as these terminals come."""

_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue count for how bright a colour looks."""

_FULL = 5.0
"""The contrast of text that does not stand back."""

_CLEARLY, _SLIGHTLY = 25, 8
"""By how much brighter or darker, of 255, a background stands out."""


def prominence(background: Color, ground: Color) -> Prominence:
    """Return how much `background` differs from `ground`; a default colour never does."""
    if background.is_default or ground.is_default:
        return ""
    difference = abs(brightness(background) - brightness(ground))
    return "clearly" if difference >= _CLEARLY else "slightly" if difference >= _SLIGHTLY else ""


def is_faint(front: Color, back: Color) -> bool:
    """Whether text in these colours stands back behind other text."""
    if front.is_default or back.is_default:
        return False
    return contrast(luminance(front), luminance(back)) < _FULL


def is_seen(front: int, back: int, least: float) -> bool:
    """Whether two of the sixteen have a contrast of `least` in each of `PALETTES`."""
    return all(contrast(lights[front], lights[back]) >= least for lights in palette_luminances())


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


@lru_cache(maxsize=1)
def palette_luminances() -> tuple[tuple[float, ...], ...]:
    """The luminances of the sixteen, for each of `PALETTES`."""
    return tuple(
        tuple(luminance(Color.parse(f"#{rgb}")) for rgb in palette.split())
        for palette in PALETTES.values()
    )


def brightness(colour: Color) -> float:
    """How bright a colour looks, from 0 to 255."""
    return sum(weight * part for weight, part in zip(_WEIGHTS, colour.get_truecolor(), strict=True))

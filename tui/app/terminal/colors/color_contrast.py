"""The contrast of two colours as WCAG 2 reckons it."""

from __future__ import annotations

from rich.color import Color

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of lines and blocks, as WCAG 2 asks for them."""

HIGH = 7.0
"""The least contrast of text in themes of high contrast, as WCAG 2 asks for it on its level AAA."""

WEIGHTS = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue count for how bright a colour looks."""


def luminance(colour: Color) -> float:
    """The relative luminance of a colour, from 0 to 1, as WCAG 2 reckons it."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.get_truecolor().normalized
    )
    return sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21, as WCAG 2 reckons it."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)

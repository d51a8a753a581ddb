"""Colour depth, and readable colours on a terminal that has all of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from rich.color import Color, ColorType

from tui.app.terminal.colors.color_contrast import (
    TEXT,
    contrast,
    luminance,
)

Depth: TypeAlias = Literal["none", "16", "256", "truecolor"]
"""How many colours a terminal shows."""

OWN = Color.default()
"""Whatever colour the terminal has by itself."""

BRIGHT = 8
"""From this number on a colour is the brighter form of another, and no background everywhere."""

_STEPS = 16
"""In how many steps a colour that cannot be read becomes black or white."""


@lru_cache(maxsize=4096)
def readable_pair(front: Color, back: Color, least: float = TEXT) -> tuple[Color, Color]:
    """`front` on `back` where every colour is there: text with a contrast of `least`.

    Text that has less becomes brighter, or darker, until it has that. What colours the terminal
    has by itself nobody knows, so those stay as they are.
    """
    if front.type is not ColorType.TRUECOLOR or back.type is not ColorType.TRUECOLOR:
        return front, back
    ink, paper = front, back
    below = luminance(paper)
    if least < TEXT or contrast(luminance(ink), below) >= least:
        return ink, paper
    ends = (0.0, 1.0) if luminance(ink) < below else (1.0, 0.0)
    end = next(
        (light for light in ends if contrast(light, below) >= least),
        max(ends, key=lambda light: contrast(light, below)),
    )
    extreme = (int(end * 255),) * 3
    # Black or white can be read on whatever there is, though in high contrast not on all.
    for step in range(1, _STEPS + 1):
        parts = zip(ink.get_truecolor(), extreme, strict=True)
        mixed = [round(own + (far - own) * step / _STEPS) for own, far in parts]
        nearer = Color.from_rgb(*mixed)
        if contrast(luminance(nearer), below) >= least:
            break
    return nearer, paper

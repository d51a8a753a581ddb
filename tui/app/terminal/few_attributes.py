"""Attributes of text on a terminal of few colours, or of none."""

from __future__ import annotations

from rich.color import Color

from tui.app.terminal.attributes import BOLD, DIM, REVERSE, UNDERLINE
from tui.app.terminal.colors.color_contrast import contrast, luminance
from tui.app.terminal.colors.color_depth import BRIGHT
from tui.app.terminal.colors.sixteen_colors import is_seen, prominence

_FULL = 5.0
"""The contrast of text that does not stand back."""


def attributes_of_16(attributes: int, front: Color, back: Color, least: float) -> int:
    """Return the attributes that do no harm where sixteen colours are drawn.

    Bold may mean a brighter colour, which may be that of the background.
    """
    attributes &= ~(REVERSE | DIM)
    if front.number is None or front.number >= BRIGHT:
        return attributes
    if back.number is None or not is_seen(front.number + BRIGHT, back.number, least):
        return attributes & ~BOLD
    return attributes


def attributes_without_colour(front: Color, back: Color, attributes: int, ground: Color) -> int:
    """Return the attributes, with others for what stood out, or stood back, by its colours."""
    if attributes & REVERSE:
        front, back = back, front
    if back.is_default or ground.is_default:
        return attributes
    stands = prominence(back, ground)
    if stands == "clearly":
        return attributes | REVERSE
    faint = DIM if _is_faint(front, back) else 0
    return attributes & ~REVERSE | faint | (UNDERLINE if stands else 0)


def _is_faint(front: Color, back: Color) -> bool:
    """Whether text in these colours stands back behind other text."""
    if front.is_default or back.is_default:
        return False
    return contrast(luminance(front), luminance(back)) < _FULL

"""Line filters that map colours to those of the terminal, for Textual's own drawing."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, NoColor

from tui.app.terminal.cells import is_shape
from tui.app.terminal.color_contrast import SHAPE, TEXT
from tui.app.terminal.color_depth import OWN, Depth, of_16, readable_pair, readable_pair_256


def filter_for(depth: Depth) -> list[LineFilter]:
    """Return the filters for a colour depth: readable, available colours only."""
    return [NoColor()] if depth == "none" else [_Fewer(depth)]


class _Fewer(LineFilter):
    """Replaces colours by the nearest readable ones that the terminal has."""

    def __init__(self, depth: Depth) -> None:
        super().__init__()
        self._depth: Depth = depth

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in fewer colours."""
        return [
            Segment(text, _fewer(style, self._depth, SHAPE if is_shape(text) else TEXT), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def _fewer(style: Style | None, depth: Depth, least: float) -> Style | None:
    if style is None:
        return None
    front, back = style.color or OWN, style.bgcolor or OWN
    if front == back:
        # What is hidden stays so.
        least = 1.0
    if depth == "256":
        front, back = readable_pair_256(front, back, least)
    elif depth == "truecolor":
        front, back = readable_pair(front, back, least)
    else:
        front, back = of_16(front, back, OWN, drawn=False, least=least)
    changed = Style(color=front, bgcolor=back)
    if style.reverse and (front.is_default or back.is_default):
        # Many terminals would draw it in grey on grey.
        changed += Style(bold=False, dim=False)
    return style + changed

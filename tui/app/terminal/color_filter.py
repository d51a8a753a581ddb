"""Line filters that map colours to those of the terminal, for Textual's own drawing."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from unicodedata import category

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, NoColor

from tui.app.terminal.cells import least_contrast, may_have_shapes
from tui.app.terminal.color_contrast import TEXT
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
            Segment(part, _fewer(style, self._depth, least), control)
            for text, style, control in segments
            for part, least in _by_contrast(text, bool(style and style.reverse))
        ]


def _by_contrast(text: str, is_reverse: bool) -> list[tuple[str, float]]:
    """Split text into parts, each with the contrast that its characters need."""
    if not text or not may_have_shapes(text, is_reverse=is_reverse):
        return [(text, TEXT)]
    kinds = [least_contrast(character, is_reverse=is_reverse) for character in text]
    for place, character in enumerate(text):
        if place and category(character).startswith("M"):
            # A mark belongs to the sign before, which is then no plain shape.
            kinds[place - 1] = kinds[place] = TEXT
    return [
        ("".join(character for character, _ in part), least)
        for least, part in groupby(zip(text, kinds, strict=True), key=lambda pair: pair[1])
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

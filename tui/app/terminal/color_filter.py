"""Line filters that map colours and characters to those of the terminal, for Textual's drawing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import Any
from unicodedata import category

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.app.terminal.attributes import BITS
from tui.app.terminal.cells import least_contrast, may_have_shapes, parts_of
from tui.app.terminal.colors.color_contrast import TEXT
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.sgr import drawn_style
from tui.guide.ascii_forms import NARROW_UTF_8, in_cells

_BY_RICH: dict[str, Depth] = {"standard": "16", "256": "256"}
"""The depths that are less than what the guide draws in, by Rich's names."""
_BY_DEPTH: tuple[Depth, ...] = ("none", "16", "256", "truecolor")
"""All depths, the least first."""


def depth_by_rich(depth: Depth, color_system: str | None) -> Depth:
    """Return the depth that is left where Rich writes the colours, in the system it detected.

    It would take the nearest colours for those that it does not write, readable or not.
    """
    return min(depth, _BY_RICH.get(color_system or "", depth), key=_BY_DEPTH.index)


def filter_for(
    depth: Depth,
    encoding: str = "utf-8",
    *,
    ground: Callable[[], str] = str,
    text_contrast: Callable[[], float] = lambda: TEXT,
) -> list[LineFilter]:
    """Return the filters for a terminal: readable colours and characters that it has.

    Args:
        depth: The terminal's colour depth.
        encoding: Its character encoding; Textual writes UTF-8, so any other gets plain forms,
            unless it is a part of UTF-8.
        ground: Returns the background of the screen as #rrggbb, or "" for the terminal's own.
        text_contrast: Returns the contrast that letters need.

    """
    readable: list[LineFilter] = [_Fewer(depth, ground, text_contrast)]
    return readable if encoding == "utf-8" else [_InPlain(encoding), *readable]


class _InPlain(LineFilter):
    """Replaces characters that a terminal lacks by plain forms of the same width."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding if encoding == NARROW_UTF_8 else "ascii"

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in plain forms."""
        return [
            Segment(text if text.isascii() else self._plain(text), style, control)
            for text, style, control in segments
        ]

    def _plain(self, text: str) -> str:
        return "".join(in_cells(parts_of(text)[1], self._encoding))


class _Fewer(LineFilter):
    """Replaces colours by the nearest readable ones that the terminal has."""

    def __init__(
        self, depth: Depth, ground: Callable[[], str], text_contrast: Callable[[], float]
    ) -> None:
        super().__init__()
        self._text_contrast = text_contrast
        self._depth: Depth = depth
        self._ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in fewer colours."""
        ground = self._ground() if self._depth != "truecolor" else ""
        letters = self._text_contrast()
        return [
            _in_fewer(Segment(part, style, control), self._depth, ground, least)
            for text, style, control in segments
            for part, least in _by_contrast(text, letters, bool(style and style.reverse))
        ]


def _by_contrast(text: str, letters: float, is_reverse: bool) -> list[tuple[str, float]]:
    """Split text into parts, each with the contrast that its characters need."""
    if not text or not may_have_shapes(text, is_reverse=is_reverse):
        return [(text, letters)]
    kinds = [least_contrast(character, letters, is_reverse=is_reverse) for character in text]
    for place, character in enumerate(text):
        if place and category(character).startswith("M"):
            # A mark belongs to the sign before, which is then no plain shape.
            kinds[place - 1] = kinds[place] = letters
    return [
        ("".join(character for character, _ in part), least)
        for least, part in groupby(zip(text, kinds, strict=True), key=lambda pair: pair[1])
    ]


@lru_cache(maxsize=4096)
def _in_fewer(segment: Segment, depth: Depth, ground: str, least: float) -> Segment:
    text, style, control = segment
    if style is None:
        return segment
    found = drawn_style(style, depth, ground, least)
    names: dict[str, Any] = {name: bool(found.attributes & bit) for name, bit in BITS.items()}
    changed = style + Style(color=found.front, bgcolor=found.back, **names)
    return Segment(" " * segment.cell_length if found.hidden else text, changed, control)

"""Colours for a terminal that has only some of them, where Textual draws by itself."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, NoColor

from tui.app.depth import OWN, Depth, of_16, of_256


def filter_for(depth: Depth) -> list[LineFilter]:
    """What takes away the colours that a terminal of this depth has not; nothing if it has all."""
    if depth == "none":
        return [NoColor()]
    return [] if depth == "truecolor" else [_Fewer(depth)]


class _Fewer(LineFilter):
    """Puts colours that the terminal has in the place of others."""

    def __init__(self, depth: Depth) -> None:
        super().__init__()
        self._depth: Depth = depth

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in fewer colours."""
        return [Segment(text, _fewer(style, self._depth), held) for text, style, held in segments]


@lru_cache(maxsize=4096)
def _fewer(style: Style | None, depth: Depth) -> Style | None:
    if style is None:
        return None
    front, back = style.color or OWN, style.bgcolor or OWN
    if depth == "256":
        front, back = of_256(front), of_256(back)
    else:
        front, back = of_16(front, back, OWN, drawn=False)
    return style + Style(color=front, bgcolor=back)

"""The blocks of pictures on a terminal of few colours."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.color import Color
from rich.style import Style

from tui.app.terminal.attributes import BITS
from tui.app.terminal.colors.color_depth import OWN, Depth
from tui.app.terminal.colors.colors_256 import shape_of_256
from tui.app.terminal.colors.sixteen_colors import block_of_16
from tui.app.terminal.sgr import CellStyle, back_codes, blank, front_codes, link_code

_DRAWN = "(?=.*[^ ])[ \u2580\u2582\u2584\u2586\u2588\u258c\u2590\u2596-\u259f\u2800-\u28ff]*"
"""Text made of quarter blocks or dots only, as pictures are."""


def is_picture(text: str, style: Style | None) -> bool:
    """Whether text is a piece of a picture: made of blocks, its style no more than colours."""
    if style is None or re.fullmatch(_DRAWN, text) is None:
        return False
    return not any(getattr(style, name) for name in BITS)


@lru_cache(maxsize=4096)
def block(glyph: str, style: Style | None, depth: Depth, ground: str = "") -> tuple[str, CellStyle]:
    """A block or a space of a picture, and what it is written with, where colours are few."""
    style = style or Style.null()
    front, back = style.color or OWN, style.bgcolor or OWN
    below = Color.parse(ground) if ground else OWN
    if front == back:
        glyph = " "
    if depth == "16":
        glyph, front, back = block_of_16(glyph, front, back, below)
    else:
        front, back = shape_of_256(front, below), shape_of_256(back, below)
    written = CellStyle(front_codes(front, 0, depth), back_codes(back), 0, link_code(style))
    return glyph, blank(written) if glyph == " " else written

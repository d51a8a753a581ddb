"""Conversion of styled text to the cells of a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import category, east_asian_width

from rich.cells import cell_len, split_graphemes
from rich.color import Color
from rich.style import Style

from tui.app.terminal.attributes import BITS
from tui.app.terminal.colors.color_contrast import SHAPE, TEXT
from tui.app.terminal.colors.color_depth import Depth
from tui.app.terminal.sgr import DEFAULT_CELL_STYLE, CellStyle, blank, ink

_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2190-\u2193\u2500-\u25fc\u2800-\u28ff]*"
)
"""Text of which every character surely fills one cell."""

# These are compiled when a text needs them, as most do not.
_SURE = (
    "[ -\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2260-\u2265\u2300-\u2319"
    "\u2500-\u25fc\u2713-\u2717\u2800-\u28ff]"
)
"""Letters and signs that the guide uses."""

_SURE_WIDE = (
    "[\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\ua48c\uac00-\ud7a3"
    "\uf900-\ufaff\uff01-\uff60\ufffd]"
)
"""What is wide in every terminal, and the replacement character. Its size takes 5 ms to compile."""

_UNSURE = frozenset({"Mn", "Me", "Mc", "Cf", "Co", "Cn"})
"""The categories of marks, of what is not seen, and of what may be anything."""

_DISPUTED = (
    "[\u0e33\u0eb3\u115f-\u11ff\u2630-\u2637\u268a-\u268f\u2e3a\u2e3b\u3164\u31e4\u31e5\u4dc0-\u4dff"
    "\ud7b0-\ud7ff\uffa0\ufdfd]"
)
"""What Unicode made wide or narrow lately, or what some terminals take for a part of the sign
before: vowels and ends of Korean syllables, of Thai and Lao ones, trigrams and hexagrams."""

_UNSENT = "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
"""What would command a terminal or reorder its line. Textual counts none of it as a cell."""

_SURROGATE = "[\ud800-\udfff]"
"""What no encoding can send."""

_SHAPE = "[\u2500-\u259f\u2800-\u28ff]"
"""A line, a bar or dots, as frames, charts and pictures consist of."""


class Cell(NamedTuple):
    """What a cell shows."""

    text: str
    """A character with the marks on it; empty in the second cell of a wide character."""
    style: CellStyle
    is_plain: bool = True
    """Whether all terminals agree that it is one cell wide."""
    in_doubt: bool = False
    """Whether terminals differ in how wide it is."""
    emptied: CellStyle | None = None
    """The style once a wide character lost its other half; None if its own tells it.

    In reverse it does not: a space, which is a block there, needs less contrast than text.
    """


SPACE = Cell(" ", blank(DEFAULT_CELL_STYLE))
"""An empty cell on the terminal's own background."""

UNKNOWN = Cell("\0", DEFAULT_CELL_STYLE)
"""A cell of unknown content; no text converts to it."""


class Cells(NamedTuple):
    """Text by the cells that it fills."""

    marks: str
    """What belongs to the cell before."""
    cells: tuple[Cell, ...]
    in_doubt: bool = False
    """Whether terminals differ in how wide any of them is."""


def cells(
    text: str,
    style: Style | None,
    depth: Depth,
    ground: str = "",
    *,
    links: bool = True,
    encoding: str = "utf-8",
    text_contrast: float = TEXT,
) -> Cells:
    """Convert a line of text to cells, with control and bidirectional characters removed.

    Args:
        text: What is shown.
        style: How it is to look; None for the terminal's own look.
        depth: The colours that the terminal has.
        ground: The background of the screen as #rrggbb, which counts where colours are few;
            empty for the terminal's own.
        links: Whether the terminal may be told of addresses.
        encoding: What it can write, as `plain_forms.charset` names it.
        text_contrast: The contrast that letters need.

    """
    if style is not None and (style.meta or (style.link and not links)):
        # Textual notes there where text came from: no two styles would be the same.
        attributes = tuple(name for name in BITS if getattr(style, name))
        style = _look(style.color, style.bgcolor, attributes, style.link if links else None)
    return _cells(text, style, depth, ground, encoding, text_contrast)


@lru_cache(maxsize=2048)
def _look(
    front: Color | None, back: Color | None, attributes: tuple[str, ...], link: str | None
) -> Style:
    """The style that consists of no more than this."""
    names: dict[str, Any] = dict.fromkeys(attributes, True)
    return Style(color=front, bgcolor=back, link=link, **names)


@lru_cache(maxsize=4096)
def _cells(
    text: str, style: Style | None, depth: Depth, ground: str, encoding: str, letters: float
) -> Cells:
    marks, parts = parts_of(text)
    if encoding != "utf-8" and not text.isascii():
        # Imported here: nearly all terminals have UTF-8.
        from tui.guide.ascii_forms import in_cells

        marks, parts = "", in_cells(parts, encoding)
        text = "".join(parts)
    if depth in ("16", "256"):
        # Imported here: most terminals have all colours.
        from tui.app.terminal.few_colors import block, is_picture

        if is_picture(text, style):
            drawn = {part: cell(*block(part, style, depth, ground)) for part in set(parts)}
            return Cells("", tuple(map(drawn.__getitem__, parts)))
    is_reverse = style is not None and bool(style.reverse)
    colors = ink(style, depth, ground, letters)
    if colors.hidden:
        return Cells("", (cell(" ", colors.space),) * len(parts))
    made = {}
    is_mixed = may_have_shapes(text, is_reverse=is_reverse)
    emptied = ink(style, depth, ground, SHAPE).space if is_reverse else None
    for part in set(parts):
        if is_mixed:
            least = least_contrast(part, letters, is_reverse=is_reverse)
            colors = ink(style, depth, ground, least)
        if part == " ":
            made[part] = cell(part, colors.space)
        else:
            made[part] = cell(part, colors.style, None if part.isascii() and part else emptied)
    in_doubt = bool(marks) or any(piece.in_doubt for piece in made.values())
    return Cells(marks, tuple(map(made.__getitem__, parts)), in_doubt)


@lru_cache(maxsize=8192)
def cell(text: str, style: CellStyle, emptied: CellStyle | None = None) -> Cell:
    """Return a cell from a cache, so that equal cells are nearly always identical."""
    sure = is_sure(text)
    return Cell(text, style, sure and cell_len(text) == 1, bool(text) and not sure, emptied)


def is_narrow(text: str) -> bool:
    """Whether each character surely fills one cell. Such text has no lines, either."""
    return _NARROW.fullmatch(text) is not None


def may_have_shapes(text: str, *, is_reverse: bool) -> bool:
    """Return whether text has lines, bars or dots; in reverse, spaces are blocks too."""
    return is_reverse or re.search(_SHAPE, text) is not None


def least_contrast(sign: str, letters: float, *, is_reverse: bool) -> float:
    """Return the contrast that the sign of a cell needs, where letters need `letters`.

    It depends on the sign alone, not on its text, of which another update may bring a part.
    """
    if sign == " ":
        # In reverse it is a block, as those of scroll bars are.
        return SHAPE if is_reverse else letters
    return SHAPE if re.fullmatch(_SHAPE, sign) else letters


@lru_cache(maxsize=2048)
def is_sure(text: str) -> bool:
    """Whether all terminals agree on how wide the text of a cell is.

    They do not on clusters, on emoji, and on what is wide only where East Asian text is.
    """
    if len(text) != 1 or text > "\uffff" or text == "\u00ad":
        return False
    if re.fullmatch(_SURE, text) or (text >= "\u3000" and re.fullmatch(_SURE_WIDE, text)):
        return True
    if re.match(_DISPUTED, text) or category(text) in _UNSURE:
        return False
    # Python's tables and Rich's may be of two versions of Unicode.
    width = east_asian_width(text)
    return width not in "AW" and cell_len(text) == (2 if width == "F" else 1)


def parts_of(text: str) -> tuple[str, Sequence[str]]:
    """Return the marks before the first cell of a text, and what each cell shows."""
    if is_narrow(text):
        return "", text
    text = re.sub(_SURROGATE, "\ufffd", re.sub(_UNSENT, "", text))
    marks, parts = "", list[str]()
    for start, end, width in split_graphemes(text)[0]:
        if width:
            parts += [text[start:end], ""][:width]
        else:
            marks += text[start:end]
    return marks, parts

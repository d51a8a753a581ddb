"""Text in large letters, to be read from a distance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.large.large_letters import ROWS, glyphs_by_character
from tui.app.drawing.row import Row

if TYPE_CHECKING:
    from tui.figure.render.cells import Glyphs

_GAP = 2
"""Pixels between two letters."""

_LEADINGS = (2, 1, 0)
"""Rows of pixels between two lines: as many as the height allows."""

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The blocks by their lit quarters: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""

_IN_BRAILLE = str.maketrans(_QUARTERS, " ⠃⠘⠛⡄⡇⡜⡟⢠⢣⢸⢻⣤⣧⣼⣿")
"""The same quarters as two dots each."""

_TALL = (None, 0, 1, 1, 2, 3, 4, 5, 5, 6)
"""The row of a glyph in each row of a tall one; None for the space above it."""

_COARSE = (0, 1, 3, 5, 6)
"""The rows of a glyph that are enough to tell capitals and digits, where only cells can be lit."""

LINE_ROWS = len(_TALL) // 2
"""The rows of the terminal that `large_line` takes at scale 1."""


def large_rows(text: str, width: int, height: int, *, largest: int = 1) -> list[str] | None:
    """Return a text in large letters, as lines of quarter blocks that are all equally long.

    Lines break at spaces and line breaks: as few lines as possible, as even as possible.

    Args:
        text: What is written.
        width: The most columns.
        height: The most rows.
        largest: The largest scale. The largest whole one that fits is used.

    Returns:
        The lines, or None if there is nothing to write, a character has no glyph, or even
        scale 1 does not fit.

    """
    rows = _rows(text, width, height, largest)
    return None if rows is None else list(rows)


@lru_cache(maxsize=64)
def large_line(text: str, scale: int, glyphs: Glyphs) -> tuple[str, ...] | None:
    """Return capitals and digits in tall letters, as `LINE_ROWS` * `scale` equally long lines.

    Args:
        text: What is written, on one line.
        scale: How many times each pixel is enlarged.
        glyphs: The alphabet: quarter blocks, pairs of braille dots, or "#" in whole cells.

    Returns:
        The lines, or None if a character is none that is drawn so.

    """
    drawn = glyphs_by_character()
    if not text.strip() or any(char.islower() or char not in drawn for char in text):
        return None
    if glyphs == "ascii":
        return _cells(text, scale)
    gap = "." * _GAP
    pixels = ["" if y is None else gap.join(drawn[char][y] for char in text) for y in _TALL]
    rows = _blocks([row.ljust(len(pixels[-1]), ".") for row in pixels], scale)
    if glyphs == "braille":
        return tuple(row.translate(_IN_BRAILLE) for row in rows)
    return rows


def _cells(text: str, scale: int) -> tuple[str, ...]:
    """Letters of whole cells, two pixels wide and one to two high."""
    drawn = glyphs_by_character()
    lines = (" ".join(_halved(drawn[char][y]) for char in text) for y in _COARSE)
    enlarged = ("".join(cell * scale for cell in line) for line in lines)
    return tuple(line for line in enlarged for _ in range(scale))


def _halved(pixels: str) -> str:
    """A row of pixels in half as many cells; of an odd row the pixel in the middle has its own."""
    width = len(pixels)
    middle = width // 4 * 2 + 1 if width % 2 else 0
    ends = sorted({middle, *range(middle, width, 2), *range(middle - 1, 0, -2), width} - {0})
    pairs = [pixels[x:end] for x, end in pairwise([0, *ends])]
    return "".join("#" if "#" in pair else " " for pair in pairs)


@lru_cache(maxsize=64)
def _rows(text: str, width: int, height: int, largest: int) -> tuple[str, ...] | None:
    known = glyphs_by_character().keys() | {"\n"}
    if not text.strip() or not known >= set(text):
        return None
    for scale in range(largest, 0, -1):
        lines = _wrapped(text, 2 * width // scale)
        for leading in _LEADINGS if lines else ():
            pixels = _pixels(lines, leading)
            if len(pixels) * scale <= 2 * height:
                return _blocks(pixels, scale)
    return None


def _wrapped(text: str, room: int) -> list[str]:
    """The lines of a text, none wider than `room` pixels; none at all if a word is too long."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        # A space that does not break stays within its word.
        words = [word for word in paragraph.split(" ") if word] or [""]
        if max(map(_advance, words)) > room:
            return []
        fewest = len(_filled(words, room))
        start = max(map(_advance, words))
        widths = range(start, room + 1)
        even = bisect_left(widths, -fewest, key=lambda width: -len(_filled(words, width)))
        lines += _filled(words, widths[even])
    return lines


def _filled(words: Sequence[str], room: int) -> list[str]:
    """Lines of words, each as full as there is room, where there is room for each word."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _advance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _advance(line: str) -> int:
    """The pixels across a line."""
    glyphs = glyphs_by_character()
    return max(0, sum(len(glyphs[char][0]) + _GAP for char in line) - _GAP)


def _pixels(lines: Sequence[str], leading: int) -> list[str]:
    """The rows of pixels of some lines, all equally long; "#" is lit."""
    glyphs, gap = glyphs_by_character(), "." * _GAP
    rows: list[str] = []
    for line in lines:
        rows += [""] * leading if rows else []
        rows += [gap.join(glyphs[char][y] for char in line) for y in range(ROWS)]
    if "#" not in rows[-1]:
        del rows[-1]
    width = max(map(len, rows))
    return [row.ljust(width, ".") for row in rows]


def _blocks(pixels: Sequence[str], scale: int) -> tuple[str, ...]:
    """Blocks of two by two pixels, once each pixel has grown to `scale` in both directions."""
    grown = ["".join(pixel * scale for pixel in row) for row in pixels for _ in range(scale)]
    width = -(-len(grown[0]) // 2) * 2
    rows = [[pixel == "#" for pixel in row.ljust(width, ".")] for row in grown]
    rows += [[False] * width] * (len(rows) % 2)
    return tuple(
        "".join(
            _QUARTERS[upper[x] + 2 * upper[x + 1] + 4 * lower[x] + 8 * lower[x + 1]]
            for x in range(0, width, 2)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


class LargeText(Visual):
    """An immutable visual: a text in large letters, or in plain ones where those do not fit."""

    __slots__ = ("fallback_style", "gap_below", "glyphs", "height", "largest", "style", "text")

    def __init__(
        self,
        text: str,
        *,
        style: str = "",
        fallback_style: str = "bold",
        glyphs: Glyphs = "quadrant",
        height: int,
        largest: int = 1,
        gap_below: int = 0,
    ) -> None:
        """Make a large text.

        Args:
            text: What is written.
            style: The style of the large letters.
            fallback_style: The style of the plain ones.
            glyphs: The alphabet of figures; with "ascii" the letters are capitals.
            height: The most rows of the large letters.
            largest: The largest scale of the large letters.
            gap_below: The empty rows below the large letters.

        """
        self.text = text
        self.style = style
        self.fallback_style = fallback_style
        self.glyphs = glyphs
        self.height = height
        self.largest = largest
        self.gap_below = gap_below

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LargeText):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The columns that are drawn on where there are `container_width`."""
        if rows := self._rows(container_width):
            return len(rows[0])
        return self.as_row().get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        rows = self._rows(width)
        return len(rows) if rows else self.as_row().get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, each `width` columns wide."""
        rows = self._rows(width)
        if not rows:
            return self.as_row().render_strips(width, height, style, options)
        look = (style + options.get_style(self.style)).rich_style
        after = Segment(" " * (width - len(rows[0])), style.rich_style)
        return [Strip([Segment(row, look), after], width) for row in rows[:height]]

    def _rows(self, width: int) -> list[str] | None:
        rows = self._letter_rows(width)
        return [*rows, *[" " * len(rows[0])] * self.gap_below] if rows else None

    def _letter_rows(self, width: int) -> list[str] | None:
        if self.glyphs == "ascii":
            return self._cell_rows(width)
        rows = large_rows(self.text, width, self.height, largest=self.largest)
        if rows and self.glyphs == "braille":
            return [row.translate(_IN_BRAILLE) for row in rows]
        return rows

    def _cell_rows(self, width: int) -> list[str] | None:
        """One line of capitals, as large as it fits: whole cells are too coarse for more."""
        for scale in range(self.largest, 0, -1):
            rows = large_line(self.text.upper(), scale, "ascii")
            if rows and len(rows) <= self.height and len(rows[0]) <= width:
                return list(rows)
        return None

    def is_large(self, width: int) -> bool:
        """Whether the letters are large at a width."""
        return bool(self._rows(width))

    def as_row(self) -> Row:
        """The text in plain letters."""
        return Row(Content.styled(self.text, self.fallback_style))

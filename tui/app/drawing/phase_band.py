"""The phase of a walkthrough in large letters: the side, the phase and its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.app.drawing.large.large_letters import FIGURE_SPACE
from tui.app.drawing.large.large_text import LINE_ROWS, large_line
from tui.figure.render.cells import Glyphs

_COLUMNS = 56
"""Columns that a phase and its count need in large letters, for each time they are enlarged."""
_GAP = 3
"""Columns between two words, for each time they are enlarged."""
_FIGURE_SHARE = 0.55
"""The least share of the height for the figure, if letters are to be enlarged."""

SIDE, PHASE, COUNT = "$foreground 80%", "bold $primary", "bold"
"""The styles of the three parts."""


class WalkPhase(NamedTuple):
    """What a walkthrough asks for at the moment."""

    word: str
    seconds: int | None = None
    """The count beside the word."""
    most: int = 0
    """The largest count of this phase, which is the width that the count has."""
    side: str = ""
    """The side of the body, if it matters."""

    @property
    def number(self) -> str:
        """The count, as wide as the largest one."""
        if self.seconds is None:
            return ""
        return str(self.seconds).ljust(len(str(self.most)), FIGURE_SPACE)


Piece = tuple[str, str]
"""Text and the name of its style."""


def letter_scale(width: int, height: int, others: int, smallest: int) -> int:
    """Return how many times the letters are enlarged beside a figure; 0 for plain ones.

    Args:
        width: The columns of all.
        height: The rows of all.
        others: The rows that are neither figure nor letters.
        smallest: The fewest rows of the figure.

    """
    scale = width // _COLUMNS
    while scale > 1 and height - others - scale * LINE_ROWS < _FIGURE_SHARE * height:
        scale -= 1
    scale = max(1, scale)
    return scale if height - others - scale * LINE_ROWS >= smallest else 0


def phase_rows(phase: WalkPhase, width: int, scale: int, glyphs: Glyphs) -> list[list[Piece]]:
    """Return the pieces of each row, centred by spaces before them.

    The side is left out where there is no room for it, then the word is plain, then all are.
    """
    pieces = [(phase.side.upper(), SIDE), (phase.word, PHASE), (phase.number, COUNT)]
    pieces = [piece for piece in pieces if piece[0].strip()]
    if scale:
        without_side = [piece for piece in pieces if piece[1] != SIDE]
        for drawn in (pieces, without_side):
            blocks = [large_line(text, scale, glyphs) for text, _ in drawn]
            looks = [look for _, look in drawn]
            rows = list(_joined([block or () for block in blocks], looks, _GAP * scale))
            if all(blocks) and _width(rows[0]) <= width:
                return [_centred(row, width) for row in rows]
        number = large_line(phase.number, scale, glyphs) or ()
        word = [phase.word if y == len(number) // 2 else "" for y in range(len(number))]
        padded = [text.ljust(cell_len(phase.word)) for text in word]
        rows = list(_joined([padded, number], [PHASE, COUNT], _GAP))
        if rows and _width(rows[0]) <= width:
            return [_centred(row, width) for row in rows]
    plain = [(phase.word, PHASE), (" " * _GAP, PHASE), (phase.number.strip(), COUNT)]
    blank: list[list[Piece]] = [[] for _ in range(scale * LINE_ROWS // 2)]
    return [*blank, _centred(plain if phase.number else plain[:1], width)]


def _joined(
    blocks: Sequence[Sequence[str]], looks: Sequence[str], gap: int
) -> Iterator[list[Piece]]:
    """Yield the rows of blocks of letters side by side."""
    for texts in zip(*blocks, strict=True):
        row: list[Piece] = []
        for text, look in zip(texts, looks, strict=True):
            row += [(" " * gap, look)] if row else []
            row.append((text, look))
        yield row


def _width(row: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in row)


def _centred(row: Sequence[Piece], width: int) -> list[Piece]:
    return [(" " * ((width - _width(row)) // 2), PHASE), *row]

"""The large letters of a screen, read back as words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from tui.app.drawing.large.large_text import large_line
from tui.figure.render.cells import Glyphs
from tui.guide.routine.cue_text import STAGE_WORDS

SCALES = (1, 2, 3)

PHASES = (
    *STAGE_WORDS.values(),
    *("PAUSED", "GO ON IN", "STOPPED", "DONE", "BREATHE IN", "BREATHE OUT"),
)
"""The words that stand beside a figure."""

_WORDS = (*PHASES, "LEFT", "RIGHT", "111", "112", "911", "999")


def large_words(lines: Sequence[str]) -> list[str]:
    """The words in large letters on a screen."""
    return [word for word in _WORDS if any(find_large(lines, word))]


def find_large(lines: Sequence[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text stands in large letters: column, row and scale."""
    for glyphs in get_args(Glyphs):
        for scale in SCALES:
            drawn = [row.rstrip() for row in large_line(text, scale, glyphs) or ()]
            first = next((y for y, row in enumerate(drawn) if row), 0)
            for top, line in enumerate(lines):
                left = line.find(drawn[first]) if drawn else -1
                while left >= 0:
                    place = top - first
                    below = lines[max(0, place) : place + len(drawn)]
                    if len(below) == len(drawn) and all(
                        shown[left:].startswith(row)
                        for row, shown in zip(drawn, below, strict=True)
                    ):
                        yield left, place, scale
                    left = line.find(drawn[first], left + 1)

"""The large letters of a screen, read back as words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
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
    return list(_large_words(tuple(lines)))


@lru_cache(maxsize=64)
def _large_words(lines: tuple[str, ...]) -> tuple[str, ...]:
    whole = "\n".join(lines)
    drawn = (
        (word, _drawn(word, scale, glyphs))
        for word in _WORDS
        for glyphs in get_args(Glyphs)
        for scale in SCALES
    )
    # Most screens have none: a line of a word says so at once.
    found = {word for word, rows in drawn if rows and max(rows, key=len) in whole}
    return tuple(word for word in _WORDS if word in found and any(find_large(lines, word)))


@lru_cache(maxsize=1024)
def _drawn(text: str, scale: int, glyphs: Glyphs) -> tuple[str, ...]:
    """The rows of a text in large letters, without the blanks at their ends."""
    return tuple(row.rstrip() for row in large_line(text, scale, glyphs) or ())


def find_large(lines: Sequence[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text stands in large letters: column, row and scale."""
    for glyphs in get_args(Glyphs):
        for scale in SCALES:
            drawn = _drawn(text, scale, glyphs)
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

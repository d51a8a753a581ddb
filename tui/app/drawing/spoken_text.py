"""The text of a visual for a voice."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from tui.app.drawing.block_style import LIST_MARKS
from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row, Rows

_ENDS = (".", "?", "!", ":", ";")
_SIGNS = str.maketrans({"·": ","} | dict.fromkeys("•→↳≠×│‼▲◆●○", " "))
"""Signs that a voice would call by their names."""
_UNSAID = LIST_MARKS | {"[x] "}
"""Marks for the eye alone."""


def spoken_text(*visuals: object) -> str:
    """Return the words of visuals as sentences; figures have none."""
    sentences = (" ".join(text.translate(_SIGNS).split()) for text in _texts(visuals))
    return " ".join(s if s.endswith(_ENDS) else f"{s}." for s in sentences if s.strip(",. "))


def _texts(visuals: Iterable[object]) -> Iterable[str]:
    for visual in visuals:
        if isinstance(visual, Rows):
            yield from _texts(visual.rows)
        elif isinstance(visual, Row):
            # A mark may be a number or a key too: the key ? of the help is said.
            mark = "" if visual.mark.plain in _UNSAID else visual.mark.plain
            yield from (f"{mark}{visual.body.plain}", visual.aside.plain)
        elif isinstance(visual, LargeText):
            yield visual.text
        elif isinstance(visual, Content):
            yield visual.plain
        elif isinstance(visual, str):
            yield visual
        elif isinstance(words := getattr(visual, "words", None), str):
            # A question in large letters.
            yield words

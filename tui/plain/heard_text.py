"""Text as sentences that a screen reader says well: no signs for the eye, and full stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.guide.blocks import Block, Kind
from tui.guide.content.model import Region
from tui.guide.region import fill

_SIGNS = str.maketrans({"·": ",", "×": " times "} | dict.fromkeys("•→↳≠│‼▲◆●○", " "))
"""Signs that a voice would call by their names, or leave out."""
_DASH = re.compile(r"\s+–\s+")
_COMMA = re.compile(r"\s+,")
_UNITS = {"min": "minute", "s": "second", "h": "hour"}
_UNIT = re.compile(r"\b(\d+(?:\.\d+)?)\s(min|s|h)\b(?!\.\w)")
_ENDS = (".", "?", "!", ":")
_CLOSING = "”’)"


def as_heard(text: str) -> str:
    """Return a line as a sentence.

    ``Hold 5 s · 3 times`` is ``Hold 5 seconds, 3 times.``
    """
    words = " ".join(_DASH.sub(": ", text).translate(_SIGNS).split())
    words = _UNIT.sub(_unit, _COMMA.sub(",", words))
    return words if not words or words.rstrip(_CLOSING).endswith(_ENDS) else f"{words}."


def heard_page(page: Iterable[Block], region: Region | None) -> Iterator[str]:
    """Yield a page, each block as a line; a heading leads to what follows it."""
    for block in page:
        line = as_heard(fill(block.text, region))
        if block.kind is Kind.HEADING:
            yield f"{line.rstrip('.')}:" if line.endswith(".") else line
        elif block.kind is Kind.STEP:
            yield f"{block.number}. {line}"
        elif line:
            yield line


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 sign``, ``2 signs``, ``no signs``."""
    return f"{number or 'no'} {noun}" + "s" * (number != 1)


def _unit(match: re.Match[str]) -> str:
    unit = _UNITS[match[2]]
    return f"{match[1]} {unit}" + "s" * (match[1] != "1")

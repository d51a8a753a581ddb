"""Lines of words in a pane: wrapped, in the middle, cut at sentences, and the line of keys."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text


def wrapped(words: str, width: int, indent: str = "") -> list[str]:
    """Return lines of words, all but the first indented; a word that is too long is cut."""
    return textwrap.wrap(words, max(4, min(width, 72)), subsequent_indent=indent) or [""]


def whole_sentences(words: str, width: int, height: int) -> list[str]:
    """Return the lines of as many sentences as fit, of the first one as much of it as does."""
    sentences = re.split(r"(?<=[.!?]) ", words)
    fitting = [wrapped(" ".join(sentences[: n + 1]), width) for n in range(len(sentences))]
    return next((one for one in reversed(fitting) if len(one) <= height), fitting[0][:height])


def key_line(forms: Sequence[str], width: int) -> list[Text]:
    """Return the fullest line of keys that fits; none if even the shortest does not."""
    return [Text(form, "dim") for form in forms if cell_len(form) <= width][:1]


def centred(lines: Sequence[Text], width: int, *, as_one: bool) -> list[Text]:
    """Return lines in the middle, each by itself or all as one block."""
    widest = max((line.cell_len for line in lines), default=0)
    return [
        Text(" " * (max(0, width - (widest if as_one else line.cell_len)) // 2)).append_text(line)
        for line in lines
    ]


def side_by_side(left: Sequence[Text], right: Sequence[Text], pad: int) -> list[Text]:
    """Return the rows of a picture, each after ``pad`` blanks, with a line of words beside it."""
    words = [*right, *[Text()] * (len(left) - len(right))]
    return [
        Text(" " * pad).append_text(row).append_text(Text(" ")).append_text(line)
        for row, line in zip(left, words, strict=True)
    ]

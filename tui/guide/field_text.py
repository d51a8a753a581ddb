"""Cleaning of outside text for a field: one line, no control characters, cut to fit."""

from __future__ import annotations

from unicodedata import category, combining

LONGEST_NOTE = 200
"""The most characters of the words to a pain level."""
LONGEST_SEARCH = 80
"""The most characters to search for: each word takes its time."""

_JOINER = "\u200d"
_VIRAMA = 9
"""Unicode's class of the signs that join two letters."""
_UNWANTED = frozenset(
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
"""Bidirectional controls and invisible characters."""


def joined(text: str) -> str:
    """Return `text` in one line: lines joined by a space, control characters removed."""
    lines = text.splitlines()
    whole = " ".join(line for line in lines if line.strip()) if lines[1:] else "".join(lines)
    return "".join(" " if sign.isspace() else sign for sign in whole if _stays(sign))


def _stays(sign: str) -> bool:
    return sign.isspace() or (sign not in _UNWANTED and category(sign) not in ("Cc", "Cs"))


def cut(text: str, most: int) -> str:
    """Return the start of `text`, at most `most` characters, without splitting a grapheme."""
    if len(text) <= most:
        return text
    end = max(0, most)
    while end and (
        _belongs(text[end]) or text[end - 1] == _JOINER or _halves(text, end) or _joins(text, end)
    ):
        end -= 1
    # A single long grapheme: keep a part of it rather than nothing.
    return text[: end or max(0, most)]


def _halves(text: str, end: int) -> bool:
    """Return whether a flag, a pair of regional indicators, would be cut in two."""
    letters = 0
    while letters < end and "\U0001f1e6" <= text[end - 1 - letters] <= "\U0001f1ff":
        letters += 1
    return letters % 2 == 1 and "\U0001f1e6" <= text[end] <= "\U0001f1ff"


def _joins(text: str, end: int) -> bool:
    """Return whether a letter joins the one before, as in Indian scripts."""
    return combining(text[end - 1]) == _VIRAMA and category(text[end]) == "Lo"


def _belongs(sign: str) -> bool:
    """Return whether a character modifies the one before it."""
    return (
        combining(sign) > 0
        or category(sign) in ("Mn", "Me", "Mc")
        or sign == _JOINER
        or "\u1160" <= sign <= "\u11ff"  # the vowel and the end of a Korean syllable
        or "\ud7b0" <= sign <= "\ud7ff"
        or sign in "\u0e33\u0eb3"  # a vowel of Thai, and of Lao
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # the tones of skin
        or "\U000e0020" <= sign <= "\U000e007f"  # the tags of flags
    )

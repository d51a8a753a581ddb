"""Replacement of characters that an encoding lacks, for text lines and for screen cells."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from io import TextIOWrapper
from typing import TextIO
from unicodedata import east_asian_width

_FORMS = {
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "×": "x",
    "½": "1/2",
    "·": "|",
    "•": "*",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "↳": "->",
    "↵": "Enter",
    "⏎": "Enter",
    "▸": ">",
    "≤": "<=",
    "≠": "!=",
    "‼": "!!",
    "▲": "!",
    "◆": "*",
    "●": "o",
    "○": "?",
    "◐": "~",
    "✓": "+",
    "✗": "x",
    "♪": "(bell)",
    # Letters that Unicode does not take apart into a plain one and a mark.
    **dict(zip("ŁłØøĐđĦħŦŧıÐðÞþ", "LlOoDdHhTtiDdTt", strict=True)),
    **{"ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe"},
    **dict.fromkeys("─━╸╺═", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┍┑╔╗╚╝", "+"),
    **dict(zip("▁▂▃▄▅▆▇█", "_.-:=+*#", strict=True)),
    **dict(zip("░▒▓", ".:%", strict=True)),
    "▔": "-",
    "▀": '"',
    **dict.fromkeys("▌▐", "|"),
    **dict.fromkeys("▘▝", "'"),
    **dict.fromkeys("▖▗", "."),
    "▞": "/",
    "▚": "\\",
    **dict.fromkeys("▙▛▜▟", "#"),
}
"""The plain form of each character that the guide uses."""

_DOTS = " ..::+*##"
"""The plain forms of a cell of dots, by how many there are."""

_IN_CELLS = {
    "…": ".",
    "½": "/",
    "°": "o",
    "→": ">",
    "←": "<",
    "↳": ">",
    "↵": "<",
    "⏎": "<",
    "≤": "<",
    "≠": "!",
    "‼": "!",
    "♪": "b",
    "━": "=",
    "╸": "=",
    "╺": "=",
    "┃": "#",
}
"""Other forms for screen cells, where the plain form is too wide or equals a neighbour's."""

NARROW_UTF_8 = "utf-8-narrow"
"""What terminals get that show ambiguous characters in two columns: UTF-8 without these."""

_ASCII = "".join(map(chr, range(32, 127))) + "\x1b"
_PROBES = "é½─→а日가"
"""Characters of many scripts, some of each character set."""
_ERRORS = "backspasm-plain"
"""The name of the codec error handler."""


def legible(text: str, encoding: str | None) -> str:
    """Return `text` with characters that `encoding` lacks replaced by similar ones."""
    try:
        text.encode(encoding or "ascii")
    except UnicodeEncodeError:
        text = text.replace("°C", "deg C").replace("°F", "deg F").replace("°", " degrees")
        return "".join(char if char.isascii() else _form(char) for char in text)
    except LookupError:
        return legible(text, "ascii")
    return text


@lru_cache(maxsize=4096)
def in_cell(text: str, width: int, encoding: str) -> tuple[str, ...]:
    """Return the text that `width` screen cells show for a character with its marks.

    Where a character takes other than a byte for each cell, terminals of that encoding show it
    as wide as it has bytes; so it is as good as missing.
    """
    if text.isascii():
        return (text, *[""] * (width - 1))
    text = unicodedata.normalize("NFC", text)
    if encoding == NARROW_UTF_8 and len(text) == 1 and east_asian_width(text) != "A":
        return (text, *[""] * (width - 1))
    try:
        if len(text) == 1 and len(text.encode(encoding)) == width:
            return (text, *[""] * (width - 1))
    except (LookupError, UnicodeError):
        pass
    form = _IN_CELLS.get(text) or _form(text[:1])
    return (form[:1] or "?", *[" "] * (width - 1))


def in_cells(parts: Sequence[str], encoding: str) -> list[str]:
    """Return plain forms, as wide, for the texts of cells that an encoding may lack.

    Args:
        parts: What each cell shows; empty in the second cell of a wide character.
        encoding: What can be written, as `charset` names it.

    """
    plain: list[str] = []
    for place, part in enumerate(parts):
        if part:
            wide = place + 1 < len(parts) and not parts[place + 1]
            plain += in_cell(part, 2 if wide else 1, encoding)
    return plain


def _form(character: str) -> str:
    """Return the plain form of a character; a question mark if none is known."""
    if "\u2800" <= character <= "\u28ff":
        return _DOTS[(ord(character) - 0x2800).bit_count()]
    likeness = unicodedata.normalize("NFKD", _FORMS.get(character, character))
    forms = (_FORMS.get(char, char) for char in likeness if not unicodedata.combining(char))
    return "".join(forms).encode("ascii", "replace").decode("ascii")


@lru_cache(maxsize=64)
def charset(name: str) -> str:
    """Return Python's name for a character set, given by an untrusted name.

    Those that it does not know, those in which ASCII is written otherwise, and those that write
    other characters by way of ASCII or an escape sequence, are ASCII.
    """
    # Imported here: most readers have UTF-8.
    from encodings.aliases import aliases

    plain = re.sub("[^a-z0-9]+", "_", name.lower()).strip("_")
    if plain in ("", "utf_8", "utf8"):
        return "utf-8"
    # Python caches each name that it failed to find.
    if plain not in aliases and plain not in aliases.values():
        return "ascii"
    try:
        if _ASCII.encode(plain) == _ASCII.encode() and all(map(_stands_alone, _encoded(plain))):
            return codecs.lookup(plain).name
    except (LookupError, UnicodeError):
        pass
    return "ascii"


def _encoded(encoding: str) -> Iterator[bytes]:
    """Yield the encoded form of each probe character that an encoding has."""
    for char in _PROBES:
        with suppress(UnicodeEncodeError):
            yield char.encode(encoding)


def _stands_alone(written: bytes) -> bool:
    return bool(written) and written[0] >= 0x80


def write_in(*streams: TextIO | None) -> None:
    """Make streams write plain forms for characters that they lack.

    Those with an encoding that no terminal has, such as IDNA, write ASCII; but a file or a pipe
    gets the UTF-16 that was asked for.
    """
    codecs.register_error(_ERRORS, _replace)
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            is_ascii = charset(stream.encoding) == "ascii" and not is_unicode_file(stream)
            stream.reconfigure(encoding="ascii" if is_ascii else None, errors=_ERRORS)


def is_unicode_file(stream: TextIO) -> bool:
    """Return whether a stream is no terminal and writes all of Unicode, such as in UTF-16."""
    return not stream.isatty() and codecs.lookup(stream.encoding).name.startswith("utf-")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return legible(error.object[error.start : error.end], "ascii"), error.end

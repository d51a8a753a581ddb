"""Decodes and parses TOML text, and says what else a file holds."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.guide.content.faults import ContentError, Fault
from tui.guide.content.file_bytes import refusal

_MARKS = {
    # The longer ones first: UTF-32's begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "UTF-32 text",
    codecs.BOM_UTF32_BE: "UTF-32 text",
    codecs.BOM_UTF16_LE: "UTF-16 text",
    codecs.BOM_UTF16_BE: "UTF-16 text",
    b"+/v": "UTF-7 text",
}
"""Byte order marks, with the encoding of each."""

_KINDS = {
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"PK\x03\x04": "a zip file",
    b"7z\xbc\xaf": "a 7z file",
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "an SQLite database",
}
"""Signatures of other kinds of files."""

_UTF_7 = re.compile(rb"\+[A-Za-z0-9/+]{3,}-?")
"""A character beyond ASCII as UTF-7 writes it."""
_LOOKED_AT = 4096
"""The number of bytes examined to tell the encoding."""


def decode(data: bytes, path: Path) -> str:
    """Return the text of a file; a mark at its beginning that says UTF-8 is skipped.

    Raises:
        ContentError: if it is no text in UTF-8; `path` is what the fault calls it.

    """
    expected = "UTF-8 text"
    if actual := _no_text(data):
        raise refusal(path, actual, expected)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not UTF-8 (perhaps Latin-1) at {_place(error)}"
        raise refusal(path, actual, expected) from None


def _no_text(data: bytes) -> str:
    """Return what a file holds if it is not UTF-8 text; empty if it may be."""
    for begins, kind in (*_MARKS.items(), *_KINDS.items()):
        if data.startswith(begins):
            return kind
    if data.startswith(codecs.BOM_UTF8 * 2):
        return "a second byte-order mark at its beginning, where one is enough"
    if b"\0" in data:
        return _with_nul(data)
    if b"\r" in data and b"\n" not in data:
        return "lines that end in CR alone, as on old Macs"
    if data.isascii() and _UTF_7.search(data):
        with suppress(UnicodeError):
            beyond = {char for char in data.decode("utf-7") if not char.isascii()}
            # What comes of a telephone number, as +49301234567, is of no alphabet.
            if beyond and max(beyond) < "\u2e80":
                return "UTF-7 text"
    return ""


def _with_nul(data: bytes) -> str:
    """What a file with a NUL in it is: text in two or four bytes a character has one in most."""
    zeros = [data[start:_LOOKED_AT:4].count(0) for start in range(4)]
    often = [3 * count > len(data[:_LOOKED_AT]) // 4 for count in zeros]
    if often in ([False, True, True, True], [True, True, True, False]):
        return "UTF-32 text"
    if often in ([False, True, False, True], [True, False, True, False]):
        return "UTF-16 text"
    place = data.index(b"\0")
    return f"a NUL byte at line {data.count(10, 0, place) + 1}, as binary files have"


def _place(error: UnicodeDecodeError) -> str:
    """Return the line and the column of what cannot be decoded, both from 1."""
    before = error.object[: error.start]
    line = before.rpartition(b"\n")[2].decode("utf-8", "replace")
    return f"line {before.count(10) + 1}, column {len(line) + 1}"


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Return the tables of TOML text.

    Raises:
        ContentError: if it is no TOML; `name` is what the fault calls it.

    """
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        detail = str(error)
    except RecursionError:
        detail = "tables or lists nested too deeply"
    except ValueError as error:
        # A number or date that Python cannot hold.
        detail = str(error).partition(";")[0]
    raise ContentError(name, [Fault("", detail, "TOML")])

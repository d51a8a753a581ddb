"""Decodes and parses TOML text, and says in plain words what is wrong with it."""

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
        detail, line, column = in_words(str(error), text)
        raise ContentError(name, [Fault("", detail, "TOML", None, line, column)]) from None
    except RecursionError:
        detail = "tables or lists nested too deeply"
    except ValueError as error:
        # A number or date that Python cannot hold.
        detail = str(error).partition(";")[0]
    raise ContentError(name, [Fault("", detail, "TOML")])


_TOLD_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CURLY = "“”„‟‘’‚‛«»"


def in_words(message: str, text: str) -> tuple[str, int, int]:
    """Return an error of `tomli` in plain words with what to do, and its line and column."""
    found = _TOLD_PLACE.search(message)
    if found is None:
        return message, 0, 0
    lines = text.split("\n")
    if found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        line = len(text.rstrip().split("\n"))
        column = len(lines[line - 1].rstrip()) + 1
    words = _words(message[: found.start()], lines[line - 1], column)
    return f"{words}{found[0]}" if words else message, line, column


def _words(message: str, line: str, column: int) -> str:
    """Return plain words for an error in a line; empty if there are none."""
    after = line[column - 1 :]
    if any(mark in line for mark in _CURLY) and '"' not in line.partition("#")[0]:
        return 'curly quotes, as word processors write them; write straight ones: "'
    if name := re.match(r"Cannot declare \((.*?),?\) twice|Cannot mutate immutable", message):
        named = ".".join(re.findall(r"'([^']*)'", name[1] or ""))
        return f"the table {named}, which is written twice; join the two, or write [[…]] for each"
    if message.startswith("Cannot overwrite a value"):
        key = line.partition("=")[0].strip()
        return f"the key {key}, which is written twice; keep one of the two"
    for begins, words in _MESSAGES.items():
        if message.startswith(begins):
            return words
    if message.startswith("Invalid value"):
        return _value_words(after)
    if message.startswith("Expected newline"):
        return _rest_words(line, column)
    return ""


_MESSAGES = {
    "Illegal character '\\n'": "a line break inside a text of one line; close its quotes before "
    'the line ends, or write """ around several lines',
    "Unterminated string": "a text that is never closed; write the quotes at its end",
    "Unclosed array": "a list that is never closed; write a comma between its entries, "
    "and ] at its end",
    "Unclosed inline table": "a table in one line that is never closed; write } at its end",
    "Expected '=' after a key": "a line without an equals sign; write key = value",
    "Unescaped '\\' in a string": "a backslash in a text; write it twice, or ' around the text",
    "Expected ']' at the end of a table": "a table whose name is not closed; write ] after it",
    "Expected ']]' at the end of an array": "a table whose name is not closed; write ]] after it",
    "Invalid initial character for a key": "a key that is missing; write key = value",
    "Invalid statement": "a line that begins with neither a key nor [; write key = value",
}
"""What is meant by the first words of an error."""


def _value_words(after: str) -> str:
    word = re.match(r"[^\s,\]}#]*", after)
    typed = word[0] if word else ""
    if not typed:
        return "a key without a value; write it after the equals sign"
    if typed.casefold() in ("yes", "no", "true", "false", "on", "off"):
        return f"{typed}; write true or false, in small letters"
    if typed.casefold() in ("none", "null", "nil"):
        return f"{typed}; leave the whole line out instead"
    if re.fullmatch(r"[\d.,]+", typed):
        return f"the number {typed}; write it with a point, and a digit on either side"
    return f'words without quotes; write " around them, before {typed[:20]}'


def _rest_words(line: str, column: int) -> str:
    before = line[: column - 1].rstrip()
    after = line[column - 1 :].strip()
    if re.search(r"=\s*0$", before) and after[:1].isdigit():
        return "a number with a 0 before it; leave the 0 out"
    if before.endswith(('"', "'")):
        return 'something after the end of a text; for quotes within it write “ ” or \\"'
    if after.startswith(","):
        return "a comma; a number has a point, and a list stands in [ ]"
    return "something after a value; write each key on a line of its own"

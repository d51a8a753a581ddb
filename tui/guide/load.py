"""The loader of content files: find, read, parse, convert, cross-check.

Every way this can fail ends in `ContentError`, which holds one clear line per fault.
"""

from __future__ import annotations

import codecs
import re
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from tui.guide.content import cache
from tui.guide.content.faults import ContentError, Fault
from tui.guide.content.model import Content

MOST_BYTES = 4 * 1024 * 1024
"""A content file larger than this is not read; the guide's own has about 270 KiB."""

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


def default_path() -> Path:
    """Return the content file the guide comes with.

    An installed package holds its copy beside the modules; in a source tree the file
    stands at the top level, and an editable install reads it there.
    """
    package = Path(__file__).parents[1]
    packaged = package / "content.toml"
    return packaged if packaged.exists() else package.with_name("content.toml")


def load(
    path: Path | None = None,
    *,
    thorough: bool = False,
    cases: bool = False,
    cache_folder: Path | None = None,
    write_cache: bool = True,
) -> Content:
    """Read and check a content file; without a path, the one the guide comes with.

    Args:
        path: The file.
        thorough: Whether to play every motion through too. Always done for another file
            than the guide's own, whose motions the tests have played.
        cases: Whether to run the triage cases too. Without, what is returned holds none: they
            are an eighth of the content, and only for its check.
        cache_folder: Where checked content is cached; None for no cache.
        write_cache: Whether to cache content that is not cached yet.

    Raises:
        ContentError: if the file cannot be read or has any fault.

    """
    own = default_path()
    thorough = thorough or path not in (None, own)
    path = path or own
    data = _read(path)
    mark = cache.cache_key(data, f"{thorough=} {cases=}") if cache_folder else ""
    if cache_folder and (content := cache.fetch(cache_folder, mark)):
        return content
    content = parse(_text(data, path), str(path), thorough=thorough, cases=cases)
    if cache_folder and write_cache:
        cache.put(cache_folder, mark, content)
    return content


def parse(
    text: str, name: str = "content.toml", *, thorough: bool = True, cases: bool = False
) -> Content:
    """Check content already in memory; `name` is what the faults call it. Else as `load`.

    Raises:
        ContentError: if it has any fault.

    """
    from tui.guide.content.schema import matches_patterns
    from tui.guide.lint.exercises import figure_faults
    from tui.guide.lint.references import cross_check

    raw = _parse_toml(text, name)
    try:
        content = msgspec.convert(raw, Content)
    except msgspec.ValidationError:
        raise ContentError(name, _all_faults(raw)) from None
    if not matches_patterns(raw, Content):
        raise ContentError(name, _all_faults(raw))
    faults = cross_check(content)
    if thorough:
        faults += figure_faults(content)
    if cases and not faults:
        from tui.guide.lint.cases import case_faults

        faults += case_faults(content)
    if faults:
        raise ContentError(name, faults)
    return content if cases else msgspec.structs.replace(content, cases=())


def _refusal(path: Path, actual: str, expected: str) -> ContentError:
    return ContentError(str(path), [Fault("", actual, expected)])


def _read(path: Path) -> bytes:
    refuse = partial(_refusal, path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise refuse("a directory", "a TOML file")
        if not stat.S_ISREG(about.st_mode):
            raise refuse("a device or pipe", "a TOML file")
        if about.st_size > MOST_BYTES:
            raise refuse(f"{about.st_size:,} bytes", f"at most {MOST_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        raise refuse(error.strerror or "an unreadable file", "a TOML file") from None
    except ValueError:
        raise refuse("a path with a NUL character", "a TOML file") from None


def _text(data: bytes, path: Path) -> str:
    """Return the text of a file; a mark at its beginning that says UTF-8 is skipped."""
    expected = "UTF-8 text"
    if actual := _no_text(data):
        raise _refusal(path, actual, expected)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        actual = f"a byte that is not UTF-8 (perhaps Latin-1) at {_place(error)}"
        raise _refusal(path, actual, expected) from None


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


def _parse_toml(text: str, name: str) -> dict[str, Any]:
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


def _all_faults(raw: dict[str, Any]) -> list[Fault]:
    """Return the schema's faults, and those of the cross-checks that do not follow from them."""
    from tui.guide.content.schema import find_faults
    from tui.guide.lint.references import cross_check

    faults, mended = find_faults(raw, Content)
    broken = [fault.path for fault in faults]
    further = cross_check(msgspec.convert(mended, Content), skip=frozenset(broken))
    return faults + further

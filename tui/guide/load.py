"""From a file on disk to `Content`: find, read, parse, convert, cross-check.

Every way this can fail ends in `ContentError`, which holds one clear line per fault.
"""

from __future__ import annotations

import codecs
import stat
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from tui.guide import kept
from tui.guide.content import Content
from tui.guide.faults import ContentError, Fault

MOST_BYTES = 4 * 1024 * 1024
"""A content file larger than this is not read; the guide's own has about 270 KiB."""

_MARKS = {
    # The longer ones first: UTF-32's begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""How a text begins that says its encoding."""


def default_path() -> Path:
    """The content file the guide comes with.

    An installed package holds its copy beside the modules; in a source tree the file
    stands at the top level, and an editable install reads it there.
    """
    packaged = Path(__file__).parents[1] / "content.toml"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "content.toml"


def load(
    path: Path | None = None,
    *,
    thorough: bool = False,
    cases: bool = False,
    shelf: Path | None = None,
    keep: bool = True,
) -> Content:
    """Read and check a content file; without a path, the one the guide comes with.

    Args:
        path: The file.
        thorough: Whether to play every motion through too. Always done for another file
            than the guide's own, whose motions the tests have played.
        cases: Whether to run the triage cases too.
        shelf: A folder for what was found good, from which it is read in less time.
        keep: Whether to put onto the shelf what is not there yet.

    Raises:
        ContentError: if the file cannot be read or has any fault.

    """
    own = default_path()
    thorough = thorough or path not in (None, own)
    path = path or own
    data = _read(path)
    mark = kept.mark_of(data, f"{thorough=}") if shelf else ""
    if shelf and (content := kept.fetch(shelf, mark)):
        return content
    content = parse(_text(data, path), str(path), thorough=thorough, cases=cases)
    if shelf and keep:
        kept.put(shelf, mark, content)
    return content


def parse(
    text: str, name: str = "content.toml", *, thorough: bool = True, cases: bool = False
) -> Content:
    """Check content already in memory; `name` is what the faults call it.

    Raises:
        ContentError: if it has any fault.

    """
    from tui.guide.check import cross_check, figure_faults

    raw = _parse_toml(text, name)
    try:
        content = msgspec.convert(raw, Content)
    except msgspec.ValidationError:
        raise ContentError(name, _all_faults(raw)) from None
    faults = cross_check(content)
    if thorough:
        faults += figure_faults(content)
    if cases and not faults:
        from tui.guide.check_cases import case_faults

        faults += case_faults(content)
    if faults:
        raise ContentError(name, faults)
    return content


def _refusal(path: Path, found: str, expected: str) -> ContentError:
    return ContentError(str(path), [Fault("", found, expected)])


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
    """The text of a file; a mark at its beginning that says UTF-8 is skipped."""
    expected = "UTF-8 text"
    if wide := _wide_encoding(data):
        raise _refusal(path, f"{wide} text", expected)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 (perhaps Latin-1) at {_place(error)}"
        raise _refusal(path, found, expected) from None


def _wide_encoding(data: bytes) -> str:
    """The encoding of a text with two or four bytes a character; empty if it is none."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    # Without a mark: TOML begins with an ASCII character, and has no NUL.
    zeros = tuple(byte == 0 for byte in data[:4])
    return {
        (False, True, True, True): "UTF-32",
        (True, True, True, False): "UTF-32",
        (False, True): "UTF-16",
        (True, False): "UTF-16",
    }.get(zeros if len(zeros) == 4 and sum(zeros) == 3 else zeros[:2], "")


def _place(error: UnicodeDecodeError) -> str:
    """The line and the column of what cannot be decoded, both from 1."""
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
    """The schema's faults, and those of the cross-checks that do not follow from them."""
    from tui.guide.check import cross_check
    from tui.guide.schema import survey

    faults, mended = survey(raw, Content)
    broken = [fault.path for fault in faults]
    further = cross_check(msgspec.convert(mended, Content), skip=frozenset(broken))
    return faults + further

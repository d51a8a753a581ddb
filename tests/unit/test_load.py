"""Reading a content file: whatever stands there, the answer is content or one clear line each."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from tests.support import SMALL, content_text, run
from tui.guide.content.faults import ContentError, Fault, describe, nearest
from tui.guide.content.model import Content
from tui.guide.content.toml_text import decode
from tui.guide.load import MOST_BYTES, default_path, load
from tui.guide.parse import parse


def refused(path: Path) -> list[str]:
    """The lines that loading `path` ends with."""
    with pytest.raises(ContentError) as error:
        load(path)
    return error.value.lines()


def faults_of(text: str) -> list[str]:
    """The lines that `text` as a content file would bring, none if it is good."""
    try:
        parse(text)
    except ContentError as error:
        return error.lines()
    return []


def missing(path: Path) -> None:
    """Make nothing."""


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)


def loop(path: Path) -> None:
    path.symlink_to(path)


def not_utf8(path: Path) -> None:
    path.write_bytes("\ufeff# Größe\n".encode() + 'titlé = "caf'.encode() + b'\xe9"')


@pytest.mark.parametrize(
    ("make", "found", "expected"),
    [
        (Path.mkdir, "a directory", "a TOML file"),
        (missing, "No such file or directory", "a TOML file"),
        (os.mkfifo, "a device or pipe", "a TOML file"),
        (sparse, "209,715,200 bytes", "at most 4,194,304"),
        (loop, "Too many levels of symbolic links", "a TOML file"),
        (
            not_utf8,
            "a byte that is not UTF-8 (perhaps Latin-1) at line 2, column 13",
            "UTF-8 text",
        ),
    ],
)
def test_what_is_no_text_file_is_one_line(
    tmp_path: Path, make: Callable[[Path], object], found: str, expected: str
) -> None:
    path = tmp_path / "content.toml"
    make(path)

    assert refused(path) == [f"{path}: found {found}, expected {expected}"]


@pytest.mark.parametrize("form", ["", "-le", "-be"], ids=["marked", "little", "big"])
@pytest.mark.parametrize("width", ["16", "32"])
def test_text_in_a_wide_encoding_is_named_as_such(tmp_path: Path, width: str, form: str) -> None:
    path = tmp_path / "content.toml"
    path.write_bytes(content_text(SMALL).encode(f"utf-{width}{form}"))

    assert refused(path) == [f"{path}: found UTF-{width} text, expected UTF-8 text"]


OWN = content_text()
ODD: dict[str, tuple[bytes, str]] = {
    "two marks": (b"\xef\xbb\xbf" * 2 + OWN.encode(), "a second byte-order mark"),
    "three marks": (b"\xef\xbb\xbf" * 3 + OWN.encode(), "a second byte-order mark"),
    "a NUL": (OWN.encode().replace(b"\n", b"\n\0", 1), "a NUL byte at line 2"),
    "a NUL at the end": (OWN.encode() + b"\0", "a NUL byte at line "),
    "nothing but NUL": (bytes(5000), "a NUL byte at line 1"),
    "UTF-7": (OWN.encode("utf-7"), "UTF-7 text"),
    "UTF-7 with its mark": (b"+/v8-" + OWN.encode("utf-7"), "UTF-7 text"),
    "gzip": (gzip.compress(OWN.encode()), "a gzip file"),
    "bzip2": (bz2.compress(OWN.encode()), "a bzip2 file"),
    "xz": (lzma.compress(OWN.encode()), "an xz file"),
    "zip": (b"PK\x03\x04" + bytes(50), "a zip file"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
    "CR": (OWN.replace("\n", "\r").encode(), "lines that end in CR alone"),
    "UTF-16 that begins oddly": ("é = 1\n".encode("utf-16-le") + OWN.encode("utf-16-le"), "UTF-16"),
    "UTF-16 big": (("é\n" + OWN).encode("utf-16-be"), "UTF-16 text"),
    "UTF-32 that begins oddly": (("日\n" + OWN).encode("utf-32-le"), "UTF-32 text"),
    "UTF-32 big": (("日\n" + OWN).encode("utf-32-be"), "UTF-32 text"),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_file_of_another_kind_is_named_as_such(tmp_path: Path, kind: str) -> None:
    path, (data, found) = tmp_path / "content.toml", ODD[kind]
    path.write_bytes(data)
    (line,) = refused(path)
    assert line.startswith(f"{path}: found {found}") and line.endswith(", expected UTF-8 text")
    if kind in ("two marks", "CR", "gzip"):
        for command in (["check", str(path)], ["--content", str(path)]):
            told = run(*command)
            assert told.returncode in (1, 2)
            assert line in told.stdout + told.stderr
            assert (told.stdout + told.stderr).count("\n") == 1


@pytest.mark.parametrize("text", ["C++ and a+b-c, 1+1, +abc", "+4930123", "+49301234567-", "+a+b"])
def test_plus_signs_are_no_utf_7(text: str) -> None:
    assert decode(f'a = "{text}"\n'.encode(), Path("x"))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_mark_that_says_utf_8_is_skipped(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "content.toml"
    path.write_bytes(content_text(SMALL).replace("\n", ends).encode("utf-8-sig"))

    assert load(path) == parse(content_text(SMALL))


def test_a_device_is_not_read() -> None:
    assert refused(Path(os.devnull)) == [
        f"{os.devnull}: found a device or pipe, expected a TOML file"
    ]


def test_a_path_with_a_nul_is_one_line() -> None:
    (line,) = refused(Path("a\0b"))

    assert line.endswith(": found a path with a NUL character, expected a TOML file")


def test_a_path_through_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    (line,) = refused(tmp_path / "file" / "content.toml")

    assert line.endswith("found Not a directory, expected a TOML file")


def test_a_name_that_is_too_long_is_one_line(tmp_path: Path) -> None:
    (line,) = refused(tmp_path / ("a" * 5000))

    assert line.endswith("found File name too long, expected a TOML file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "content.toml"
    path.touch(mode=0)

    assert refused(path) == [f"{path}: found Permission denied, expected a TOML file"]


def test_trouble_without_a_name_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        raise OSError

    path = tmp_path / "content.toml"
    path.touch()
    monkeypatch.setattr(Path, "read_bytes", fail)

    assert refused(path) == [f"{path}: found an unreadable file, expected a TOML file"]


def test_a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "content.toml"
    text = content_text().encode()
    path.write_bytes(text + b"\n" * (MOST_BYTES - len(text)))
    assert isinstance(load(path), Content)

    path.write_bytes(text + b"\n" * (MOST_BYTES - len(text) + 1))
    assert refused(path) == [f"{path}: found 4,194,305 bytes, expected at most 4,194,304"]


def test_the_guide_reads_its_own_file(content: Content) -> None:
    assert load() == load(default_path()) == content


def test_an_editable_install_reads_the_file_at_the_top_level() -> None:
    assert default_path() == Path(__file__).parents[2] / "content.toml"


def test_an_installed_guide_reads_the_copy_beside_its_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = tmp_path / "tui" / "content.toml"
    packaged.parent.mkdir()
    packaged.touch()
    module = packaged.with_name("guide") / "load.py"
    monkeypatch.setattr("tui.guide.load.__file__", str(module))

    assert default_path() == packaged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title = ", "(at end of document)"),
        ("[guide]\n[guide]\n", "(at line 2, column 7)"),
        ("a = 1\na = 2\n", "(at line 2, column 6)"),
        ("a = 'x", "(at end of document)"),
        ('a = "\\x"', "(at line 1, column 8)"),
        ("\ufeff[guide]", "(at line 1, column 1)"),
        ("a = 1\x00", "(at line 1, column 6)"),
        ("a = 1\rb = 2", "(at line 1, column 6)"),
        ("a = 2026-02-30", "date"),
        ("a = " + "9" * 5000, "for integer string conversion"),
        ("a = " + "[" * 100_000, "tables or lists nested too deeply"),
        ("a = " + "[" * 100_000 + "]" * 100_000, "tables or lists nested too deeply"),
        ("a = " + "{a = " * 100_000, "tables or lists nested too deeply"),
        (".".join("a" * 200_000) + " = 1", "tables or lists nested too deeply"),
        ("[" + ".".join("a" * 200_000) + "]", "tables or lists nested too deeply"),
    ],
    ids=lambda value: value[:12],
)
def test_what_is_no_toml_is_one_line(text: str, found: str) -> None:
    (line,) = faults_of(text)

    assert re.match(r"content\.toml(:\d+:\d+)?: found ", line)
    assert found in line
    assert line.endswith(", expected TOML")


def test_an_empty_file_lacks_every_table() -> None:
    lacking = re.compile(r"content.toml: (\w+): found nothing, expected a (table|list)")
    lines = faults_of("")

    needed = [one for one in fields(Content) if one.required]
    assert [bool(lacking.fullmatch(line)) for line in lines] == [True] * len(needed)


def check_lines(lines: list[str]) -> None:
    for line in lines:
        assert re.match(r"content\.toml(:\d+:\d+)?: .*found .*, expected ", line)


@given(st.text())
def test_random_text_is_never_more_than_a_fault(text: str) -> None:
    check_lines(faults_of(text))


@given(st.text(alphabet="[]{}=\"'\\\n\t.,#0123456789abefinxTZ:+-_ ", max_size=60))
def test_text_that_is_nearly_toml_is_never_more_than_a_fault(text: str) -> None:
    check_lines(faults_of(text))


@given(st.binary())
def test_random_bytes_are_never_more_than_a_fault(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.toml"
    path.write_bytes(data)

    assert refused(path)


def test_content_cut_off_anywhere_is_never_more_than_a_fault() -> None:
    text = content_text()

    for end in range(0, len(text), len(text) // 40):
        check_lines(faults_of(text[:end]))


def test_an_error_is_one_line_for_each_fault_led_by_the_file() -> None:
    error = ContentError("a.toml", [Fault("", "x", "y"), Fault("rule[r].any[2]", "x", "y", "z")])

    assert error.lines() == [
        "a.toml: found x, expected y",
        'a.toml: rule[r].any[2]: found x, expected y; did you mean "z"?',
    ]
    assert str(error).splitlines() == error.lines()


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("fevr", "fever"),
        ("FEVER", "fever"),
        ("nhs_back_pain", "nhs-back-pain"),
        ("Chils", "Chills"),
        ("xyz", None),
        ("", None),
        ("fever" * 1000, None),
    ],
)
def test_the_nearest_name_is_found_whatever_its_case(name: str, close: str | None) -> None:
    assert nearest(name, ["fever", "Chills", "nhs-back-pain"]) == close


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ({"a": 1}, "a table"),
        ([1], "a list"),
        ([], "an empty list"),
        (True, "true"),
        (False, "false"),
        ("text", '"text"'),
        ("", '""'),
        ("a\x1b[31m\n", '"a\\x1b[31m\\n"'),
        ("’", '"’"'),
        ("x" * 40, '"' + "x" * 40 + '"'),
        ("x" * 41, '"' + "x" * 40 + "…" + '"'),
        (1.5, "1.5"),
        (10**50, "1" + "0" * 39),
    ],
)
def test_a_value_is_shown_on_one_line_as_an_author_knows_it(value: object, seen: str) -> None:
    assert describe(value) == seen

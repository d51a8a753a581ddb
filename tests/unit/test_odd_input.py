"""Odd files, odd keys and odd streams end in a clear line, never in a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import (
    ROOT,
    SMALL,
    changed,
    faults,
    plain_environment,
    run,
)
from tests.support.content import loaded
from tui.guide.blocks import source_words
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.plain import guide

INDEX = Index.of(loaded())


class Hex(int):
    def __str__(self) -> str:
        return "0x" + "F" * 5000


HUGE = Hex(16**5000 - 1)


@pytest.mark.parametrize(
    "path",
    ["guide/tagline", "onset/switch/least", "exercise/bend/dose/reps", "exercise/bend/dose/hold/0"],
)
def test_a_number_of_thousands_of_digits_is_a_fault_not_a_crash(path: str) -> None:
    assert faults(changed((path, HUGE)))


@pytest.mark.parametrize(
    "path,value",
    [
        ("exercise/bend/dose/hold", [float("inf")]),
        ("exercise/bend/dose/rest", float("inf")),
        ("exercise/bend/dose/hold", [1e300]),
        ("exercise/bend/dose/most_reps", 10**30),
        ("pack/cold/gap", 10**9),
        ("onset/switch/most", 10**12),
    ],
)
def test_an_endless_or_absurd_dose_is_a_fault(path: str, value: object) -> None:
    assert faults(changed((path, value)))


@pytest.mark.parametrize(
    "path,value",
    [
        ("guide/tagline", "x\n"),
        ("guide/updated", "2026-11\n"),
        ("source/web/url", "https://x\n"),
        ("region/cc/territories/0", "CC\n"),
        ("blocker/bad_knee/text", "x\n"),
        ("level/urgent/symbol", "\x1b"),
        ("level/urgent/symbol", "\n"),
        ("level/urgent/symbol", " "),
        ("guide/tagline", "\u200b"),
        ("guide/tagline", "a\u202eb"),
        ("guide/tagline", "a\u2028b"),
        ("guide/updated", "2026-99"),
    ],
)
def test_a_text_holds_no_line_end_control_or_invisible_character(path: str, value: str) -> None:
    assert faults(changed((path, value)))


@pytest.mark.parametrize("path", ["guide/a\nb", "guide/\x1b[31m", "macro/a\x1b[31mb", "a\rb"])
def test_an_odd_key_is_shown_on_one_line(path: str) -> None:
    assert all(line.isprintable() for line in faults(changed((path, 1))))


def test_a_hint_is_shown_on_one_line() -> None:
    assert all(line.isprintable() for line in faults(changed(("exercise/bend/id", "bend\n"))))


def test_an_odd_file_name_is_shown_on_one_line(tmp_path: Path) -> None:
    told = run("check", str(tmp_path / "a\n\x1b[31mb.toml"))
    assert len(told.stdout.splitlines()) == 1 and "\x1b" not in told.stdout


@pytest.mark.parametrize(
    "path,text",
    [
        ("level/urgent/soon", "Call {numbr}."),
        ("level/urgent/actions/0", "Call {number!r}."),
        ("level/urgent/actions/0", "Call {number:>60}."),
        ("level/urgent/actions/0", "Call {{number}}."),
    ],
)
def test_braces_that_would_be_printed_are_a_fault(path: str, text: str) -> None:
    assert faults(changed((path, text)))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--content", "BAD", "check"),
        ("check", "--content", "BAD"),
        ("check", "--region", "gb", str(SMALL)),
    ],
)
def test_options_hold_for_check_too(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[guide]")
    told = run(*(str(bad) if a == "BAD" else a for a in arguments))
    assert told.returncode == (1 if "BAD" in arguments else 0)


@pytest.mark.parametrize("width", [20, 40, 60])
def test_ascii_lines_keep_to_the_width(width: int) -> None:
    told = run("print", "--width", str(width), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert [x for x in told.stdout.splitlines() if len(x) > width and "://" not in x] == []


def test_degrees_read_well_in_ascii() -> None:
    assert "deg ," not in run("print", PYTHONIOENCODING="ascii", PYTHONUTF8="0").stdout


@pytest.mark.parametrize("width", [40, 80])
def test_an_address_is_never_broken(width: int) -> None:
    text = guide.print_part(INDEX, "sources", None, width)
    assert [s.url for s in INDEX.content.sources if s.url and s.url not in text] == []


def test_a_source_with_a_question_mark_has_no_full_stop_after_it() -> None:
    assert [s.id for s in INDEX.content.sources if "?." in source_words(s)] == []


def test_what_holds_for_some_is_printed_before_until_help_comes() -> None:
    text = guide.print_part(INDEX, "doctor", None, 1000)
    for level in (Level.EMERGENCY, Level.URGENT):
        words = INDEX.levels[level]
        for extra in words.extra:
            for action in extra.actions:
                assert text.index(fill(action, None)) < text.index(
                    "Until help comes", text.index(fill(words.actions[0], None))
                )


@pytest.mark.parametrize("redirect", ["> /dev/full", ">&-", "<&-"])
def test_a_full_or_closed_stream_is_no_traceback(redirect: str) -> None:
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m tui {'' if '<' in redirect else 'print'} {redirect}"],
        cwd=ROOT,
        env=plain_environment(),
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in told.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [
        ("summary", ""),
        ("summary", "1"),
        ("check", ""),
        ("--help", "1"),
        ("serve --help", ""),
        ("pose cat_cow --frames 1", ""),
        ("print", ""),
    ],
)
def test_a_few_words_that_the_disk_has_no_room_for_are_an_error_too(
    command: str, unbuffered: str
) -> None:
    """They may stay in a buffer until the end, and only then is there no room."""
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m tui {command} > /dev/full"],
        cwd=ROOT,
        env={**plain_environment(), "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (1, "backspasm: No space left on device\n")

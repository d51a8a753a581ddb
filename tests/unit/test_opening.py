"""Opening the guide: full screen, plain or refused, and how the program ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.unit.test_support import SMALL, Call, faults_of_bad, forget_the_reader, write_bad
from tui import __version__, plain
from tui.guide.index import Index
from tui.guide.load import load

CONTENT = load()
INDEX = Index.of(CONTENT)


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader without a locale, before a terminal of 80 columns that can draw."""
    forget_the_reader(monkeypatch)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(capsys)


@pytest.mark.parametrize(
    "command",
    [(), ("--tab", "doctor"), ("print",), ("triage", "numb"), ("triage", "--list")],
    ids=str,
)
def test_bad_content_ends_every_command_with_all_its_faults(
    call: Call, tmp_path: Path, command: tuple[str, ...]
) -> None:
    bad = write_bad(tmp_path)
    told = call(*command, "--content", str(bad))

    assert (told.status, told.out) == (1, "")
    assert told.err.splitlines() == faults_of_bad(bad)


def test_without_a_terminal_the_guide_is_plain(call: Call) -> None:
    told = call()

    assert (told.status, told.err) == (0, "")
    assert told.out == plain.print_part(INDEX, None, None, 80)


def tty(monkeypatch: pytest.MonkeyPatch, *, stdin: bool = True, stdout: bool = True) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: stdin)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: stdout)


@pytest.mark.parametrize(
    ("stdin", "stdout", "term"),
    [
        (False, True, "xterm"),
        (True, False, "xterm"),
        (True, True, "dumb"),
        (True, True, "unknown"),
        (True, True, ""),
        (True, True, None),
    ],
)
def test_the_guide_is_plain_where_it_cannot_be_drawn_or_nobody_sits_at_the_keys(
    call: Call, monkeypatch: pytest.MonkeyPatch, stdin: bool, stdout: bool, term: str | None
) -> None:
    tty(monkeypatch, stdin=stdin, stdout=stdout)
    monkeypatch.setattr("tui.app.local.run", never)
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)

    assert call("--tab", "causes").out.startswith(f"{CONTENT.guide.title}\n====")


def never(*arguments: object, **options: object) -> NoReturn:
    raise AssertionError("the full-screen guide was opened")


def test_on_a_terminal_the_guide_opens_as_it_was_asked_to(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []

    def run(index: Index, **options: Any) -> int:
        opened.append((index.content.guide.title, options))
        return 7

    tty(monkeypatch)
    monkeypatch.setattr("tui.app.local.run", run)
    told = call("--content", str(SMALL), "--region", "aa", "--tab", "causes", "--still")

    assert (told.status, told.out) == (7, "")
    ((title, options),) = opened
    assert title == "Small guide"
    assert options.pop("region").id == "aa"
    assert options == {"tab": "causes", "still": True, "mute": False}


def test_on_a_terminal_relief_comes_first(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[dict[str, Any]] = []

    def run(index: Index, **options: Any) -> int:
        opened.append(options)
        return 0

    tty(monkeypatch)
    monkeypatch.setattr("tui.app.local.run", run)

    assert call("--mute").status == 0
    assert opened == [{"region": None, "tab": "relief", "still": False, "mute": True}]


def test_an_unknown_tab_or_command_is_refused(call: Call) -> None:
    for arguments in (("--tab", "cause"), ("walkk",), ("--no-such-option",), ("triage", "--jsn")):
        told = call(*arguments)
        assert (told.status, told.out) == (2, "")
        assert "backspasm" in told.err


def test_an_interrupt_ends_with_its_status(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(plain, "print_part", interrupt)
    told = call("print")

    assert (told.status, told.out, told.err) == (130, "", "")


def test_the_version_is_told(call: Call) -> None:
    assert call("--version").out == f"backspasm {__version__}\n"


def test_help_names_the_commands(call: Call) -> None:
    told = call("--help")

    assert told.status == 0
    assert all(name in told.out for name in ("print", "triage", "check", "--region", "--tab"))

"""Opening the guide: full screen, plain or refused, and how the program ends."""

from __future__ import annotations

import argparse
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

import pytest

from tests.support import (
    ROOT,
    SMALL,
    Call,
    faults_of_bad,
    forget_the_reader,
    plain_environment,
    write_bad,
)
from tests.support.content import loaded
from tui import __version__
from tui.app.environment import Environment
from tui.cli.options import nothing_asked
from tui.cli.parser import parser
from tui.diary.store import Store
from tui.guide.content.record_index import Index
from tui.plain import guide

CONTENT = loaded()
INDEX = Index.of(CONTENT)


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader without a locale, before a terminal of 80 columns that can draw."""
    forget_the_reader(monkeypatch)


@pytest.mark.parametrize(
    "command",
    [
        *((), ("--tab", "doctor"), ("print",), ("triage", "numb"), ("triage", "--list")),
        *(("walk", "bend"), ("plan", "bend"), ("pose", "bend"), ("summary",), ("settings",)),
        *(("now", "--plain"), ("quiz", "--plain"), ("lift",), ("--plain",)),
    ],
    ids=str,
)
def test_bad_content_ends_every_command_with_all_its_faults_and_their_places(
    call: Call, tmp_path: Path, command: tuple[str, ...]
) -> None:
    bad = write_bad(tmp_path)
    told = call(*command, "--content", str(bad))

    assert (told.status, told.out) == (1, "")
    assert told.err.splitlines() == faults_of_bad(bad)


def same(environment: Environment, *, still: bool = False, mute: bool = False) -> Environment:
    """An environment with the zone, chance, settings, sheets, sound and pictures of another one."""
    return Environment(
        zone=environment.zone,
        chance=environment.chance,
        open_settings=environment.open_settings,
        sound=environment.sound,
        sheet_file=environment.sheet_file,
        pictures=environment.pictures,
        still=still,
        mute=mute,
    )


def test_without_a_terminal_the_guide_is_plain(call: Call) -> None:
    told = call()

    assert (told.status, told.err) == (0, "")
    assert told.out == guide.print_part(INDEX, None, None, 80)


def tty(
    monkeypatch: pytest.MonkeyPatch,
    *,
    stdin: bool = True,
    stdout: bool = True,
    stderr: bool = True,
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: stdin)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: stdout)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: stderr)


@pytest.mark.parametrize(
    ("stdin", "stdout", "stderr", "term"),
    [
        (False, True, True, "xterm"),
        (True, False, True, "xterm"),
        (False, True, True, "dumb"),
        (True, False, True, "dumb"),
    ],
)
@pytest.mark.parametrize("plain", ["", "1"])
def test_the_guide_is_printed_where_nobody_sits_at_the_keys_or_reads_a_terminal(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    stdin: bool,
    stdout: bool,
    stderr: bool,
    term: str,
    plain: str,
) -> None:
    tty(monkeypatch, stdin=stdin, stdout=stdout, stderr=stderr)
    monkeypatch.setattr("tui.app.run_local.run", never)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("BACKSPASM_PLAIN", plain)

    assert f"\n{CONTENT.guide.title}\n====" in call("--tab", "causes").out


@pytest.mark.parametrize(
    ("stderr", "environment", "options"),
    [
        (False, {}, ()),
        (True, {"TERM": "dumb"}, ()),
        (True, {"TERM": "unknown"}, ()),
        (True, {"TERM": ""}, ()),
        (True, {"BACKSPASM_PLAIN": "1"}, ()),
        (True, {"BACKSPASM_PLAIN": "0"}, ("--plain",)),
    ],
)
def test_at_a_terminal_that_draws_nothing_or_where_it_is_wanted_it_is_a_dialogue(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    stderr: bool,
    environment: dict[str, str],
    options: tuple[str, ...],
) -> None:
    opened: list[str] = []

    def hold(index: Index, arguments: argparse.Namespace) -> int:
        opened.append(arguments.tab)
        return 7

    tty(monkeypatch, stderr=stderr)
    monkeypatch.setattr("tui.app.run_local.run", never)
    monkeypatch.setattr("tui.cli.dialogues.guide_plain", hold)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert call("--tab", "causes", *options).status == 7
    assert opened == ["causes"]


@pytest.mark.parametrize("command", ["now", "walk", "quiz"])
@pytest.mark.parametrize("where", ["variable", "option before", "option after"])
def test_lines_are_wanted_of_each_command(
    call: Call, monkeypatch: pytest.MonkeyPatch, command: str, where: str
) -> None:
    tty(monkeypatch)
    monkeypatch.setattr("tui.app.run_local.run", never)
    name = {"now": "first_minutes"}.get(command, command)
    monkeypatch.setattr(f"tui.cli.dialogues.{name}_plain", lambda *_: 7)
    monkeypatch.setenv("BACKSPASM_PLAIN", "1" if where == "variable" else "")
    options = {"variable": [command], "option before": ["--plain", command]}

    assert call(*options.get(where, [command, "--plain"])).status == 7


def never(*arguments: object, **options: object) -> NoReturn:
    raise AssertionError("the full-screen guide was opened")


def test_on_a_terminal_the_guide_opens_as_it_was_asked_to(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, Environment, dict[str, Any]]] = []

    def run(index: Index, environment: Environment, store: Store, **options: Any) -> int:
        opened.append((index.content.guide.title, environment, options))
        return 7

    tty(monkeypatch)
    monkeypatch.setattr("tui.app.run_local.run", run)
    told = call("--content", str(SMALL), "--region", "aa", "--tab", "causes", "--still")

    assert (told.status, told.out) == (7, "")
    ((title, environment, options),) = opened
    assert title == "Small guide"
    assert options.pop("region").id == "aa"
    assert options == {"tab": "causes", "driver": None, "debug": False, "keymap": None}
    assert environment == same(environment, still=True)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), {"tab": None}),
        (("--tab", "relief"), {"tab": "relief"}),
        (("--tab", "doctor"), {"tab": "doctor"}),
        (("now",), {"now": True}),
    ],
)
def test_on_a_terminal_the_guide_decides_what_comes_first_unless_told(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], what: dict[str, Any]
) -> None:
    opened: list[tuple[Environment, dict[str, Any]]] = []

    def run(index: Index, environment: Environment, store: Store, **options: Any) -> int:
        opened.append((environment, options))
        return 0

    tty(monkeypatch)
    monkeypatch.setattr("tui.app.run_local.run", run)

    assert call(*words, "--mute").status == 0
    ((environment, options),) = opened
    assert environment == same(environment, mute=True)
    assert options == {"region": None, "driver": None, "debug": False, "keymap": None, **what}


def test_walk_leads_straight_into_the_walkthrough(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[dict[str, Any]] = []

    def run(index: Index, environment: Environment, store: Store, **options: Any) -> int:
        opened.append({"glyphs": environment.glyphs, **options})
        return 0

    tty(monkeypatch)
    monkeypatch.setattr("tui.app.run_local.run", run)

    assert call("walk", "Cat-Cow", "pelvic_tilt", "--glyphs", "braille").status == 0
    assert call("walk").status == 0
    assert [options["walk"] for options in opened] == [["cat_cow", "pelvic_tilt"], []]
    assert opened[0]["glyphs"] == "braille"


@pytest.mark.parametrize("command", ["walk", "pose"])
def test_an_unknown_exercise_is_refused_with_the_nearest(call: Call, command: str) -> None:
    told = call(command, "kne_to_chest")

    assert (told.status, told.out) == (2, "")
    assert 'did you mean "knee_to_chest"?' in told.err


def test_pose_shows_as_many_frames_as_asked_for_in_the_size_asked_for(call: Call) -> None:
    told = call("pose", "glute_bridge", "--frames", "3", "--size", "30x9", "--glyphs", "ascii")
    lines = told.out.splitlines()

    assert told.status == 0
    assert len(lines) == 3 * 10
    assert [line.split()[0] for line in lines[::10]] == ["glute_bridge"] * 3
    assert {len(line) for place, line in enumerate(lines) if place % 10} == {30}
    assert told.out.isascii() or "→" in told.out


@pytest.mark.parametrize(
    "options",
    [
        ("--frames", "0"),
        ("--frames", "many"),
        ("--frames", "1001"),
        ("--size", "10x5"),
        ("--size", "72"),
        ("--size", "72xx20"),
        ("--size", "999x999"),
        ("--glyphs", "emoji"),
    ],
    ids=str,
)
def test_pose_refuses_what_it_cannot_draw(call: Call, options: tuple[str, ...]) -> None:
    told = call("pose", "glute_bridge", *options)

    assert (told.status, told.out) == (2, "")
    assert options[0] in told.err


def test_an_unknown_tab_or_command_is_refused(call: Call) -> None:
    for arguments in (("--tab", "cause"), ("walkk",), ("--no-such-option",), ("triage", "--jsn")):
        told = call(*arguments)
        assert (told.status, told.out) == (2, "")
        assert "backspasm" in told.err


def test_an_interrupt_ends_with_its_status(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **options: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(guide, "print_part", interrupt)
    told = call("print")

    assert (told.status, told.out, told.err) == (130, "", "")


def test_the_version_is_told(call: Call) -> None:
    for words in (("--version",), ("--version", "print"), ("--version", "triage", "fever")):
        assert call(*words).out == f"backspasm {__version__}\n"


def test_an_empty_command_line_says_what_holds_without_one() -> None:
    assert vars(nothing_asked()) == vars(parser().parse_args([]))


def test_the_parser_of_a_command_is_made_when_it_is_asked_for() -> None:
    with patch.object(
        argparse.ArgumentParser, "__init__", autospec=True, side_effect=ArgumentParser.__init__
    ) as made:
        whole = parser()
        assert made.call_count == 1
        assert whole.parse_args(["print", "relief", "--width", "40"]).part == "relief"
        assert made.call_count == 2
        assert "--help" in whole.format_help()
        assert made.call_count == 2


def test_to_open_the_guide_takes_no_parser(tmp_path: Path) -> None:
    code = """
import sys
from tui.cli.main import main
for name in ("argparse", "hashlib", "sqlite3", "gettext"):
    sys.modules[name] = None  # Importing it fails.
sys.argv = ["backspasm"]
sys.exit(main())
"""
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain_environment(HOME=str(tmp_path)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("‼ Call your local emergency number")


def test_help_names_the_commands(call: Call) -> None:
    told = call("--help")

    assert told.status == 0
    assert all(name in told.out for name in ("print", "triage", "check", "--region", "--tab"))

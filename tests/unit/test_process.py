"""The guide as a process: pipes, alphabets, signals and terminals that draw nothing."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import DELETE, ROOT, as_toml, changed, plain_environment, run
from tests.support.content import loaded
from tui.guide.content.record_index import Index

INDEX = Index.of(loaded())
ESCAPES = ("\x1b", "\x9b", "\x07", "\x08", "\r")


@pytest.mark.parametrize("arguments", [(), ("print",), ("triage", "fever"), ("triage", "--list")])
def test_a_pipe_gets_text_without_escape_codes(arguments: tuple[str, ...]) -> None:
    told = run(*arguments, TERM="xterm-256color", FORCE_COLOR="1")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout
    assert not [code for code in ESCAPES if code in told.stdout]


def test_ascii_output_is_readable() -> None:
    told = run("print", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    full = run("print")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.isascii()
    assert told.stdout.count("?") == full.stdout.count("?")
    for words in ("!! EMERGENCY - call", "! GET MEDICAL HELP TODAY", "Child's Pose", '"Calm'):
        assert words in told.stdout


def test_a_verdict_in_ascii_keeps_word_and_symbol() -> None:
    told = run("triage", "saddle_numb", "--region", "gb", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert told.stdout.startswith("!! EMERGENCY - call 999 now\n===")
    assert told.stdout.isascii()


def test_a_verdict_for_programs_reads_the_same_everywhere() -> None:
    here = run("triage", "--json", "saddle_numb")
    there = run("triage", "--json", "saddle_numb", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert json.loads(here.stdout) == json.loads(there.stdout)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("< /dev/null", id="nothing"),
        # Each of them takes half a minute, as all is said at its time.
        pytest.param("<&-", id="closed", marks=pytest.mark.thorough),
        pytest.param("", id="a pipe", marks=pytest.mark.thorough),
    ],
)
def test_without_a_terminal_the_walkthrough_plays_and_says_when_to_stop(given: str) -> None:
    process = subprocess.Popen(
        ["bash", "-c", f"exec {sys.executable} -m tui walk --plain Cat-Cow {given}"],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdin
    lines: list[str] = []
    try:
        if not given:
            process.stdin.write("x\nq\n")
            process.stdin.flush()
        while "Kneel on all fours" not in "".join(lines[-1:]):
            lines.append(process.stdout.readline())
            assert lines[-1], lines
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, err) == (130, "")
    assert lines[-2].startswith("Cat-cow. Stop if: ")
    assert lines[-1] == "Cat-cow. Kneel on all fours. Back level.\n"
    assert "Ask first if:\n" in lines and "Is one of these true?\n" not in lines


@pytest.mark.parametrize("arguments", ["", "print", "triage --list", "--help"])
def test_a_reader_who_has_seen_enough_is_no_error(arguments: str) -> None:
    told = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m tui {arguments} | head -n 1"],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert len(told.stdout.splitlines()) == 1


def test_a_reader_who_never_looks_is_no_error() -> None:
    """The pipe is closed before the first byte, so that no buffer can hide it."""
    reader, writer = os.pipe()
    os.close(reader)
    told = subprocess.run(
        [sys.executable, "-m", "tui", "print"],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writer)

    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="pipes have one size here")
def test_an_interrupt_while_writing_ends_with_130_and_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "print"],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    # The pipe holds a page, the guide is longer: it stands still in the middle of writing.
    fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
    assert os.read(process.stdout.fileno(), 8) == "‼ Call".encode()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert err == b""


@pytest.mark.parametrize("arguments", [(), ("print", "relief"), ("triage",), ("check",)])
def test_bad_content_ends_without_a_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = tmp_path / "bad.toml"
    raw = changed(("guide", DELETE), ("onset/switch", 5), ("source/web/year", "x"))
    path.write_text(as_toml(raw), encoding="utf-8")
    checked = arguments == ("check",)
    told = run(*arguments, *([str(path)] if checked else ["--content", str(path)]))
    lines = (told.stdout if checked else told.stderr).splitlines()

    assert told.returncode == 1
    assert (told.stderr if checked else told.stdout) == ""
    assert sorted(line.split(": ")[1] for line in lines) == [
        "guide",
        "onset.switch",
        "source[web].year",
    ]


def test_the_command_and_the_module_are_the_same() -> None:
    command = subprocess.run(
        [Path(sys.executable).with_name("backspasm"), "triage"],
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )

    assert command.stdout == run("triage").stdout


def test_the_plain_guide_loads_neither_textual_nor_rich() -> None:
    script = (
        "import sys; from tui.cli.main import main; main(['print', 'causes']); "
        "print(sorted({'textual', 'rich', 'sqlite3', 'asyncssh'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )

    assert told.stdout.endswith("\n[]\n")

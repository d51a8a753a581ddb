"""The whole guide line by line: on a real pseudo-terminal that draws nothing, and from a pipe."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.terminal import CTRL_C, Terminal, environment, guide
from tui.guide.content.model import Content

CTRL_D = "\x04"
CLOSED = "The guide is closed."


def piped(
    home: Path, typed: bytes, *options: str, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """The dialogue with all that is typed in a pipe."""
    return subprocess.run(
        guide("--plain", *options),
        input=typed,
        env={**environment(home), **more},
        cwd=home,
        capture_output=True,
        timeout=60,
    )


def script(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def kept(home: Path) -> Sequence[tuple[object, ...]]:
    """The pain entries in the diary."""
    path = home / ".local/share/backspasm/diary.sqlite3"
    with sqlite3.connect(path) as diary:
        return diary.execute("select level, note from pain").fetchall()


def heard(terminal: Terminal, *words: str) -> None:
    """Wait until all of this was said, wherever its lines break."""

    def there() -> bool:
        said = " ".join(terminal.text.split())
        return all(" ".join(one.split()) in said for one in words)

    terminal.wait_until(there, str(words))


@pytest.mark.parametrize(
    ("ending", "status", "columns"),
    [(CTRL_D, 0, 20), (CTRL_C, 130, 80), ("quit\n", 0, 80), ("", 130, 40)],
)
def test_at_a_dumb_terminal_it_asks_and_answers(
    tmp_path: Path, ending: str, status: int, columns: int
) -> None:
    with Terminal(
        guide("--region", "gb"),
        home=tmp_path,
        rows=300,
        columns=columns,
        env={"TERM": "dumb"},
    ) as terminal:
        heard(terminal, "Not checked yet.", "1 of 8. ", "q = end.")
        terminal.send("back\n")
        heard(terminal, "Main menu.", "q = leave.")
        terminal.send("5\n1\n1\n1\n")
        heard(terminal, "EMERGENCY: call 999 now.", "Ticked: ", "enter alone = done.")
        if ending:
            terminal.send(ending)
        else:
            terminal.signal(signal.SIGINT)
        assert terminal.wait_exit() == status
        heard(terminal, CLOSED)
        assert b"\x1b" not in terminal.received and b"Traceback" not in terminal.received
        assert terminal.modes == terminal.modes_before


def test_it_ends_when_its_terminal_goes_away(tmp_path: Path) -> None:
    with Terminal(guide(), home=tmp_path, env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("q = end.")
        assert terminal.hang_up() == -signal.SIGHUP


def test_the_whole_of_it_runs_from_a_pipe_and_is_kept(tmp_path: Path, content: Content) -> None:
    told = piped(
        tmp_path, script("b", "p", "7", "y", "since lifting", "d", "2", "b", "5", "b", "q")
    )
    assert (told.returncode, told.stderr) == (0, b"")
    said = told.stdout.decode()
    assert "7 of 10 is noted." in said and "since lifting" in said
    assert content.episode.summary.title in said
    assert said.endswith(f"{CLOSED}\n")
    assert kept(tmp_path) == [(7, "since lifting")]
    assert max(map(len, said.splitlines())) <= 80

    piped(tmp_path, script("b", "p", "3", "not this one"), "--no-save")
    assert kept(tmp_path) == [(7, "since lifting")]


EVERYTHING = (
    # The first minutes, up to breathing.
    (*["n"] * 8, *("1", "", "q", "b"), "1 of 8."),
    (*("2", "1", "b", "b"), "Relief."),
    # A sign by its name, ticked and no longer; a walkthrough, paused, and where it hurts.
    (*("5", "1", "numb", "1", "1", "b", "b", "b"), "No longer ticked: "),
    (*("6", "1", "n", "", "p", "p", "x", "", "q"), "Paused.", "Good that you stopped."),
    (*("7", "1", "", "y", "b"), "The pack is on.", "Cold pack: 20 minutes left."),
    (*("8", "5", "y", "since lifting"), "5 of 10 is noted", "The words are noted."),
    (*("9", "5", "b", "b"), "since lifting"),
    (*("10", "1", "1", "1", "b", "b"), "question 1 of 10", "question 2 of 10"),
    (*("10", "3", "1", "1", "b", "b"), "1 to 13"),
    (*("11", "ice", "b", "b"), "Cold pack"),
    (*("12", "b"), "Settings."),
    (*("e", "q"), "EMERGENCY: call 999 now."),
)
"""What is typed for each thing that the guide does, and at the end what is said then."""


def test_all_that_the_guide_does_can_be_done_from_a_pipe(tmp_path: Path) -> None:
    typed = [one for part in EVERYTHING for one in part if not is_said(one)]
    told = piped(tmp_path, script(*typed), "--region", "gb", "--mute", "--no-save", LC_ALL="C")
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.isascii() and b"\x1b" not in told.stdout
    said, place = " ".join(told.stdout.decode().split()), 0
    for part in EVERYTHING:
        for words in filter(is_said, part):
            assert words in said[place:], (words, said[place:][:2000])
            place = said.index(words, place)
    assert said.endswith(CLOSED)


def is_said(words: str) -> bool:
    """Whether these words are said, not typed."""
    return " " in words.removeprefix("since ") or words.endswith(".")


ODD = [
    b"x" * 10_000,
    b"\x00\x01\x1b[2J\x9b",
    b"\x7f\x08",
    b"\xff\xfe\xc3",
    b"11\n\xff\xff",
    b"b\r\n5\r\n1\r\nnumb\r\n1 1\r\n99\r\n-1\r",
    b"b\nb\nb\n8\n\xf0\x9f\x98\x80\n10\ny\n\x00note\x1b[31m",
    b"9\n2\n1",
]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_odd_bytes_are_no_answer_and_end_nothing(tmp_path: Path, encoding: str) -> None:
    typed = b"b\n" + b"\n".join(ODD)
    charset = {"PYTHONIOENCODING": "ascii"} if encoding == "ascii" else {}
    told = piped(tmp_path, typed, "--no-save", **charset)
    assert (told.returncode, told.stderr) == (0, b"")
    said = told.stdout.decode(encoding)
    assert said.endswith(f"{CLOSED}\n")
    assert all(line.isprintable() for line in said.splitlines())
    assert "note [31m" in said

"""What a person does with the plain walkthrough, on a real pseudo-terminal."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sample import sample
from tests.terminal.terminal import CTRL_C, Terminal, environment, guide
from tui.guide.content.model import Content

CTRL_D = "\x04"
ENTER = "\n"
ENDS = "The walkthrough ends here."
WHERE = {"signs": "1 of 8. ", "question": "Is one of these true?", "playing": "Cat-cow: Kneel"}
"""Where it is left, and what is on the screen then."""
SPASM = """
import time
from tui.guide.episode.records import Episode
from tui.diary.deferred_store import open_store
open_store().keep(Episode(at=time.time() - 3600))
"""


def walking(home: Path, *options: str) -> Terminal:
    """A cat-cow in plain lines, tall enough for all of them."""
    return Terminal(guide("walk", "--plain", "cat-cow", *options), home=home, rows=200)


def no_sign(terminal: Terminal, content: Content) -> None:
    """Answer each safety question with no."""
    count = len(content.safety.questions)
    for place in range(1, count + 1):
        terminal.wait_for(f"{place} of {count}. ")
        terminal.send("n" + ENTER)


def begin(terminal: Terminal, content: Content) -> None:
    """Say that no sign and no condition applies, and begin."""
    no_sign(terminal, content)
    terminal.wait_for("Is one of these true?", "1. ", "2. ", "Or: n =")
    terminal.send("n" + ENTER)
    terminal.wait_for("x = it hurts", "enter alone = begin")
    terminal.send(ENTER)
    terminal.wait_for("Cat-cow: Kneel on all fours")


def assert_calm(terminal: Terminal) -> None:
    """Nothing but text was written, and the terminal is as it was."""
    assert b"Traceback" not in terminal.received and b"\x1b" not in terminal.received
    assert terminal.modes == terminal.modes_before


def test_a_sign_stops_it_and_it_is_refused_the_next_time(tmp_path: Path, content: Content) -> None:
    subprocess.run(
        [sys.executable, "-c", SPASM], env=environment(tmp_path), cwd=tmp_path, check=True
    )
    with walking(tmp_path, "--region", "gb") as terminal:
        begin(terminal, content)
        terminal.send("x" + ENTER)
        terminal.wait_for(content.movement.hurt.split(". ")[0], "more, q = end")
        terminal.send("11" + ENTER)
        terminal.wait_until(lambda: terminal.text.count("Please answer with") == 3, "another try")
        terminal.send("1 2" + ENTER)
        terminal.wait_for("EMERGENCY: call 999 now", "(United Kingdom: 999) now.", ENDS)
        assert terminal.wait_exit() == 0
        assert_calm(terminal)
    with walking(tmp_path) as terminal:
        terminal.wait_for("EMERGENCY", "Please call first.", without=["Is one of these true?"])
        assert terminal.wait_exit() == 0


def test_it_is_paused_and_led_on_and_the_next_line_ends_it(
    tmp_path: Path, content: Content
) -> None:
    with walking(tmp_path) as terminal:
        begin(terminal, content)
        terminal.send("p" + ENTER)
        terminal.wait_for("Paused.", "p = go on")
        terminal.send("p" + ENTER)
        cue = "Cat-cow: Kneel on all fours"
        terminal.wait_until(lambda: terminal.text.count(cue) == 2, "the cue again")
        terminal.send("?" + ENTER)
        terminal.wait_until(lambda: terminal.text.count("p = pause") == 2, "what can be typed")
        terminal.send("n" + ENTER)
        terminal.wait_for("That was it.")
        assert terminal.wait_exit() == 0
        assert_calm(terminal)
    with walking(tmp_path) as terminal:
        begin(terminal, content)
        terminal.send("q" + ENTER)
        terminal.wait_for(ENDS)
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("where", "ending", "status"),
    sample(
        [(where, *ended) for ended in ((CTRL_D, 0), (CTRL_C, 130), ("", 130)) for where in WHERE],
        2,
        several=True,
    ),
)
def test_it_can_be_ended_at_any_time(
    tmp_path: Path, content: Content, where: str, ending: str, status: int
) -> None:
    with walking(tmp_path) as terminal:
        if where == "playing":
            begin(terminal, content)
        elif where == "question":
            no_sign(terminal, content)
        terminal.wait_for(WHERE[where], "q = end")
        if ending:
            terminal.send(ending)
        else:
            terminal.signal(signal.SIGINT)
        assert terminal.wait_exit() == status
        assert (ENDS in terminal.text) == (ending == CTRL_D)
        assert_calm(terminal)


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize("where", WHERE)
def test_it_ends_when_its_terminal_goes_away(
    tmp_path: Path, content: Content, where: str, ignored: bool
) -> None:
    """With and without the signal, as behind nohup; its errors go to a file."""
    errors = tmp_path / "errors"
    command = shlex.join(guide("walk", "--plain", "cat_cow"))
    trap = "trap '' HUP; " if ignored else ""
    shell = ["sh", "-c", f"{trap}exec {command} 2> {shlex.quote(str(errors))}"]
    with Terminal(shell, home=tmp_path, rows=200) as terminal:
        if where == "playing":
            begin(terminal, content)
        elif where == "question":
            no_sign(terminal, content)
        terminal.wait_for(WHERE[where], "q = end")
        assert terminal.hang_up() in ((0, 1) if ignored else (-signal.SIGHUP,))
    assert "Traceback" not in errors.read_text()

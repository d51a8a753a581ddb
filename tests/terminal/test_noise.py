"""Whatever bytes come from a terminal, the guide goes on and hears its keys."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.support.fast import fast_only
from tests.support.sample import sample
from tests.terminal.modes import left_on
from tests.terminal.noise import END_OF_PASTE, noise
from tests.terminal.terminal import Terminal, guide

BROKEN = [
    "\x1b[48;30;100;0;0t\x1b[<35;5;5M",
    "\x1b[48;0;0;80;80t\x1b[<0;1;1M",
    "\x1b[1114112u",
    "\x1b[97;1;99999999999u",
    "\x1b[:P",
    "\x1b[99999999999u\x1b[<0;99999999999;99999999999M",
]
"""Sequences at which Textual's own parser, or what lies behind it, raises an error."""


def hears(terminal: Terminal) -> None:
    """Whatever is open: at last ctrl+l is heard."""
    terminal.screen.reset()

    def redrawn() -> bool:
        terminal.send("\x0c")
        return bool(terminal.text.strip()) or terminal.process.poll() is not None

    terminal.wait_until(redrawn, "the screen to be drawn again")
    assert terminal.process.poll() is None, terminal.text


def leaves(terminal: Terminal) -> None:
    """The guide ends as it should once it is told to."""

    def left() -> bool:
        terminal.send("\x11")
        return terminal.process.poll() is not None

    terminal.wait_until(left, "the guide to end")
    # What it wrote last may still have to be read.
    assert terminal.wait_exit() == 0
    assert b"Traceback" not in terminal.received
    assert left_on(terminal.received) == []


@fast_only("changes")
def test_sequences_that_no_terminal_sends(tmp_path: Path) -> None:
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        for sequence in BROKEN:
            # In one piece with a key, which is heard nevertheless.
            terminal.send(f"{sequence}2")
            terminal.wait_for("A strong core")
            terminal.send(f"1{sequence}")
            terminal.wait_for("Right now")
        leaves(terminal)


ANSWERS = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1bP1$r0;4:3m q\x1b\\",
    "\x1b_Gi=31;OK q2\x1b\\",
    "\x1b]llog l5 quit\x07",
    "\x1b[?64;1;2;6;9;15;22c",
    "\x1b[?997;1n",
    "\x1b[8;24;80t",
]
"""What terminals answer, perhaps to a program that has ended since; Textual knows none of it."""


@pytest.mark.parametrize("answer", sample(ANSWERS, 3))
def test_an_answer_is_not_typed(tmp_path: Path, answer: str) -> None:
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path) as terminal:
        before = terminal.wait_for("Right now", "q Quit")
        terminal.send(answer, "?")
        terminal.wait_for("Move, on every screen")
        terminal.send("\x1b")
        terminal.wait_until(lambda: terminal.text == before, "the first screen, as it was")
        leaves(terminal)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_sequences(tmp_path: Path, seed: int) -> None:
    babble(tmp_path, seed, 150)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(100, 140))
def test_more_random_sequences(tmp_path: Path, seed: int) -> None:
    babble(tmp_path, seed, 1000)


def babble(home: Path, seed: int, count: int) -> None:
    """Send noise, read along; after it, the guide hears its keys."""
    with Terminal(guide("--still", "--tab", "relief"), home=home) as terminal:
        terminal.wait_for("Right now")
        for number, data in zip(range(count), noise(Random(seed)), strict=False):
            terminal.send_bytes(data)
            if number % 20 == 0:
                terminal.wait_until(lambda: True, "what came")
        terminal.send_bytes(END_OF_PASTE)
        hears(terminal)
        leaves(terminal)


@pytest.mark.parametrize(
    "flood",
    sample(
        [
            b"j" * 1000,
            b"d" * 1000,
            b"?\x1b" * 500,
            b"jk23" * 250,
            "ä→".encode() * 200,
            b"\x1b[<35;9;9M" * 100,
            b"\x1b[A" * 300,
        ],
        3,
    ),
)
def test_a_flood_costs_little(tmp_path: Path, flood: bytes) -> None:
    """100 kB at once, as from a book that is pasted where none is asked for."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("only Linux says what a process has used")
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        before = seconds_of(terminal)
        for _ in range(100_000 // len(flood)):
            terminal.send_bytes(flood)
        hears(terminal)
        assert seconds_of(terminal) - before < 6
        leaves(terminal)


def seconds_of(terminal: Terminal) -> float:
    """Seconds of CPU that a program has used."""
    user, system = Path(f"/proc/{terminal.process.pid}/stat").read_text().split()[13:15]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

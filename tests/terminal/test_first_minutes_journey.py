"""The first minutes on a real pseudo-terminal: few keys, one hand, from a fresh start."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.terminal.journey import answer
from tests.terminal.terminal import CTRL_C, CTRL_Z, ENTER, Terminal, guide
from tests.terminal.test_journeys import assert_as_found

COUNT = 8
"""The safety questions."""


class Keys:
    """Presses keys as answers, and counts them.

    Attributes:
        pressed: How many were pressed so far.

    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.pressed = 0

    def press(self, key: str, *shown: str) -> None:
        """Press a key once `shown` was on the screen for long enough."""
        answer(self._terminal, key, *shown)
        self.pressed += 1


def question(number: int) -> str:
    """What is on the screen with a question; the first of a first start stands beside the list."""
    return f"{number} of {COUNT}" if number > 1 else "Is it safe?"


def led(terminal: Terminal) -> None:
    """From a first start to a movement: as many keys as somebody on the floor may need."""
    keys = Keys(terminal)
    for number in range(1, COUNT + 1):
        keys.press("n", question(number))
    terminal.wait_for("Get comfortable.", "1  Pillows")
    assert keys.pressed <= 10, "it is known how soon to get help"
    known = keys.pressed
    keys.press("1", "1  Pillows")
    terminal.wait_for("BREATHE IN")
    assert keys.pressed - known <= 1, "a position"
    rested = keys.pressed
    keys.press("w", "w Move a little")
    keys.press("n", "n  No, start")
    terminal.wait_for("GET READY", "It hurts")
    assert keys.pressed - rested <= 3, "a movement"


def test_a_first_start_leads_to_a_movement_in_a_few_keys(tmp_path: Path) -> None:
    with Terminal(guide(), home=tmp_path) as terminal:
        led(terminal)
        terminal.send(CTRL_C, CTRL_C)
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)


def test_now_opens_on_the_question_and_an_emergency_ends_it_with_the_number(
    tmp_path: Path,
) -> None:
    with Terminal(guide("now", "--region", "gb"), home=tmp_path) as terminal:
        # Typed ahead, held down, or only Enter: no answer.
        terminal.send("nnnnnnnnnn", ENTER, "yyy", ENTER)
        keys = Keys(terminal)
        keys.press("n", "1 of 8", "Is it safe?")
        keys.press("y", "2 of 8", "n  No")
        keys.press(" ", "Which of these?", "2 of 8")
        terminal.wait_for("EMERGENCY – call 999 now", "(United Kingdom: 999) now.")
        assert terminal.screen.rung == 1
        terminal.send(CTRL_C, CTRL_C)
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)


def test_a_stop_in_the_middle_of_a_question_keeps_the_place(tmp_path: Path) -> None:
    shell = ["bash", "-mc", f"{shlex.join(guide('now', '--still'))}; echo In the shell; read; fg"]
    with Terminal(shell, home=tmp_path) as terminal:
        answer(terminal, "n", "1 of 8")
        answer(terminal, "n", "2 of 8")
        terminal.wait_for("3 of 8")
        terminal.send(CTRL_Z)
        terminal.wait_for("In the shell")
        assert terminal.modes == terminal.modes_before
        begun = terminal.received.count(b"\x1b[?1049h")
        terminal.send(ENTER)
        terminal.wait_until(
            lambda: terminal.received.count(b"\x1b[?1049h") > begun, "the guide again"
        )
        terminal.wait_until(lambda: terminal.modes != terminal.modes_before, "the keys again")
        terminal.wait_for("3 of 8")
        answer(terminal, "n", "3 of 8")
        terminal.wait_for("4 of 8")
        terminal.send(CTRL_C, CTRL_C)
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)

"""What a person does with the self-check, on a real pseudo-terminal."""

from __future__ import annotations

import re
from pathlib import Path

from tests.terminal.terminal import CTRL_C, ENTER, ESCAPE, RIGHT, Terminal, guide
from tests.terminal.test_journeys import assert_as_found

CTRL_D = "\x04"
EXPLAINED = "Why and sources"
ASKS = ("Choose one.", "Look at both", "Choose every", "Choose them one after")


def answer(terminal: Terminal, place: int, count: int) -> None:
    """Answer question `place` of `count` with the options in the order shown, or with the first."""
    where = f"question {place} of {count}"
    text = terminal.wait_for(where, without=[EXPLAINED])
    terminal.wait_until(lambda: any(ask in terminal.text for ask in ASKS), "a question")
    text = terminal.text
    if "Choose them one after" in text:
        for number in re.findall(r"^ *(\d) \[", text, re.MULTILINE):
            terminal.send(number)
            terminal.wait_for(f"{number} [{number}]")
        terminal.send(" ")
    elif "Choose every" in text:
        terminal.send("1")
        terminal.wait_for("1 [x]")
        terminal.send(" ")
    else:
        terminal.send("1")
    terminal.wait_for(where, EXPLAINED)


def test_a_round_is_taken_and_its_misses_are_tried_again(tmp_path: Path) -> None:
    with Terminal(guide("quiz"), home=tmp_path, columns=90, rows=50) as terminal:
        terminal.wait_for("Self-check", "The quiz", "Your own day")
        terminal.send(ENTER)
        for place in range(1, 11):
            answer(terminal, place, 10)
            terminal.send(RIGHT)
        text = terminal.wait_for("You have", "points", "To look at again", "Try the missed again")
        missed = re.search(r"Try the missed again +(\d+)", text)
        assert missed
        terminal.send(" ")
        for place in range(1, int(missed[1]) + 1):
            answer(terminal, place, int(missed[1]))
            assert "practice" in terminal.text
            terminal.send(RIGHT)
        terminal.wait_for("practice", f"of {missed[1]} points", "New round")
        terminal.send(ESCAPE)
        terminal.wait_for("Cold pack", "Not checked yet")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


def test_a_round_can_be_left_in_the_middle_and_taken_up_again(tmp_path: Path) -> None:
    with Terminal(guide("--region", "gb", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Cold pack")
        terminal.send("s")
        terminal.wait_for("The quiz")
        terminal.send(ENTER)
        answer(terminal, 1, 10)
        terminal.send(RIGHT)
        terminal.wait_for("question 2 of 10", without=[EXPLAINED])
        terminal.resize(60, 20)
        terminal.wait_for("question 2 of 10")
        terminal.send(ESCAPE)
        terminal.wait_for("Cold pack", without=["question 2"])
        terminal.send("s")
        terminal.wait_for("Go on with question 2", "of 10")
        terminal.send(ENTER)
        terminal.wait_for("question 2 of 10")
        terminal.send(CTRL_C)
        terminal.wait_for("Leave the guide? The self-check is open.")
        terminal.send(CTRL_C)
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)


def test_the_plain_quiz_listens_line_by_line_and_can_be_ended_at_any_time(tmp_path: Path) -> None:
    for ending, status in ((CTRL_D, 0), (CTRL_C, 130)):
        with Terminal(guide("quiz", "--plain"), home=tmp_path, rows=60) as terminal:
            terminal.wait_for("question 1 of 10.", "1. ", "2. ", "3. ")
            terminal.send("nonsense\n")
            terminal.wait_for("Please answer with ")
            terminal.send(ending)
            assert terminal.wait_exit() == status
            assert ("No question was answered." in terminal.text) == (ending == CTRL_D)
            assert b"Traceback" not in terminal.received
            assert b"\x1b" not in terminal.received
            assert terminal.modes == terminal.modes_before

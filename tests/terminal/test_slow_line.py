"""Over a line of 9,600 bits a second each key is answered within a second; frames are dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.bench.slow_line import COMMAND, LINES, OLD, spent
from tests.support.fast import fast_only
from tests.terminal.slow_line import A_SECOND, ANSWER, ASK, SlowLine
from tests.terminal.terminal import DOWN, END, ENTER, ESCAPE, UP
from tests.terminal.test_journeys import assert_as_found

pytestmark = fast_only("changes")


def test_every_key_is_answered_within_what_the_line_carries_in_a_second(tmp_path: Path) -> None:
    with SlowLine(COMMAND, home=tmp_path, env=OLD) as line:
        line.wait_for("Cold pack", "q Quit")
        line.wait_until(lambda: line.answered >= 2, "the answer behind the first picture")
        for key, lines in ((DOWN, LINES), (UP, LINES[-2::-1])):
            for words in lines:
                took = spent(line, key, partial(line.is_at, words), words)
                assert took <= A_SECOND, words
        line.send("4", END, ENTER)
        line.wait_for("[x] None of these")
        line.send("1", "w")
        line.wait_for("Walkthrough", "Gentle")
        line.send(ENTER)
        line.wait_for("No, start")
        line.think()
        line.send("n")
        line.wait_for("It hurts")
        line.send(" ")
        for _ in range(3):
            line.wait_for("MOVE")
            frames = line.answered + 12
            line.wait_until(partial(line.has_answered, frames), "frames")
            assert spent(line, " ", lambda: "PAUSED" in line.text, "PAUSED") <= A_SECOND
            # Nothing is left on the way: the figure rests.
            assert spent(line, " ", lambda: "GO ON IN" in line.text, "GO ON IN") <= 1.5 * A_SECOND
        line.send("\x11")
        assert line.wait_exit() == 0
        assert line.received.count(ASK) == line.answered
        assert_as_found(line)


def mad(number: int) -> bytes:
    """Answers that come twice, in the middle of other reports, or are none."""
    garbage = b"\x1b]11;0n\x07\x1bP0n\x1b\\"
    return (ANSWER * 2, b"\x1b[3n", b"\x1b[2;9R" + ANSWER, garbage, ANSWER)[number % 5]


@pytest.mark.parametrize("answers", [lambda number: b"", mad, lambda n: ANSWER * (n == 1)])
def test_whatever_a_terminal_answers_nothing_is_typed_or_stuck(
    tmp_path: Path, answers: Callable[[int], bytes]
) -> None:
    with SlowLine(COMMAND, home=tmp_path) as line:
        line.a_second, line.answers = 100_000, answers
        line.wait_for("Cold pack", "q Quit")
        line.send("/", "tow")
        line.wait_for("tow")
        line.send("el")
        line.wait_for("towel", "esc closes", "Wrap the pack")
        line.send(ESCAPE)
        line.wait_for("Right now", without=["esc closes"])
        line.send("4")
        line.wait_for("Tick what applies", "[ ] Numb")
        line.send(" ")
        line.wait_for("EMERGENCY")
        line.send("q")
        line.wait_for("Leave the guide?")
        line.send("\x11")
        assert line.wait_exit() == 0
        if answers(7) == b"":
            assert line.received.count(ASK) <= 8


def test_nobody_is_asked_while_nothing_changes(tmp_path: Path) -> None:
    with SlowLine([*COMMAND, "--still"], home=tmp_path) as line:
        line.a_second = 1_000_000
        line.wait_for("Cold pack", "q Quit")
        line.wait_until(lambda: line.answered >= 2, "both questions of the start")
        for key, words in zip("234", ("A strong core", "A mix of things", "[ ] Numb"), strict=True):
            line.send(key)
            line.wait_for(words)
        line.think()
        seen = len(line.received)
        assert line.answered == line.received.count(ASK)
        line.think()
        line.think()
        assert len(line.received) == seen

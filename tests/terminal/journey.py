"""What somebody does at a terminal of whatever kind: the levels, an answer, a walkthrough."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.terminal.terminal import END, ENTER, ESCAPE, Terminal, guide
from tui.app.input.answer_guard import READING
from tui.guide.content.triage_model import Level

COLUMNS, ROWS = 100, 30

COMMAND = guide("--region", "gb", "--tab", "doctor", "--still", "--no-save", "--mute")

HEADLINES = {
    Level.SELF_CARE: "Not checked yet",
    Level.DOCTOR: "SEE A DOCTOR",
    Level.URGENT: "GET MEDICAL HELP TODAY",
    Level.EMERGENCY: "EMERGENCY – call 999 now",
}

SEARCHED = {
    Level.DOCTOR: ("keep coming back", "Spasms keep coming back"),
    Level.URGENT: ("feeling feverish", "Fever: 38"),
    Level.EMERGENCY: ("numb bum", "Numb, tingling"),
}
"""What is searched for, and what is found first."""


def levels(terminal: Terminal) -> Iterator[Level]:
    """Tick one sign more each time; the level that the screen shows then."""
    terminal.wait_for("Bladder, bowels and numbness", HEADLINES[Level.SELF_CARE])
    yield Level.SELF_CARE
    for level, (words, sign) in SEARCHED.items():
        terminal.send("/")
        terminal.wait_for("⏎ Tick", "esc Show all")
        terminal.send(words)
        terminal.wait_for(words, sign, "Signs with these words")
        terminal.send(ENTER)
        terminal.wait_for("[x]", HEADLINES[level])
        terminal.send(ESCAPE)
        terminal.wait_for("Tick what applies to you", "[x]", HEADLINES[level])
        yield level


SEEN = READING + 0.2
"""Seconds for which a question must have been on the screen before its answer counts."""


def answer(terminal: Terminal, key: str, *question: str) -> None:
    """Answer a question with a key, once it has been on the screen for long enough."""
    terminal.wait_for(*question)
    shown = time.monotonic()
    terminal.wait_until(lambda: time.monotonic() - shown > SEEN, "time to read")
    terminal.send(key)


def start_walkthrough(terminal: Terminal) -> None:
    """From any tab: say that no sign of the list applies, then begin the gentle routine."""
    terminal.send("4")
    terminal.wait_for("Tick what applies to you")
    terminal.send(END, ENTER)
    terminal.wait_for("[x] None of these", "Checked")
    terminal.send("1", "w")
    terminal.wait_for("enter chooses")
    terminal.send(ENTER)
    answer(terminal, "n", "n  No, start")
    terminal.wait_for("GET READY", "It hurts")

"""The four levels, one after the other, as somebody ticks signs on a terminal of whatever kind."""

from __future__ import annotations

from collections.abc import Iterator

from tests.terminal.terminal import ENTER, ESCAPE, Terminal, guide
from tui.guide.content.triage_model import Level

COLUMNS, ROWS = 100, 30

COMMAND = guide("--region", "gb", "--tab", "doctor", "--still", "--no-save", "--mute")

HEADLINES = {
    Level.SELF_CARE: "No warning sign ticked",
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
        terminal.wait_for(words, sign, " signs ─")
        terminal.send(ENTER)
        terminal.wait_for("[x]", HEADLINES[level])
        terminal.send(ESCAPE)
        terminal.wait_for("Tick what applies to you", "[x]", HEADLINES[level])
        yield level

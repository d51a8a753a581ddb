"""What is pasted at a real terminal acts as no key, and its reader goes on as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import ESCAPE, Terminal, guide

HOSTILE = {
    "an escape": b"ab \x1b q d \r x",
    "colours": b"see \x1b[1mbold\x1b[0m q \r 2",
    "arrows and space": b"\x1b[A \x1b[B \r \x1b[32u \x1b[97;5uq",
    "a start": b"\x1b[200~ab\x1bq d \r 2",
    "a long one": b"\x1b[0m q \r" * 2000,
}
"""Pastes that would tick, leave or change tabs if anything in them was a key."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_no_paste_of_anything_is_a_key(home: Path) -> None:
    with Terminal(guide("--still", "--tab", "doctor"), home=home) as terminal:
        terminal.wait_for("Bladder, bowels and numbness", "[ ]")
        for name, pasted in HOSTILE.items():
            data = b"\x1b[200~" + pasted + b"\x1b[201~"
            half = len(data) // 2
            terminal.send_bytes(data[:half])
            terminal.send_bytes(data[half:])
            terminal.send("?")
            terminal.wait_for("Move, on every screen")
            terminal.send(ESCAPE)
            shown = terminal.wait_for("Bladder, bowels and numbness", without=["Move, on"])
            assert "[ ]" in shown and "[x]" not in shown, name
        terminal.send("q")
        assert terminal.wait_exit() == 0

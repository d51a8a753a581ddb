"""The cursor of a real terminal stands where the focus is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.terminal.terminal import DOWN, ESCAPE, UP, Terminal, guide

MOVES = (
    (DOWN, "Cold pack"),
    (DOWN, "Warm pack"),
    (UP, "Cold pack"),
    ("3", "A mix of things"),
    (DOWN, "Overuse or strain"),
    ("4", "] Numb, tingling"),
    (DOWN, "] Toilet paper"),
    (" ", "x] Toilet paper"),
    (" ", "] Toilet paper"),
    (UP, "] Numb, tingling"),
    (" ", "x] Numb, tingling"),
    ("2", "Walking and swimming"),
    (DOWN, "Stay supple"),
    ("/", "words to find"),
    (ESCAPE, "Stay supple"),
    ("s", "→ The quiz"),
    (DOWN, "→ Your own day"),
    (UP, "→ The quiz"),
    (ESCAPE, "Stay supple"),
    (",", "Theme"),
)
"""Keys, and what begins at the cursor afterwards."""


@pytest.mark.parametrize(("options", "seen"), [([], False), (["--theme", "contrast"], True)])
def test_the_cursor_follows_the_focus(tmp_path: Path, options: list[str], seen: bool) -> None:
    with Terminal(guide("--still", "--tab", "relief", *options), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        screen = terminal.screen

        def is_at(words: str) -> bool:
            return screen.display[screen.cursor.y][screen.cursor.x :].lstrip().startswith(words)

        for key, words in MOVES:
            terminal.send(key)
            terminal.wait_until(partial(is_at, words), words)
            assert screen.cursor.hidden is not seen
        terminal.send(ESCAPE, "\x11")
        assert terminal.wait_exit() == 0
        assert not screen.cursor.hidden

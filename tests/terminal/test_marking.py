"""Text that is marked with the mouse reaches the clipboard of a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.mouse import PAGES, copied, drag
from tests.terminal.terminal import CTRL_C, ESCAPE, Terminal, guide

_MOUSE = (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?1006h")


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_marked_is_copied(tmp_path: Path, kind: str) -> None:
    key, shown, begin, end, text = PAGES[kind]
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        terminal.send(key)
        terminal.wait_for(shown, end)
        for number, copy in enumerate((CTRL_C, "y"), 1):
            terminal.send(drag(terminal.screen.display, begin, end))
            terminal.send(copy)
            terminal.wait_until(
                lambda number=number: len(copied(terminal.received)) == number,  # type: ignore[misc]
                "something to be copied",
            )
        assert copied(terminal.received) == [text, text]
        terminal.send("\x11")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("ends", ["\x11", CTRL_C, CTRL_C * 2])
def test_the_pointer_keeps_its_shape(tmp_path: Path, ends: str) -> None:
    """Nothing would give it back to a shell that follows, as when the guide ends in a drag."""
    with Terminal(guide("--still", "--tab", "doctor"), home=tmp_path) as terminal:
        terminal.wait_for("Tick what applies")
        # A tick, so that it is asked before leaving, and the mouse over a button.
        terminal.send(" ")
        terminal.wait_for("[x]")
        terminal.send(CTRL_C)
        terminal.wait_for("Leave the guide?", "Stay")
        row = next(y for y, line in enumerate(terminal.screen.display, 1) if "Stay" in line)
        column = terminal.screen.display[row - 1].index("Stay") + 2
        terminal.send(f"\x1b[<35;{column};{row}M", ESCAPE)
        terminal.wait_for("Tick what applies", without=["Leave the guide?"])
        terminal.send("\x1b[<0;50;6M\x1b[<32;60;8M", ends)
        terminal.send("\x11")
        assert terminal.wait_exit() in (0, 130)
        assert set(re.findall(rb"\x1b\]22;([^\x07]*)", terminal.received)) <= {b"default"}


@pytest.mark.parametrize(
    ("face", "off"),
    [
        (["--tab", "relief"], True),
        (["--tab", "relief"], False),
        (["walk"], True),
        (["quiz"], True),
        (["now"], True),
    ],
)
def test_the_mouse_can_be_left_to_the_terminal(tmp_path: Path, face: list[str], off: bool) -> None:
    options = ["--no-mouse"] if off else []
    with Terminal(guide(*face, "--still", *options), home=tmp_path) as terminal:
        terminal.wait_until(lambda: b"\x1b[?7l" in terminal.received, "the guide")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert [mode in terminal.received for mode in _MOUSE] == [not off] * len(_MOUSE)

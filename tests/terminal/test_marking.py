"""Text that is marked with the mouse reaches the clipboard of a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mouse import PAGES, copied, drag
from tests.terminal.terminal import CTRL_C, Terminal, guide

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


@pytest.mark.parametrize("face", [["--tab", "relief"], ["walk"], ["quiz"], ["now"]])
@pytest.mark.parametrize("off", [True, False])
def test_the_mouse_can_be_left_to_the_terminal(tmp_path: Path, face: list[str], off: bool) -> None:
    options = ["--no-mouse"] if off else []
    with Terminal(guide(*face, "--still", *options), home=tmp_path) as terminal:
        terminal.wait_until(lambda: b"\x1b[?7l" in terminal.received, "the guide")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert [mode in terminal.received for mode in _MOUSE] == [not off] * len(_MOUSE)

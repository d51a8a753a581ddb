"""Every mode that the guide switches on is switched off, on every way out."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sample import sample
from tests.terminal.journey import start_walkthrough
from tests.terminal.modes import changed, left_on
from tests.terminal.terminal import CTRL_C, CTRL_Z, ENTER, Terminal, guide
from tests.terminal.test_crash import AT_A_KEY, broken

SUPPORTS_ALL = "\x1b[?2026;2$y\x1b[?2048;2$y"
"""What a terminal answers that knows synchronised output and tells its size among the keys."""


BEGUN = b"\x1b[?1049h"

WAYS_OUT: dict[str, tuple[Callable[[Terminal], object], int]] = {
    "q": (lambda terminal: terminal.send("q"), 0),
    "ctrl+q": (lambda terminal: terminal.send("\x11"), 0),
    "ctrl+c": (lambda terminal: terminal.send(CTRL_C), 130),
    "a crash": (lambda terminal: terminal.send("?"), 70),
    "SIGTERM": (lambda terminal: terminal.signal(signal.SIGTERM), 143),
    "SIGHUP": (lambda terminal: terminal.signal(signal.SIGHUP), 129),
    "SIGINT": (lambda terminal: terminal.signal(signal.SIGINT), 130),
    "SIGQUIT": (lambda terminal: terminal.signal(signal.SIGQUIT), 131),
}


def opened(terminal: Terminal) -> None:
    """See the first screen on a terminal that supports whatever it is asked for."""
    terminal.wait_for("Right now")
    terminal.send(SUPPORTS_ALL)
    terminal.wait_until(lambda: b"\x1b[?2048h" in terminal.received, "sizes to be asked for")


@pytest.mark.parametrize("way", sample(WAYS_OUT, 2))
def test_on_every_way_out(tmp_path: Path, way: str) -> None:
    leave, status = WAYS_OUT[way]
    with Terminal(
        broken(AT_A_KEY["the key"], "--still", "--tab", "relief"), home=tmp_path
    ) as terminal:
        opened(terminal)
        leave(terminal)
        assert terminal.wait_exit() == status
        assert {b"1049", b"1000", b"1006", b"25", b"2004", b"2048", b"keys"} <= changed(
            terminal.received
        )
        assert left_on(terminal.received) == []
        assert terminal.modes == terminal.modes_before


@pytest.mark.parametrize("doing", [["walk", "knee_to_chest"], ["quiz"]])
def test_stopped_by_a_shell_and_back_again(tmp_path: Path, doing: list[str]) -> None:
    shell = ["bash", "-mc", f"{shlex.join(guide(*doing))}; echo In the shell; read; fg"]
    with Terminal(shell, home=tmp_path) as terminal:
        terminal.wait_until(lambda: b"\x1b[?7l" in terminal.received, "the guide")
        terminal.send(SUPPORTS_ALL)
        terminal.wait_until(lambda: b"\x1b[?2048h" in terminal.received, "sizes to be asked for")
        terminal.send(CTRL_Z)
        terminal.wait_for("In the shell")
        assert left_on(terminal.received) == []
        assert terminal.modes == terminal.modes_before
        before = len(terminal.received)
        terminal.send(ENTER)
        terminal.wait_until(lambda: b"\x1b[?7l" in terminal.received[before:], "the guide again")
        terminal.wait_until(lambda: terminal.modes != terminal.modes_before, "the keys again")
        assert b"25" in left_on(terminal.received)
        terminal.send(CTRL_C)
        assert terminal.wait_exit() == 130
        assert left_on(terminal.received) == []


@pytest.mark.parametrize("doing", ["walkthrough", "pack", "reading"])
def test_stopped_without_a_warning_and_back_again(tmp_path: Path, doing: str) -> None:
    """By SIGSTOP, as a shell's `kill -STOP` does: no program gets to let go of its terminal."""
    with Terminal(guide("--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        if doing == "walkthrough":
            start_walkthrough(terminal)
        if doing == "pack":
            terminal.send("t")
            terminal.wait_for("Cold")
            terminal.send(ENTER)
        threads = threads_of(terminal)
        for _ in range(2):
            begun = terminal.received.count(BEGUN)
            terminal.signal(signal.SIGSTOP)
            terminal.wait_until(lambda: terminal.has_newly_stopped, "the guide to stop")
            terminal.signal(signal.SIGCONT)
            terminal.wait_until(
                lambda begun=begun: terminal.received.count(BEGUN) > begun,  # type: ignore[misc]
                "the guide again",
            )
        terminal.wait_until(lambda: terminal.modes != terminal.modes_before, "the keys again")
        if doing == "reading":
            # Whoever reads keys or writes was there before; nothing else has begun a thread.
            assert threads_of(terminal) <= threads
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert left_on(terminal.received) == []
        assert terminal.modes == terminal.modes_before


def threads_of(terminal: Terminal) -> int:
    """How many threads a program has; 0 where the system does not say."""
    folder = Path(f"/proc/{terminal.process.pid}/task")
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_the_terminal_says_its_size_among_the_keys(tmp_path: Path) -> None:
    with Terminal(
        guide("--still", "--tab", "relief"), home=tmp_path, columns=80, rows=24
    ) as terminal:
        opened(terminal)
        for width, height, pixels in ((100, 30, "480;800"), (90, 28, "0;0"), (60, 20, "400;600")):
            terminal.screen.resize(height, width)
            terminal.send(f"\x1b[48;{height};{width};{pixels}t")
            terminal.wait_until(
                lambda height=height: "q Quit" in terminal.screen.display[height - 1],  # type: ignore[misc]
                f"a screen of {width} by {height}",
            )
        for none in ("0;0;0;0", "0;80;480;800", "30;0;0;0", "99999;99999;1;1"):
            terminal.send(f"\x1b[48;{none}t\x1b[<35;5;5M")
        terminal.send("2")
        terminal.wait_for("Choose one small habit", "q Quit")
        terminal.send("q")
        assert terminal.wait_exit() == 0

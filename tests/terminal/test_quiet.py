"""The keyboard is waited for, not looked at again and again."""

from __future__ import annotations

import asyncio
import os
import pty
import queue
import selectors
import shlex
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual import constants
from textual.events import Key
from textual.message import Message

from tests.bench.program import BARE
from tests.terminal.journey import start_walkthrough
from tests.terminal.terminal import (
    CTRL_Z,
    DOWN,
    ENTER,
    PATIENCE,
    UP,
    Terminal,
    guide,
)
from tui.app.app import GuideApp
from tui.app.textual_fast.blocking_driver import BlockingDriver
from tui.guide.content.record_index import Index

LONG = PATIENCE
"""Seconds that no test lasts."""

LOOKS = 5
"""How often the bare program looks for keys while it is compared with the guide."""


class _Calm(GuideApp):
    """Answers each key before it is asked whether it has."""

    is_busy = False


class _Driver(BlockingDriver):
    """Keeps the names of the keys instead of passing them on."""

    def __init__(self, index: Index) -> None:
        super().__init__(_Calm(index))
        self.keys: list[str] = []

    def process_message(self, message: Message) -> None:
        if isinstance(message, Key):
            self.keys.append(message.key)


class Keyboard:
    """A driver on a pseudo-terminal, and how long its thread meant to wait each time."""

    def __init__(self, driver: _Driver, master: int, waits: queue.Queue[float | None]) -> None:
        self.driver = driver
        self._master: int | None = master
        self._waits = waits

    def type(self, data: bytes) -> None:
        assert self._master is not None
        os.write(self._master, data)

    def wait(self) -> float | None:
        """The seconds that the thread begins to wait for a key; None is for ever."""
        return self._waits.get(timeout=PATIENCE)

    async def key(self) -> str:
        """The next key that was typed."""
        deadline = time.monotonic() + PATIENCE
        while not self.driver.keys:
            assert time.monotonic() < deadline, "no key came"
            await asyncio.sleep(0.001)
        return self.driver.keys.pop(0)

    async def keys(self) -> list[str]:
        """The keys that have come, once what the thread has read is looked through."""
        for _ in range(3):
            await asyncio.sleep(0)
        keys, self.driver.keys = self.driver.keys, []
        return keys

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    @property
    def style_cache(self) -> int:
        """How often the thread began to wait and `wait` has not told yet."""
        return self._waits.qsize()

    @property
    def reading(self) -> bool:
        """Whether anybody reads what is typed."""
        return any(thread.name == "textual-input" for thread in threading.enumerate())


@contextmanager
def a_keyboard(index: Index, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    """A driver that has taken over a pseudo-terminal."""
    waits: queue.Queue[float | None] = queue.Queue()
    select = selectors.SelectSelector.select

    def selected(
        self: selectors.SelectSelector, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        waits.put(timeout)
        return select(self, timeout)

    handled = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    before = {number: signal.getsignal(number) for number in handled}
    master, slave = pty.openpty()
    try:
        with open(slave, "r+b", buffering=0) as file, open(os.devnull, "w") as out:
            monkeypatch.setattr(sys, "__stdin__", file)
            monkeypatch.setattr(sys, "__stderr__", out)
            monkeypatch.setattr(selectors.SelectSelector, "select", selected)
            keyboard = Keyboard(_Driver(index), master, waits)
            keyboard.driver.resume_application_mode()
            try:
                yield keyboard
            finally:
                keyboard.driver.stop_application_mode()
                keyboard.driver.close()
                keyboard.hang_up()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.fixture
async def keyboard(index: Index, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Keyboard]:
    with a_keyboard(index, monkeypatch) as keyboard:
        assert keyboard.wait() is None
        yield keyboard


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, the rest of a key comes in time."""
    monkeypatch.setattr(constants, "ESCAPE_DELAY", LONG)


async def test_nothing_is_looked_at_until_a_key_comes(keyboard: Keyboard) -> None:
    for _ in range(3):
        keyboard.type(b"a")
        assert await keyboard.key() == "a"
        assert keyboard.wait() is None
    assert keyboard.style_cache == 0


async def test_an_escape_is_a_key_once_nothing_follows_it(keyboard: Keyboard) -> None:
    keyboard.type(b"\x1b")
    assert keyboard.wait() is None
    assert await keyboard.keys() == []
    assert await keyboard.key() == "escape"
    assert keyboard.style_cache == 0


async def test_a_key_in_pieces_is_one_key(patient: None, keyboard: Keyboard) -> None:
    for piece in (b"\x1b", b"[", b"B"):
        keyboard.type(piece)
        assert keyboard.wait() is None
    assert await keyboard.keys() == ["down"]
    for piece in (b"\xc3", b"\xa9"):
        keyboard.type(piece)
        assert keyboard.wait() is None
    assert await keyboard.keys() == ["é"]


async def test_what_is_no_text_does_not_end_the_keyboard(keyboard: Keyboard) -> None:
    keyboard.type(b"\xe9\xff")
    assert keyboard.wait() is None
    keyboard.type(b"a")
    assert keyboard.wait() is None
    assert (await keyboard.keys())[-1] == "a"


async def test_input_that_is_taken_away_is_given_back(keyboard: Keyboard) -> None:
    for _ in range(2):
        keyboard.driver.suspend_application_mode()
        assert not keyboard.reading
        keyboard.driver.resume_application_mode()
        assert keyboard.wait() is None
        keyboard.type(b"a")
        assert await keyboard.key() == "a"
        assert keyboard.wait() is None
    assert keyboard.style_cache == 0


async def test_the_end_does_not_wait_for_half_a_key(patient: None, keyboard: Keyboard) -> None:
    keyboard.type(b"\x1b")
    assert keyboard.wait() is None
    keyboard.driver.disable_input()
    keyboard.driver.disable_input()
    assert not keyboard.reading
    assert await keyboard.keys() == []


async def test_a_terminal_that_has_gone_ends_the_program_as_a_hang_up_does(
    keyboard: Keyboard,
) -> None:
    ended = threading.Event()
    before = signal.signal(signal.SIGHUP, lambda *_: ended.set())
    try:
        keyboard.hang_up()
        assert ended.wait(PATIENCE)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_an_idle_guide_wakes_less_often_than_the_least_program(tmp_path: Path) -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("only Linux counts how often a thread wakes")
    with (
        Terminal(BARE, home=tmp_path) as bare,
        Terminal(guide("--tab", "doctor"), home=tmp_path) as terminal,
    ):
        bare.wait_for("ready")
        terminal.wait_for("Bladder, bowels and numbness")
        terminal.send(DOWN, UP)
        since = (0, 0)

        def slept() -> bool:
            nonlocal since
            ours, style_cache = woken(terminal), woken(bare)
            if ours != since[0]:
                since = (ours, style_cache)
            return style_cache - since[1] >= LOOKS

        terminal.wait_until(slept, f"{LOOKS} looks of the least program while the guide sleeps")


def woken(terminal: Terminal) -> int:
    """How often a program was woken."""
    tasks = Path(f"/proc/{terminal.process.pid}/task").iterdir()
    lines = [line for task in tasks for line in (task / "status").read_text().splitlines()]
    name = "voluntary_ctxt_switches:"
    return sum(int(line.split()[1]) for line in lines if line.startswith(name))


def test_the_key_that_stops_the_guide_stops_it_and_it_comes_back(tmp_path: Path) -> None:
    """And what it counted waits for its reader: nothing of it is past, or said."""
    said = tmp_path / "said"
    command = guide("--tab", "doctor", "--say", "--say-with", f"tee -a {said}")
    shell = ["bash", "-mc", f"{shlex.join(command)}; echo In the shell; read; fg"]
    with Terminal(shell, home=tmp_path) as terminal:
        start_walkthrough(terminal)
        terminal.send(" ")
        terminal.wait_for("MOVE")
        terminal.send(" ")
        terminal.wait_for("PAUSED", "space Go on")
        terminal.send(" ")
        terminal.wait_for("GO ON IN")
        terminal.send(CTRL_Z)
        terminal.wait_for("In the shell")
        assert terminal.modes == terminal.modes_before
        terminal.send(ENTER)
        terminal.wait_until(lambda: terminal.received.count(b"\x1b[?1049h") == 2, "the guide again")
        terminal.wait_until(lambda: terminal.modes != terminal.modes_before, "the keys again")
        terminal.wait_for("PAUSED", "space Go on", without=["GO ON IN", "In the shell"])
        terminal.wait_until(
            lambda: said.read_text().rstrip().endswith("Paused."), "the end of what is said"
        )
        terminal.send(" ")
        terminal.wait_for("GO ON IN")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0


def test_without_a_shell_to_wake_it_the_guide_is_not_stopped(tmp_path: Path) -> None:
    """Under sshd's ForceCommand the terminal would stay dark until the reader hangs up."""
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Right now")
        terminal.send(CTRL_Z, "2")
        terminal.wait_for("A strong core")
        terminal.send("q")
        assert terminal.wait_exit() == 0

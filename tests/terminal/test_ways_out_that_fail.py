"""Whatever fails on the way out, the terminal is given back, and the status says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.terminal.modes import left_on
from tests.terminal.terminal import Terminal
from tests.terminal.test_crash import LINE, SECRET, broken
from tui.app.app import GuideApp
from tui.app.textual_fast.blocking_driver import BlockingDriver
from tui.guide.content.record_index import Index
from tui.guide.load import load

DRIVER = "from tui.app.textual_fast.blocking_driver import BlockingDriver\n"
ON_KEY = (
    "from tui.app.main_screen.main_screen import MainScreen\n"
    "def pressed(screen):\n    {}\n    screen.app.bell()\nMainScreen.action_help = pressed\n"
)
WAYS = {
    name: DRIVER + f"BlockingDriver.{name} = fail"
    for name in (
        "stop_application_mode",
        "disable_input",
        "close",
        "_disable_bracketed_paste",
        "_enable_line_wrap",
        "_disable_in_band_window_resize",
        "_disable_mouse_support",
    )
}
"""Steps of a driver on its way out."""
WRITES = {
    "writing": DRIVER + ON_KEY.format("BlockingDriver.write = fail"),
    "the thread that writes": (
        "from textual.drivers._writer_thread import WriterThread\n"
        + ON_KEY.format("screen.app._driver._writer_thread._queue.put(1)")
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("step", WAYS)
def test_each_step_of_the_driver_s(home: Path, step: str) -> None:
    with Terminal(broken(WAYS[step], "--still"), home=home) as terminal:
        terminal.wait_for("Right now", "q Quit")
        terminal.send("q")
        ends_as_found(terminal)


@pytest.mark.parametrize("way", ["writing", "the thread that writes"])
def test_writing_itself(home: Path, way: str) -> None:
    with Terminal(broken(WRITES[way], "--still", "--tab", "relief"), home=home) as terminal:
        terminal.wait_for("Right now", "q Quit")
        terminal.send("?")
        ends_as_found(terminal)


def ends_as_found(terminal: Terminal) -> None:
    assert terminal.wait_exit() == 70, terminal.text
    assert left_on(terminal.received) == []
    assert terminal.modes == terminal.modes_before
    said = terminal.received.decode(errors="replace")
    assert LINE.search(" ".join(said.split())) and not SECRET.search(said)


@pytest.mark.parametrize("error", [None, ValueError("zebra")])
async def test_keys_that_come_once_the_loop_is_gone_are_nobody_s(error: Exception | None) -> None:
    """Its thread may read on while the guide ends."""

    class Late(BlockingDriver):
        def _read_keys(self) -> None:
            for _ in range(3):
                self._guide.guarded_on(self._loop, taken.append, "q")
            if error:
                raise error

    taken: list[str] = []
    driver = Late(GuideApp(Index.of(load())))
    driver._loop = asyncio.new_event_loop()
    driver._loop.close()
    driver.run_input_thread()
    assert not taken

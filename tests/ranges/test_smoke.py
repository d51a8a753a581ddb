"""What everybody does at the guide, with whatever versions of other libraries it runs on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ssh.serving import Serving
from tests.ssh.visiting import opened, visiting, walked
from tests.terminal.journey import start_walkthrough
from tests.terminal.terminal import ENTER, ESCAPE, Terminal, guide
from tests.terminal.test_journeys import CALM, assert_as_found
from tests.terminal.test_quiz_journeys import answer
from tui.guide.quiz.wording import WORDS

TICKED = ("[x]", "EMERGENCY – call 999 now")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the reader."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def opened_once(home: Path) -> Iterator[Terminal]:
    """The guide; at the end the reader leaves, and nothing was said but the guide."""
    command = guide("--region", "gb", "--mute", "--tab", "relief")
    env = {"XDG_DATA_HOME": str(home / "data")}
    with Terminal(command, home=home, env=env, rows=50) as terminal:
        terminal.wait_for("Back spasm guide", "Cold pack", CALM)
        yield terminal
        terminal.send("\x11")  # At once, whatever is open.
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


@pytest.fixture
def terminal(opened_once: Terminal) -> Terminal:
    """The first screen, as each test has left it to the next."""
    opened_once.send("1")
    opened_once.wait_for("Back spasm guide", "Cold pack", CALM)
    return opened_once


def test_search_finds(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.wait_for("words to find")
    terminal.send("hydration")
    terminal.wait_for("Causes ·")
    terminal.send(ENTER)
    terminal.wait_for("Common causes", without=["enter goes there"])


def test_the_palette_and_help_open(terminal: Terminal) -> None:
    terminal.send("?")
    terminal.wait_for("Move, on every screen", "esc closes")
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", without=["esc closes"])
    terminal.send(":")
    terminal.wait_for("Search for commands")
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", without=["Search for commands"])


def test_the_quiz_explains(terminal: Terminal) -> None:
    terminal.send("s")
    terminal.wait_for("Self-check", "The quiz", "Your own day")
    terminal.send(ENTER)
    answer(terminal, 1, 10)
    assert any(verdict in terminal.text for verdict in WORDS.values())
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", CALM)


def test_the_diary_keeps(terminal: Terminal, home: Path) -> None:
    terminal.send("d")
    terminal.wait_for("No spasm is written down")
    terminal.send("b")
    terminal.wait_for("Just now")
    terminal.send(ENTER)
    terminal.wait_for("Day 1 · cold phase", without=["Just now"])
    assert list((home / "data" / "backspasm").glob("diary*"))
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", CALM)


def test_a_tick_is_rated(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.wait_for("Tick what applies to you", "Bladder, bowels and numbness")
    terminal.send(" ")
    terminal.wait_for(*TICKED)
    terminal.send("1")
    terminal.wait_for("Until help comes", without=[CALM])
    terminal.send("4", " ")
    terminal.wait_for(CALM, without=TICKED)


def test_the_walkthrough_moves(terminal: Terminal) -> None:
    """The last, as who leaves it is asked how it was."""
    start_walkthrough(terminal)
    before = terminal.text
    terminal.wait_until(lambda: terminal.text != before, "a frame")
    terminal.send(ESCAPE)


async def test_a_reader_comes_by_ssh(tmp_path: Path) -> None:
    with Serving(tmp_path) as serving:
        async with visiting(serving.port) as visit:
            await opened(visit)
            visit.send("4")
            await visit.wait_for("Bladder, bowels and numbness")
            visit.send(" ")
            await visit.wait_for("[x]", "EMERGENCY")
            visit.send("\x11")
            assert await visit.wait_end() == 0
        async with visiting(serving.port) as visit:
            await walked(visit)
        assert serving.said.count("Listening") == serving.said.count("\n")
        assert not serving.noted("error")

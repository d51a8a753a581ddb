"""The guide opens in whatever surroundings, and says what it did not heed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample import sample
from tests.terminal.terminal import Terminal, guide

BAD = [
    ("TEXTUAL_DRIVER", "zebra"),
    ("TEXTUAL_DRIVER", "os:path"),
    ("TEXTUAL_DRIVER", "textual.driver:Nothing"),
    ("TEXTUAL_DRIVER", "textual.driver:Driver"),
    ("TEXTUAL_COLOR_SYSTEM", "zebra"),
    ("TEXTUAL_THEME", "zebra,giraffe"),
    ("TEXTUAL_THEME", "ansi-dark"),
    ("TEXTUAL_THEME", "zebra, ansi-light"),
    ("TEXTUAL_FPS", "0"),
    ("TEXTUAL_LOG", "/nowhere/zebra"),
    ("TEXTUAL_LOG", "/dev/full"),
    ("COLUMNS", "²"),
    ("COLUMNS", "99999999"),
    ("ESCDELAY", "99999999999999999"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize(("name", "value"), sample(BAD, 2, several=True))
def test_a_bad_variable_is_named_and_the_guide_opens(home: Path, name: str, value: str) -> None:
    with Terminal(guide("--still", "--tab", "relief"), home=home, env={name: value}) as terminal:
        terminal.wait_for("Right now", "q Quit")
        before = terminal.received.partition(b"\x1b[?1049h")[0].decode()
        assert before.startswith(f'backspasm: {name}="{value}" ')
        assert before.count("\n") == 1 and "Traceback" not in before
        terminal.send("q")
        assert terminal.wait_exit() == 0


DEVELOPERS = {
    "TEXTUAL": "debug,devtools,headless",
    "TEXTUAL_LOG": "zebra.log",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_PRESS": "4,space",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_SCREENSHOT_FILENAME": "zebra.svg",
    "TEXTUAL_SHOW_RETURN": "1",
    "UNICODE_VERSION": "x",
}


def test_nothing_that_is_typed_or_shown_is_written_whatever_developers_ask_for(home: Path) -> None:
    with Terminal(
        guide("--still", "--no-save", "--tab", "relief"), home=home, env=DEVELOPERS
    ) as terminal:
        terminal.wait_for("Right now", "q Quit", without=["[x]"])
        terminal.send("/", "saddle")
        terminal.wait_for("saddle")
        assert not [path for path in home.rglob("*") if path.suffix in (".log", ".svg")]
        terminal.send("\x03", "\x03")
        terminal.wait_exit()
    assert not [path for path in home.rglob("*") if path.suffix in (".log", ".svg")]

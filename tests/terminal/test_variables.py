"""The guide opens in whatever surroundings, and says what it did not heed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal, guide

BAD = [
    ("TEXTUAL_DRIVER", "zebra"),
    ("TEXTUAL_DRIVER", "os:path"),
    ("TEXTUAL_DRIVER", "textual.driver:Nothing"),
    ("TEXTUAL_COLOR_SYSTEM", "zebra"),
    ("TEXTUAL_THEME", "zebra,giraffe"),
    ("TEXTUAL_FPS", "0"),
    ("TEXTUAL_LOG", "/nowhere/zebra"),
    ("COLUMNS", "²"),
    ("COLUMNS", "99999999"),
    ("ESCDELAY", "99999999999999999"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("name,value", BAD)
def test_a_bad_variable_is_named_and_the_guide_opens(home: Path, name: str, value: str) -> None:
    with Terminal(guide("--still"), home=home, env={name: value}) as terminal:
        terminal.wait_for("Right now", "q Quit")
        before = terminal.received.partition(b"\x1b[?1049h")[0].decode()
        assert before.startswith(f'backspasm: {name}="{value}" ')
        assert before.count("\n") == 1 and "Traceback" not in before
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    "name,value", [("UNICODE_VERSION", "x"), ("TEXTUAL", "zebra,devtools"), ("TEXTUAL_DEBUG", "1")]
)
def test_others_do_no_harm(home: Path, name: str, value: str) -> None:
    with Terminal(guide("--still"), home=home, env={name: value}) as terminal:
        terminal.wait_for("Right now", "q Quit")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    # Textual's debug mode would write what is typed into a file.
    assert not (home / "keys.log").exists()

"""Whatever fails: a calm line, the terminal as it was, and nothing of what was entered."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sample import sample
from tests.terminal.modes import left_on
from tests.terminal.terminal import PATIENCE, Terminal, environment
from tui.app.textual_fast.feature_probe import has

SECRET = re.compile("zebra|giraffe|saddle|Traceback|Error:|locals|\u2502 +\\d", re.IGNORECASE)
"""The error's message and the values of variables, and what looks like a traceback."""

LINE = re.compile(
    r"backspasm had to close: (\w+) at ([\w<>.]+):\d+ in ([\w<>]+)"
    r"(, from [\w.]+:\d+ in [\w<>]+)?\. "
    r"Please report it with this line\."
)

BREAK = """
import sys
from tui.cli.main import main

def fail(*given, **more):
    saddle_numb = "zebras carried me"
    raise ValueError("giraffe", saddle_numb)

{changes}
raise SystemExit(main())
"""

MAIN = "from tui.app.main_screen.main_screen import MainScreen\n"
APP = "from tui.app.app import GuideApp\n"
ON_KEY = MAIN + "def pressed(screen):\n    {}\nMainScreen.action_help = pressed"

AT_START = {
    "the content": "from tui.guide.content.record_index import Index\nIndex.of = fail",
    "the diary": "import tui.diary.deferred_store\ntui.diary.deferred_store.open_store = fail",
    "the app": APP + "GuideApp.get_css_variables = fail",
    "the driver": "from tui.app.textual_fast.blocking_driver import BlockingDriver\n"
    "BlockingDriver._query_in_band_window_resize = fail",
    "compose": MAIN + "MainScreen.compose = fail",
    "on_mount": MAIN + "MainScreen.on_mount = fail",
    "on_mount of a widget": "from tui.app.widgets.bars.title_bar import TitleBar\n"
    "TitleBar.on_mount = fail",
    "on_ready": APP + "GuideApp.on_ready = fail",
    "style sheets": APP
    + "from pathlib import Path\nPath('zebra.tcss').write_text('zebra { giraffe')\n"
    "GuideApp.CSS_PATH = Path('zebra.tcss').absolute()",
    "drawing": "from tui.app.widgets.document_lines import DocumentLines as Lines\n"
    "Lines.render_lines = fail",
    "sending": (
        "from tui.app.terminal.screen_diff import ScreenDiff\nScreenDiff.changes = fail"
        if has("changes")
        else "from tui.app.terminal.color_filter import _Fewer\n_Fewer.apply = fail"
    ),
    "the input thread": (
        "from tui.app.textual_fast.blocking_driver import BlockingDriver\n"
        "BlockingDriver._read_keys = fail"
    ),
}
"""What fails before the first screen is there."""

AT_A_KEY = {
    "the key": MAIN + "MainScreen.action_help = fail",
    "a timer": ON_KEY.format("screen.set_timer(0.01, fail)"),
    "an interval": ON_KEY.format("screen.set_interval(0.01, fail)"),
    "a worker": ON_KEY.format("screen.run_worker(work())") + "\nasync def work():\n    fail()",
    "a worker's thread": ON_KEY.format("screen.run_worker(fail, thread=True)"),
    "a thread": ON_KEY.format("import threading; threading.Thread(target=fail).start()"),
    "what comes after a refresh": ON_KEY.format("screen.call_after_refresh(fail)"),
    "the loop": ON_KEY.format("import asyncio; asyncio.get_running_loop().call_soon(fail)"),
    "looking through keys": ON_KEY.format(
        "from tui.app.textual_fast.terminal_parser import TerminalParser\n    "
        "TerminalParser.feed = fail\n    "
        "screen.app.bell()"
    ),
    "reading keys": ON_KEY.format("import os; os.read = fail; screen.app.bell()"),
    "the palette's style": ON_KEY.format("screen.styles.background = 'zebra giraffe'"),
    "another screen": ON_KEY.format(
        "from tui.app.screens.sheet import Sheet; Sheet.compose = fail; screen.action_about()"
    ),
    "a query": ON_KEY.format("screen.query_one('#zebra')"),
    "the end": ON_KEY.format("screen.app.exit()") + "\n" + APP + "GuideApp._close_all = fail",
}
"""What fails when the key for help is pressed, and perhaps another one."""


CALM = ("--still", "--tab", "relief")
"""Opens on a list, where every key does what it does elsewhere."""


def broken(changes: str, *arguments: str) -> list[str]:
    """The command that runs the guide with something in it that fails."""
    return [sys.executable, "-c", BREAK.format(changes=changes), *arguments]


def ends_calmly(terminal: Terminal) -> str:
    """See a guide end as it should after a crash; what it said."""
    assert terminal.wait_exit() == 70, terminal.text
    assert not SECRET.search(terminal.received.decode(errors="replace"))
    assert left_on(terminal.received) == []
    assert terminal.modes == terminal.modes_before
    said = terminal.received.rpartition(b"\x1b[?1049l")[2].decode()
    said = " ".join(re.sub(r"\x1b\[[?<]?[\d;]*[a-zA-Z]", "", said).split())
    assert LINE.fullmatch(said), said
    return said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all, so that the content is read from its source only once."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("place", sample(AT_START, 2))
def test_what_fails_at_the_start(home: Path, place: str) -> None:
    with Terminal(broken(AT_START[place]), home=home) as terminal:
        ends_calmly(terminal)


@pytest.mark.parametrize("place", sample(AT_A_KEY, 2))
def test_what_fails_later(home: Path, place: str) -> None:
    with Terminal(broken(AT_A_KEY[place], *CALM), home=home) as terminal:
        terminal.wait_for("Right now")
        terminal.send("?")
        if "keys" in place:
            # What fails is the way that the next key takes.
            terminal.wait_until(lambda: terminal.screen.rung > 0, "the bell")
            terminal.send("2")
        ends_calmly(terminal)


def test_an_emergency_is_told_of_last(home: Path) -> None:
    """It was on the screen that a crash took away; which signs led to it is not said."""
    with Terminal(broken(AT_A_KEY["the key"], "--still", "--region", "gb"), home=home) as terminal:
        terminal.wait_for("Right now")
        terminal.send("4")
        terminal.wait_for("Bladder, bowels and numbness")
        terminal.send(" ")
        terminal.wait_for("EMERGENCY")
        terminal.received.clear()
        terminal.send("?")
        assert terminal.wait_exit() == 70
        said = terminal.received.rpartition(b"\x1b[?1049l")[2].decode()
        assert not SECRET.search(said)
        assert "EMERGENCY" in said.splitlines()[-1] and "999" in said.splitlines()[-1]


@pytest.mark.parametrize("place", ["the key", "a worker", "the loop", "compose"])
def test_debug_shows_the_way_there_without_variables(home: Path, place: str) -> None:
    changes = {**AT_START, **AT_A_KEY}[place]
    with Terminal(broken(changes, *CALM, "--debug"), home=home) as terminal:
        if place in AT_A_KEY:
            terminal.wait_for("Right now")
            terminal.send("?")
        assert terminal.wait_exit() == 70
        said = terminal.received.rpartition(b"\x1b[?1049l")[2].decode()
        assert "Traceback (most recent call last):" in said and ", in fail" in said
        assert "zebra" not in said and "giraffe" not in said
        assert LINE.search(said)


PLAIN = {
    "print": "import tui.plain.guide\ntui.plain.guide.print_part = fail",
    "triage fever": "import tui.guide.triage\ntui.guide.triage.Triage.of = fail",
    "summary": "import tui.diary.deferred_store\ntui.diary.deferred_store.open_store = fail",
    "walk --plain": "import tui.plain.walk as walk\n"
    "for name in dir(walk):\n    if callable(getattr(walk, name)): setattr(walk, name, fail)",
    "check": "import tui.guide.load\ntui.guide.load.read_layers = fail",
    "pose knee_to_chest": "import tui.cli.editing.print_pose as made\nmade.print_frames = fail",
    "serve": "import tui.serve.server_process\ntui.serve.server_process.host_key = fail",
    "serve --workers 2": "import tui.serve.supervisor\ntui.serve.supervisor.supervise = fail",
    "--help": "import tui.cli.parser\ntui.cli.parser.parser = fail",
}
"""What fails of the commands that answer in plain text."""


@pytest.mark.parametrize("command", sample(PLAIN, 2))
def test_a_plain_command_that_fails(home: Path, command: str) -> None:
    for more in ([], ["--debug"]):
        told = subprocess.run(
            broken(PLAIN[command], *more, *command.split()),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment(home),
            cwd=home,
            timeout=PATIENCE,
        )
        assert (told.returncode, told.stdout) == (70, ""), told.stderr
        assert "zebra" not in told.stderr and "giraffe" not in told.stderr
        if more and command != "--help":
            assert "Traceback" in told.stderr and LINE.search(told.stderr)
        else:
            assert LINE.fullmatch(told.stderr.strip())


@pytest.mark.parametrize("error", ["OSError('giraffe')", "OSError(28, 'giraffe')"])
def test_an_error_of_the_system_is_told_in_the_system_s_words(home: Path, error: str) -> None:
    changes = (
        f"def full(*given, **more): raise {error}\n"
        "from tui.plain import guide\nguide.print_part = full"
    )
    told = subprocess.run(
        broken(changes, "print"),
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=PATIENCE,
    )
    assert "giraffe" not in told.stderr and len(told.stderr.splitlines()) == 1
    assert told.returncode == (1 if "28" in error else 70)

"""Environment variables that cannot be are named and left out; the guide opens all the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants

from tui.app.input.driver_choice import NoDriver, guarded, load_driver, needs_terminal
from tui.app.terminal.textual_variables import _FAULTS, mend

GOOD = {
    "TEXTUAL_COLOR_SYSTEM": "256",
    "TEXTUAL_ANIMATIONS": "NONE",
    "TEXTUAL_FPS": "30",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "ESCDELAY": "25",
    "COLUMNS": "100",
    "LINES": "30",
    "TEXTUAL_FILTERS": "dim",
    "HOME": "rubbish",
}


def test_good_ones_stay_without_a_word() -> None:
    environ = dict(GOOD)
    assert mend(environ) == []
    assert environ == GOOD


@pytest.mark.parametrize(
    "name,values",
    [
        ("TEXTUAL_COLOR_SYSTEM", ["zebra", "", "TRUECOLOR", "16"]),
        ("TEXTUAL_ANIMATIONS", ["some", "1", "full "]),
        ("TEXTUAL_FPS", ["fast", "0", "-1", "1e9", "99999999999999999999", "²"]),
        ("ESCDELAY", ["soon", "0", "9999999999999999"]),
        ("COLUMNS", ["wide", "²", "-80", "100000000", "80.0", "٣"]),
        ("LINES", ["tall", "999999", " 24"]),
        ("TEXTUAL_DIM_FACTOR", ["101", "-1", "half"]),
        ("TEXTUAL_LOG", ["/nowhere/at/all", "/", "/dev/full", "log"]),
        ("TEXTUAL", ["debug", "devtools", "headless"]),
        ("TEXTUAL_DEBUG", ["1"]),
        ("TEXTUAL_PRESS", ["q", "4,space"]),
        ("TEXTUAL_SCREENSHOT", ["0", "3"]),
        ("TEXTUAL_SCREENSHOT_LOCATION", ["/nowhere", __file__]),
    ],
)
def test_bad_ones_go_with_a_line_each(name: str, values: list[str]) -> None:
    for value in values:
        environ = {**GOOD, name: value}
        (line,) = mend(environ)
        assert line.startswith(f"{name}=") and value in line and "\n" not in line
        assert name not in environ


HARMLESS = {"TEXTUAL_DRIVER", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_THEME"}
"""What Textual heeds and neither writes nor sends anything."""


def test_every_variable_that_textual_heeds_is_known() -> None:
    """A new one might have it write down what is typed."""
    text = Path(constants.__file__).read_text()
    heeded = set(re.findall(r'"((?:TEXTUAL|ESC)\w*)"', text)) | {"TEXTUAL"}
    assert heeded - HARMLESS - GOOD.keys() <= _FAULTS.keys()


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("value", ["", "0"])
def test_a_size_that_a_shell_does_not_know_goes_without_a_word(name: str, value: str) -> None:
    environ = {name: value}
    assert mend(environ) == []
    assert environ == {}


@given(st.sampled_from(["COLUMNS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_ANIMATIONS"]), st.text())
def test_what_is_said_can_be_shown(name: str, value: str) -> None:
    for line in mend({name: value}):
        assert line.isprintable() and len(line) < 200


@pytest.mark.parametrize(
    "name",
    [
        *(
            "zebra",
            "os:path",
            "os.path:join",
            "textual.driver",
            "a.b:c",
            ":",
            "tui:\x1b[2J",
            "..:x",
        ),
        *(
            "textual.driver:Driver",
            "textual.app:App",
            "builtins:str",
            "textual.driver:is_file_like",
        ),
        *(" ", "\0:x", "zebra:", ":Driver", "textual.drivers.windows_driver:WindowsDriver"),
    ],
)
def test_a_driver_that_is_none(name: str) -> None:
    with pytest.raises(NoDriver) as caught:
        load_driver(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "raise OSError('zebra')",
        "raise SystemExit(3)",
        "from textual.drivers.headless_driver import HeadlessDriver\n"
        "class Driver(HeadlessDriver):\n    def __init__(self): pass",
        "from textual.driver import Driver as Base\n"
        "class Driver(Base):\n    def write(self, data): pass",
    ],
)
def test_a_driver_whose_module_fails_or_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "broken_driver.py").write_text(text)
    monkeypatch.delitem(sys.modules, "broken_driver", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(NoDriver, match="broken_driver"):
        load_driver("broken_driver:Driver")


def test_textual_s_own_drivers_are_guarded() -> None:
    web = guarded(load_driver("textual.drivers.web_driver:WebDriver"))
    assert web.__module__ == "tui.app.textual_fast.web_driver" and not needs_terminal(web)
    terminal = guarded(load_driver("textual.drivers.linux_driver:LinuxDriver"))
    assert terminal.__module__ == "tui.app.textual_fast.blocking_driver" and needs_terminal(
        terminal
    )
    inline = load_driver("textual.drivers.linux_inline_driver:LinuxInlineDriver")
    assert guarded(inline) is terminal and needs_terminal(inline)
    headless = load_driver("textual.drivers.headless_driver:HeadlessDriver")
    assert guarded(headless) is headless and not needs_terminal(headless)

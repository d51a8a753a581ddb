"""A whole visit with the keys of vi alone, and once more with other keys for everything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terminal.journey import answer
from tests.terminal.terminal import Terminal, guide
from tests.terminal.test_journeys import assert_as_found

VI = {
    **{"down": "j", "up": "k", "right": "l", "left": "h", "bottom": "G", "choose": "\r"},
    **{"tick": " ", "walk": "w", "check": "s", "days": "d", "find": "/", "match.next": "n"},
    **{"close": "q", "list": "\x1b", "commands": ":", "no": "n", "field.submit": "\r"},
    **{"pause": " ", "option.1": "1", "pain": "p", "pain.3": "3", "focus.next": "\t", "yes": "y"},
    **{"half.down": "\x04", "half.up": "\x15", "page.down": "\x06", "page.up": "\x02"},
    **{"top": "g", "help": "?"},
}
"""What is typed for each action."""

OWN = {
    **{"down": "J", "up": "I", "right": "z", "left": "V", "bottom": "E", "choose": "W"},
    **{"tick": "X", "walk": "M", "check": "Q", "days": "D", "find": "S", "match.next": "F"},
    **{"close": "C,f4", "list": "f4", "commands": "K", "no": "B", "pause": "P", "option.1": "a"},
    **{"pain": "L", "pain.3": "A", "focus.next": "f6", "yes": "Y", "half.down": "f7"},
    **{"half.up": "f8", "page.down": "f9", "page.up": "f10", "top": "U", "help": "H"},
    **{"field.submit": "f5"},
}
_F = {"f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~"}
_F |= {"f9": "\x1b[20~", "f10": "\x1b[21~"}
TYPED = {name: _F.get(keys.split(",")[0], keys.split(",")[0]) for name, keys in OWN.items()}


def visit(terminal: Terminal, keys: Mapping[str, str]) -> None:
    """Check, read, walk, do the quiz, look at the days, search, and quit."""

    def press(*names: str) -> None:
        for name in names:
            terminal.send(keys[name])

    terminal.wait_for("Is it safe?")
    press("right", "right", "right")
    terminal.wait_for("Tick what applies to you")
    press("bottom", "choose")
    terminal.wait_for("[x] None of these", "Checked")
    press("right")
    terminal.wait_for("Cold pack")
    press("top", "down", "down", "up")
    press("half.down", "half.up", "page.down", "page.up", "top", "down", "choose")
    terminal.wait_for(" List  ")
    press("down", "up", "list")
    terminal.wait_for(" Read", without=[" List  "])
    press("walk")
    terminal.wait_for("Walkthrough", "chooses")
    press("down", "up", "choose")
    answer(terminal, keys["no"], "No, start")
    terminal.wait_for("GET READY", "It hurts")
    press("right", "left", "pause", "pause")
    terminal.wait_for("Go on")
    press("close")
    terminal.wait_for("Leave the walkthrough here?")
    press("focus.next", "choose")
    terminal.wait_for("Cold pack", without=["GET READY"])
    press("check")
    terminal.wait_for("The quiz")
    press("choose")
    terminal.wait_for("question 1 of 10")
    press("option.1", "close")
    terminal.wait_for("Cold pack", without=["question 1 of 10"])
    press("days")
    terminal.wait_for("Your days")
    press("pain")
    terminal.wait_for("for 10")
    press("left", "right", "pain.3")
    answer(terminal, keys["no"], "3 of 10", "No, just the number")
    terminal.wait_for("the words")
    terminal.send("jkhl", keys["field.submit"])
    terminal.wait_for("Your days", "jkhl", without=["the words"])
    press("close")
    terminal.wait_for("Cold pack", without=["Your days"])
    press("find")
    terminal.wait_for("words to find")
    terminal.send("towel", keys["field.submit"])
    terminal.wait_for("b Back" if keys["close"] == "q" else "Back", without=["goes there"])
    press("match.next", "help")
    terminal.wait_for("Move, on every screen")
    press("close", "commands")
    terminal.wait_for("Search for commands")
    terminal.send("q", "\r")


@pytest.mark.parametrize("own", [False, True], ids=["vi", "own keys"])
def test_a_whole_visit_needs_none_but_these_keys(tmp_path: Path, own: bool) -> None:
    if own:
        settings = tmp_path / ".config/backspasm/settings.toml"
        settings.parent.mkdir(parents=True)
        lines = [f'"{action}" = "{keys}"' for action, keys in OWN.items()]
        settings.write_text("\n".join(["[keys]", *lines]))
    with Terminal(guide("--region", "gb", "--mute"), home=tmp_path) as terminal:
        visit(terminal, TYPED if own else VI)
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


def test_q_right_after_a_colon_is_text_and_enter_leaves(tmp_path: Path) -> None:
    with Terminal(guide("--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Cold pack")
        terminal.send(":q")
        terminal.wait_for("Quit", "Leave the guide")
        terminal.send("\r")
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)

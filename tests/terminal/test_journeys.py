"""What a person does with the guide, on a real pseudo-terminal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.journey import start_walkthrough
from tests.terminal.terminal import (
    CTRL_C,
    DOWN,
    ENTER,
    ESCAPE,
    PYTHON,
    RIGHT,
    TAB,
    Terminal,
    guide,
)

CALM = "Not checked yet"
EMERGENCY = "EMERGENCY"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(guide("--region", "gb", "--tab", "relief"), home=tmp_path) as terminal:
        terminal.wait_for("Back spasm guide", "Cold pack", CALM)
        yield terminal


def assert_as_found(terminal: Terminal) -> None:
    """The terminal is back as the program found it."""
    sent = bytes(terminal.received)
    for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),  # another screen
        (b"\x1b[?1000h", b"\x1b[?1000l"),  # mouse clicks
        (b"\x1b[?1003h", b"\x1b[?1003l"),  # mouse moves
        (b"\x1b[?2004h", b"\x1b[?2004l"),  # marked pastes
        (b"\x1b[?25l", b"\x1b[?25h"),  # cursor
    ):
        assert on in sent
        assert sent.rfind(off) > sent.rfind(on)
    assert terminal.modes == terminal.modes_before
    assert b"Traceback" not in sent


def test_an_emergency_sign_shows_on_every_tab_until_it_is_cleared(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.wait_for("Tick what applies to you", "Bladder, bowels and numbness")
    terminal.send(" ")
    terminal.wait_for("[x]", "EMERGENCY – call 999 now", "United Kingdom")
    for key, shown in (("1", "Until help comes"), ("2", "A strong core"), ("3", "A mix of things")):
        terminal.send(key)
        terminal.wait_for(shown, "EMERGENCY – call 999 now", "United Kingdom", without=[CALM])
    terminal.send("4")
    terminal.wait_for("[x]")
    terminal.send("c")
    terminal.wait_for("Clear every tick")
    terminal.send(ENTER)
    terminal.wait_for("[x]", EMERGENCY, without=["Clear every tick"])
    terminal.send("c")
    terminal.wait_for("Clear every tick")
    terminal.send(RIGHT, ENTER)
    terminal.wait_for(CALM, without=["[x]", EMERGENCY])


def test_the_bell_rings_once_on_the_way_up(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.wait_for("Bladder, bowels and numbness")
    terminal.send(" ")
    terminal.wait_for("[x]", EMERGENCY)
    terminal.send(DOWN, " ")
    terminal.wait_until(lambda: terminal.text.count("[x]") == 2, "a second tick")
    assert terminal.screen.rung == 1


def test_the_mute_switch_keeps_the_bell_quiet(tmp_path: Path) -> None:
    with Terminal(guide("--mute", "--tab", "doctor"), home=tmp_path) as terminal:
        terminal.wait_for("Bladder, bowels and numbness")
        terminal.send(" ")
        terminal.wait_for("[x]", EMERGENCY)
        assert terminal.screen.rung == 0


def test_search_jumps_to_the_place(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.wait_for("Search", "words to find")
    terminal.send("hydra")
    terminal.wait_for("Causes ·")
    terminal.send("tion")
    terminal.wait_for("hydration")
    terminal.send(ENTER)
    terminal.wait_for("Common causes", without=["enter goes there"])
    terminal.send("b")
    terminal.wait_for("Cold pack", "Right now")


def test_keys_that_come_together_each_do_what_they_are_meant_for(terminal: Terminal) -> None:
    terminal.send("/quad")
    terminal.wait_for("quad", "Nothing found")
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", without=["quad"])
    terminal.send(f"4 {DOWN} 1/towel{ENTER}")
    terminal.wait_for("Wrap the pack in a towel", EMERGENCY)
    terminal.send("4")
    terminal.wait_until(lambda: terminal.text.count("[x]") == 2, "two ticks")


def test_everything_still_works_after_a_resize_and_back(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.wait_for("Bladder, bowels and numbness")
    terminal.send(" ")
    terminal.wait_for("[x]", EMERGENCY)
    terminal.resize(60, 20)
    terminal.wait_for("[x]", "EMERGENCY – call 999 now", "United Kingdom", "Do not wait")
    terminal.resize(30, 8)
    terminal.wait_for("40×15", EMERGENCY, without=["Cannot pee"])
    terminal.resize(80, 24)
    terminal.wait_for("[x]", "Cannot pee", "What not to do")
    terminal.send("1")
    terminal.wait_for("Until help comes", "Cold pack")


def test_quitting_puts_the_terminal_back(terminal: Terminal) -> None:
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert_as_found(terminal)


def test_quitting_with_ticks_asks_first(terminal: Terminal) -> None:
    terminal.send("4", " ")
    terminal.wait_for("[x]")
    terminal.send("q")
    terminal.wait_for("Your ticks are not kept")
    terminal.send(ESCAPE)
    terminal.wait_for("[x]", without=["Your ticks are not kept"])
    terminal.send("q")
    terminal.wait_for("Your ticks are not kept")
    terminal.send(TAB, ENTER)
    assert terminal.wait_exit() == 0
    assert_as_found(terminal)


def test_ctrl_c_ends_the_guide_and_puts_the_terminal_back(terminal: Terminal) -> None:
    terminal.send(CTRL_C)
    assert terminal.wait_exit() == 130
    assert_as_found(terminal)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_guide_and_puts_the_terminal_back(
    terminal: Terminal, ending: signal.Signals
) -> None:
    terminal.send("4", " ")
    terminal.wait_for("[x]", EMERGENCY)
    terminal.signal(ending)
    assert terminal.wait_exit() == 128 + ending
    assert_as_found(terminal)


def test_a_terminal_that_goes_away_ends_the_guide(terminal: Terminal) -> None:
    assert terminal.hang_up() == 128 + signal.SIGHUP


def test_a_terminal_that_goes_away_while_much_is_drawn_ends_the_guide(tmp_path: Path) -> None:
    with Terminal(guide("--tab", "doctor"), home=tmp_path) as terminal:
        start_walkthrough(terminal)
        assert terminal.hang_up() == 128 + signal.SIGHUP


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_start_leaves_the_terminal_as_it_was(
    tmp_path: Path, ending: signal.Signals
) -> None:
    with Terminal(guide(), home=tmp_path) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.received, "the first bytes")
        terminal.signal(ending)
        assert terminal.wait_exit() == 128 + ending
        assert_as_found(terminal)


def test_suspending_gives_the_terminal_back_and_coming_back_shows_the_guide(
    terminal: Terminal,
) -> None:
    terminal.send("2")
    terminal.wait_for("A strong core")
    terminal.signal(signal.SIGTSTP)
    # A shell too goes on only with what has stopped.
    terminal.wait_until(lambda: terminal.has_newly_stopped, "the guide to stop")
    terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.received, "the first screen back")
    assert terminal.modes == terminal.modes_before
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.received.count(b"\x1b[?1049h") == 2, "the guide again")
    # Taking the keyboard again throws away what was typed before.
    terminal.wait_until(lambda: terminal.modes != terminal.modes_before, "the keys as they come")
    terminal.send("3")
    terminal.wait_for("A mix of things")


@pytest.mark.parametrize(
    ("columns", "rows"), [(1, 1), (2, 40), (400, 3), (60, 20), (120, 40), (520, 210)]
)
def test_any_size_opens_and_quits(tmp_path: Path, columns: int, rows: int) -> None:
    with Terminal(guide("--still"), home=tmp_path, columns=columns, rows=rows) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.received, "the guide")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_as_found(terminal)


def test_garbage_on_the_keyboard_changes_nothing(terminal: Terminal) -> None:
    terminal.send(
        "\x1b[999;999R", "\x1b[<0;500;500M", "\x1b[200~4 \x1b[201~", "\x00\x01\x02", "éß漢"
    )
    terminal.send("2")
    terminal.wait_for("A strong core", CALM, without=["[x]"])
    terminal.send("q")
    assert terminal.wait_exit() == 0


# Below the last line of the page, where there is nothing to mark.
DRAG = ("\x1b[<0;50;19M", "\x1b[<32;60;20M", "\x1b[<32;70;21M", "\x1b[<0;70;21m")
DOUBLE_CLICK = ("\x1b[<0;56;20M", "\x1b[<0;56;20m") * 2


@pytest.mark.parametrize("mouse", [DRAG, DOUBLE_CLICK], ids=["drag", "double click"])
def test_ctrl_c_after_marking_ends_nothing_before_it_was_asked(
    terminal: Terminal, mouse: tuple[str, ...]
) -> None:
    terminal.send(*mouse, CTRL_C)
    terminal.wait_for("Leave the guide? Nothing was marked to copy.")
    terminal.send(ESCAPE)
    terminal.wait_for("Cold pack", without=["Leave the guide?"])
    # What is typed since is no longer about the mouse.
    terminal.send(DOWN, CTRL_C)
    assert terminal.wait_exit() == 130
    assert_as_found(terminal)


def test_a_long_paste_of_several_lines_is_cut_and_that_is_said(terminal: Terminal) -> None:
    terminal.send("p")
    terminal.wait_for("t for 10")
    terminal.send("6")
    terminal.wait_for("6 of 10 is noted", "Has a spasm begun?")
    terminal.think()
    terminal.send("y")
    terminal.wait_for("You can add a few words")
    lines = "stairs and sitting\r\n" * 30
    terminal.send(f"\x1b[200~{lines}\x1b[201~")
    terminal.wait_for("Only 200 characters fit here.", "stairs and sitting stairs")
    terminal.send(ENTER, "d")
    terminal.wait_for("Your days", "stairs and sitting")


def test_in_too_small_a_window_no_key_ticks_and_it_still_quits(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.wait_for("Bladder, bowels and numbness")
    terminal.resize(39, 15)
    terminal.wait_for("Please make the window at least", "39×15")
    terminal.send(" ", DOWN, " ", ENTER, "p", "7")
    terminal.resize(80, 24)
    terminal.wait_for("[ ]", CALM, without=["[x]", "Please make", "Day 1"])
    terminal.resize(30, 8)
    terminal.wait_for("Please make the window")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert_as_found(terminal)


@pytest.mark.parametrize("late", [0.0, 0.4], ids=["a quick machine", "a busy machine"])
def test_keys_typed_unseen_never_act_later(tmp_path: Path, late: float) -> None:
    """Not even if the machine gets to them after the screen is back."""
    with Terminal(slow_to_type(late), home=tmp_path) as terminal:
        terminal.wait_for("Bladder, bowels and numbness")
        terminal.resize(39, 15)
        terminal.wait_for("Please make the window at least", "39×15")
        terminal.send(" ", DOWN, " ")
        terminal.resize(80, 24)
        terminal.wait_for("[ ]", CALM, without=["Please make"])
        terminal.send("?")
        terminal.wait_for("esc closes")
        terminal.send(ESCAPE)
        terminal.wait_for("[ ]", CALM, without=["[x]", "esc closes"])


def slow_to_type(seconds: float) -> list[str]:
    """The command of a guide that comes to each key so long after it was read."""
    program = f"""
import sys, time
from tui.app.textual_fast.guarded_app import GuardedApp
from tui.cli.main import main

at_once = GuardedApp.guarded_on

def late(app, *given):
    time.sleep({seconds})
    at_once(app, *given)

GuardedApp.guarded_on = late
raise SystemExit(main())
"""
    return [PYTHON, "-c", program, "--tab", "doctor"]


def test_without_colour_the_level_still_reads(tmp_path: Path) -> None:
    environment = {"NO_COLOR": "1", "COLORTERM": "", "TERM": "xterm"}
    with Terminal(guide("--tab", "doctor"), home=tmp_path, env=environment) as terminal:
        terminal.wait_for("Bladder, bowels and numbness", CALM)
        terminal.send(" ")
        terminal.wait_for("[x]", "‼ EMERGENCY", "4 ‼ When to see a doctor")


def test_the_walkthrough_leads_on_without_a_key(tmp_path: Path) -> None:
    with Terminal(guide("--tab", "doctor"), home=tmp_path) as terminal:
        start_walkthrough(terminal)
        terminal.wait_for("GET READY", "Lie on your back", "space Start now", "It hurts")
        terminal.send(" ")
        terminal.wait_for("MOVE", "1 of 5")
        terminal.wait_for("HOLD", "Keep breathing")
        terminal.wait_for("BACK")
        # One for each movement, two for the hold.
        assert terminal.screen.rung == 4
        terminal.send(" ")
        terminal.wait_for("PAUSED")
        terminal.send("x")
        terminal.wait_for("Good that you stopped")
        terminal.send(" ")
        terminal.wait_for("EMERGENCY")
        terminal.send(TAB, ENTER)
        terminal.wait_for("Tick what applies to you", "[x]")
        terminal.send("w")
        terminal.wait_for("Please call first.")
        terminal.send(ESCAPE)
        terminal.send(CTRL_C)
        terminal.wait_for("Leave the guide? Your ticks are not kept.")
        terminal.send(CTRL_C)
        assert terminal.wait_exit() == 130
        assert_as_found(terminal)

"""A spasm's days on a real pseudo-terminal: what was entered outlasts the program."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import run
from tests.terminal.journey import answer
from tests.terminal.terminal import ENTER, ESCAPE, RIGHT, Terminal, guide
from tui.diary.sqlite_store import open_store
from tui.guide.episode.records import Episode, Pain, Timer

DAY = 86_400.0


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """Where the guide keeps the diary."""
    return {"XDG_DATA_HOME": str(tmp_path / "data")}


def page(env: Mapping[str, str]) -> str:
    """What ``backspasm summary`` says."""
    told: subprocess.CompletedProcess[str] = run("summary", **env)
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout


def seconds_left(terminal: Terminal) -> int:
    """What the bar of the pack says."""
    terminal.wait_for("Cold pack", " left")
    found = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert found
    return 60 * int(found[1]) + int(found[2])


def test_a_pack_goes_on_when_the_program_is_killed_and_started_again(
    tmp_path: Path, env: Mapping[str, str]
) -> None:
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Right now")
        terminal.send("d")
        terminal.wait_for("No spasm is written down")
        terminal.send("b")
        terminal.wait_for("Just now")
        terminal.send(ENTER)
        terminal.wait_for("Day 1 · cold phase", without=["Just now"])
        terminal.send("t")
        terminal.wait_for("[ ] Is the pack wrapped")
        terminal.send(" ")
        terminal.wait_for("[x] Is the pack wrapped")
        terminal.send(ENTER)
        terminal.wait_for("Your days", without=["towel?"])
        terminal.send(ESCAPE)
        terminal.wait_for("Day 1 · cold phase", " left")
        # It goes on by itself.
        terminal.wait_until(lambda: "20:00" not in terminal.text, "a second")
        assert seconds_left(terminal) < 1200
        terminal.process.kill()
        terminal.process.wait()
    store = open_store(tmp_path / "data" / "backspasm")
    timer = store.value(Timer)
    assert timer and timer.started
    # Meanwhile it is six minutes later.
    store.keep_value(Timer(timer.pack, timer.minutes, timer.started - 360))
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path, env=env) as terminal:
        assert 700 < seconds_left(terminal) < 840
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert b"Traceback" not in terminal.received


def test_three_falling_and_three_rising_days_lead_to_the_doctor_and_stand_on_the_page(
    tmp_path: Path, env: Mapping[str, str]
) -> None:
    store = open_store(tmp_path / "data" / "backspasm")
    onset = time.time() - 5 * DAY - 7200
    store.keep(Episode(at=onset))
    for day, level in enumerate((6, 5, 3, 4, 5)):
        store.keep(Pain(at=onset + 3600 + day * DAY, level=level))
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Not checked yet", "Day 6 · warm phase")
        terminal.send("p")
        terminal.wait_for("t for 10")
        terminal.send("t")
        terminal.wait_for("10 of 10 is noted", "SEE A DOCTOR")
        terminal.send(ESCAPE)
        terminal.wait_for("Day 6 · warm phase", "pain 10", without=["is noted"])
        terminal.send("q")
        assert terminal.wait_exit() == 0
    with Terminal(guide("--still", "--tab", "causes"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("A mix of things", "SEE A DOCTOR", "pain 10")
    told = " ".join(page(env).split())
    assert "6 entries." in told
    assert "The pain is getting worse over time: ticked" in told
    assert "Your first day of notes says about 6 for pain. The last 24 hours say about 10" in told


def test_a_kill_right_after_the_number_loses_nothing(
    tmp_path: Path, env: Mapping[str, str]
) -> None:
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Right now")
        terminal.send("p")
        terminal.wait_for("t for 10")
        terminal.send("6")
        terminal.wait_for("6 of 10 is noted", "Has a spasm begun?")
        terminal.process.kill()
        terminal.process.wait()
    assert "6 of 10" in page(env)


def test_a_walkthrough_and_a_number_are_asked_about_and_stand_on_the_page(
    tmp_path: Path, env: Mapping[str, str]
) -> None:
    with Terminal(guide("walk", "pelvic_tilt", "--still"), home=tmp_path, env=env) as terminal:
        for number in range(1, 9):
            answer(terminal, "n", f"{number} of 8")
        answer(terminal, "n", "n  No, start")
        terminal.wait_for("GET READY")
        # What is typed ahead of the question is no answer to it.
        terminal.send(RIGHT + ENTER + "1" + ENTER)
        terminal.wait_for("How is the pain now", "1  Better", "3  Worse")
        terminal.think()
        terminal.send("3")
        # Worse: the signs are asked again.
        terminal.wait_for("1 of 8", without=["How is the pain now"])
        terminal.send(ESCAPE)
        terminal.wait_for("Tick what applies to you", "Not checked yet")
        terminal.send("p")
        terminal.wait_for("t for 10")
        terminal.send("7" + "y")
        terminal.wait_for("7 of 10 is noted", "Has a spasm begun?")
        terminal.think()
        terminal.send("n")
        terminal.wait_for("You can add a few words", without=["Day 1"])
        terminal.send("stairs", ENTER)
        terminal.wait_for("Tick what applies to you", without=["is noted", "Day 1"])
        terminal.send("q")
        assert terminal.wait_exit() == 0
    told = page(env)
    assert "After exercises: 1 worse." in told
    assert "7 of 10: “stairs”" in told and "Began" not in told


def test_where_nothing_can_be_saved_the_guide_opens_says_so_and_ends_quietly(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    env = {"XDG_DATA_HOME": str(tmp_path / "file")}
    with Terminal(guide("--still", "--tab", "relief"), home=tmp_path, env=env) as terminal:
        terminal.wait_for("Right now", "Not saved: there is no folder for the diary.")
        terminal.send("p")
        terminal.wait_for("t for 10")
        terminal.send("6")
        terminal.wait_for("6 of 10, until you close", "Has a spasm begun?")
        terminal.think()
        terminal.send("y")
        terminal.wait_for("You can add a few words", "Day 1 · cold phase")
        terminal.send(ESCAPE)
        terminal.wait_for("Day 1 · cold phase", "pain 6", without=["until you close"])
        terminal.send("4", " ")
        terminal.wait_for("[x]")
        terminal.send("q")
        terminal.wait_for("Your ticks are not kept")
        terminal.send(RIGHT, ENTER)
        assert terminal.wait_exit() == 0
        _, _, after = bytes(terminal.received).partition(b"\x1b[?1049l")
        assert not re.sub(rb"\x1b\[[\x20-\x3f]*[\x40-\x7e]|\x1b.|\s", b"", after)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["file"]

"""Whether anybody is at the machine, and how they are told of a break."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tui.cli.desk.idle import PatientAsk, ask, idle_seconds
from tui.cli.desk.notify import notify, ring


def test_terminals_say_when_something_was_typed(tmp_path: Path) -> None:
    for name, at in (("old", 100.0), ("new", 400.0), ("without access times", 0.0)):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (at, at))
    names = ["old", "new", "without access times", "gone"]

    def idle(*some: str) -> float | None:
        paths = [tmp_path / name for name in some]
        return idle_seconds(lambda: 1000.0, lambda _: "", lambda: paths, graphical=False)

    if sys.platform == "linux":
        assert idle(*names) == 600.0
        assert idle("without access times", "gone") is None and idle() is None


@pytest.mark.skipif(sys.platform != "linux", reason="loginctl is Linux's")
@pytest.mark.parametrize(
    ("told", "idle"),
    [
        ({"loginctl": "IdleHint=yes\nIdleSinceHint=400000000\n"}, 600.0),
        ({"loginctl": "IdleHint=no\nIdleSinceHint=1\n"}, 0.0),
        ({"loginctl": "IdleHint=yes\nIdleSinceHint=x\n"}, None),
        ({"busctl": "u 420000\n"}, 420.0),
        # One that counts in seconds says too little, and its idle hint counts.
        ({"busctl": "u 600\n", "loginctl": "IdleHint=yes\nIdleSinceHint=400000000\n"}, 600.0),
        ({"busctl": "u x\n"}, None),
        ({}, None),
    ],
)
def test_a_session_says_whether_it_is_idle(told: dict[str, str], idle: float | None) -> None:
    asked = idle_seconds(lambda: 1000.0, lambda words: told.get(words[0], ""), graphical=True)
    assert asked == idle


def test_a_program_that_says_nothing_is_asked_no_more() -> None:
    asked: list[str] = []

    def answer(words: Sequence[str]) -> str:
        asked.append(words[0])
        return "yes" if words[0] == "well" or len(asked) == 2 else ""

    patient = PatientAsk(answer)
    told = [patient([name]) for _ in range(6) for name in ("hangs", "well")]
    assert told.count("yes") == 6 and asked.count("hangs") == 3 and asked.count("well") == 6


def test_programs_that_are_missing_or_fail_are_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(["/no/such/program"]) == ask([sys.executable, "-c", "raise SystemExit(3)"]) == ""
    monkeypatch.setenv("PATH", "/no/such/folder")
    assert notify("Time for a break") is False
    ring([Path("/no/such/terminal")])


def test_a_notification_daemon_that_hangs_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / ("osascript" if sys.platform == "darwin" else "notify-send")
    program.write_text("#!/bin/sh\nread forever < /dev/zero\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("tui.cli.desk.notify._PATIENCE", 0.01)
    assert notify("Time for a break") is False

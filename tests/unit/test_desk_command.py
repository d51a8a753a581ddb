"""The lock of a desk, what others read of it, and its command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import ROOT, Call, forget_the_reader
from tests.support.content import loaded
from tui.cli.desk.command import plan_of, tell_of
from tui.cli.desk.shared_state import (
    DeskRuns,
    NoFolder,
    SharedState,
    hold_lock,
    read_state,
    write_state,
)
from tui.cli.desk.state_file import STATE as STATE_FILE
from tui.cli.desk.state_file import is_running, read_fields
from tui.cli.desk.status import status_line
from tui.cli.options import nothing_asked
from tui.guide.content.record_index import Index
from tui.guide.desk.breaks import BreakPlan

INDEX = Index.of(loaded())
STATE = SharedState("sitting", "short", 1000.0, 3, 1, 95, "in /dev/pts/7 of here, process 12")


def test_one_desk_runs_at_a_time_and_a_killed_one_is_in_nobodys_way(tmp_path: Path) -> None:
    lock = hold_lock(tmp_path)
    write_state(tmp_path, STATE)
    assert is_running(str(tmp_path))
    with pytest.raises(DeskRuns, match="in /dev/pts/7 of here, process 12"):
        hold_lock(tmp_path)
    os.close(lock)  # As the end of its process does, however it ends.
    assert not is_running(str(tmp_path))
    os.close(hold_lock(tmp_path))
    with pytest.raises(NoFolder):
        hold_lock(None)
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(NoFolder):
        hold_lock(blocked)


@pytest.mark.parametrize(
    "bad",
    ["", "{", "x" * 9000, "due\nshort\nnan\n1\n1\n1\nhere\n", "due\nshort\n1\n1.5\n1\n1\nhere\n",
     "due\nshort\n-inf\n1\n1\n1\nhere\n", "due\nshort\n1\n1\n1\n"],
)  # fmt: skip
def test_a_bad_state_is_none(tmp_path: Path, bad: str) -> None:
    (tmp_path / STATE_FILE).write_text(bad)
    assert read_state(tmp_path) is None


def test_the_line_for_a_status_bar(tmp_path: Path) -> None:
    def line(now: float, **changes: str) -> str:
        write_state(tmp_path, STATE)
        fields = read_fields(str(tmp_path))
        assert fields is not None
        return status_line({**fields, **changes}, now)

    assert line(1000.0 - 720.0) == "short break in 12 min"
    assert line(999.5) == "short break: now"
    assert line(0.0, stage="due", kind="long") == "long break: now"
    assert line(700.0, kind="up") == "stand up in 5 min"
    assert line(0.0, stage="due", kind="down") == "sit down: now"
    stages = {"break": "on a break", "away": "away", "paused": "breaks paused"}
    assert {one: line(0.0, stage=one) for one in stages} == stages


def test_what_others_read_has_a_line_for_each_field_whatever_it_holds(tmp_path: Path) -> None:
    state = STATE._replace(where="a\nb\r\n\x0bc", habit="x" * 9000, due=1e300)
    write_state(tmp_path, state)
    assert read_state(tmp_path) is None, "that is no time"
    write_state(tmp_path, state._replace(due=5.0))
    read = read_state(tmp_path)
    assert read is not None and (read.where, read.due) == ("a b c", 5.0) and len(read.habit) <= 400


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    forget_the_reader(monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / "backspasm"


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named otherwise there")
def test_the_command_says_what_the_running_desk_does(folder: Path, call: Call) -> None:
    assert (call("desk", "--status").status, call("desk", "--status").out) == (1, "")
    assert json.loads(call("desk", "--status", "--json").out) == {"running": False}
    lock = hold_lock(folder)
    write_state(folder, STATE._replace(due=time.time() + 7200, habit="Stand up: for today"))
    told = call("desk", "--status")
    assert told.status == 0 and told.out.startswith("short break in 1")
    fields = json.loads(call("desk", "--json").out)
    assert (fields["running"], fields["class"], fields["taken"]) == (True, "sitting", 3)
    assert fields["text"] == told.out.strip()
    assert fields["tooltip"] == f"{fields['text']}. Stand up: for today"
    told = call("desk", "--detach")
    assert (told.status, told.out) == (1, "")
    assert told.err == f"backspasm: a desk runs already: {STATE.where}\n"
    os.close(lock)


HEAVY = ("textual", "rich", "msgspec", "argparse", "typing", "pathlib", "json", "re", "tomli")


def test_the_status_imports_neither_textual_nor_the_content(folder: Path) -> None:
    code = (
        "import sys; from tui.cli.main import main; main(['desk', '--status']); "
        f"print([one for one in {HEAVY} if one in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments", [("--every", "0"), ("--every", "nan"), ("--every", "9h"), ("--long-every", "1s")]
)
def test_other_times_have_a_line(folder: Path, call: Call, arguments: tuple[str, ...]) -> None:
    told = call("desk", *arguments)
    assert told.status == 2 and "is not a time from 5m to 8h" in told.err
    assert call("desk").err == "backspasm: desk needs a terminal; desk --detach runs without one\n"


def test_a_plan_is_what_options_say_then_the_settings_file_then_as_usual() -> None:
    def plan(filed: dict[str, int], **given: float) -> BreakPlan:
        unset = {"every": None, "long_every": None, "stand": None}
        return plan_of(nothing_asked(settings=filed, **{**unset, **given}))

    assert plan({}) == BreakPlan()
    filed = {"desk_minutes": 45, "desk_long_hours": 3, "desk_stand_minutes": 20}
    assert plan(filed) == BreakPlan(45 * 60, 3 * 3600, stand_every=20 * 60)
    assert plan(filed, every=600.0, long_every=0.0, stand=0.0) == BreakPlan(600, 0)
    assert plan({"desk_long_hours": 0}).long_every == 0


@pytest.mark.parametrize(
    ("settings", "given", "heard"),
    [
        ({}, (), "pane"),
        ({"desk_bell": "off"}, (), ""),
        ({"desk_bell": "terminals"}, (), "terminals"),
        ({}, ("bells",), "terminals"),
        ({}, ("bells", "mute"), ""),
        ({}, ("detach",), "notified"),
        ({"desk_bell": "terminals"}, ("detach",), "terminals notified"),
        ({"desk_notification": False}, ("detach",), ""),
    ],
)
def test_where_a_break_is_heard(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, object],
    given: tuple[str, ...],
    heard: str,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("tui.cli.desk.notify.ring", lambda _: told.append("terminals"))
    monkeypatch.setattr("tui.cli.desk.notify.notify", lambda _: told.append("notified"))
    flags = {name: name in given for name in ("detach", "bells", "mute")}
    arguments = nothing_asked(settings=settings, **{**flags, "no_save": True})
    tell_of(INDEX, arguments)()
    told += ["pane"] if capsys.readouterr().out == "\a" else []
    assert " ".join(told) == heard

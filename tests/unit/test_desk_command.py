"""The desk as it runs: its world, its lock, what others read of it, and its pane."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support import ROOT, Call, forget_the_reader
from tests.support.content import loaded
from tui.cli.desk.command import plan_of, tell_of
from tui.cli.desk.desk_run import DeskRun, DeskWorld
from tui.cli.desk.idle import PatientAsk, ask, idle_seconds
from tui.cli.desk.notify import notify, ring
from tui.cli.desk.pane import DeskPane
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
from tui.diary.sqlite_store import open_store
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.desk.breaks import BreakPlan
from tui.guide.desk.records import DeskDay, DeskDays

INDEX = Index.of(loaded())
STATE = SharedState("sitting", "short", 1000.0, 3, 1, 95, "in /dev/pts/7 of here, process 12")


class World:
    """A world whose clock goes on when it is told to."""

    def __init__(self, *, spasm: bool = False) -> None:
        self.now, self.idle = 0.0, 0.0
        self.told = 0
        self.shared: list[SharedState] = []
        self.store = MemoryStore()
        self.world = DeskWorld(
            clock=lambda: self.now,
            wall=lambda: 1_700_000_000.0 + self.now,
            idle=lambda: self.idle,
            tell=self.tell,
            share=self.shared.append,
            read=lambda: self.store.value(DeskDays),
            keep=self.store.keep_value,
            has_spasm=lambda: spasm,
        )
        self.run = DeskRun(BreakPlan(), self.world, "here")

    def tell(self) -> None:
        self.told += 1

    def wait_until(self, condition: Callable[[], bool]) -> int:
        """Do as the loop does; return how often it woke."""
        for woken in range(1000):
            if condition():
                return woken
            self.now += self.run.step()
        raise AssertionError("it never came")


def test_a_desk_tells_once_shares_changes_and_keeps_the_day() -> None:
    world = World()
    woken = world.wait_until(lambda: world.run.desk.stage == "due")
    assert woken <= 1800 / 60 + 1 and world.told == 1
    assert [one.stage for one in world.shared] == ["sitting", "due"]
    assert world.shared[0].due == 1_700_000_000.0 + 1800
    world.run.step()
    assert world.told == 1
    world.run.press("s")
    world.wait_until(lambda: world.told == 2)
    world.run.press(" ")
    world.wait_until(lambda: world.run.desk.taken == 1)
    world.run.press("?")
    kept = world.store.value(DeskDays)
    assert kept is not None and kept.days[-1].taken == 1
    assert kept.days[-1].minutes in (35, 36, 37)
    assert DeskRun(BreakPlan(), world.world, "again").desk.taken == 1


def test_away_counts_and_days_change() -> None:
    world = World()
    world.wait_until(lambda: world.now > 600)
    world.idle = 400.0
    world.run.step()
    assert world.shared[-1].stage == "away"
    world.idle, world.now = 0.0, world.now + 86400
    world.run.step()
    assert (world.run.desk.stage, world.run.desk.sat) == ("sitting", 0.0)
    days = world.store.value(DeskDays)
    assert days is not None and len(days.days) == 1


def test_a_clock_set_to_another_day_and_back_loses_no_break() -> None:
    world = World()
    wall = [1_700_000_000.0]
    world.world.wall = lambda: wall[0]
    for days in (0, 1, 0, -1, 0):
        wall[0] = 1_700_000_000.0 + 86400 * days
        world.run.step()
        world.run.press(" ")
        world.run.press(" ")
    kept = world.store.value(DeskDays)
    assert kept is not None and [day.taken for day in kept.days] == [1, 3, 1]


def test_a_diary_that_cannot_be_written_ends_no_desk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = open_store(tmp_path / "file" / "folder")
    world = World()
    world.world.read, world.world.keep = (lambda: store.value(DeskDays)), store.keep_value
    run = DeskRun(BreakPlan(), world.world, "here")
    run.press(" ")
    run.press(" ")
    run.end()
    assert run.desk.taken == 1 and store.notice
    assert not store.lasting and store.value(DeskDays) == run.days


STOPPED = """
import sys
from pathlib import Path
from tui.cli.desk.command import _run_alone
from tui.cli.desk.desk_run import DeskRun, DeskWorld
from tui.guide.desk.breaks import BreakPlan

class Told(DeskRun):
    def step(self):
        wait = super().step()
        print(self.desk.stage, self.desk.since, flush=True)
        return wait

clock = lambda: float(Path(sys.argv[1]).read_text())
world = DeskWorld(clock, clock, lambda: 0.0, lambda: print("told", flush=True), lambda _: None,
                  lambda: None, lambda _: None, lambda: False)
_run_alone(Told(BreakPlan(short_every=100.0), world, "here"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is stopped so there")
def test_a_desk_that_is_stopped_starts_anew_only_if_it_was_for_long(tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_text("0")
    command = [sys.executable, "-c", STOPPED, str(clock)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        for now in (30, 630, 630 + 3 * 86400):
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED)
            clock.write_text(str(now))
            process.send_signal(signal.SIGCONT)
            told.append(process.stdout.readline())
        process.terminate()
        assert process.wait() == 0
    assert told == [f"sitting {since}\n" for since in (0.0, 0.0, 630.0, 259830.0)]


# The lock and the status.


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


# Whether anybody is there.


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


# The pane.


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (120, 40), (8, 2), (60, 1)])
def test_the_pane_fits_any_size(size: tuple[int, int]) -> None:
    world, pane = World(), DeskPane(INDEX, "quadrant")
    world.store.keep_value(DeskDays((DeskDay("2026-11-01", 3, 0, 120),)))
    for key in ("", " ", "p"):
        world.run.press(key)
        drawn = pane.draw(world.run, size, 0.5)
        assert drawn.startswith("\x1b[H") and drawn.endswith("\x1b[J")
        assert drawn.count("\n") < size[1]


def test_the_figure_slumps_stands_up_and_rests_in_a_spasm() -> None:
    pane = DeskPane(INDEX, "quadrant")
    for spasm in (False, True):
        world = World(spasm=spasm)
        upright = pane.draw(world.run, (40, 14), 0.0)
        world.wait_until(lambda world=world: world.run.desk.seen > 1500)  # type: ignore[misc]
        slumped = pane.draw(world.run, (40, 14), 0.0)
        world.wait_until(lambda world=world: world.run.desk.stage == "due")  # type: ignore[misc]
        due = pane.draw(world.run, (60, 14), 0.0)
        assert len({upright, slumped, due}) == 3
        words = INDEX.content.desk.texts
        assert (words["spasm" if spasm else "short_due"]) in due

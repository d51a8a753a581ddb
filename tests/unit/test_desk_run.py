"""The desk as it runs: its clocks, its days, what it tells, and a diary that cannot be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.desk_world import World
from tui.cli.desk.desk_run import DeskRun
from tui.diary.sqlite_store import open_store
from tui.guide.desk.breaks import BreakPlan
from tui.guide.desk.records import DeskDays


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

"""A desk as it runs: follows the clock, tells of breaks, and keeps what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from tui.cli.desk.shared_state import SharedState
from tui.guide.desk.breaks import (
    MINUTE,
    BreakPlan,
    Desk,
    begin,
    due_at,
    finish,
    later,
    next_day,
    next_kind,
    pause,
    skip,
    take,
    tick,
)
from tui.guide.desk.days import day_of, resumed, with_day
from tui.guide.desk.records import DeskDays

LOOK = 55.0
"""The longest wait in seconds until the machine is asked again whether anybody is there."""

_KEEP = 30
"""Minutes sat after which they are kept, even without a break."""


class DeskWorld(Struct):
    """What a desk needs of the world around it.

    Attributes:
        clock: a clock that nobody sets, in seconds.
        wall: seconds since the epoch.
        idle: for how long nobody has touched the machine; None where nobody knows.
        tell: says that a break is due.
        share: leaves the state for others to read.
        read: returns the days that are kept.
        keep: keeps them.
        has_spasm: whether a spasm lasts.

    """

    clock: Callable[[], float]
    wall: Callable[[], float]
    idle: Callable[[], float | None]
    tell: Callable[[], None]
    share: Callable[[SharedState], None]
    read: Callable[[], DeskDays | None]
    keep: Callable[[DeskDays], None]
    has_spasm: Callable[[], bool]


class DeskRun:
    """A desk that runs.

    Attributes:
        desk: what its owner does.
        plan: when breaks are due.
        days: the days that are kept.
        has_spasm: whether a spasm lasts, as of the last break.

    """

    def __init__(self, plan: BreakPlan, world: DeskWorld, where: str) -> None:
        self.plan = plan
        self._world = world
        self._where = where
        self._day = self._today()
        self.days = world.read()
        self.desk: Desk = resumed(begin(world.clock()), self.days, self._day)
        self.has_spasm = world.has_spasm()
        self._kept = self._counts()
        self._share()

    def step(self) -> float:
        """Follow the clock; return the seconds until this is wanted again."""
        before = self.desk
        self._change(tick(before, self.plan, self._world.clock(), self._world.idle()))
        if (today := self._today()) != self._day:
            self._keep()
            self._day, self.desk = today, next_day(self.desk)
        if self.desk.stage == "due" and before.stage != "due":
            self.has_spasm = self._world.has_spasm()
            self._world.tell()
        return self._wait()

    def press(self, key: str) -> None:
        """Do what a key does; others do nothing."""
        now = self._world.clock()
        desk = tick(self.desk, self.plan, now)
        if key in (" ", "\r", "\n"):
            desk = finish(desk, now) if desk.stage == "break" else take(desk, self.plan, now)
        elif key == "s":
            desk = later(desk, self.plan, now)
        elif key == "x":
            desk = finish(desk, now) if desk.stage == "break" else skip(desk, now)
        elif key == "p":
            desk = pause(desk, self.plan, now)
        self._change(desk)

    def end(self) -> None:
        """Keep what was done."""
        self._keep()

    def _change(self, desk: Desk) -> None:
        before, self.desk = self.desk, desk
        has_sat = self._counts()[2] >= self._kept[2] + _KEEP
        if has_sat or (desk.taken, desk.skipped) != (before.taken, before.skipped):
            self._keep()
        shown = (desk.stage, desk.since, desk.until, desk.taken, desk.skipped)
        if shown != (before.stage, before.since, before.until, before.taken, before.skipped):
            self._share()

    def _wait(self) -> float:
        desk = self.desk
        if desk.stage == "break":
            return max(0.1, min(1.0, desk.until - desk.seen))
        if desk.stage == "sitting":
            return max(0.1, min(LOOK, due_at(desk, self.plan) - desk.seen))
        return LOOK

    def _today(self) -> str:
        return datetime.fromtimestamp(self._world.wall()).date().isoformat()

    def _counts(self) -> tuple[int, int, int]:
        return self.desk.taken, self.desk.skipped, int(self.desk.sat / MINUTE)

    def _keep(self) -> None:
        self._kept = self._counts()
        self.days = with_day(self._world.read(), day_of(self.desk, self._day))
        self._world.keep(self.days)

    def _share(self) -> None:
        desk, plan = self.desk, self.plan
        due = due_at(desk, plan)
        kind = desk.kind if desk.stage in ("due", "break") else next_kind(desk, plan, due)
        wall = self._world.wall() + due - desk.seen
        taken, skipped, minutes = self._counts()
        self._world.share(SharedState(desk.stage, kind, wall, taken, skipped, minutes, self._where))

"""A desk as it runs: follows the clock, tells of breaks, and keeps what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.desk.desk_exercises import DeskExercises
from tui.cli.desk.shared_state import SharedState
from tui.guide.desk.breaks import (
    MINUTE,
    BreakPlan,
    Desk,
    begin,
    due_at,
    finish,
    held_open,
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

if TYPE_CHECKING:
    from tui.cli.desk.desk_walk import DeskWalk

LOOK = 60.0
"""The longest wait in seconds until the machine is asked again whether anybody is there."""

_KEEP = 30
"""Minutes sat after which they are kept, even without a break."""

_TICK = 0.25
"""Seconds between two looks at the time while exercises are led."""

_END = 6.0
"""Seconds for the words at the end of the exercises."""

_AHEAD = 300.0
"""Seconds by which a break in which exercises are led is kept open, again and again."""


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
        habit: the habit of the day and whether it is done; empty without one.

    """

    clock: Callable[[], float]
    wall: Callable[[], float]
    idle: Callable[[], float | None]
    tell: Callable[[], None]
    share: Callable[[SharedState], None]
    read: Callable[[], DeskDays | None]
    keep: Callable[[DeskDays], None]
    has_spasm: Callable[[], bool]
    habit: Callable[[], str] = str


class DeskRun:
    """A desk that runs.

    Attributes:
        desk: what its owner does.
        plan: when breaks are due.
        days: the days that are kept.
        has_spasm: whether a spasm lasts, as of the last break.
        exercises: what it leads through; None where breaks are only told of.

    """

    def __init__(
        self,
        plan: BreakPlan,
        world: DeskWorld,
        where: str,
        exercises: DeskExercises | None = None,
    ) -> None:
        self.plan = plan
        self.exercises = exercises
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
        before, now, walk = self.desk, self._world.clock(), self._walk
        if walk:
            walk.follow(now)
            if not walk.is_done and before.until < now + _AHEAD / 2:
                self._change(held_open(before, now + _AHEAD))
            elif walk.is_done and before.until > now + _END:
                self._change(held_open(before, now + _END))
        # Who follows the figure touches nothing.
        idle = None if walk and walk.is_running else self._world.idle()
        self._change(tick(self.desk, self.plan, now, idle))
        if (today := self._today()) != self._day:
            self._keep()
            # A clock that was wrong may come back to a day that has counts already.
            self._day, self.desk = today, resumed(next_day(self.desk), self.days, today)
            self._kept = self._counts()
        if self.desk.stage == "due" and before.stage != "due":
            self.has_spasm = self._world.has_spasm()
            self._world.tell()
        return self._wait()

    def press(self, key: str, asked: int = 1) -> None:
        """Do what a key does; others do nothing.

        Args:
            key: The character.
            asked: How many questions are shown, where some are.

        """
        now, exercises = self._world.clock(), self.exercises
        if exercises and (exercises.notice or exercises.is_asking or exercises.walk):
            self._press_in_exercises(exercises, key, asked, now)
            return
        desk = tick(self.desk, self.plan, now)
        if key in (" ", "\r", "\n"):
            if desk.stage != "break":
                self._begin(now)
                return
            desk = finish(desk, now)
        elif key == "s":
            desk = later(desk, self.plan, now)
        elif key == "x":
            desk = finish(desk, now) if desk.stage == "break" else skip(desk, now)
        elif key == "p":
            desk = pause(desk, self.plan, now)
        self._change(desk)

    def leave(self) -> bool:
        """Leave the exercises that are led or asked about; return whether there were any."""
        exercises = self.exercises
        if not exercises or not (exercises.is_asking or exercises.walk):
            return False
        exercises.is_asking = False
        if exercises.walk:
            exercises.leave()
            self._change(finish(self.desk, self._world.clock()))
        return True

    def _press_in_exercises(
        self, exercises: DeskExercises, key: str, asked: int, now: float
    ) -> None:
        if exercises.notice:
            if key in (" ", "\r", "\n"):
                exercises.notice = None
                self._change(finish(self.desk, now))
        elif exercises.is_asking:
            if exercises.answer(key, asked):
                self._begin(now)
        else:
            exercises.press(key, now)

    def _begin(self, now: float) -> None:
        """Begin a break: with exercises where they are offered, else without."""
        desk = tick(self.desk, self.plan, now)
        if desk.stage not in ("sitting", "due"):
            return
        kind = desk.kind if desk.stage == "due" else next_kind(desk, self.plan, now)
        self.has_spasm = self._world.has_spasm()
        # Who turns the desk stands up or sits down, and does no exercise.
        if self.exercises and not self.has_spasm and kind in ("short", "long"):
            self.exercises.begin(kind, desk.taken + desk.skipped, now)
            if self.exercises.is_asking:
                return
        self._change(take(desk, self.plan, now))

    @property
    def _walk(self) -> DeskWalk | None:
        return self.exercises.walk if self.exercises else None

    def end(self) -> None:
        """Keep what was done."""
        self._keep()

    def _change(self, desk: Desk) -> None:
        before, self.desk = self.desk, desk
        if before.stage == "break" != desk.stage and self.exercises and self.exercises.walk:
            # It is over, or the machine slept in it.
            self.exercises.leave()
        has_sat = self._counts()[2] >= self._kept[2] + _KEEP
        if has_sat or (desk.taken, desk.skipped) != (before.taken, before.skipped):
            self._keep()
        shown = (desk.stage, desk.since, desk.until, desk.taken, desk.skipped)
        if shown != (before.stage, before.since, before.until, before.taken, before.skipped):
            self._share()

    def _wait(self) -> float:
        desk, walk = self.desk, self._walk
        if walk:
            return _TICK if walk.is_running or walk.is_done else LOOK
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
        habit = "" if self.has_spasm else self._world.habit()
        self._world.share(
            SharedState(desk.stage, kind, wall, taken, skipped, minutes, self._where, habit)
        )

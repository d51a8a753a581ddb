"""A desk whose clock goes on when it is told to, and what it says and keeps."""

from __future__ import annotations

from collections.abc import Callable

from tui.cli.desk.desk_run import DeskRun, DeskWorld
from tui.cli.desk.shared_state import SharedState
from tui.diary.store import MemoryStore
from tui.guide.desk.breaks import BreakPlan
from tui.guide.desk.records import DeskDays


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

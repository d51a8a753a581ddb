"""The lines above and below the tabs, mounted when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from tui.app.environment import Environment
from tui.app.triage_state import TriageState
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.app.widgets.bars.day_line import DayLine
    from tui.app.widgets.bars.notice_line import NoticeLine
    from tui.app.widgets.bars.pack_bar import PackBar


class StatusLines:
    """Mounts each line when it is first needed. After that the line hides itself.

    Most guides need none of them, and each costs time and memory.
    """

    def __init__(self, screen: Screen[None], index: Index, environment: Environment) -> None:
        self._screen = screen
        self._index = index
        self._environment = environment
        self._notice: NoticeLine | None = None
        self._day: DayLine | None = None
        self._pack: PackBar | None = None

    def follow(self, triage_state: TriageState) -> None:
        """Pass the triage state to the lines, mounting those it needs."""
        if triage_state.notice:
            self._need_notice()
        if triage_state.diary.current:
            self._need_day()
        if triage_state.diary.timer:
            self._need_pack()
        for line in (self._notice, self._day, self._pack):
            if line:
                line.triage_state = triage_state

    def pass_time(self) -> None:
        """Update the pack's remaining time."""
        if self._pack:
            self._pack.advance()

    def new_day(self, triage_state: TriageState) -> None:
        """Update the day and the phase."""
        if self._day:
            self._day.show(triage_state)

    def _need_notice(self) -> None:
        if self._notice is None:
            from tui.app.widgets.bars.notice_line import NoticeLine

            self._notice = NoticeLine()
            self._screen.mount(self._notice, before=self._day or self._panes)

    def _need_day(self) -> None:
        if self._day is None:
            from tui.app.widgets.bars.day_line import DayLine

            self._day = DayLine(self._environment)
            self._screen.mount(self._day, before=self._panes)

    def _need_pack(self) -> None:
        if self._pack is None:
            from tui.app.widgets.bars.pack_bar import PackBar

            self._pack = PackBar(self._index, self._environment)
            self._screen.mount(self._pack, after=self._panes)

    @property
    def _panes(self) -> Widget:
        return self._screen.query_one("#panes")

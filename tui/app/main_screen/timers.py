"""Timers of an open guide: the end of a pack, a new day, a new phase.

The clock is polled only while a pack is on; a new day takes a single timer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context
from weakref import WeakMethod

from textual.screen import Screen
from textual.timer import Timer

from tui.app.guide_state import GuideState
from tui.app.main_screen.status_lines import StatusLines
from tui.guide.episode.records import Timestamp
from tui.guide.safety import check_ends, midnight_after

_SECOND = 1.0


class GuideTimers:
    """The timers of one guide."""

    def __init__(
        self,
        screen: Screen[None],
        state: GuideState,
        lines: StatusLines,
        show_today: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._state = state
        self._record = state.record
        self._now = state.environment.now
        self._lines = lines
        self._show_today = show_today
        self._told: Timestamp = 0.0
        """The time up to which the pack's bells were rung."""
        self._ticking: Timer | None = None
        self._waking: asyncio.TimerHandle | None = None
        self._started = False

    def start(self) -> None:
        """Start the timers; notify of a pack that ended while the guide was closed."""
        self._started = True
        timer = self._record.diary.timer
        over = timer is not None and not self._record.pack_is_on
        self._told = timer.started or 0.0 if timer and over else self._now()
        self.pass_time()

    def pass_time(self) -> None:
        """Notify of what is due, and update the lines."""
        now = self._now()
        self._record.follow_clock(self._told, now)
        self._ring(now)
        self._lines.pass_time()
        self.wind()

    def wind(self) -> None:
        """Tick each second while a pack is on; set one timer for the next day or phase."""
        if not self._started:
            return
        if self._record.pack_is_on and self._ticking is None:
            self._told = self._now()
            self._ticking = self._screen.set_interval(_SECOND, self.pass_time)
        elif not self._record.pack_is_on and self._ticking:
            # The pack may have ended since the last tick.
            self._ring(self._now())
            self._ticking.stop()
            self._ticking = None
        if self._waking:
            self._waking.cancel()
            self._waking = None
        if (seconds := self._until_change()) is not None:
            # The loop keeps a handle until its time, even a cancelled one, and with it the
            # context it was made in: after the guide has ended it would keep the guide for hours.
            loop, wake = asyncio.get_running_loop(), WeakMethod(self._wake)
            self._waking = loop.call_later(seconds, _call, wake, context=Context())

    def _wake(self) -> None:
        self._screen.call_later(self._new_day)

    def _ring(self, now: Timestamp) -> None:
        """Notify of a skin check or of the end of the pack since the last tick."""
        timer, app, environment = (
            self._record.diary.timer,
            self._screen.app,
            self._state.environment,
        )
        before, self._told = self._told, now
        if timer is None:
            return
        # Imported here: most guides open while no pack is on.
        from tui.guide.episode.packing import PackStage, bell

        rung = bell(self._record.pack(timer), timer, before, now)
        if rung is None:
            return
        words = self._state.index.content.timer
        over = rung.stage is PackStage.OVER
        from tui.app.desktop_notification import tell
        from tui.guide.routine.announcements import Bell

        self._state.audio(app).ring(Bell.ALERT)
        app.notify(words.off if over else words.look, title="Pack timer", timeout=20)
        # Others may see the desktop: the text says nothing about anybody's health.
        tell(app, environment.desktop, "Time is up" if over else "Time for a look")

    def _until_change(self) -> float | None:
        """Return the seconds until the next day or phase, or until the signs are due again.

        A day of Today ends at midnight, one of a spasm at the time of its onset.
        """
        episode, now = self._record.diary.current, self._record.now
        ends: list[Timestamp] = []
        if (checked := self._state.triage_state.checked) is not None:
            ends.append(check_ends(checked, self._state.environment.zone))
        if self._state.first_tab == "prevention":
            ends.append(midnight_after(now, self._state.environment.zone))
        if episode:
            from tui.guide.episode.progress import DAY, progress

            so_far = progress(episode, now)
            ends.append(episode.at + so_far.day * DAY)
            ends += [so_far.switches] if so_far.switches > now else []
        return max(_SECOND, min(ends) - now) if ends else None

    def _new_day(self) -> None:
        self._record.refresh()
        self._lines.new_day(self._state.triage_state)
        self._show_today()
        self.wind()


def _call(method: WeakMethod[Callable[[], None]]) -> None:
    """Call a method, if its object still exists."""
    if bound := method():
        bound()

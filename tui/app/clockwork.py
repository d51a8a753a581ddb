"""What time does to an open guide: a pack comes to its end, a day or a phase begins.

Nothing is looked at while no pack is on, and a new day is waited for in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.app.desktop import tell
from tui.guide.diary import At
from tui.guide.packing import Stage, bell, moment

if TYPE_CHECKING:
    from tui.app.screens.main import MainScreen

_SECOND = 1.0


class Clockwork:
    """The timers of one guide."""

    def __init__(self, main: MainScreen) -> None:
        self._main = main
        self._told: At = 0.0
        """The time up to which the pack's bells were rung."""
        self._ticking: Timer | None = None
        self._waking: Timer | None = None
        self._started = False

    def start(self) -> None:
        """Begin; a pack that came to its end while the guide was closed is said now."""
        self._started = True
        timer = self._main.keeping.diary.timer
        over = timer is not None and not self.pack_is_on
        self._told = timer.started or 0.0 if timer and over else self._main.host.now()
        self.pass_time()

    def pass_time(self) -> None:
        """Let the time pass that has passed."""
        now = self._main.host.now()
        self._main.keeping.follow_clock(self._told, now)
        self._ring(now)
        self._main.lines.pass_time()
        self.wind()

    def wind(self) -> None:
        """Look at the time each second while a pack is on, and once when a day or phase begins."""
        if not self._started:
            return
        if self.pack_is_on and self._ticking is None:
            self._told = self._main.host.now()
            self._ticking = self._main.set_interval(_SECOND, self.pass_time)
        elif not self.pack_is_on and self._ticking:
            # The end may have come since the last look.
            self._ring(self._main.host.now())
            self._ticking.stop()
            self._ticking = None
        if self._waking:
            self._waking.stop()
            self._waking = None
        if (seconds := self._until_change()) is not None:
            self._waking = self._main.set_timer(seconds, self._new_day)

    @property
    def pack_is_on(self) -> bool:
        """Whether a pack is on and its time is not up."""
        timer, now = self._main.keeping.diary.timer, self._main.host.now()
        if timer is None:
            return False
        return moment(self._main.keeping.pack(timer), timer, (), now).stage is Stage.ON

    def _ring(self, now: At) -> None:
        """Say what has come since the last look: a skin check, or the end of the pack."""
        main, timer = self._main, self._main.keeping.diary.timer
        before, self._told = self._told, now
        rung = bell(main.keeping.pack(timer), timer, before, now) if timer else None
        if rung is None:
            return
        words = main.triage.index.content.timer
        over = rung.stage is Stage.OVER
        if not main.host.mute:
            main.app.bell()
        main.app.notify(words.off if over else words.look, title="Pack timer", timeout=20)
        # What others may see on the desktop says nothing about anybody's health.
        tell(main.app, main.host.desktop, "Time is up" if over else "Time for a look")

    def _until_change(self) -> float | None:
        """Seconds until the next day of the spasm or its next phase; None without a spasm."""
        episode, now = self._main.keeping.diary.current, self._main.keeping.now
        if episode is None:
            return None
        from tui.guide.episode import DAY, progress

        held = progress(episode, now)
        ends = [episode.at + held.day * DAY, *([held.switches] if held.switches > now else [])]
        return max(_SECOND, min(ends) - now)

    def _new_day(self) -> None:
        self._main.keeping.refresh()
        self._main.lines.new_day()
        self.wind()

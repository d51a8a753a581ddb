"""What time does to an open guide: a pack comes to its end, a day or a phase begins.

Nothing is looked at while no pack is on, and a new day is waited for in one go.
"""

from __future__ import annotations

from textual.screen import Screen
from textual.timer import Timer

from tui.app.desktop_notification import tell
from tui.app.guide_state import GuideState
from tui.app.main_screen.status_lines import StatusLines
from tui.guide.episode.packing import PackStage, bell
from tui.guide.episode.records import At

_SECOND = 1.0


class GuideTimers:
    """The timers of one guide."""

    def __init__(self, screen: Screen[None], state: GuideState, lines: StatusLines) -> None:
        self._screen = screen
        self._state = state
        self._record = state.record
        self._now = state.environment.now
        self._lines = lines
        self._told: At = 0.0
        """The time up to which the pack's bells were rung."""
        self._ticking: Timer | None = None
        self._waking: Timer | None = None
        self._started = False

    def start(self) -> None:
        """Begin; a pack that came to its end while the guide was closed is said now."""
        self._started = True
        timer = self._record.diary.timer
        over = timer is not None and not self._record.pack_is_on
        self._told = timer.started or 0.0 if timer and over else self._now()
        self.pass_time()

    def pass_time(self) -> None:
        """Let the time pass that has passed."""
        now = self._now()
        self._record.follow_clock(self._told, now)
        self._ring(now)
        self._lines.pass_time()
        self.wind()

    def wind(self) -> None:
        """Look at the time each second while a pack is on, and once when a day or phase begins."""
        if not self._started:
            return
        if self._record.pack_is_on and self._ticking is None:
            self._told = self._now()
            self._ticking = self._screen.set_interval(_SECOND, self.pass_time)
        elif not self._record.pack_is_on and self._ticking:
            # The end may have come since the last look.
            self._ring(self._now())
            self._ticking.stop()
            self._ticking = None
        if self._waking:
            self._waking.stop()
            self._waking = None
        if (seconds := self._until_change()) is not None:
            self._waking = self._screen.set_timer(seconds, self._new_day)

    def _ring(self, now: At) -> None:
        """Say what has come since the last look: a skin check, or the end of the pack."""
        timer, app, environment = (
            self._record.diary.timer,
            self._screen.app,
            self._state.environment,
        )
        before, self._told = self._told, now
        rung = bell(self._record.pack(timer), timer, before, now) if timer else None
        if rung is None:
            return
        words = self._state.index.content.timer
        over = rung.stage is PackStage.OVER
        if not environment.mute:
            app.bell()
        app.notify(words.off if over else words.look, title="Pack timer", timeout=20)
        # What others may see on the desktop says nothing about anybody's health.
        tell(app, environment.desktop, "Time is up" if over else "Time for a look")

    def _until_change(self) -> float | None:
        """Seconds until the next day of the spasm or its next phase; None without a spasm."""
        episode, now = self._record.diary.current, self._record.now
        if episode is None:
            return None
        from tui.guide.episode.progress import DAY, progress

        held = progress(episode, now)
        ends = [episode.at + held.day * DAY, *([held.switches] if held.switches > now else [])]
        return max(_SECOND, min(ends) - now)

    def _new_day(self) -> None:
        self._record.refresh()
        self._lines.new_day(self._state.triage_state)
        self.wind()

"""The line on every tab with the progress of the spasm and the latest pain."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.drawing.row import Row
from tui.app.environment import Environment
from tui.app.triage_state import TriageState

_ENTRIES = 12
"""The number of latest pain entries shown as bars."""


class DayLine(Static):
    """Day, phase and pain; hidden while no spasm is going on."""

    DEFAULT_CSS = """
    DayLine {
        height: 1;
        padding: 0 1;
        display: none;
        &.-shown {
            display: block;
        }
    }
    """

    triage_state: reactive[TriageState] = reactive(TriageState())

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment

    def watch_triage_state(self, triage_state: TriageState) -> None:
        """Show the spasm that is going on."""
        self.show(triage_state)

    def show(self, triage_state: TriageState) -> None:
        """Show the progress up to now."""
        diary = triage_state.diary
        episode = diary.current
        self.set_class(episode is not None, "-shown")
        if episode is None:
            return
        # Imported here: the guide is mostly opened without a spasm.
        from tui.guide.episode.pain_chart import MOST
        from tui.guide.episode.progress import progress
        from tui.guide.episode.sparkline import spark
        from tui.guide.episode.times import day_words, soon_words

        now = self._environment.now()
        so_far = progress(episode, now)
        words = day_words(so_far)
        if so_far.phase == "cold":
            words += f", until {soon_words(so_far.switches, now, self._environment.zone)}"
        pains = diary.pains[-_ENTRIES:]
        pain = Content("")
        if pains:
            bars = spark((entry.level for entry in pains), MOST)
            pain = Content.assemble(f"pain {pains[-1].level} ", (bars, "$primary"))
        self.update(Row(Content.styled(words, "$foreground 85%"), aside=pain, keep=False))

"""The running pack, as a slim bar on every tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.drawing.bar import bar
from tui.app.environment import Environment
from tui.app.triage_state import TriageState
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.guide.episode.packing import PackMoment


class PackBar(Static):
    """The time left and what to do; hidden while no pack is on."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    PackBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        margin-bottom: 1;
        display: none;
        &.-shown {
            display: block;
        }
    }
    """

    triage_state: reactive[TriageState] = reactive(TriageState())

    def __init__(self, index: Index, environment: Environment) -> None:
        super().__init__()
        self._index = index
        self._environment = environment

    def watch_triage_state(self) -> None:
        """Show the present pack."""
        self.advance()

    def on_resize(self) -> None:
        """Draw the bar at the new width."""
        self.advance()

    def on_click(self) -> None:
        """Open the timer."""
        self.app.simulate_key("t")

    def advance(self) -> None:
        """Update the time left."""
        timer = self.triage_state.diary.timer
        self.set_class(timer is not None, "-shown")
        if timer is None or timer.started is None:
            return
        # Imported here: the guide is mostly opened without a pack.
        from tui.guide.episode.packing import moment

        pack = self._index.packs[timer.pack]
        pack_now = moment(pack, timer, (), self._environment.now())
        words, urgent = self._words(pack_now)
        room = max(8, self.size.width - len(pack.title) - len(words) - 4)
        style = "bold $warning" if urgent else ""
        line = Content.assemble(
            (f"{pack.title} ", "bold"), bar(pack_now.share, room), (f" {words}", style)
        )
        if line != self.content:
            self.update(line)

    def _words(self, pack_now: PackMoment) -> tuple[str, bool]:
        """Return the words beside the bar, and whether they ask for an action."""
        from tui.guide.episode.packing import PackStage
        from tui.guide.routine.cue_text import clock_words

        words = self._index.content.timer
        if pack_now.stage is PackStage.OVER:
            return f"{words.off_short} · t", True
        left = f"{clock_words(pack_now.left)} left"
        if pack_now.looking:
            return f"{left} · {words.look_short}", True
        return left, False

"""The tabs, with the first safety question beside the list of relief."""

from __future__ import annotations

from textual import events, on

from tui.app.guide_state import GuideState
from tui.app.input.answer_guard import AnswerGuard
from tui.app.main_screen.sequence_runner import SequenceRunner
from tui.app.main_screen.tabs_screen import TabsScreen
from tui.app.panes.pane import FIRST_MINUTES
from tui.app.triage_state import TriageState
from tui.app.widgets.entry_page import EntryPage
from tui.guide.outline import Place


class FirstMinutesScreen(SequenceRunner, TabsScreen):
    """Asks the first safety question on the page of relief, and leads on from its answer."""

    def __init__(self, state: GuideState, tab: str, *, reading: bool) -> None:
        super().__init__(state, tab, reading=reading)
        self._guard = AnswerGuard(state.environment.clock)
        self._asks_soon = False
        """Whether a spasm has begun since this screen was in front, and nothing was checked."""

    def follow_episode(self, before: TriageState, after: TriageState) -> None:
        """Show the first question when a spasm begins, once this screen is in front."""
        begins = before.diary.current is None and after.diary.current is not None
        self._asks_soon = after.asks_signs and (begins or self._asks_soon)

    @on(events.ScreenResume)
    def show_in_new_episode(self) -> None:
        """Show the first question if a spasm has begun meanwhile; the list keeps the keys."""
        if self._asks_soon and not self.is_screen_to_come:
            self._asks_soon = False
            self.open_place(Place("relief", FIRST_MINUTES))

    def begin_first_minutes(self) -> None:
        """Give the keys to the first question beside the list, or go on where the reader left."""
        if self.state.triage_state.checked is None and not self.state.question:
            self._read_page()
            self._guard.shown()
            self.speak_by(self.state)
        else:
            self.lead()

    @on(EntryPage.Answered)
    def take_answer(self, event: EntryPage.Answered) -> None:
        """Go on from the first safety question, unless its key was held down or came too soon."""
        event.stop()
        if self._guard.meant():
            self.lead(yes=event.yes)

    def action_lead(self) -> None:
        """Lead through the first minutes."""
        self.lead()

    def lead(self, *, yes: bool | None = None) -> None:
        """Lead through the first minutes; `yes` answers the first safety question."""
        self.run_sequence(self._lead(yes))

    async def _lead(self, yes: bool | None) -> None:
        from tui.app.flows.first_minutes import lead

        if await lead(self.app, self.state, yes=yes):
            self.action_tab("doctor")
        self.action_to_list()

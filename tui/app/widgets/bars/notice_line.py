"""The line that says why nothing is saved."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.input.bindings import shown_key
from tui.app.triage_state import TriageState


class NoticeLine(Static):
    """The reason why nothing is saved, in one line; hidden while saving works."""

    DEFAULT_CSS = """
    NoticeLine {
        height: 1;
        padding: 0 1;
        color: $warning;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
        &.-shown {
            display: block;
        }
    }
    """

    triage_state: reactive[TriageState] = reactive(TriageState())

    def watch_triage_state(self, triage_state: TriageState) -> None:
        """Show the notice."""
        self.set_class(bool(triage_state.notice), "-shown")
        words = triage_state.notice.replace("{days}", shown_key(self.app, "days"))
        self.update(Content(words))

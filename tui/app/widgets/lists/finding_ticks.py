"""Findings as lines to tick."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.triage_state import TriageState
from tui.app.widgets.lists.tick_list import TickList
from tui.app.widgets.lists.tick_row import Tick, finding_tick
from tui.guide.triage import Triage


def finding_ticks(triage: Triage, names: Sequence[str]) -> list[Tick]:
    """Return the findings with these ids, in this order."""
    return [finding_tick(triage, triage.index.findings[name]) for name in names]


def show_ticks(listing: TickList, triage_state: TriageState) -> None:
    """Show the ticked findings, and those that count because of them."""
    listing.ticked = triage_state.ticked | triage_state.blockers
    listing.noticed = triage_state.noticed
    listing.implied = triage_state.verdict.findings - triage_state.ticked

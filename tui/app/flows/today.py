"""The note-taking links of Today: a habit that is done or kept, and training."""

from __future__ import annotations

from tui.app.guide_state import GuideState
from tui.diary.today_changes import note_today
from tui.guide.outline import Place
from tui.guide.today.pages import OWN_DAY as OWN_DAY


def note(state: GuideState, place: Place) -> bool:
    """Note what a place of Today says; return whether it says anything to note."""
    now, zone = state.environment.now(), state.environment.zone
    strength = state.index.content.today.strength
    return state.store.change(lambda records: note_today(records, place, strength, now, zone))

"""The activities that leaving the guide would interrupt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from tui.app.guide_state import GuideState
from tui.app.screens.self_check.question import QuestionScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.widgets.field import Field
from tui.guide.routine.player import PlayerState


def under_way(screens: Sequence[Screen[Any]], state: GuideState) -> str:
    """Return what leaving would interrupt, as a sentence; empty if nothing."""
    if any(isinstance(s, WalkScreen) and s.player.state is not PlayerState.DONE for s in screens):
        return "The walkthrough is not over."
    if state.record.diary.timer is not None:
        return "A timer is running."
    if any(isinstance(screen, QuestionScreen) for screen in screens):
        return "The self-check is open."
    if any(_is_typed_in(field) for screen in screens for field in screen.query(Input)):
        return "What you typed is not kept."
    if state.triage_state.ticked:
        return "Your ticks are kept." if state.record.lasts else "Your ticks are not kept."
    return ""


def _is_typed_in(field: Input) -> bool:
    if not field.display:
        return False
    return field.is_changed if isinstance(field, Field) else bool(field.value)

"""What would end if the guide were left now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.app.screens.question import QuestionScreen
from tui.app.screens.walk import WalkScreen
from tui.app.widgets.field import Field
from tui.guide.routine import State

if TYPE_CHECKING:
    from tui.app.app import GuideApp


def under_way(app: GuideApp) -> str:
    """What leaving would end, as a sentence; empty if it is nothing."""
    main, screens = app.main, app.screen_stack
    if any(isinstance(s, WalkScreen) and s.player.state is not State.DONE for s in screens):
        return "The walkthrough is not over."
    if main.keeping.diary.timer is not None:
        return "A timer is running."
    if any(isinstance(screen, QuestionScreen) for screen in screens):
        return "The self-check is open."
    if any(_is_typed_in(field) for screen in screens for field in screen.query(Input)):
        return "What you typed is not kept."
    if main.standing.ticked:
        return "Your ticks are kept." if main.keeping.lasts else "Your ticks are not kept."
    return ""


def _is_typed_in(field: Input) -> bool:
    if not field.display:
        return False
    return field.is_changed if isinstance(field, Field) else bool(field.value)

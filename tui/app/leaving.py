"""Questions before something is lost: what leaving would interrupt, and the ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from tui.app.guide_state import GuideState
from tui.app.screens.confirm import ConfirmDialog, LeaveDialog
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


def ask_to_leave(
    app: App[Any], state: GuideState, hold: Callable[[], None], status: int, *, asking: bool
) -> None:
    """End the guide; ask first if something is under way, or if `asking`.

    Args:
        app: The guide.
        state: Its state.
        hold: Stops what plays meanwhile.
        status: The exit status.
        asking: Whether to ask in any case.

    """
    why = under_way(app.screen_stack, state)
    if isinstance(app.screen, LeaveDialog) or not (why or asking):
        app.exit(return_code=status)
        return
    hold()

    def answer(sure: bool | None) -> None:
        if sure:
            app.exit(return_code=status)

    why = why or "Nothing was marked to copy."
    app.push_screen(LeaveDialog(f"Leave the guide? {why}"), answer)


async def leave_tabs(app: App[Any], state: GuideState) -> None:
    """Leave the guide from its tabs; ask first if ticks would be lost."""

    def leave(sure: bool | None) -> None:
        if sure:
            app.exit()

    if not state.triage_state.ticked or state.record.lasts:
        app.exit()
        return
    await app.push_screen(LeaveDialog("Leave the guide? Your ticks are not kept."), leave)


async def clear_ticks(app: App[Any], state: GuideState) -> None:
    """Untick all findings after confirmation."""

    def clear(sure: bool | None) -> None:
        if sure:
            state.record.untick_all()

    dialog = ConfirmDialog("Clear every tick in the list?", yes="Clear all", no="Keep them")
    await app.push_screen(dialog, clear)

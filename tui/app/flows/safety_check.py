"""The flow of the safety questions: asked once a day, before anything that moves the back."""

from __future__ import annotations

from textual.app import App

from tui.app.guide_state import GuideState
from tui.app.screens.first_minutes.emergency import EmergencyScreen
from tui.app.screens.first_minutes.safety import SafetyEnding, SafetyScreen
from tui.guide.content.triage_model import Level


async def check_safety(app: App[object], state: GuideState, *, yes: bool | None = None) -> bool:
    """Ask the safety questions, unless they were answered today.

    Args:
        app: Where the screens are shown.
        state: The state of the guide.
        yes: The answer to the first question, if it was given elsewhere.

    Returns:
        Whether all are answered, and nothing is an emergency.

    """
    while True:
        if state.triage_state.level is Level.EMERGENCY:
            if not await app.push_screen_wait(EmergencyScreen(state)):
                return False
        elif state.triage_state.checked is not None:
            return True
        ending = await app.push_screen_wait(SafetyScreen(state, yes))
        yes = None
        if ending is SafetyEnding.LEFT:
            return False

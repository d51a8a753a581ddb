"""The flow to what a lift asks: whom it is not for, then its numbers."""

from __future__ import annotations

from textual.app import App
from textual.content import Content

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.row import Row
from tui.app.guide_state import GuideState
from tui.app.input.bindings import answer_keys
from tui.app.screens.first_minutes.yes_no import AskScreen
from tui.app.screens.lift.lift import LiftScreen
from tui.app.screens.sheet import Sheet
from tui.guide.lift.report import usual_system, why_blocked


async def weigh_lift(app: App[object], state: GuideState) -> None:
    """Ask whether the equation holds for the lift, and open it if so."""
    words, triage_state = state.index.content.lift, state.triage_state
    said = words.texts["page"]
    has_spasm = triage_state.diary.current is not None
    why = why_blocked(words, triage_state.verdict, has_spasm=has_spasm)
    if not why:
        mark = Content.styled("× ", "bold $text-error")
        rows = [
            Row(Content(text), mark, gap=int(not place)) for place, text in enumerate(words.not_if)
        ]
        answers = answer_row("Yes", "No, go on", answer_keys(app))
        screen = AskScreen(state, said["title"], said["question"], rows, answers)
        is_so = await app.push_screen_wait(screen)
        if is_so is None:
            return
        why = words.texts["blocked"]["other"] if is_so else ""
    if why:
        await app.push_screen_wait(Sheet(said["title"], Row(Content(why))))
        return
    units = usual_system(state.environment.units, triage_state.region)
    await app.push_screen_wait(LiftScreen(state, units))

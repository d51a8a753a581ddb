"""Panes, made when their tab is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.visual import Visual

from tui.app.guide_state import GuideState
from tui.app.panes.pane import Pane
from tui.app.panes.reading import ReadingPane
from tui.guide.outline import Place

if TYPE_CHECKING:
    from tui.app.drawing.figure_row import FigureRow
    from tui.app.drawing.large.large_question import LargeQuestion
    from tui.guide.today.pages import TodayPage

SECTIONS = ("relief", "prevention", "causes", "doctor")
"""The tabs, from left to right."""


def new_pane(
    state: GuideState, app: App[object], place: Place, answer_keys: tuple[str, str]
) -> Pane:
    """Return the pane of a tab, at `place`; `answer_keys` are those for yes and no."""

    def numbered(
        number: str, style: str, rows: Sequence[Visual], below: Sequence[Visual]
    ) -> Visual:
        # Imported here: only a level that asks for help has a number in large letters.
        from tui.app.drawing.large.large_number import LargeNumber

        glyphs = state.environment.glyphs
        return LargeNumber(number, rows, below, style=style, glyphs=glyphs, app=app)

    if place.section == "doctor":
        from tui.app.panes.doctor import DoctorPane

        return DoctorPane(
            state.triage, state.triage_state, state.environment.zone, numbered, key=place.key
        )

    def enlarged(words: str, style: str = "bold") -> LargeQuestion:
        # Imported here: only the first minutes have words in large letters.
        from tui.app.drawing.large.large_question import LargeQuestion

        return LargeQuestion(words, state.environment.glyphs, app, style=style)

    def captioned(figures: Sequence[tuple[str, str | None]]) -> FigureRow:
        # Imported here: pages without figures do not need it.
        from tui.app.drawing.figure_row import CaptionedFigure, FigureRow

        captioned_figures = [CaptionedFigure(motion, caption) for motion, caption in figures]
        return FigureRow(captioned_figures, state.scenes, state.environment, app)

    def today() -> tuple[TodayPage, ...]:
        # Imported here: most readers open the guide because of a spasm.
        from tui.app.panes.today import pages_of

        return pages_of(state)

    return ReadingPane(
        state.triage,
        state.index.sections[place.section],
        state.triage_state,
        captioned,
        enlarged,
        numbered,
        key=place.key,
        answer_keys=answer_keys,
        read_today=today if place.section == "prevention" else tuple,
    )


def tab_label(section: str, title: str) -> str:
    """Return what a tab says: its key and its title."""
    return f"{SECTIONS.index(section) + 1} {title}"

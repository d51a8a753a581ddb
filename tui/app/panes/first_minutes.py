"""The page of the first line in relief: the first safety question, or what comes after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.document import DocumentPart
from tui.app.drawing.row import Row
from tui.app.panes.pane import Page
from tui.app.triage_state import TriageState
from tui.guide.content.episode_model import fill_in
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from textual.app import App

    from tui.figure.render.cells import Glyphs

_AROUND = 20
"""Rows of the terminal for everything but the question."""


_LEAST = 12
"""The fewest rows in which a question in large letters can fit beside the list."""


class LargeQuestion(Visual):
    """A question in letters as large as the terminal has rows for, beside the rest of the page."""

    def __init__(self, words: str, glyphs: Glyphs, app: App[object]) -> None:
        self.words = words
        self._glyphs = glyphs
        self._app = app

    @property
    def visual(self) -> Visual:
        """The question as it is drawn in the present window."""
        rows = self._app.size.height - _AROUND
        if rows < _LEAST:
            return Row(Content.styled(self.words, "bold"))
        # Imported here: in most windows the first frame has no room for large letters.
        from tui.app.drawing.large.large_text import LargeText

        return LargeText(self.words, style="bold", glyphs=self._glyphs, height=rows)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        return self.visual.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        return self.visual.render_strips(width, height, style, options)


def first_minutes_page(
    index: Index,
    triage_state: TriageState,
    enlarge: Callable[[str], Visual],
    answer_keys: tuple[str, str],
) -> Page:
    """Return the first question as a card; once all are answered, what comes next."""
    safety, minutes = index.content.safety, index.content.first_minutes
    if triage_state.checked is not None:
        rows = [
            Row(Content.styled(minutes.title, "bold $primary")),
            Row(Content(minutes.lead), gap=1),
        ]
        return Page([DocumentPart(row) for row in rows])
    question = safety.questions[0]
    visuals = [
        Row(
            Content.styled(safety.title, "bold $primary"),
            aside=Content(f"1 of {len(safety.questions)}"),
        ),
        Row(Content.styled(safety.lead, "$foreground 80%")),
        Row(Content("")),
        enlarge(question.text),
        Row(Content.styled(question.detail, "$foreground 85%"), gap=1),
        answer_row("Yes", "No", answer_keys),
        Row(Content.styled(fill_in(safety.unsure, yes=answer_keys[0]), "$foreground 70%")),
    ]
    return Page([DocumentPart(visual) for visual in visuals], asks=True)

"""The page of the first line in relief: the first safety question, or what comes after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.answer_row import answer_row
from tui.app.drawing.document import DocumentPart
from tui.app.drawing.row import Row
from tui.app.panes.pane import Page
from tui.app.triage_state import TriageState
from tui.guide.content.episode_model import fill_in
from tui.guide.content.record_index import Index

if TYPE_CHECKING:
    from tui.app.drawing.figure_row import FigureRow
    from tui.app.drawing.large.large_question import LargeQuestion


def first_minutes_page(
    index: Index,
    triage_state: TriageState,
    enlarge: Callable[..., LargeQuestion],
    answer_keys: tuple[str, str],
    show: Callable[[Sequence[tuple[str, str | None]]], FigureRow],
) -> Page:
    """Return the first question as a card; once all are answered, what comes next."""
    safety, minutes = index.content.safety, index.content.first_minutes
    if triage_state.checked is not None:
        # Imported here: the first frame is mostly a question.
        from tui.app.panes.what_now import what_now_rows

        rows = what_now_rows(index, triage_state, enlarge(minutes.title, "bold $primary"), show)
        return Page([DocumentPart(row) for row in rows])
    question = safety.questions[0]
    visuals: list[Visual] = [
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

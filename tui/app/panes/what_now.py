"""The page after the safety questions: the next steps, with a figure where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.drawing.row import Row
from tui.app.triage_state import TriageState
from tui.guide.content.record_index import Index
from tui.guide.content.safety_model import EasePosition
from tui.guide.first_minutes import positions

if TYPE_CHECKING:
    from tui.app.drawing.figure_row import FigureRow
    from tui.app.drawing.large.large_question import LargeQuestion

_ROOMY = 24
"""Rows of a window that has room for the figure."""


def what_now_rows(
    index: Index,
    triage_state: TriageState,
    title: LargeQuestion,
    show: Callable[[Sequence[tuple[str, str | None]]], FigureRow],
) -> list[Visual]:
    """Return what the guide leads through, and the position of ease that comes first."""
    rows: list[Visual] = [title, Row(Content(index.content.first_minutes.lead), gap=1)]
    for position in positions(index, triage_state.ticked)[:1]:
        rows += [Row(Content("")), _FigureInRoom(title, position, show)]
    return rows


class _FigureInRoom(Visual):
    """The position that comes first, where a window has room for it; else an empty line."""

    def __init__(
        self,
        title: LargeQuestion,
        position: EasePosition,
        show: Callable[[Sequence[tuple[str, str | None]]], FigureRow],
    ) -> None:
        self._title = title
        self._position = position
        self._show = show

    @cached_property
    def _figure(self) -> Visual:
        return self._show([(self._position.motion, self._position.cue)])

    @property
    def _visual(self) -> Visual:
        return self._figure if self._title.window_rows >= _ROOMY else Row(Content(""))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at `width` columns."""
        return self._visual.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        return self._visual.render_strips(width, height, style, options)

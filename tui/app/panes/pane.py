"""The interface of a tab: a list, and a page on the marked entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tui.app.drawing.border import Border
from tui.app.drawing.document import Document, DocumentPart
from tui.app.triage_state import TriageState
from tui.guide.outline import Entry, Place

NONE_OF_THESE = "none_of_these"
"""The id of the last line of the checklist, which ends it."""


FIRST_MINUTES = "first_minutes"
"""The key of the first line in relief, which leads through the first minutes."""


class Page(Document):
    """The page beside a list."""

    def __init__(
        self,
        parts: list[DocumentPart],
        places: Mapping[str, Place] | None = None,
        *,
        asks: bool = False,
    ) -> None:
        super().__init__(parts, asks=asks)
        self.places = places or {}
        """The places that the links lead to, by part id."""


class Pane(Protocol):
    """A tab. The main screen draws it and passes it the reader's input."""

    ticks: bool
    """Whether the lines of the list can be ticked."""
    document: Document
    """The list."""

    @property
    def place(self) -> Place:
        """The reader's place."""

    @property
    def aside(self) -> str:
        """The place of the marked line in the list, such as ``8 of 93``; empty in short lists."""

    @property
    def current(self) -> Entry | str | None:
        """The marked entry, or the id of the marked finding."""

    @property
    def page(self) -> Page:
        """The page beside the list."""

    def page_at(self, number: int) -> Page | None:
        """Return the page for part `number` of the list; None if it would not change."""

    def follow(self, triage_state: TriageState) -> None:
        """Show the new triage state."""

    def go_to(self, key: str) -> None:
        """Mark the line with this key, if there is one."""

    def narrow(self, words: str) -> None:
        """List only the lines that match `words`, if the list has a filter; all if blank."""

    def frames(self, triage_state: TriageState) -> tuple[Border, Border]:
        """Return the borders of the list and of the page."""

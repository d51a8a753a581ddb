"""What each tab is to the main screen: a list, and a page on what is marked in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tui.app.drawing.border import Border
from tui.app.drawing.document import Document, DocumentPart
from tui.app.triage_state import TriageState
from tui.guide.outline import Entry, Place


class Page(Document):
    """What stands beside a list."""

    def __init__(
        self, parts: list[DocumentPart], places: Mapping[str, Place] | None = None
    ) -> None:
        super().__init__(parts)
        self.places = places or {}
        """Where the parts lead that are links, by their ids."""


class Pane(Protocol):
    """A tab. The screen draws it and hands it what its reader does."""

    ticks: bool
    """Whether what its list says can be ticked."""
    document: Document
    """The list."""

    @property
    def place(self) -> Place:
        """Where the reader is."""

    @property
    def current(self) -> Entry | str | None:
        """The entry, or the id of the finding, that is marked."""

    @property
    def page(self) -> Page:
        """What stands beside the list."""

    def page_at(self, number: int) -> Page | None:
        """What stands beside the list once part `number` is marked, if that is another page."""

    def follow(self, triage_state: TriageState) -> None:
        """Show how things stand now."""

    def go_to(self, key: str) -> None:
        """Mark the line with this key, if there is one."""

    def narrow(self, words: str) -> None:
        """List only what `words` may mean, where the list can be narrowed; all without any."""

    def frames(self, triage_state: TriageState) -> tuple[Border, Border]:
        """What the list and the page are framed with."""

"""How things stand with the reader: the one value that every part of the screen follows."""

from __future__ import annotations

from msgspec import Struct, field

from tui.guide.content.model import Region
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Diary
from tui.guide.triage import Verdict


class TriageState(Struct, frozen=True):
    """What the reader said, and what follows from it."""

    ticked: frozenset[str] = frozenset()
    """The ids of the findings that apply."""
    asked: frozenset[str] = frozenset()
    """The ids of the lines of the ask-first card that apply."""
    blockers: frozenset[str] = frozenset()
    """The ids of what else rules exercises out and applies."""
    verdict: Verdict = field(default_factory=Verdict)
    """How soon to get help, given `ticked`."""
    diary: Diary = field(default_factory=Diary)
    """What is kept on the spasm that is going on."""
    noticed: frozenset[str] = frozenset()
    """The findings among `ticked` that the guide ticked by itself."""
    notice: str = ""
    """Why nothing is saved, or what was set aside."""
    region: Region | None = None
    """Whose numbers to show."""

    @property
    def level(self) -> Level:
        """The level of the verdict."""
        return self.verdict.level

    @property
    def needs_help_today(self) -> bool:
        """Whether home care has to wait."""
        return not self.level < Level.URGENT

"""The triage state: one immutable value that all screens are drawn from."""

from __future__ import annotations

from msgspec import Struct, field

from tui.guide.content.model import Region
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Diary, Timestamp
from tui.guide.triage import Verdict


class TriageState(Struct, frozen=True):
    """The reader's ticks and answers, and what follows from them."""

    ticked: frozenset[str] = frozenset()
    """The ids of the findings that apply."""
    asked: frozenset[str] = frozenset()
    """The ids of the lines of the ask-first card that apply."""
    blockers: frozenset[str] = frozenset()
    """The ids of the blockers of exercises that apply."""
    verdict: Verdict = field(default_factory=Verdict)
    """How soon to get help, given `ticked`."""
    diary: Diary = field(default_factory=Diary)
    """The entries of the current spasm."""
    noticed: frozenset[str] = frozenset()
    """The findings among `ticked` that the guide ticked by itself."""
    checked: Timestamp | None = None
    """When the signs were gone through, as long as that holds; None if they have to be."""
    notice: str = ""
    """Why nothing is saved, or what was set aside."""
    region: Region | None = None
    """The region whose phone numbers are shown."""
    redrawn: int = 0
    """How often a setting has changed how everything looks."""

    @property
    def level(self) -> Level:
        """The level of the verdict."""
        return self.verdict.level

    @property
    def is_unchecked(self) -> bool:
        """Whether nothing can be said yet: no sign asks for help, and not all were gone through."""
        return self.level is Level.SELF_CARE and self.checked is None

    @property
    def asks_signs(self) -> bool:
        """Whether to ask for the signs first: they were not gone through, and none is urgent."""
        return self.checked is None and not self.needs_help_today

    @property
    def needs_help_today(self) -> bool:
        """Whether help is needed before any home care."""
        return not self.level < Level.URGENT

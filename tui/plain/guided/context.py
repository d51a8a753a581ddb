"""The state that all parts of the dialogue share: the reader, their records, clocks and wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from msgspec import Struct

from tui.guide.content.record_index import Index
from tui.guide.episode.times import date_words, soon_words
from tui.plain.signs import SignQuestions
from tui.settings.book import SettingsBook


class DialogueContext(Struct):
    """One reader's dialogue.

    Attributes:
        signs: The signs that apply to the reader, and their records.
        clock: A monotonic clock, in seconds.
        chance: The random numbers that shuffle the self-check.
        mute: Whether no bell is rung.
        breath: Whether a walkthrough says when to breathe.
        ticks: Whether the last seconds of a hold tick.
        served: Whether the reader is at another machine.
        pack_minutes: The minutes that the timer of a pack starts with, where they were set.
        units: The units of a lift, where they were set.
        open_settings: Opens the settings; None where there are none to change.

    """

    signs: SignQuestions
    clock: Callable[[], float]
    chance: Random
    mute: bool = False
    breath: bool = False
    ticks: bool = False
    served: bool = False
    pack_minutes: Mapping[str, int] = {}
    units: str = ""
    open_settings: Callable[[], SettingsBook] | None = None

    @property
    def index(self) -> Index:
        """The content."""
        return self.signs.index

    def soon(self, at: float) -> str:
        """Return a time near the present one in words."""
        return soon_words(at, self.signs.now, self.signs.zone)

    def date(self, at: float) -> str:
        """Return a day and a time in words."""
        return date_words(at, self.signs.zone)

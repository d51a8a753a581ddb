"""A dialogue with somebody who types a script, and a clock that moves only while they wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timezone
from random import Random

from tests.support.content import loaded
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.episode.records import Checked, Episode, Ticked
from tui.guide.region import named
from tui.guide.routine.announcements import Announcement
from tui.guide.triage import Triage
from tui.plain.attendant import Attendant, attend
from tui.plain.dialogue import Dialogue, Silence
from tui.plain.guided.context import DialogueContext
from tui.plain.guided.whole_guide import guide_conversation
from tui.plain.signs import SignQuestions
from tui.settings.book import SettingsBook
from tui.settings.checks import Known
from tui.settings.model import ReaderSettings
from tui.settings.resolve import Origin, Resolved, SettingValue

INDEX = Index.of(loaded())
NOW = 1_700_000_000.0
_GIVEN_UP = 20_000
"""Waits after which a dialogue is taken to have no end."""

Typed = str | tuple[str, str]
"""A line for the next prompt; or words, and the line that is typed once they were said."""


class GuideTalk:
    """The whole guide, held with a script.

    Attributes:
        said: What was said, a line each.
        rung: What was announced.
        typed_at: How many lines were said before each line of the script was typed.
        now: The time.

    """

    def __init__(
        self,
        *script: Typed,
        store: MemoryStore | None = None,
        region: str = "gb",
        tab: str = "",
        strict: bool = True,
    ) -> None:
        self.said: list[str] = []
        self.rung: list[Announcement] = []
        self.typed_at: list[int] = []
        self.now = NOW
        self.store = store or MemoryStore()
        self._script = list(script)
        self._from = 0
        self._turns = 0
        self.signs = SignQuestions(
            Triage.of(INDEX),
            self.store,
            region=named(INDEX.content.regions, region),
            now=lambda: self.now,
            zone=timezone.utc,
        )
        context = DialogueContext(
            self.signs, lambda: self.now, Random(1), open_settings=lambda: _book(region)
        )
        talk = attend(guide_conversation(context, tab), Attendant(self.signs, lambda: context.mute))
        Dialogue(self.said.append, self._listen, self._wait, self.rung.append).hold(talk)
        assert not strict or not self._script, (
            f"never typed: {self._script}; said: {self.said[-10:]}"
        )

    def _listen(self, seconds: float | None) -> str | Silence:
        self._turns += 1
        assert self._turns < _GIVEN_UP
        following = self._script[0] if self._script else None
        if isinstance(following, tuple):
            words, typed = following
            if any(words in line for line in self.said[self._from :]):
                return self._type(typed)
            assert seconds is not None, f"{words!r} was not said: {self.said[-10:]}"
        if seconds is not None:
            self._wait(seconds)
            return Silence.TIMEOUT
        return Silence.ENDED if following is None else self._type(str(following))

    def _type(self, typed: str) -> str:
        self._script.pop(0)
        self._from = len(self.said)
        self.typed_at.append(self._from)
        return typed

    def _wait(self, seconds: float) -> None:
        self.now += seconds

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    def after(self, words: str) -> Sequence[str]:
        """What was said from the first line with these words on."""
        place = next(place for place, line in enumerate(self.said) if words in line)
        return self.said[place:]


def spasm(*ticked: str, hours: float = 3.0) -> MemoryStore:
    """A diary with a spasm that goes on, gone through today."""
    store = MemoryStore()
    store.keep(Episode(at=NOW - 3600 * hours))
    for name in ticked:
        store.keep(Ticked(at=NOW - 60, finding=name))
    store.keep_value(Checked(NOW - 60))
    return store


def _book(region: str) -> SettingsBook:
    defaults = ReaderSettings()
    values = {
        name: SettingValue(getattr(defaults, name), Origin.DEFAULT)
        for name in ReaderSettings.__struct_fields__
    }
    return SettingsBook(Resolved(values), Known.of(INDEX), {"region": region}, writes=False)

"""The state of one open guide, shared by all its screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec.structs import replace
from textual.dom import DOMNode

from tui.app.environment import Environment
from tui.app.triage_state import TriageState
from tui.diary.reader_record import ReaderRecord
from tui.diary.store import Store
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Episode, HabitAnswers, Timestamp
from tui.guide.safety import is_checked
from tui.guide.triage import Triage

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.audio import Audio
    from tui.app.drawing.scene_cache import SceneCache
    from tui.guide.first_minutes import FirstStep

Watcher: TypeAlias = Callable[[TriageState, TriageState], None]
"""A callback that gets the triage state before and after a change."""


class GuideState:
    """The state of a guide: content, environment, the reader's record and what follows from it.

    Attributes:
        triage: The triage rules.
        environment: The reader's clock, zone, terminal and settings.
        store: The store of the records.
        record: The reader's records and ticks; all changes to them go through it.
        triage_state: The value that the screens show, replaced as a whole by each change.

    """

    def __init__(
        self, triage: Triage, environment: Environment, store: Store, *, region: Region | None
    ) -> None:
        self.triage = triage
        self.environment = environment
        self.store = store
        self._watchers: list[tuple[DOMNode, Watcher]] = []
        self.record = ReaderRecord(triage.index, environment, store, self._refresh)
        self.triage_state = self._derived(TriageState(region=region))
        self._question: tuple[int, Timestamp] = (0, 0.0)
        self._audio: Audio | None = None
        self.first_step: FirstStep | None = None
        """The step of the first minutes at which the reader left."""

    @property
    def index(self) -> Index:
        """The content, indexed by id."""
        return self.triage.index

    @property
    def question(self) -> int:
        """The number of the safety question at which the reader left today, from 0."""
        number, at = self._question
        return number if is_checked(at, self.record.now, self.environment.zone) else 0

    @question.setter
    def question(self, number: int) -> None:
        self._question = number, self.record.now

    @property
    def asks_first(self) -> bool:
        """Whether the guide opens with the safety questions: at first, and daily in a spasm."""
        diary = self.record.diary
        ahead = any(isinstance(entry, Episode) for entry in self.record.ahead)
        is_new = not diary.episodes and not ahead and self.first_tab == "relief"
        return self.triage_state.asks_signs and (is_new or diary.current is not None)

    @property
    def is_healthy(self) -> bool:
        """Whether no spasm is open and no sign asks for help, checked or not."""
        return self.triage_state.level is Level.SELF_CARE and not self.record.has_open_spasm

    @property
    def first_tab(self) -> str:
        """The tab to open: Prevention, with Today, for whoever is healthy and keeps a habit."""
        return (
            "prevention"
            if self.is_healthy
            and (self.store.value(HabitAnswers) or HabitAnswers()).kept in self.index.habits
            else "relief"
        )

    def audio(self, app: App[Any]) -> Audio:
        """Return the voice and the bells of the guide `app`."""
        if self._audio is None:
            from tui.app.audio import Audio

            self._audio = Audio(app, self.environment)
        return self._audio

    @property
    def speaks(self) -> bool:
        """Whether the voice is on."""
        return self._audio.speaks if self._audio else self.environment.say

    @property
    def is_reading(self) -> bool:
        """Whether a page is read aloud."""
        return self._audio is not None and self._audio.is_reading

    def close_audio(self) -> None:
        """End all that is heard, for good."""
        if self._audio is not None:
            self._audio.close()

    @cached_property
    def scenes(self) -> SceneCache:
        """The cache of the motions' scenes."""
        # Imported here: a page without figures needs no scene.
        from tui.app.drawing.scene_cache import SceneCache

        return SceneCache(self.index)

    def toggle(self, id: str) -> None:
        """Tick or untick a finding, or a blocker of exercises."""
        if id in self.index.findings:
            self.record.tick(id)
        else:
            self.record.answer(blocker=id)

    def show_region(self, region: Region | None) -> None:
        """Show the phone numbers of `region`."""
        self._change(replace(self.triage_state, region=region))

    def redraw(self) -> None:
        """Draw everything anew, as something in the environment has changed how it looks."""
        derived = self._derived(self.triage_state)
        self._change(replace(derived, redrawn=derived.redrawn + 1))

    def watch(self, node: DOMNode, watcher: Watcher) -> None:
        """Call `watcher` on every change from now on, as long as `node` is attached."""
        self._watchers.append((node, watcher))

    def _refresh(self) -> None:
        self._change(self._derived(self.triage_state))

    def _change(self, after: TriageState) -> None:
        before, self.triage_state = self.triage_state, after
        if before == after:
            return
        self._watchers = [pair for pair in self._watchers if pair[0].is_attached]
        for _, watcher in self._watchers:
            watcher(before, after)

    @property
    def _is_checked(self) -> bool:
        return is_checked(self.record.checked, self.record.now, self.environment.zone)

    def _derived(self, triage_state: TriageState) -> TriageState:
        """Return `triage_state` with the current records and the verdict on the ticks."""
        record = self.record
        # A finding that the content no longer has stays stored, but is ignored.
        ticked = record.ticked & self.index.findings.keys()
        return replace(
            triage_state,
            ticked=ticked,
            noticed=record.noticed,
            asked=record.asked,
            blockers=record.blockers,
            verdict=self.triage.judge(ticked),
            diary=record.diary,
            checked=record.checked if self._is_checked else None,
            notice=record.notice or self.environment.notice,
        )

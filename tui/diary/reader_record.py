"""One reader's records: reads and writes the store, and derives state from the entries."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from tui.diary import changes
from tui.diary.changes import OpenTicks
from tui.diary.pack_record import PackRecord, RecordEnvironment
from tui.diary.store import Records, Store, T
from tui.guide.content.record_index import Index
from tui.guide.episode.records import (
    DAY,
    AskFirstAnswers,
    Checked,
    Diary,
    Episode,
    EpisodeRecord,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    Timestamp,
    WalkDone,
)

if TYPE_CHECKING:
    from tui.guide.episode.progress import Notice
    from tui.guide.quiz.quiz import Round

_FIRST = 14 * DAY
"""The age of entries that are read first; older ones are read after the first frame."""

R = TypeVar("R", Episode, Pain, PackUse, WalkDone, Response)


class ReaderRecord(PackRecord):
    """The records of one reader, and the ticks. Calls its owner back on every change.

    During a spasm, ticks and answers are saved with it and restored until it ends. Without one
    they last as long as the guide is open, and are taken over by the next spasm that begins.
    """

    def __init__(
        self,
        index: Index,
        environment: RecordEnvironment,
        store: Store,
        changed: Callable[[], None],
    ) -> None:
        super().__init__(index, environment, store)
        self._words = index.content.episode
        self._changed = changed
        self._version = 0
        self._partial = False
        self._all = Diary()
        self.ahead: tuple[EpisodeRecord, ...] = ()
        """The entries dated in the future; only signs that were ticked by hand count."""
        self.asked: frozenset[str] = frozenset()
        """The lines of the ask-first card that apply."""
        self.blockers: frozenset[str] = frozenset()
        """The ids of the blockers of exercises that apply; findings are not among them."""
        self.ticked: frozenset[str] = frozenset()
        """The findings that are ticked."""
        self.checked: Timestamp | None = None
        """When the signs were last gone through; None if they have to be."""
        self._read(recent=True)

    @property
    def saves(self) -> bool:
        """Whether entries are saved on disk."""
        return self._store.lasting

    @property
    def lasts(self) -> bool:
        """Whether ticks are restored the next time."""
        return self._store.lasting and self.has_open_spasm

    @property
    def has_open_spasm(self) -> bool:
        """Whether there is a spasm that ticks belong to."""
        return self._all.open_at(self.now) is not None

    @property
    def notice(self) -> str:
        """Why nothing is saved, or what was set aside or is wrong; empty if all is well."""
        if self._store.notice or not self.ahead:
            return self._store.notice
        from tui.guide.episode.future_entries import ahead_words

        return ahead_words(self.ahead, self.ticked, self.now, self._environment.zone)

    @property
    def noticed(self) -> frozenset[str]:
        """The findings that the guide ticked by itself."""
        last = {tick.finding: tick.noticed for tick in self._all.valid_ticks(self.now)}
        return frozenset(name for name in self.ticked if last.get(name))

    def reasons(self) -> tuple[Notice, ...]:
        """Why the guide ticked findings by itself."""
        from tui.guide.episode.progress import noticed

        episode = self.diary.current
        return noticed(self._words, self.diary, episode, self.now) if episode else ()

    def everything(self) -> Diary:
        """Return all entries, of this spasm and earlier ones."""
        return Diary.read(self._store)

    def catch_up(self) -> None:
        """Read what the first reading left out, and tick what the records imply."""
        if self._partial:
            self._read()
        self._notice()

    def refresh(self) -> None:
        """Read everything again."""
        self._read()
        self._notice()

    def look_again(self) -> None:
        """Read again if another guide has changed the store or the clock was corrected."""
        moved = self._all.until(self.now) != self.diary
        if moved or self._store.version != self._version:
            self.refresh()

    def enter_round(self, quiz_round: Round) -> Round:
        """Save a round of the quiz, finished or not."""
        return self._store.change(lambda records: changes.enter_round(records, quiz_round))

    def answer_habit(self, name: str, place: int) -> None:
        """Save the answer to a question of the habits check."""
        self._store.change(lambda records: changes.answer_habit(records, name, place))

    def _change(self, work: Callable[[Records], T]) -> T:
        """Run `work` on the stored records, then read them again."""
        done = self._store.change(work)
        self.refresh()
        return done

    @property
    def _mine(self) -> OpenTicks:
        answers = AskFirstAnswers(tuple(sorted(self.asked)), tuple(sorted(self.blockers)))
        hours = self._environment.warm_after
        return OpenTicks(self.ticked, self.noticed, answers, self.checked, hours)

    # The spasm

    def begin(self, at: Timestamp) -> None:
        """Begin a spasm at `at`, or use the current one; ticks are saved with it."""
        now, mine = self.now, self._mine
        self._change(lambda records: changes.begin(records, at, now, mine))

    def change(self, episode: Episode) -> None:
        """Correct the current spasm; its ticks stay."""
        now, mine = self.now, self._mine
        self._change(lambda records: changes.change(records, episode, now, mine))

    def end(self) -> None:
        """End the current spasm and clear its ticks and answers."""
        if self.has_open_spasm:
            self.ticked = self.asked = self.blockers = frozenset()
            self.checked = None
            now = self.now
            self._change(lambda records: changes.end(records, now))

    # Entries

    def log(self, level: int) -> Pain:
        """Log the level of pain, in the current spasm or without one."""
        now = self.now
        return self._change(lambda records: changes.log(records, level, now))

    def begin_with(self, pain: Pain) -> Pain:
        """Begin a spasm with a logged pain, unless another guide has begun one; return the entry.

        Ticks are saved with it.
        """
        now, mine = self.now, self._mine
        return self._change(lambda records: changes.begin_with(records, pain, now, mine))

    def keep(self, record: R) -> R:
        """Save a record, new or changed."""
        return self._change(lambda records: changes.enter(records, record))

    def bring_back(self, record: EpisodeRecord) -> bool:
        """Restore a record deleted here; return whether it was still missing."""
        now = self.now
        return self._change(lambda records: changes.bring_back(records, record, now))

    def drop(self, record: EpisodeRecord) -> EpisodeRecord | None:
        """Delete a record; return it as it was, or None if it was already gone."""
        return self._change(lambda records: changes.drop(records, record))

    def correct(self, record: EpisodeRecord) -> None:
        """Set the time of an entry dated in the future to now."""
        now = self.now
        self._change(lambda records: changes.correct(records, record, now))

    def remove(self, record: EpisodeRecord) -> EpisodeRecord | None:
        """Delete an entry dated in the future; return it, or None if it was already gone."""
        now = self.now
        return self._change(lambda records: changes.remove(records, record, now))

    # Ticks and answers

    def tick(self, finding: str) -> None:
        """Tick a finding, or untick it."""
        self.set_ticks({finding}, on=finding not in self.ticked)

    def untick_all(self) -> None:
        """Untick every finding."""
        self.set_ticks(self.ticked, on=False)

    def set_ticks(self, findings: Collection[str], *, on: bool) -> None:
        """Tick or untick several findings at once."""
        self._see_others()
        self.ticked = self.ticked | {*findings} if on else self.ticked - {*findings}
        now = self.now
        self._follow(lambda records: changes.tick(records, findings, on, now))

    def answer(self, *, line: str = "", blocker: str = "") -> None:
        """Toggle a line of the ask-first card, or a blocker."""
        on = (line not in self.asked) if line else (blocker not in self.blockers)
        self._see_others()
        self.asked = self.asked | {line} if line and on else self.asked - {line}
        self.blockers = self.blockers | {blocker} if blocker and on else self.blockers - {blocker}
        now = self.now
        self._follow(lambda records: changes.answer(records, line, blocker, on, now))

    def check(self, *, done: bool = True) -> None:
        """Note that the signs were gone through, or that they have to be `done` again."""
        self._see_others()
        now = self.now
        checked = self.checked = now if done else None
        self._follow(lambda records: changes.check(records, checked, now))

    def _see_others(self) -> None:
        """Read the store again if another guide has changed it: a spasm may have begun or ended."""
        if self._store.version != self._version:
            self._read()

    def _follow(self, work: Callable[[Records], None]) -> None:
        """Save a tick or an answer during a spasm; without one keep it in memory only."""
        if self.has_open_spasm:
            self._store.change(work)
            self._read()
        else:
            self._changed()

    # Reading

    def _read(self, *, recent: bool = False) -> None:
        """Read the entries of the current spasm, or of the last one."""
        self._version = self._store.version
        episodes, now = self._store.all(Episode), self.now
        latest = Diary(episodes).until(now).latest
        # The pause between packs looks back a day. Before the first spasm, every entry counts.
        since = min(latest.at, now - DAY) if latest else -math.inf
        first = max(since, now - _FIRST) if recent else since
        # All ticks: the order in which they were made may differ from that of their times.
        self._partial = recent
        self._all = Diary(
            episodes,
            self._store.all(Pain, first),
            self._store.all(PackUse, first),
            self._store.all(WalkDone, first),
            self._store.all(Ticked, since) if recent else self._store.all(Ticked),
            self._store.value(Timer),
            self._store.value(AskFirstAnswers),
            self._store.value(Checked),
            self._store.all(Response, first),
        )
        self.diary, self.ahead = self._all.until(now), self._all.ahead(now)
        if self._all.open_at(now):
            self.ticked = self._all.ticked(now)
            answers = self.diary.asked or AskFirstAnswers()
            self.asked, self.blockers = frozenset(answers.lines), frozenset(answers.blockers)
            self.checked = self.diary.checked.at if self.diary.checked else None
        if not recent:
            self._changed()

    def _notice(self) -> None:
        """Tick the findings that the records imply; without a spasm, none."""
        if self.diary.current is None:
            return
        # Imported here, after the first frame.
        from tui.guide.episode.progress import to_tick

        now = self.now
        if to_tick(self._words, self._all, now):
            self._store.change(lambda records: changes.notice(records, self._words, now))
            self._read()

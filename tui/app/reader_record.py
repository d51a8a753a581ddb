"""The link between a guide and its store: reads entries, adds to them, derives from them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from tui.app.environment import Environment
from tui.app.pack_record import PackRecord
from tui.diary import changes
from tui.diary.changes import OpenTicks
from tui.diary.store import Records, Store, T
from tui.guide.content.index import Index
from tui.guide.episode import packing
from tui.guide.episode.records import (
    Asked,
    At,
    Diary,
    Episode,
    Kept,
    PackUse,
    Pain,
    Ticked,
    Timer,
    WalkDone,
)

if TYPE_CHECKING:
    from tui.guide.episode.progress import Notice
    from tui.guide.quiz.quiz import Round

_FIRST = 14 * packing.DAY
"""How far back entries are read first; the rest once the guide is on the screen."""

R = TypeVar("R", Episode, Pain, PackUse, WalkDone)


class ReaderRecord(PackRecord):
    """The records of one reader, and what is ticked. It tells its owner of every change.

    Ticks and answers belong to the spasm that is going on, and come back as long as it does.
    Without one they last as long as the guide is open, and go with the next one that begins.
    """

    def __init__(
        self, index: Index, environment: Environment, store: Store, changed: Callable[[], None]
    ) -> None:
        super().__init__(index, environment, store)
        self._words = index.content.episode
        self._changed = changed
        self._version = 0
        self._partial = False
        self._all = Diary()
        self.ahead: tuple[Kept, ...] = ()
        """The entries whose time is still to come, from which nothing follows."""
        self.asked: frozenset[str] = frozenset()
        """The lines of the ask-first card that apply."""
        self.blockers: frozenset[str] = frozenset()
        """What rules exercises out, applies and is no finding."""
        self.ticked: frozenset[str] = frozenset()
        """The findings that are ticked."""
        self._read(recent=True)

    @property
    def saves(self) -> bool:
        """Whether what is entered is there the next time."""
        return self._store.lasting

    @property
    def lasts(self) -> bool:
        """Whether ticks come back the next time."""
        return self._store.lasting and self._is_open

    @property
    def _is_open(self) -> bool:
        """Whether there is a spasm that ticks belong to."""
        return self._all.open_at(self.now) is not None

    @property
    def notice(self) -> str:
        """Why nothing is saved, or what was set aside, or is wrong; empty if all is well."""
        if self._store.notice or not self.ahead:
            return self._store.notice
        from tui.guide.episode.future_entries import ahead_words

        return ahead_words(self.ahead, self.now, self._environment.zone)

    @property
    def noticed(self) -> frozenset[str]:
        """The findings that the guide ticked by itself."""
        ticks = sorted(self._all.ticks, key=lambda tick: tick.id)
        last = {tick.finding: tick.noticed for tick in ticks}
        return frozenset(name for name in self.ticked if last.get(name))

    def reasons(self) -> tuple[Notice, ...]:
        """Why the guide ticked findings by itself."""
        from tui.guide.episode.progress import noticed

        episode = self.diary.current
        return noticed(self._words, self.diary, episode, self.now) if episode else ()

    def everything(self) -> Diary:
        """All that is kept, of this spasm and those before."""
        return Diary.read(self._store)

    def catch_up(self) -> None:
        """Read what the first reading left out, and tick what stands out."""
        if self._partial:
            self._read()
        self._notice()

    def refresh(self) -> None:
        """Read everything again."""
        self._read()
        self._notice()

    def look_again(self) -> None:
        """Read again, if another guide has added something, or the clock was put right."""
        moved = self._all.until(self.now) != self.diary
        if moved or self._store.version != self._version:
            self.refresh()

    def enter_round(self, held: Round) -> Round:
        """Keep a round of the quiz as it stands."""
        return self._store.change(lambda records: changes.enter_round(records, held))

    def answer_habit(self, name: str, place: int) -> None:
        """Keep the answer to a question on one's own day."""
        self._store.change(lambda records: changes.answer_habit(records, name, place))

    def _change(self, work: Callable[[Records], T]) -> T:
        """Do `work` on what is kept now, and read what came of it."""
        done = self._store.change(work)
        self.refresh()
        return done

    @property
    def _mine(self) -> OpenTicks:
        asked = Asked(tuple(sorted(self.asked)), tuple(sorted(self.blockers)))
        return OpenTicks(self.ticked, self.noticed, asked)

    # The spasm

    def begin(self, at: At) -> None:
        """A spasm began at `at`, or the one that is going on; what is ticked belongs to it."""
        now, mine = self.now, self._mine
        self._change(lambda records: changes.begin(records, at, now, mine))

    def change(self, episode: Episode) -> None:
        """Correct the spasm that is going on; what is ticked stays so."""
        now, mine = self.now, self._mine
        self._change(lambda records: changes.change(records, episode, now, mine))

    def end(self) -> None:
        """The spasm is over, and with it what was ticked and answered."""
        if self._is_open:
            self.ticked = self.asked = self.blockers = frozenset()
            now = self.now
            self._change(lambda records: changes.end(records, now))

    # Entries

    def log(self, level: int) -> Pain:
        """Keep how strong the pain is; without a spasm going on, one begins now."""
        now, mine = self.now, self._mine
        return self._change(lambda records: changes.log(records, level, now, mine))

    def keep(self, record: R) -> R:
        """Keep a record, new or changed."""
        now, mine = self.now, self._mine
        return self._change(lambda records: changes.enter(records, record, now, mine))

    def bring_back(self, record: Kept) -> bool:
        """Keep what was deleted here once more; whether it was still missing."""
        now, mine = self.now, self._mine
        return self._change(lambda records: changes.bring_back(records, record, now, mine))

    def drop(self, record: Kept) -> Kept | None:
        """Forget a record; as it was, if it was still there."""
        return self._change(lambda records: changes.drop(records, record))

    def correct(self, record: Kept) -> None:
        """Set an entry from the future to now."""
        now = self.now
        self._change(lambda records: changes.correct(records, record, now))

    def remove(self, record: Kept) -> Kept | None:
        """Forget an entry from the future; as it was, if it was still there."""
        now = self.now
        return self._change(lambda records: changes.remove(records, record, now))

    # Ticks and answers

    def tick(self, finding: str) -> None:
        """Tick a finding, or untick it."""
        self._tick({finding}, on=finding not in self.ticked)

    def untick_all(self) -> None:
        """Untick every finding."""
        self._tick(self.ticked, on=False)

    def _tick(self, findings: Collection[str], *, on: bool) -> None:
        self._see_others()
        self.ticked = self.ticked | {*findings} if on else self.ticked - {*findings}
        now = self.now
        self._follow(lambda records: changes.tick(records, findings, on, now))

    def answer(self, *, line: str = "", blocker: str = "") -> None:
        """Mark a line of the ask-first card or a blocker as true, or as not."""
        on = (line not in self.asked) if line else (blocker not in self.blockers)
        self._see_others()
        self.asked = self.asked | {line} if line and on else self.asked - {line}
        self.blockers = self.blockers | {blocker} if blocker and on else self.blockers - {blocker}
        now = self.now
        self._follow(lambda records: changes.answer(records, line, blocker, on, now))

    def _see_others(self) -> None:
        """Read what another guide has added: perhaps a spasm, or that there is none any more."""
        if self._store.version != self._version:
            self._read()

    def _follow(self, work: Callable[[Records], None]) -> None:
        """Keep a tick or an answer; without a spasm nothing of them is kept."""
        if self._is_open:
            self._store.change(work)
            self._read()
        else:
            self._changed()

    # Reading

    def _read(self, *, recent: bool = False) -> None:
        """Read what belongs to the spasm that is going on, or to the last one."""
        self._version = self._store.version
        episodes, now = self._store.all(Episode), self.now
        held = Diary(episodes).until(now).latest
        # The pause between packs goes back a day, with a spasm or without.
        day_ago = now - packing.DAY
        since = min(held.at, day_ago) if held else day_ago
        first = max(since, now - _FIRST) if recent else since
        # All ticks, as the order in which they were made may be another than that of the clock.
        self._partial = recent
        self._all = Diary(
            episodes,
            self._store.all(Pain, first),
            self._store.all(PackUse, first),
            self._store.all(WalkDone, first),
            self._store.all(Ticked, since) if recent else self._store.all(Ticked),
            self._store.value(Timer),
            self._store.value(Asked),
        )
        self.diary, self.ahead = self._all.until(now), self._all.ahead(now)
        if self._all.open_at(now):
            self.ticked = self._all.ticked(now)
            asked = self.diary.asked or Asked()
            self.asked, self.blockers = frozenset(asked.lines), frozenset(asked.blockers)
        if not recent:
            self._changed()

    def _notice(self) -> None:
        """Tick what the records speak for; without a spasm they speak for nothing."""
        if self.diary.current is None:
            return
        # Imported here, where the guide is on the screen already.
        from tui.guide.episode.progress import to_tick

        now = self.now
        if to_tick(self._words, self._all, now):
            self._store.change(lambda records: changes.notice(records, self._words, now))
            self._read()

"""What a guide keeps of its reader: read from the store, added to, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from tui.app.host import Host
from tui.guide import packing
from tui.guide.content import Pack
from tui.guide.course import Diary, left_ticked
from tui.guide.diary import Asked, At, Episode, PackUse, Pain, Ticked, Timer, WalkDone
from tui.guide.index import Index
from tui.store import Store

if TYPE_CHECKING:
    from tui.guide.episode import Notice

_FIRST = 14 * packing.DAY
"""How far back entries are read first; the rest once the guide is on the screen."""

R = TypeVar("R", Episode, Pain, PackUse, WalkDone)


class Keeping:
    """The records of one reader, and what is ticked. It tells its owner of every change.

    Ticks and answers belong to the spasm that is going on, and come back as long as it does.
    Without one they last as long as the guide is open, and go with the next one that begins.
    """

    def __init__(self, index: Index, host: Host, store: Store, changed: Callable[[], None]) -> None:
        self._words = index.content.episode
        self._packs = index.packs
        self._host = host
        self._store = store
        self._changed = changed
        self._seen: At = 0.0
        self._version = 0
        self._partial = False
        self.diary = Diary()
        """What is kept on the spasm that is going on."""
        self.asked: frozenset[str] = frozenset()
        """The lines of the ask-first card that apply."""
        self.blockers: frozenset[str] = frozenset()
        """What rules exercises out, applies and is no finding."""
        self.ticked: frozenset[str] = frozenset()
        """The findings that are ticked."""
        self._read(recent=True)

    @property
    def now(self) -> At:
        """The time, which never goes back even if the clock is set back."""
        self._seen = max(self._seen, self._host.now())
        return self._seen

    @property
    def lasts(self) -> bool:
        """Whether ticks come back the next time."""
        return self._store.lasting and self.diary.current is not None

    @property
    def notice(self) -> str:
        """Why nothing is saved, or what was set aside; empty if all is well."""
        return self._store.notice

    @property
    def noticed(self) -> frozenset[str]:
        """The findings that the guide ticked by itself."""
        last = {tick.finding: tick.noticed for tick in self.diary.ticks}
        return frozenset(name for name in self.ticked if last.get(name))

    def reasons(self) -> tuple[Notice, ...]:
        """Why the guide ticked findings by itself."""
        from tui.guide.episode import noticed

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
        """Read what another guide has added, if one has."""
        if self._store.version != self._version:
            self.refresh()

    # The spasm

    def begin(self, at: At) -> None:
        """A spasm began at `at`; what is ticked already belongs to it."""
        self._store.keep(Episode(at=at))
        self._keep_ticks(at)
        self._keep_answers()
        self.refresh()

    def change(self, episode: Episode) -> None:
        """Correct the spasm that is going on; what is ticked stays so."""
        self._store.keep(episode)
        self._keep_ticks(episode.at)
        self.refresh()

    def end(self) -> None:
        """The spasm is over, and with it what was ticked and answered."""
        if episode := self.diary.current:
            self._store.keep(replace(episode, ended=max(self.now, episode.at)))
            self.ticked = self.asked = self.blockers = frozenset()
            self._keep_answers()
            self.refresh()

    # Entries

    def log(self, level: int) -> Pain:
        """Keep how strong the pain is; without a spasm going on, one begins now."""
        now = self.now
        if self.diary.current is None:
            self.begin(now)
        return self.keep(Pain(at=now, level=level))

    def keep(self, record: R) -> R:
        """Keep a record, new or changed."""
        kept = self._store.keep(record)
        self.refresh()
        return kept

    def drop(self, record: R) -> None:
        """Forget a record."""
        self._store.drop(record)
        self.refresh()

    # Ticks and answers

    def tick(self, finding: str) -> None:
        """Tick a finding, or untick it."""
        if self.diary.current:
            on = finding not in self.ticked
            self._store.keep(Ticked(at=self.now, finding=finding, on=on))
        self.ticked ^= {finding}
        self._follow()

    def untick_all(self) -> None:
        """Untick every finding."""
        now = self.now
        for finding in sorted(self.ticked) if self.diary.current else ():
            self._store.keep(Ticked(at=now, finding=finding, on=False))
        self.ticked = frozenset()
        self._follow()

    def answer(self, *, line: str = "", blocker: str = "") -> None:
        """Mark a line of the ask-first card or a blocker as true, or as not."""
        self.asked ^= {line} if line else frozenset()
        self.blockers ^= {blocker} if blocker else frozenset()
        if self.diary.current:
            self._keep_answers()
        self._follow()

    def _follow(self) -> None:
        """Let follow what follows from the ticks; without a spasm nothing of them is kept."""
        if self.diary.current:
            self._read()
        else:
            self._changed()

    def _keep_ticks(self, onset: At) -> None:
        """Keep what is ticked as ticked in a spasm that began at `onset`."""
        now = max(onset, self.now)
        known = left_ticked(self.diary.ticks, onset)
        for finding in sorted(self.ticked - known):
            self._store.keep(Ticked(at=now, finding=finding, noticed=finding in self.noticed))

    def _keep_answers(self) -> None:
        self._store.keep_value(Asked(tuple(sorted(self.asked)), tuple(sorted(self.blockers))))

    # The pack

    def pack(self, timer: Timer) -> Pack:
        """The pack of a timer."""
        return self._packs[timer.pack]

    def lay_on(self, timer: Timer) -> None:
        """The pack is on, from now."""
        self._set(packing.laid_on(timer, self._host.now()))

    def lengthen(self, by: int) -> None:
        """Leave the pack on for so many minutes more, or less."""
        if timer := self.diary.timer:
            self._set(packing.changed(self.pack(timer), timer, by, self._host.now()))

    def follow_clock(self, before: At, now: At) -> None:
        """Let the pack go on from where it was if the clock was set back."""
        timer = self.diary.timer
        if timer and (followed := packing.followed(timer, before, now)) != timer:
            self._set(followed)

    def take_off(self) -> None:
        """The pack is off; its use is kept if it was one."""
        if timer := self.diary.timer:
            use = packing.use(timer, self._host.now())
            if use and not packing.is_kept(timer, self._store.all(PackUse, use.at)):
                self._store.keep(use)
            self._store.drop_value(Timer)
            self._read()

    def _set(self, timer: Timer) -> None:
        self._store.keep_value(timer)
        self._read()

    # Reading

    def _read(self, *, recent: bool = False) -> None:
        """Read what belongs to the spasm that is going on, or to the last one."""
        self._version = self._store.version
        episodes, now = self._store.all(Episode), self._host.now()
        held = Diary(episodes).latest
        # The pause between packs goes back a day, with a spasm or without.
        day_ago = now - packing.DAY
        since = min(held.at, day_ago) if held else day_ago
        first = max(since, now - _FIRST) if recent else since
        self._partial = first > since
        self.diary = Diary(
            episodes,
            self._store.all(Pain, first),
            self._store.all(PackUse, first),
            self._store.all(WalkDone, first),
            self._store.all(Ticked, since),
            self._store.value(Timer),
            self._store.value(Asked),
        )
        if self.diary.current:
            self.ticked = self.diary.ticked
            asked = self.diary.asked or Asked()
            self.asked, self.blockers = frozenset(asked.lines), frozenset(asked.blockers)
        self._seen = max(self._seen, self.diary.seen(now))
        if not recent:
            self._changed()

    def _notice(self) -> None:
        """Tick what the records speak for; without a spasm they speak for nothing."""
        if self.diary.current is None:
            return
        # Imported here, where the guide is on the screen already.
        from tui.guide.episode import to_tick

        new = to_tick(self._words, self.diary, self.now)
        for tick in new:
            self._store.keep(tick)
        if new:
            self._read()

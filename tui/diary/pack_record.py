"""The pack timer in the records of one reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Protocol

from tui.diary import changes
from tui.diary.store import Store
from tui.guide.content.record_index import Index
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.records import Diary, PackId, Timer, Timestamp


class RecordEnvironment(Protocol):
    """The facts that the records need of their reader."""

    @property
    def now(self) -> Callable[[], Timestamp]:
        """The present time."""

    @property
    def zone(self) -> tzinfo:
        """The reader's time zone."""

    @property
    def warm_after(self) -> int:
        """Hours after which a new spasm goes from cold to warm; 0 for the usual."""


class PackRecord:
    """Reads and changes the pack timer, which other guides on the same store may change too.

    Attributes:
        diary: The entries of the current spasm.

    """

    def __init__(self, index: Index, environment: RecordEnvironment, store: Store) -> None:
        self._packs = index.packs
        self._environment = environment
        self._store = store
        self.diary = Diary()

    @property
    def now(self) -> Timestamp:
        """The current time."""
        return self._environment.now()

    @property
    def phase(self) -> PackId:
        """The pack to offer first."""
        # Imported here: the first frame needs no phase.
        from tui.guide.episode.progress import progress

        episode = self.diary.current
        return progress(episode, self.now).phase if episode else "cold"

    @property
    def pack_is_on(self) -> bool:
        """Whether a pack is on and its time is not over."""
        timer = self.diary.timer
        if timer is None:
            return False
        # Imported here, as below: most guides open while no pack is on.
        from tui.guide.episode import packing

        return packing.moment(self.pack(timer), timer, (), self.now).stage is packing.PackStage.ON

    def pack(self, timer: Timer) -> Pack:
        """Return the pack of a timer."""
        return self._packs[timer.pack]

    def lay_on(self, timer: Timer) -> bool:
        """Start the timer now; return False if another guide has started one already."""
        from tui.guide.episode import packing

        laid = packing.laid_on(timer, self.now)
        done = self._store.change(lambda records: changes.lay_on(records, laid))
        self._read()
        return done

    def lengthen(self, by: int) -> None:
        """Lengthen the timer by so many minutes; shorten it if negative."""
        from tui.guide.episode import packing

        now = self.now
        self._adjust(lambda timer: packing.changed(self.pack(timer), timer, by, now))

    def follow_clock(self, before: Timestamp, now: Timestamp) -> None:
        """Shift the timer if the clock was set back, so that it continues where it was."""
        timer = self.diary.timer
        if timer is None:
            return
        from tui.guide.episode import packing

        if packing.followed(timer, before, now) != timer:
            self._adjust(lambda stored: packing.followed(stored, before, now))

    def _adjust(self, by: Callable[[Timer], Timer]) -> None:
        if self.diary.timer:
            self._store.change(lambda records: changes.adjust(records, by))
            self._read()

    def take_off(self) -> None:
        """Stop the timer; save the pack if it was on long enough to count."""
        now = self.now
        self._store.change(lambda records: changes.take_off(records, now))
        self._read()

    def _read(self) -> None:
        """Read the records again."""
        raise NotImplementedError

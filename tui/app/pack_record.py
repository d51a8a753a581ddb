"""The pack timer in the records of one reader."""

from __future__ import annotations

from collections.abc import Callable

from tui.app.environment import Environment
from tui.diary import changes
from tui.diary.store import Store
from tui.guide.content.index import Index
from tui.guide.content.treatment_model import Pack
from tui.guide.episode import packing
from tui.guide.episode.records import At, Diary, Timer


class PackRecord:
    """Reads and changes the pack timer, which other guides on the same store may change too.

    Attributes:
        diary: What is kept on the spasm that is going on.

    """

    def __init__(self, index: Index, environment: Environment, store: Store) -> None:
        self._packs = index.packs
        self._environment = environment
        self._store = store
        self.diary = Diary()

    @property
    def now(self) -> At:
        """The time, as the clock has it."""
        return self._environment.now()

    @property
    def pack_is_on(self) -> bool:
        """Whether a pack is on and its time is not up."""
        timer = self.diary.timer
        if timer is None:
            return False
        return packing.moment(self.pack(timer), timer, (), self.now).stage is packing.PackStage.ON

    def pack(self, timer: Timer) -> Pack:
        """The pack of a timer."""
        return self._packs[timer.pack]

    def lay_on(self, timer: Timer) -> bool:
        """The pack is on, from now; unless another guide was faster."""
        laid = packing.laid_on(timer, self.now)
        done = self._store.change(lambda records: changes.lay_on(records, laid))
        self._read()
        return done

    def lengthen(self, by: int) -> None:
        """Leave the pack on for so many minutes more, or less."""
        now = self.now
        self._adjust(lambda timer: packing.changed(self.pack(timer), timer, by, now))

    def follow_clock(self, before: At, now: At) -> None:
        """Let the pack go on from where it was if the clock was set back."""
        timer = self.diary.timer
        if timer and packing.followed(timer, before, now) != timer:
            self._adjust(lambda held: packing.followed(held, before, now))

    def _adjust(self, by: Callable[[Timer], Timer]) -> None:
        if self.diary.timer:
            self._store.change(lambda records: changes.adjust(records, by))
            self._read()

    def take_off(self) -> None:
        """The pack is off; its use is kept if it was one."""
        now = self.now
        self._store.change(lambda records: changes.take_off(records, now))
        self._read()

    def _read(self) -> None:
        """Read what is kept now."""
        raise NotImplementedError

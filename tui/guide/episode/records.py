"""Stored records of what a reader did and noticed.

Times are seconds since the epoch. A record that was never stored has the id 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Literal, Protocol, TypeVar

from msgspec import Meta, Struct
from msgspec.structs import replace

Timestamp = float
"""Seconds since the epoch, in no time zone."""

DAY = 86_400.0
"""Seconds of a day."""

PackId = Literal["cold", "warm"]

Activity = Literal["breathing", "walkthrough"]

Change = Literal["better", "same", "worse"]
"""How the pain changed."""


class Episode(Struct, frozen=True):
    """A spasm, from its beginning until its reader says it is over."""

    id: int = 0
    at: Timestamp = 0.0
    """Its onset."""
    switch: Annotated[int, Meta(ge=1)] = 48
    """Hours after the onset at which cold gives way to warmth."""
    ended: Timestamp | None = None


class Pain(Struct, frozen=True):
    """An entry of pain."""

    id: int = 0
    at: Timestamp = 0.0
    level: Annotated[int, Meta(ge=0, le=10)] = 0
    """From 0 for none to 10 for the worst imaginable."""
    note: str = ""


class PackUse(Struct, frozen=True):
    """The use of a pack."""

    id: int = 0
    at: Timestamp = 0.0
    pack: PackId = "cold"
    minutes: Annotated[float, Meta(ge=0)] = 0
    """How long it was on."""


class WalkDone(Struct, frozen=True):
    """A completed walkthrough."""

    id: int = 0
    at: Timestamp = 0.0
    exercises: tuple[str, ...] = ()


class Response(Struct, frozen=True):
    """How the pain changed after an activity."""

    id: int = 0
    at: Timestamp = 0.0
    after: Activity = "walkthrough"
    change: Change = "same"


class Ticked(Struct, frozen=True):
    """A finding that was ticked or unticked."""

    id: int = 0
    at: Timestamp = 0.0
    finding: str = ""
    on: bool = True
    noticed: bool = False
    """Whether the guide ticked it, from these records."""


class Timer(Struct, frozen=True):
    """A pack that is about to be laid on, is on, or has just come off."""

    pack: PackId
    minutes: int
    started: Timestamp | None = None
    """When it was laid on, once the towel is round it."""


class AskFirstAnswers(Struct, frozen=True):
    """The last answers on what rules things out."""

    lines: tuple[str, ...] = ()
    """Lines of the ask-first card that apply."""
    blockers: tuple[str, ...] = ()
    """Reasons against exercises that are not findings."""


class Checked(Struct, frozen=True):
    """When the warning signs were last gone through in the open spasm."""

    at: Timestamp | None = None


class HabitAnswers(Struct, frozen=True):
    """The answers on the reader's daily habits."""

    chosen: dict[str, int] = {}
    """The number of the answer, by habit id."""
    kept: str = ""
    """The id of the habit that its reader has chosen to keep."""


EpisodeRecord = Episode | Pain | PackUse | WalkDone | Response | Ticked
"""A record of a spasm."""

R = TypeVar("R", Episode, Pain, PackUse, WalkDone, Response, Ticked)
V = TypeVar("V", Timer, AskFirstAnswers, Checked)

LEEWAY = 120.0
"""Seconds by which an entry may lie in the future; clocks are corrected by as much."""


class Reads(Protocol):
    """A source of records, such as `tui.diary.store.Store`."""

    def all(self, kind: type[R], since: float = ...) -> tuple[R, ...]:
        """Return the records of a kind from a time on, oldest first."""

    def value(self, kind: type[V]) -> V | None:
        """Return the value of a kind."""


class Diary(Struct, frozen=True):
    """All records that the rules on a spasm's days use."""

    episodes: tuple[Episode, ...] = ()
    pains: tuple[Pain, ...] = ()
    packs: tuple[PackUse, ...] = ()
    walks: tuple[WalkDone, ...] = ()
    ticks: tuple[Ticked, ...] = ()
    timer: Timer | None = None
    asked: AskFirstAnswers | None = None
    checked: Checked | None = None
    responses: tuple[Response, ...] = ()

    @classmethod
    def read(cls, store: Reads, since: float = -math.inf) -> Diary:
        """Read all episodes from `store`, and the other records from `since` on."""
        return cls(
            store.all(Episode),
            store.all(Pain, since),
            store.all(PackUse, since),
            store.all(WalkDone, since),
            store.all(Ticked, since),
            store.value(Timer),
            store.value(AskFirstAnswers),
            store.value(Checked),
            store.all(Response, since),
        )

    @property
    def entries(self) -> Iterator[EpisodeRecord]:
        """All records but the spasms."""
        return chain(self.pains, self.packs, self.walks, self.responses, self.ticks)

    @property
    def current(self) -> Episode | None:
        """The open spasm; of several, the one that began last."""
        going = (episode for episode in self.episodes if episode.ended is None)
        return max(going, key=lambda episode: (episode.at, episode.id), default=None)

    @property
    def latest(self) -> Episode | None:
        """The open spasm; without one, the one that began last."""
        every = self.episodes
        return self.current or max(every, key=lambda episode: episode.at, default=None)

    def open_at(self, now: Timestamp) -> Episode | None:
        """Return the spasm that ticks belong to: the open one, or else one in the future."""
        return self.until(now).current or self.current

    def ticked(self, now: Timestamp) -> frozenset[str]:
        """Return the findings that are ticked in the open spasm, which began with none.

        Clocks can be wrong, so ticks count in the order in which they were stored. One from before
        all spasms counts too: it was made in this one while the clock was set back. A sign that
        its reader ticked in the future stays, as no warning may be lost.
        """
        if self.open_at(now) is None:
            return frozenset()
        ended = (entry.ended for entry in self.episodes if entry.ended is not None)
        since = max((at for at in ended if not is_ahead(at, now)), default=-math.inf)
        # Of two that are open, one was begun while the clock was wrong.
        going = [e.at for e in self.episodes if e.ended is None and not is_ahead(e.at, now)]
        since = max(since, min(going, default=-math.inf))
        first = min(entry.at for entry in self.episodes)
        state: dict[str, bool] = {}
        for tick in self.valid_ticks(now):
            if state or tick.at >= since or tick.at < first:
                state[tick.finding] = tick.on
        return frozenset(name for name, on in state.items() if on)

    def valid_ticks(self, now: Timestamp) -> list[Ticked]:
        """Return the ticks in the order in which they were stored.

        Those that the guide made from a wrong clock are left out.
        """
        valid = (tick for tick in self.ticks if not (tick.noticed and is_ahead(tick.at, now)))
        return sorted(valid, key=lambda tick: tick.id)

    def until(self, now: Timestamp) -> Diary:
        """Return the diary without entries in the future, from which nothing is derived."""
        if not any(self._ahead(now)):
            return self
        return replace(
            self,
            episodes=tuple(
                replace(entry, ended=now) if _ends_ahead(entry, now) else entry
                for entry in self.episodes
                if not is_ahead(entry.at, now)
            ),
            pains=tuple(entry for entry in self.pains if not is_ahead(entry.at, now)),
            packs=tuple(entry for entry in self.packs if not is_ahead(entry.at, now)),
            walks=tuple(entry for entry in self.walks if not is_ahead(entry.at, now)),
            ticks=tuple(entry for entry in self.ticks if not is_ahead(entry.at, now)),
            responses=tuple(entry for entry in self.responses if not is_ahead(entry.at, now)),
        )

    def ahead(self, now: Timestamp) -> tuple[EpisodeRecord, ...]:
        """Return the entries in the future, and spasms whose end is; the latest first."""
        return tuple(sorted(self._ahead(now), key=lambda entry: entry.at, reverse=True))

    def _ahead(self, now: Timestamp) -> Iterator[EpisodeRecord]:
        for entry in chain(self.episodes, self.entries):
            ends = isinstance(entry, Episode) and _ends_ahead(entry, now)
            if ends or is_ahead(entry.at, now):
                yield entry


def is_ahead(at: Timestamp, now: Timestamp) -> bool:
    """Return whether a time is in the future by more than `LEEWAY`."""
    return at > now + LEEWAY


def _ends_ahead(episode: Episode, now: Timestamp) -> bool:
    return episode.ended is not None and is_ahead(episode.ended, now)

"""Progress of a spasm from onset to end: day, pack phase, what is due, what is noticed.

Days and phases count the hours since the onset, so neither time zones nor daylight saving
shift them. Entries with a time in the future are ignored: functions that take a `Diary`
use `Diary.until`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.episode_model import EpisodeWords, Limits, fill_in
from tui.guide.content.treatment_model import Pack, Range
from tui.guide.episode.packing import PackStage, moment
from tui.guide.episode.records import Diary, Episode, PackId, Ticked, Timestamp

HOUR, DAY = 3_600.0, 86_400.0
SHOWN_PAST = 3
"""The most past spasms that are listed."""
_SWITCH_STEP = 12
"""Hours per step when moving the time from cold to warmth."""


class Progress(Struct, frozen=True):
    """How far a spasm has come."""

    hours: float
    """Hours since its onset; up to its end, if it is over."""
    day: int
    """1 in the first 24 hours, 2 in the next, and so on."""
    phase: PackId
    """The pack to offer first; the other one may be used if it feels better."""
    switches: Timestamp
    """When the phase changes, or changed, from cold to warm."""


def progress(episode: Episode, now: Timestamp) -> Progress:
    """Return the progress of `episode` at `now`; a time before its onset counts as the onset."""
    end = now if episode.ended is None else min(now, episode.ended)
    hours = max(0.0, end - episode.at) / HOUR
    phase: PackId = "cold" if hours < episode.switch else "warm"
    return Progress(hours, int(hours // 24) + 1, phase, episode.at + episode.switch * HOUR)


class PastSpasms(Struct, frozen=True):
    """The past spasms."""

    ended: tuple[Episode, ...]
    """The ended spasms, the latest first."""
    hours: tuple[float, ...]
    """The duration of each of them, in hours."""
    within: int
    """The number that began within the given days, the present one included."""


def past(episodes: Iterable[Episode], now: Timestamp, days: float = 365) -> PastSpasms:
    """Return the past spasms, their durations, and how many began within `days`."""
    spasms = sorted(episodes, key=lambda episode: episode.at, reverse=True)
    ended = tuple(episode for episode in spasms if episode.ended is not None)
    hours = tuple(progress(episode, math.inf).hours for episode in ended)
    return PastSpasms(ended, hours, sum(now - days * DAY < episode.at <= now for episode in spasms))


class DueKind(Enum):
    """The kinds of things to do, the most urgent first."""

    OVER = "over"
    """Answer whether the spasm has passed."""
    PAIN = "pain"
    PACK = "pack"
    WALK = "walk"


class Due(Struct, frozen=True):
    """A thing to do, and from when."""

    what: DueKind
    at: Timestamp
    """When it is or was due; in the past if it is due already."""
    pack: PackId | None = None
    full: bool = False
    """Whether it waits for the 24-hour limit of packs, not just for the pause."""


def due(diary: Diary, limits: Limits, packs: Mapping[str, Pack], now: Timestamp) -> tuple[Due, ...]:
    """Return what is due now or next: first what is due already, then by time.

    Empty without an open spasm. No pack is due while one is in use, and no walkthrough while
    the last pain entry is strong. Whether signs rule out a walkthrough is decided by
    `tui.guide.triage`.
    """
    diary = diary.until(now)
    episode = diary.current
    if episode is None:
        return ()
    last = max(diary.pains, key=lambda pain: pain.at, default=None)
    last = last if last and last.at >= episode.at else None
    walks = [walk.at for walk in diary.walks if walk.at >= episode.at]
    dues = [Due(DueKind.PAIN, max(now, last.at + limits.pain_hours * HOUR if last else now))]
    if _asks_end(diary, episode, limits, now):
        dues.append(Due(DueKind.OVER, now))
    phase = progress(episode, now).phase
    if diary.timer is None and phase in packs:
        rest = moment(packs[phase], None, diary.packs, now)
        dues.append(Due(DueKind.PACK, rest.until or now, phase, rest.stage is PackStage.DONE))
    if last is None or last.level < limits.strong:
        again = max(walks) + limits.walk_hours * HOUR if walks else now
        dues.append(Due(DueKind.WALK, max(now, again)))
    order = list(DueKind)
    return tuple(sorted(dues, key=lambda entry: (entry.at, order.index(entry.what))))


def due_words(words: EpisodeWords, entry: Due, when: str, *, ready: bool) -> str:
    """Return what to say of a thing to do, at once or later; empty for nothing."""
    if entry.what is DueKind.OVER:
        return words.over
    if entry.what is DueKind.PAIN:
        return words.pain if ready else ""
    if entry.what is DueKind.PACK:
        wait = words.pack_done if entry.full else words.pack_wait
        return words.pack_now if ready else fill_in(wait, when=when)
    return words.walk if ready else fill_in(words.walk_wait, when=when)


def with_switch_moved(episode: Episode, by: int, limits: Range) -> Episode:
    """Return a spasm whose time from cold to warmth is `by` steps later."""
    hours = min(max(episode.switch + by * _SWITCH_STEP, limits.least), limits.most)
    return replace(episode, switch=hours)


def _asks_end(diary: Diary, episode: Episode, limits: Limits, now: Timestamp) -> bool:
    """Return whether to ask if the spasm has passed.

    Asks when the pain was at most `quiet` for `quiet_hours`: in two entries or more that lie
    that far apart, with none above it since, the last of them within as many hours. Also asks
    when nothing was entered for `silent_days` after an earlier entry.
    """
    newest = max((entry.at for entry in diary.entries if entry.at >= episode.at), default=now)
    if now - newest >= limits.silent_days * DAY:
        return True
    pains = [pain for pain in diary.pains if pain.at >= episode.at]
    loud = max((pain.at for pain in pains if pain.level > limits.quiet), default=-math.inf)
    quiet = [pain.at for pain in pains if pain.at > loud]
    hours = limits.quiet_hours * HOUR
    return bool(quiet) and max(quiet) - min(quiet) >= hours and now - max(quiet) <= hours


class Notice(Struct, frozen=True):
    """A finding that the records indicate, and why."""

    finding: str
    reason: str


def noticed(
    words: EpisodeWords, diary: Diary, episode: Episode, now: Timestamp
) -> tuple[Notice, ...]:
    """Return the findings that the records of `episode` up to `now` indicate.

    The start is the 24 hours from the first pain entry of the episode, the present the 24
    hours up to `now`; each is represented by the median of its entries. The course of pain is
    not judged before both are complete and do not overlap, with an entry in each and
    `limits.entries` in all. Then the pain is

    - worse, if the present is at least `limits.change` above the start;
    - no better, if it is not at least `limits.change` below the start, nor as low as
      `limits.quiet`, and `limits.from_day` has come.

    The spasm is recurrent if `limits.times` episodes began in the `limits.within_days` days up
    to the onset of this one, itself included.
    """
    limits, day = words.limits, progress(episode, now).day
    values: dict[str, object] = {"day": day, "days": limits.within_days}
    stands = set()
    if change := _change(diary, episode, limits, now):
        first, last = change
        values |= {"first": f"{first:g}", "last": f"{last:g}"}
        if last >= first + limits.change:
            stands.add("worse")
        if last > max(first - limits.change, limits.quiet) and day >= limits.from_day:
            stands.add("no_better")
    values["times"] = times = past(diary.episodes, episode.at, limits.within_days).within
    if times >= limits.times:
        stands.add("again")
    return tuple(
        Notice(pattern.finding, fill_in(pattern.reason, **values))
        for pattern in words.noticed
        if pattern.when in stands
    )


def _change(
    diary: Diary, episode: Episode, limits: Limits, now: Timestamp
) -> tuple[float, float] | None:
    pains = [pain for pain in diary.pains if episode.at <= pain.at <= now]
    begin = min((pain.at for pain in pains), default=now)
    last = [pain.level for pain in pains if pain.at > now - DAY]
    if len(pains) < limits.entries or now - begin < 2 * DAY or not last:
        return None
    return median(pain.level for pain in pains if pain.at < begin + DAY), median(last)


def to_tick(words: EpisodeWords, diary: Diary, now: Timestamp) -> tuple[Ticked, ...]:
    """Return the ticks to store now, marked as noticed.

    A finding that is ticked already is skipped. One that the guide has ticked in this episode
    is not ticked again, so that the reader can remove it for good.
    """
    state = {tick.finding: tick.on for tick in diary.valid_ticks(now)}
    diary = diary.until(now)
    episode = diary.current
    if episode is None:
        return ()
    mine = {tick.finding for tick in diary.ticks if tick.noticed and tick.at >= episode.at}
    findings = {notice.finding for notice in noticed(words, diary, episode, now)}
    new = sorted(findings - mine - {name for name, on in state.items() if on})
    return tuple(Ticked(at=now, finding=name, noticed=True) for name in new)

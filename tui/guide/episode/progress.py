"""Progress of a spasm from onset to end: day, pack phase, what is due, what is noticed.

Days and phases count the hours since the onset, so neither time zones nor daylight saving
shift them. Entries with a time in the future are ignored: functions that take a `Diary`
use `Diary.until`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum
from statistics import median

from msgspec import Struct

from tui.guide.content.episode_model import EpisodeWords, Limits, fill_in
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.packing import PackStage, moment
from tui.guide.episode.pain_chart import MONTHS, local
from tui.guide.episode.records import Diary, Episode, PackId, Ticked, Timestamp

HOUR, DAY = 3_600.0, 86_400.0
MOST_YEARS = 5
"""The maximum age of an onset, in years."""


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


class OnsetChoice(Enum):
    """The choices for when a spasm began."""

    NOW = "now"
    EARLIER = "earlier"
    YESTERDAY = "yesterday"
    DATE = "date"


class UnclearOnset(ValueError):
    """An onset text that cannot be used; the message says what to write."""


_TIME = r"(?P<h>\d{1,2})(?:[:.](?P<min>\d{2}))? ?(?P<half>am|pm)?"
_HOURS = r"(?P<hours>\d{1,2}(?:[.,]\d)?)(?: ?h(?:(?:ou)?rs?)?)?"
_AGO = rf"(?:{_HOURS}|(?P<mins>\d{{1,4}}) ?min(?:ute)?s?)(?: ago)?"
_NAMED = r"(?P<d>\d{1,2})\.? (?P<m>[a-z]{3,9})\.?(?:,? (?P<y>\d{4}))?"
_NUMBERS = r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})(?:[./-](?P<y>\d{4})?)?"
_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"


def onset_of(when: OnsetChoice, text: str, now: Timestamp, zone: tzinfo) -> Timestamp:
    """Return the onset of a spasm from local date and time in `zone`.

    Args:
        when: The choice.
        text: For `EARLIER` a time of today, or how many hours or minutes ago: ``14:30``,
            ``3``, ``3 h``, ``40 min``. For `YESTERDAY` a time or nothing. For `DATE` a
            day, and a time if wanted: ``2026-11-03``, ``3 Nov``, ``3.11. 14:30``; without
            a year the last such day. Without a time it is noon, or `now` if that is sooner.
        now: The present time; no onset is later.
        zone: The reader's time zone.

    Raises:
        UnclearOnset: if the text is no such time, or a time in the future or too long ago.

    """
    words, today = " ".join(text.split()).casefold(), local(now, zone).date()
    if when is OnsetChoice.NOW:
        return now
    if when is OnsetChoice.EARLIER and (ago := re.fullmatch(_AGO, words)):
        minutes = float(ago["mins"] or 0) + 60 * float((ago["hours"] or "0").replace(",", "."))
        if minutes > 24 * 60:
            raise UnclearOnset("That is more than 24 hours ago: choose a date.")
        return now - 60 * minutes
    if when is OnsetChoice.DATE:
        day, words = _day(words, today)
    else:
        day = today - timedelta(days=1) if when is OnsetChoice.YESTERDAY else today
    if when is OnsetChoice.EARLIER and not words:
        raise UnclearOnset("Write a time such as 14:30, or how long ago, such as 3 h.")
    if day < today - timedelta(days=366 * MOST_YEARS):
        raise UnclearOnset(f"That is more than {MOST_YEARS} years ago.")
    at = datetime.combine(min(day, today), _time(words) if words else time(12), zone).timestamp()
    if day > today or (words and at > now):
        raise UnclearOnset("That is still to come.")
    return min(at, now)


def _time(words: str) -> time:
    match = re.fullmatch(_TIME, words)
    if not match or not (match["min"] or match["half"]):
        raise UnclearOnset("Write the time like this: 14:30.")
    hour, minute, half = int(match["h"]), int(match["min"] or 0), match["half"]
    if half:
        hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute)
    except ValueError:
        raise UnclearOnset("There is no such time.") from None


def _day(words: str, today: date) -> tuple[date, str]:
    """Return the day that `words` begin with, and the rest of them."""
    match = next((hit for p in (_ISO, _NAMED, _NUMBERS) if (hit := re.match(p, words))), None)
    rest = words[match.end() :].lstrip(" ,t") if match else ""
    if not match or words[match.end() : match.end() + 1].isdigit():
        raise UnclearOnset("Write the day like this: 2026-11-03, or 3 Nov.")
    names = [name.casefold() for name in MONTHS]
    month = match["m"] if match["m"].isdigit() else str(1 + _place(names, match["m"][:3]))
    years = [int(match["y"])] if match["y"] else [today.year - back for back in range(9)]
    for year in years:
        try:
            day = date(year, int(month), int(match["d"]))
        except ValueError:
            continue
        if match["y"] or day <= today:
            return day, rest
    raise UnclearOnset("There is no such day.")


def _place(names: list[str], name: str) -> int:
    return names.index(name) if name in names else 99


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
    state = {tick.finding: tick.on for tick in sorted(diary.ticks, key=lambda t: t.id)}
    diary = diary.until(now)
    episode = diary.current
    if episode is None:
        return ()
    mine = {tick.finding for tick in diary.ticks if tick.noticed and tick.at >= episode.at}
    findings = {notice.finding for notice in noticed(words, diary, episode, now)}
    new = sorted(findings - mine - {name for name, on in state.items() if on})
    return tuple(Ticked(at=now, finding=name, noticed=True) for name in new)

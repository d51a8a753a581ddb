"""Times in words: the time of day, with the day where needed."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui.guide.content.episode_model import TimerWords, fill_in
from tui.guide.episode.packing import PackMoment, PackStage
from tui.guide.episode.pain_chart import DAYS, local
from tui.guide.episode.progress import Progress
from tui.guide.episode.records import Timestamp
from tui.guide.episode.time_style import style_of

_NAMED_DAYS = 6
"""The distance in days up to which the weekday is unambiguous."""


def clock_of(then: datetime) -> str:
    """Return the time of day, as the reader of its zone writes it: ``14:30``."""
    return style_of(then.tzinfo).clock(then)


def soon_words(at: Timestamp, now: Timestamp, zone: tzinfo) -> str:
    """Return a time near `now`: ``14:30``, ``Tue 14:30`` or ``3 Nov 14:30``."""
    then, today = local(at, zone), local(now, zone).date()
    away = abs((then.date() - today).days)
    if not away:
        return clock_of(then)
    if away <= _NAMED_DAYS:
        return f"{DAYS[then.weekday()]} {clock_of(then)}"
    return f"{style_of(zone).day(then)} {clock_of(then)}"


def date_words(at: Timestamp, zone: tzinfo, *, year: bool = False) -> str:
    """Return a day and time: ``Tue 3 Nov, 14:30``, or with its year."""
    then = local(at, zone)
    style = style_of(zone)
    comma = "," if style.month_first else ""
    of = f"{comma} {then.year}" if year else ""
    return f"{DAYS[then.weekday()]} {style.day(then)}{of}, {style.clock(then)}"


def day_words(progress: Progress) -> str:
    """Return the progress of a spasm: ``Day 2 · cold phase``."""
    return f"Day {progress.day} · {progress.phase} phase"


def rest_words(words: TimerWords, moment: PackMoment, now: Timestamp, zone: tzinfo) -> str:
    """Return when the next pack can be laid on; empty if it can be now."""
    text = {PackStage.PAUSE: words.pause, PackStage.DONE: words.done}.get(moment.stage)
    if not text or moment.until is None:
        return ""
    return fill_in(text, when=soon_words(moment.until, now, zone))

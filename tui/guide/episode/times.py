"""Times as they are read: on the clock of today, with the day where that helps."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui.guide.content.episode_model import TimerWords, fill_in
from tui.guide.episode.packing import PackMoment, PackStage
from tui.guide.episode.pain_chart import DAYS, MONTHS, local
from tui.guide.episode.progress import Progress
from tui.guide.episode.records import At

_NAMED_DAYS = 6
"""Days away up to which the name of the day says which one is meant."""


def clock_of(then: datetime) -> str:
    """The time of day: ``14:30``."""
    return f"{then.hour:02}:{then.minute:02}"


def soon_words(at: At, now: At, zone: tzinfo) -> str:
    """A time near `now`: ``14:30``, ``Tue 14:30`` or ``3 Nov 14:30``."""
    then, today = local(at, zone), local(now, zone).date()
    away = abs((then.date() - today).days)
    if not away:
        return clock_of(then)
    if away <= _NAMED_DAYS:
        return f"{DAYS[then.weekday()]} {clock_of(then)}"
    return f"{then.day} {MONTHS[then.month - 1]} {clock_of(then)}"


def date_words(at: At, zone: tzinfo, *, year: bool = False) -> str:
    """A day with its time, whatever the locale: ``Tue 3 Nov, 14:30``, or with its year."""
    then = local(at, zone)
    of = f" {then.year}" if year else ""
    return f"{DAYS[then.weekday()]} {then.day} {MONTHS[then.month - 1]}{of}, {clock_of(then)}"


def day_words(held: Progress) -> str:
    """How far a spasm has come: ``Day 2 · cold phase``."""
    return f"Day {held.day} · {held.phase} phase"


def rest_words(words: TimerWords, held: PackMoment, now: At, zone: tzinfo) -> str:
    """When the next pack can be laid on; empty if it can be now."""
    text = {PackStage.PAUSE: words.pause, PackStage.DONE: words.done}.get(held.stage)
    if not text or held.until is None:
        return ""
    return fill_in(text, when=soon_words(held.until, now, zone))

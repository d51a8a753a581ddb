"""Times as they are read: on the clock of today, with the day where that helps."""

from __future__ import annotations

from datetime import tzinfo

from tui.guide.course import DAYS, MONTHS, local
from tui.guide.diary import At

_NAMED_DAYS = 6
"""Days away up to which the name of the day says which one is meant."""


def soon_words(at: At, now: At, zone: tzinfo) -> str:
    """A time near `now`: ``14:30``, ``Tue 14:30`` or ``3 Nov 14:30``."""
    then, today = local(at, zone), local(now, zone).date()
    clock = f"{then.hour:02}:{then.minute:02}"
    away = abs((then.date() - today).days)
    if not away:
        return clock
    if away <= _NAMED_DAYS:
        return f"{DAYS[then.weekday()]} {clock}"
    return f"{then.day} {MONTHS[then.month - 1]} {clock}"


def date_words(at: At, zone: tzinfo) -> str:
    """A day: ``Tue 3 Nov``, with the clock: ``Tue 3 Nov, 14:30``."""
    then = local(at, zone)
    day = f"{DAYS[then.weekday()]} {then.day} {MONTHS[then.month - 1]}"
    return f"{day}, {then.hour:02}:{then.minute:02}"

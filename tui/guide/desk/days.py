"""The month of days at the desk: kept, and shown as dots."""

from __future__ import annotations

from msgspec.structs import replace

from tui.guide.desk.breaks import MINUTE, Desk
from tui.guide.desk.records import DeskDay, DeskDays

MOST = 31
"""The days that are kept."""

_DOTS = "·•●"
"""No break, some, and at least one for each hour sat."""


def day_of(desk: Desk, day: str) -> DeskDay:
    """Return the counts of a desk as those of a day."""
    return DeskDay(day, desk.taken, desk.skipped, int(desk.sat / MINUTE))


def with_day(kept: DeskDays | None, today: DeskDay) -> DeskDays:
    """Return the days with the latest counts of one; a day without any is left out."""
    others = [one for one in (kept.days if kept else ()) if one.day != today.day]
    if today.minutes or today.taken or today.skipped:
        others.append(today)
    return DeskDays(tuple(sorted(others, key=lambda one: one.day)[-MOST:]))


def resumed(desk: Desk, kept: DeskDays | None, day: str) -> Desk:
    """Return a desk that goes on with the counts of its day."""
    for one in kept.days if kept else ():
        if one.day == day:
            return replace(desk, taken=one.taken, skipped=one.skipped, sat=one.minutes * MINUTE)
    return desk


def dots(kept: DeskDays | None) -> str:
    """Return a dot for each day, larger the more breaks it had."""
    sizes = []
    for one in kept.days if kept else ():
        enough = one.taken * 60 >= one.minutes
        sizes.append(_DOTS[2 if one.taken and enough else 1 if one.taken else 0])
    return "".join(sizes)

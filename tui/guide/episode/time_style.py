"""The style of times of day and dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from msgspec import Struct

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALF_DAYS = frozenset(["US", "AU", "NZ", "IN", "PH", "PK", "BD", "MY", "EG", "SA", "CO"])
"""The territories in which 2:30 pm is written rather than 14:30."""
_MONTH_FIRST = frozenset(("US", "PH"))
"""The territories in which Nov 3 is written rather than 3 Nov."""


class TimeStyle(Struct, frozen=True):
    """The order of a date and the form of a time of day."""

    half_days: bool = False
    """Whether to write ``2:30 pm`` instead of ``14:30``."""
    month_first: bool = False
    """Whether to write ``Nov 3`` instead of ``3 Nov``, and to read ``11/3`` so."""

    def clock(self, then: datetime) -> str:
        """Return the time of day."""
        if not self.half_days:
            return f"{then.hour:02}:{then.minute:02}"
        return f"{then.hour % 12 or 12}:{then.minute:02} {'pm' if then.hour >= 12 else 'am'}"

    def day(self, then: date) -> str:
        """Return the day and its month."""
        month = MONTHS[then.month - 1]
        return f"{month} {then.day}" if self.month_first else f"{then.day} {month}"


class StyledZone(tzinfo):
    """A reader's time zone together with the way in which they write times.

    Whatever words a time needs the zone too, so the style travels with it.
    """

    def __init__(self, zone: tzinfo, style: TimeStyle) -> None:
        self.zone: tzinfo = zone.zone if isinstance(zone, StyledZone) else zone
        self.style = style

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return the offset from UTC at `when`."""
        return self.zone.utcoffset(when)

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return the daylight saving time at `when`, where it is known."""
        return self.zone.dst(when)

    def tzname(self, when: datetime | None) -> str | None:
        """Return the name of local time at `when`."""
        return self.zone.tzname(when)

    def fromutc(self, when: datetime) -> datetime:
        """Convert a UTC time to local time."""
        return self.zone.fromutc(when.replace(tzinfo=self.zone)).replace(tzinfo=self)


def style_of(zone: tzinfo | None) -> TimeStyle:
    """Return how the reader in `zone` writes times."""
    return zone.style if isinstance(zone, StyledZone) else TimeStyle()


def chosen_style(times: str, dates: str, environ: Mapping[str, str]) -> TimeStyle:
    """Return the style of two settings: ``12h``, ``month-day``, or ``locale`` for what it says."""
    locale = environ.get("LC_ALL") or environ.get("LC_TIME") or environ.get("LANG") or ""
    territory = locale.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    return TimeStyle(
        half_days=times == "12h" or (times == "locale" and territory in _HALF_DAYS),
        month_first=dates == "month-day" or (dates == "locale" and territory in _MONTH_FIRST),
    )

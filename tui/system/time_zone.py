"""The system's time zone, by its own tables."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo


class SystemZone(tzinfo):
    """Local time, with the daylight saving time of each moment."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return the offset of local time from UTC at `when`."""
        return _local(when).utcoffset() if when else None

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return None: only the whole offset is known."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """Return the name of local time at `when`."""
        return _local(when).tzname() if when else None

    def fromutc(self, when: datetime) -> datetime:
        """Convert a UTC time to local time."""
        seconds = when.replace(tzinfo=timezone.utc).timestamp()
        there = datetime.fromtimestamp(seconds)
        return (when if _local(there).tzinfo is timezone.utc else there).replace(tzinfo=self)


def _local(when: datetime) -> datetime:
    """Return a local time with its offset; in UTC where `TZ` asks for a day or more."""
    try:
        return when.replace(tzinfo=None).astimezone()
    except ValueError:
        return when.replace(tzinfo=timezone.utc)

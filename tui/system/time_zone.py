"""The system's time zone, by its own tables."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo


class SystemZone(tzinfo):
    """Local time, with the daylight saving time of each moment."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return the offset of local time from UTC at `when`."""
        return when.replace(tzinfo=None).astimezone().utcoffset() if when else None

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return None: only the whole offset is known."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """Return the name of local time at `when`."""
        return when.replace(tzinfo=None).astimezone().tzname() if when else None

    def fromutc(self, when: datetime) -> datetime:
        """Convert a UTC time to local time."""
        seconds = when.replace(tzinfo=timezone.utc).timestamp()
        return datetime.fromtimestamp(seconds).replace(tzinfo=self)

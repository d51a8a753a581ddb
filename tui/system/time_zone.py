"""The time zone of this machine, as its own tables have it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo


class SystemZone(tzinfo):
    """Local time, with the summer times that hold at each moment."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """How far local time is ahead at `when`."""
        return when.replace(tzinfo=None).astimezone().utcoffset() if when else None

    def dst(self, when: datetime | None) -> timedelta | None:
        """Not known apart from the whole offset."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """What local time is called at `when`."""
        return when.replace(tzinfo=None).astimezone().tzname() if when else None

    def fromutc(self, when: datetime) -> datetime:
        """The local time of a time that is given in UTC."""
        seconds = when.replace(tzinfo=timezone.utc).timestamp()
        return datetime.fromtimestamp(seconds).replace(tzinfo=self)

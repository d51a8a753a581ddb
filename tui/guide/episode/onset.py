"""The onset of a spasm, read from what its reader types."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum

from tui.guide.episode.pain_chart import local
from tui.guide.episode.records import Timestamp
from tui.guide.episode.time_style import MONTHS, style_of

MOST_YEARS = 5
"""The maximum age of an onset, in years."""


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
_NAMED_AFTER = r"(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?!\d|:|\.\d)(?:,? (?P<y>\d{4}))?"
_NUMBERS = r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})(?:[./-](?P<y>\d{4})?)?"
_MONTH_FIRST = r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{4})?)?"
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
        day, words = _day(words, today, month_first=style_of(zone).month_first)
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


def _day(words: str, today: date, *, month_first: bool) -> tuple[date, str]:
    """Return the day that `words` begin with, and the rest of them."""
    forms = (_ISO, _NAMED, _NAMED_AFTER, *((_MONTH_FIRST,) if month_first else ()), _NUMBERS)
    match = next((hit for form in forms if (hit := re.match(form, words))), None)
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

"""The daily course of the pain as a small chart.

Days are calendar days of the reader, so the functions take a time zone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from enum import Enum
from itertools import accumulate, chain, count

from msgspec import Struct

from tui.guide.episode.records import Change, Diary, EpisodeRecord, Timestamp
from tui.guide.episode.time_style import MONTHS, TimeStyle, style_of

MOST = 10
"""The strongest pain."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BARS = " ▁▂▃▄▅▆▇█"
ASCII_BARS = " _.-:=+*#"
_EARLIEST, _LATEST = 86_400.0 * 2, 253_402_300_799.0 - 86_400.0 * 2
"""Times that `datetime` can represent in every zone."""
_CELL = 7
"""The maximum columns of a bar with the space after it; a day's label is ``Mon 30``."""
_AXIS = 3
"""The columns of the axis."""


class DayMark(Enum):
    """Other events of a day, each with its ASCII sign; the most important first."""

    ONSET = "o"
    TICK = "!"
    WORSE = ">"
    BETTER = "<"
    SAME = "="
    WALK = "w"
    PACK = "p"


SEVERAL = "+"
"""The sign for more marks than there is room for."""
MARK_NAMES = {
    DayMark.ONSET: "onset",
    DayMark.TICK: "sign ticked",
    DayMark.WORSE: "worse",
    DayMark.BETTER: "better",
    DayMark.SAME: "the same",
    DayMark.WALK: "walkthrough",
    DayMark.PACK: "pack",
}


class Span(Struct, frozen=True):
    """One day, or several joined."""

    first: date
    levels: tuple[int, ...]
    """The number of entries of each pain level from 0 to 10."""
    marks: Mapping[DayMark, int]

    @property
    def count(self) -> int:
        """The number of pain entries."""
        return sum(self.levels)

    @property
    def least(self) -> int | None:
        """The lowest pain level; None without entries."""
        return next((level for level, entries in enumerate(self.levels) if entries), None)

    @property
    def most(self) -> int | None:
        """The highest pain level; None without entries."""
        return max((level for level, entries in enumerate(self.levels) if entries), default=None)

    @property
    def median(self) -> float | None:
        """The median pain level; None without entries."""
        if not self.count:
            return None
        return (self._nth((self.count - 1) // 2) + self._nth(self.count // 2)) / 2

    def _nth(self, place: int) -> int:
        return sum(passed <= place for passed in accumulate(self.levels))


class PainCourse(Struct, frozen=True):
    """The days with records, oldest first."""

    days: tuple[Span, ...] = ()
    style: TimeStyle = TimeStyle()

    @property
    def whole(self) -> Span:
        """The whole course as one span.

        Raises:
            IndexError: for a course without a day.

        """
        return _joined(self.days[0].first, self.days)


def local(at: Timestamp, zone: tzinfo) -> datetime:
    """Return `at` as local time in `zone`, clamped to what `datetime` can represent."""
    return datetime.fromtimestamp(min(_LATEST, max(_EARLIEST, at)), zone)


class _Calendar:
    """The calendar days of a zone. A lookup is slow, so it is done once per day of records."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self.day = date.min
        self.begin, self.end = math.inf, -math.inf
        """The interval that surely lies within `day`, in seconds since the epoch."""

    def turn_to(self, at: Timestamp) -> date:
        """Return the day of `at`."""
        if not self.begin <= at < self.end:
            then = local(at, self._zone)
            left = 86_400 - 3_600 * then.hour - 60 * then.minute - then.second
            self.day = then.date()
            # A daylight-saving change may end the day earlier, but by less than this.
            self.begin, self.end = at, at + left - 2 * 3_600
        return self.day


def course(diary: Diary, zone: tzinfo, since: Timestamp = -math.inf) -> PainCourse:
    """Return the course of the records from `since` on, by the days of `zone`."""
    calendar = _Calendar(zone)
    levels: dict[date, list[int]] = {}
    marks: dict[date, Counter[DayMark]] = {}
    counts: list[int] = []
    for pain in diary.pains:
        if pain.at < since:
            continue
        if not calendar.begin <= pain.at < calendar.end:
            counts = levels.setdefault(calendar.turn_to(pain.at), [0] * (MOST + 1))
        counts[min(MOST, max(0, pain.level))] += 1
    by_change: dict[Change, list[EpisodeRecord]] = {}
    for response in diary.responses:
        by_change.setdefault(response.change, []).append(response)
    by_mark: tuple[tuple[DayMark, Iterable[EpisodeRecord]], ...] = (
        (DayMark.ONSET, diary.episodes),
        (DayMark.TICK, (tick for tick in diary.ticks if tick.on)),
        *((DayMark[change.upper()], responses) for change, responses in by_change.items()),
        (DayMark.WALK, diary.walks),
        (DayMark.PACK, diary.packs),
    )
    for mark, records in by_mark:
        for record in records:
            if record.at >= since:
                marks.setdefault(calendar.turn_to(record.at), Counter())[mark] += 1
    none = [0] * (MOST + 1)
    return PainCourse(
        tuple(
            Span(day, tuple(levels.get(day, none)), marks.get(day, {}))
            for day in sorted({*levels, *marks})
        ),
        style_of(zone),
    )


def chart_lines(course: PainCourse, width: int, height: int, *, plain: bool = False) -> list[str]:
    """Return the course as a chart of at most `height` lines of at most `width` columns.

    A bar is the median of its day; a dot above it the highest entry. If there are more days
    than columns, weeks, months or years are joined. Below are the dates and the marks.
    Dates and marks are shown from a height of 3 on; `plain` uses ASCII only.
    """
    if not course.days:
        return []
    spans, labels, cell = _columns(course, max(1, width - _AXIS))
    marked = [_marks(span, max(1, cell - 1)).ljust(cell) for span in spans]
    below = [_label_row(labels, cell, width - _AXIS), "".join(marked).rstrip()]
    under = [" " * _AXIS + line for line in below if line][: max(0, height - 1)]
    rows = max(1, height - len(under))
    lines = []
    for row in reversed(range(rows)):
        number = {0: " 0", rows // 2: " 5" if rows > 4 else "  ", rows - 1: "10"}.get(row, "  ")
        bars = [_glyph(span, row, rows, plain) * max(1, cell - 1) for span in spans]
        lines.append(number + ("|" if plain else "│") + "".join(bar.ljust(cell) for bar in bars))
    return [line[: max(0, width)].rstrip() for line in [*lines, *under]]


def sparkline(course: PainCourse, width: int, *, plain: bool = False) -> str:
    """Return the course in one line of at most `width` columns, without axis and marks."""
    if not course.days or width < 1:
        return ""
    spans, _, _ = _columns(course, width)
    return "".join(_glyph(span, 0, 1, plain) for span in spans).rstrip()


def legend(course: PainCourse, width: int) -> list[str]:
    """Return the meaning of the marks in a chart, in lines of `width` columns if they fit."""
    marks = {mark for day in course.days for mark in day.marks}
    names = [f"{mark.value} {MARK_NAMES[mark]}" for mark in DayMark if mark in marks]
    lines: list[str] = []
    for name in [*names, f"{SEVERAL} several"] if len(names) > 1 else names:
        if lines and len(f"{lines[-1]}, {name},") <= width:
            lines[-1] += f", {name}"
        else:
            lines = [*lines[:-1], *(f"{line}," for line in lines[-1:]), name]
    return lines


def _columns(course: PainCourse, room: int) -> tuple[list[Span], list[str], int]:
    """Return the columns that fit into `room`, days joined as little as possible, labels, width."""
    first, last = course.days[0].first, course.days[-1].first
    months = 0
    if last.toordinal() - first.toordinal() < room:
        unit = 1
    elif (last.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7 < room:
        unit = 7
    else:
        unit, steps = 0, chain((1, 3), (12 * 2**n for n in count()))
        months = next(n for n in steps if _month(last) // n - _month(first) // n < room)
    joined: dict[int, list[Span]] = {}
    for day in course.days:
        key = (day.first.toordinal() - 1) // unit if unit else _month(day.first) // months
        joined.setdefault(key, []).append(day)
    keys = range(min(joined), max(joined) + 1)
    firsts = [_first(key, unit, months) for key in keys]
    spans = [_joined(day, joined.get(key, [])) for day, key in zip(firsts, keys, strict=True)]
    labels = [_label(day, unit, months, course.style) for day in firsts]
    return spans, labels, min(_CELL, room // len(keys))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(key: int, unit: int, months: int) -> date:
    """Return the first day of a column."""
    if unit:
        return date.fromordinal(key * unit + 1)
    year, month = divmod(key * months, 12)
    return date(max(1, year), month + 1, 1)


def _label(day: date, unit: int, months: int, style: TimeStyle) -> str:
    if unit == 1:
        return f"{DAYS[day.weekday()]} {day.day}"
    if unit:
        return style.day(day)
    return f"{MONTHS[day.month - 1]} {day.year}" if months < 12 else str(day.year)


def _label_row(labels: Sequence[str], cell: int, room: int) -> str:
    line = ""
    for place, label in enumerate(labels):
        column = place * cell
        if column >= len(line) + bool(line) and column + len(label) <= room:
            line = line.ljust(column) + label
    return line


def _glyph(span: Span, row: int, rows: int, plain: bool) -> str:
    """Return the character of a column in a row, counted from the bottom."""
    if span.median is None or span.most is None:
        return " "
    eighths = max(1, round(8 * rows * span.median / MOST))
    part = min(8, max(0, eighths - 8 * row))
    if not part and row == max(0, math.ceil(rows * span.most / MOST) - 1):
        return "'" if plain else "·"
    return (ASCII_BARS if plain else BARS)[part]


def _marks(span: Span, room: int) -> str:
    letters = "".join(mark.value for mark in DayMark if span.marks.get(mark))
    return letters if len(letters) <= room else letters[: room - 1] + SEVERAL


def _joined(first: date, spans: Sequence[Span]) -> Span:
    levels = tuple(map(sum, zip(*(span.levels for span in spans), strict=True)))
    marks: Counter[DayMark] = Counter()
    for span in spans:
        marks.update(span.marks)
    return Span(first, levels or (0,) * (MOST + 1), marks)

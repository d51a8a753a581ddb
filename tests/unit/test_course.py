"""The course of pain by day fits any width, loses no entry and invents none."""

from __future__ import annotations

import math
import time
from datetime import date, datetime, timedelta, timezone, tzinfo
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.diary.store import MemoryStore, Store
from tui.guide.episode.pain_chart import (
    ASCII_BARS,
    BARS,
    DayMark,
    PainCourse,
    Span,
    chart_lines,
    course,
    legend,
    local,
    sparkline,
)
from tui.guide.episode.records import (
    AskFirstAnswers,
    Change,
    Diary,
    Episode,
    PackUse,
    Pain,
    Reads,
    Response,
    Ticked,
    Timer,
    WalkDone,
)

UTC = timezone.utc
MONDAY = datetime(2026, 11, 2, tzinfo=UTC).timestamp()
HOUR, DAY = 3_600.0, 86_400.0


def pains(*levels: int, every: float = DAY, begin: float = MONDAY + 9 * HOUR) -> tuple[Pain, ...]:
    """Entries of these levels, one after the other."""
    return tuple(
        Pain(place + 1, begin + place * every, level) for place, level in enumerate(levels)
    )


def drawn(levels: tuple[Pain, ...], width: int, height: int, *, plain: bool = False) -> list[str]:
    """The chart of these entries."""
    return chart_lines(course(Diary(pains=levels), UTC), width, height, plain=plain)


def test_a_diary_is_what_the_store_holds() -> None:
    store: Store = MemoryStore()
    reads: Reads = store
    episode = store.keep(Episode(at=MONDAY))
    early, late = store.keep(Pain(at=MONDAY, level=8)), store.keep(Pain(at=MONDAY + 9, level=7))
    pack = store.keep(PackUse(at=MONDAY + 10, minutes=20))
    walk = store.keep(WalkDone(at=MONDAY + 11, exercises=("knee_to_chest",)))
    tick = store.keep(Ticked(at=MONDAY + 12, finding="fever"))
    store.keep_value(Timer("warm", 15))
    store.keep_value(AskFirstAnswers(("reaction",)))

    assert Diary.read(reads) == Diary(
        (episode,),
        (early, late),
        (pack,),
        (walk,),
        (tick,),
        Timer("warm", 15),
        AskFirstAnswers(("reaction",)),
    )
    assert Diary.read(reads, MONDAY + 5).pains == (late,)
    assert Diary.read(reads, MONDAY + 5).episodes == (episode,)


def test_a_day_has_its_least_middle_and_most() -> None:
    (day,) = course(Diary(pains=pains(7, 2, 4, 9, every=HOUR)), UTC).days

    assert (day.first, day.count) == (date(2026, 11, 2), 4)
    assert (day.least, day.median, day.most) == (2, 5.5, 9)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=30))
def test_the_median_is_the_one_in_the_middle(levels: list[int]) -> None:
    from statistics import median

    (day,) = course(Diary(pains=pains(*levels, every=60)), UTC).days

    assert (day.least, day.median, day.most) == (min(levels), median(levels), max(levels))


def test_a_day_without_entries_has_no_pain_rather_than_none_of_it() -> None:
    (day,) = course(Diary(packs=(PackUse(1, MONDAY),)), UTC).days

    assert (day.least, day.median, day.most, day.count) == (None, None, None, 0)


def test_marks_are_counted_and_what_was_taken_away_is_none() -> None:
    diary = Diary(
        episodes=(Episode(1, MONDAY),),
        packs=(PackUse(1, MONDAY), PackUse(2, MONDAY + HOUR)),
        walks=(WalkDone(1, MONDAY + DAY),),
        ticks=(Ticked(1, MONDAY + DAY, "fever"), Ticked(2, MONDAY + DAY, "fever", on=False)),
    )
    first, second = course(diary, UTC).days

    assert first.marks == {DayMark.ONSET: 1, DayMark.PACK: 2}
    assert second.marks == {DayMark.WALK: 1, DayMark.TICK: 1}
    words = "o onset, ! sign ticked, w walkthrough, p pack, + several"
    assert legend(course(diary, UTC), 60) == [words]
    assert legend(course(Diary(pains=pains(1)), UTC), 60) == []


@pytest.mark.parametrize(
    ("change", "sign", "words"),
    [("better", "<", "< better"), ("same", "=", "= the same"), ("worse", ">", "> worse")],
)
def test_how_the_pain_changed_after_an_activity_is_marked_and_explained(
    change: Change, sign: str, words: str
) -> None:
    diary = Diary(
        pains=pains(5),
        walks=(WalkDone(1, MONDAY + HOUR),),
        responses=(
            Response(1, MONDAY + HOUR, "walkthrough", change),
            Response(2, MONDAY + 2 * HOUR, "breathing", change),
        ),
    )
    held = course(diary, UTC)

    assert held.days[0].marks == {DayMark(sign): 2, DayMark.WALK: 1}
    assert chart_lines(held, 40, 8, plain=True)[-1].strip() == f"{sign}w"
    assert legend(held, 60) == [f"{words}, w walkthrough, + several"]


@given(st.sets(st.sampled_from(list(DayMark)), min_size=2), st.integers(1, 100))
def test_a_legend_breaks_between_marks_where_there_is_no_room(
    marks: set[DayMark], width: int
) -> None:
    day = Span(date(2026, 11, 2), (0,) * 11, dict.fromkeys(marks, 1))
    lines = legend(PainCourse((day,)), width)
    whole = legend(PainCourse((day,)), 1000)

    assert [" ".join(lines)] == whole
    assert all(len(line) <= width or ", " not in line for line in lines)


@pytest.mark.parametrize(
    ("zone", "day"),
    [(UTC, 2), (ZoneInfo("Pacific/Apia"), 3), (ZoneInfo("America/Los_Angeles"), 2)],
)
def test_a_day_is_the_readers_own(zone: tzinfo, day: int) -> None:
    (span,) = course(Diary(pains=pains(5, begin=MONDAY + 12 * HOUR)), zone).days

    assert span.first == date(2026, 11, day)


def test_a_day_of_25_hours_is_one_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begin = datetime(2026, 10, 25, tzinfo=berlin).timestamp()
    (day,) = course(Diary(pains=pains(*[5] * 25, every=HOUR, begin=begin)), berlin).days

    assert day.count == 25


def test_what_was_before_is_left_out_on_request() -> None:
    held = course(Diary(pains=pains(9, 8, 3)), UTC, since=MONDAY + 2 * DAY)

    assert [day.most for day in held.days] == [3]


def test_a_chart_has_an_axis_bars_days_and_marks() -> None:
    diary = Diary((Episode(1, MONDAY),), pains(10, 5, 0), (PackUse(1, MONDAY),))

    assert chart_lines(course(diary, UTC), 40, 7) == [
        "10│██████",
        "  │██████",
        " 5│██████ ▄▄▄▄▄▄",
        "  │██████ ██████",
        " 0│██████ ██████ ▁▁▁▁▁▁",
        "   Mon 2  Tue 3  Wed 4",
        "   op",
    ]


def test_the_same_chart_in_ascii() -> None:
    lines = drawn(pains(10, 5, 0), 40, 6, plain=True)

    assert lines == [
        "10|######",
        "  |######",
        " 5|###### ::::::",
        "  |###### ######",
        " 0|###### ###### ______",
        "   Mon 2  Tue 3  Wed 4",
    ]


def test_a_dot_is_the_worst_of_a_day() -> None:
    lines = drawn(pains(2, 2, 9, every=HOUR), 40, 6)

    assert lines[0] == "10│······"
    assert lines[3:5] == ["  │", " 0│██████"]


def test_a_day_without_entries_stays_empty() -> None:
    lines = drawn((*pains(10), *pains(10, begin=MONDAY + 2 * DAY)), 40, 4)

    assert lines[0] == "10│██████        ██████"


def test_marks_without_room_are_several() -> None:
    diary = Diary(
        (Episode(1, MONDAY),), pains(*range(10)), (PackUse(1, MONDAY),), (WalkDone(1, MONDAY),)
    )

    assert chart_lines(course(diary, UTC), 80, 5)[-1] == "   owp"
    assert chart_lines(course(diary, UTC), 33, 5)[-1] == "   o+"
    assert chart_lines(course(diary, UTC), 20, 5)[-1] == "   +"


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (17, "Mon 2 Sun 8"),
        (18, "2 Nov     16 Nov"),
        (17 * 7, "2 Nov 14 Dec"),
        (18 * 7, "Nov 2026 Feb 2027"),
        (400, "Nov 2026 Aug 2027"),
        (3_000, "2026 2031"),
        (20_000, "2024 2044 2064"),
    ],
)
def test_more_days_than_columns_become_weeks_months_or_years(days: int, labels: str) -> None:
    lines = drawn((*pains(4), *pains(6, begin=MONDAY + (days - 1) * DAY)), 20, 6)

    assert lines[-1] == "   " + labels
    assert lines[-2].startswith(" 0│█")
    assert lines[-2].endswith("█")


@given(
    st.lists(st.tuples(st.floats(-1e9, 5e9), st.integers(-3, 13)), max_size=40),
    st.lists(st.floats(0, 4e9), max_size=10),
    st.integers(20, 130),
    st.integers(0, 20),
    st.booleans(),
)
def test_every_chart_fits_and_is_made_of_its_own_signs(
    entries: list[tuple[float, int]], others: list[float], width: int, height: int, plain: bool
) -> None:
    diary = Diary(
        pains=tuple(Pain(0, at, level) for at, level in entries),
        packs=tuple(PackUse(0, at) for at in others),
        walks=tuple(WalkDone(0, at) for at in others),
        responses=tuple(Response(0, at, change="worse") for at in others),
    )
    held = course(diary, UTC)
    lines = chart_lines(held, width, height, plain=plain)

    assert len(lines) <= max(1, height)
    assert all(len(line) <= width and line == line.rstrip() for line in lines)
    assert bool(lines) == bool(entries or others)
    assert not plain or "".join(lines).isascii()
    assert len(sparkline(held, width, plain=plain)) <= width
    assert set(sparkline(held, width)) <= {*BARS, "·"}


@given(st.sets(st.integers(0, 30_000), min_size=1, max_size=60), st.integers(20, 100))
def test_when_days_are_joined_the_first_and_the_last_are_still_there(
    days: set[int], width: int
) -> None:
    held = course(Diary(pains=tuple(Pain(0, MONDAY + day * DAY, 5) for day in days)), UTC)
    line = sparkline(held, width)

    assert held.whole.count == len(days)
    assert (line[0], line[-1]) == ("▄", "▄")
    assert 1 <= line.count("▄") <= len(days)


@pytest.mark.parametrize("at", [math.inf, -math.inf, math.nan, 1e300, -1e300])
def test_a_time_beyond_all_calendars_breaks_nothing(at: float) -> None:
    for zone in (UTC, ZoneInfo("Pacific/Apia"), timezone(timedelta(hours=-23))):
        assert 1970 <= local(at, zone).year <= 9999
        assert chart_lines(course(Diary(pains=(Pain(1, at, 5), *pains(3))), zone), 20, 5)


def test_nothing_makes_no_chart() -> None:
    assert chart_lines(PainCourse(), 80, 10) == []
    assert sparkline(PainCourse(), 80) == ""


@given(st.integers(0, 5))
def test_a_chart_of_20_000_entries_is_quick(seed: int) -> None:
    chance = Random(seed)
    many = Diary(pains=pains(*(chance.randint(0, 10) for _ in range(20_000)), every=3 * HOUR))
    begun = time.process_time()
    lines = chart_lines(course(many, ZoneInfo("Europe/Berlin")), 80, 10)

    assert len(lines) == 9 + 1
    assert time.process_time() - begun < 1


def test_the_bars_rise() -> None:
    spans = [
        Span(date(2026, 11, 2), tuple(int(level == k) for k in range(11)), {})
        for level in range(11)
    ]
    days = tuple(
        Span(span.first + timedelta(days=n), span.levels, {}) for n, span in enumerate(spans)
    )
    line = sparkline(PainCourse(days), 30)

    assert [BARS.index(sign) for sign in line] == sorted(BARS.index(sign) for sign in line)
    assert (line[0], line[-1]) == ("▁", "█")
    assert len(BARS) == len(ASCII_BARS) == 9

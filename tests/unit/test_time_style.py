"""Times and dates as their reader set them: written, on the chart, and as they are typed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tui.guide.episode.future_entries import ahead_words
from tui.guide.episode.onset import OnsetChoice, UnclearOnset, onset_of
from tui.guide.episode.pain_chart import chart_lines, course
from tui.guide.episode.records import Diary, Pain
from tui.guide.episode.time_style import StyledZone, TimeStyle, chosen_style, style_of
from tui.guide.episode.times import date_words, soon_words
from tui.guide.safety import checked_words

US = TimeStyle(half_days=True, month_first=True)
PLAIN = timezone(timedelta(hours=-5))
ZONE = StyledZone(PLAIN, US)
AT = datetime(2026, 11, 3, 14, 5, tzinfo=PLAIN).timestamp()
DAY = 86_400.0


def test_words_follow_the_style() -> None:
    assert date_words(AT, PLAIN, year=True) == "Tue 3 Nov 2026, 14:05"
    assert date_words(AT, ZONE, year=True) == "Tue Nov 3, 2026, 2:05 pm"
    assert date_words(AT, ZONE) == "Tue Nov 3, 2:05 pm"
    assert [soon_words(AT, AT + days * DAY, ZONE) for days in (0, 2, 30)] == [
        "2:05 pm",
        "Tue 2:05 pm",
        "Nov 3 2:05 pm",
    ]
    assert checked_words(AT, ZONE) == "2:05 pm"
    assert "(Nov 3, 2026)" in ahead_words([Pain(at=AT)], (), AT - DAY, ZONE)
    assert "(3 Nov 2026)" in ahead_words([Pain(at=AT)], (), AT - DAY, PLAIN)


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "12:00 am"), (9, "9:00 am"), (12, "12:00 pm"), (23, "11:00 pm")]
)
def test_the_clock_of_half_days(hour: int, words: str) -> None:
    assert US.clock(datetime(2026, 11, 3, hour)) == words
    assert TimeStyle().clock(datetime(2026, 11, 3, hour)) == f"{hour:02}:00"


def test_weeks_on_the_chart_follow_the_style() -> None:
    pains = tuple(Pain(at=AT + day * DAY, level=5) for day in range(0, 300, 3))
    for zone, label in ((ZONE, "Nov 2"), (PLAIN, "2 Nov")):
        assert label in "\n".join(chart_lines(course(Diary(pains=pains), zone), 80, 10))


@pytest.mark.parametrize(
    ("text", "plain", "styled"),
    [
        ("11/3", None, (11, 3)),
        ("3/11", (11, 3), (3, 11)),
        ("11/3/2026", (3, 11), (11, 3)),
        ("3.11.", (11, 3), (11, 3)),
        ("2026-11-03", (11, 3), (11, 3)),
        ("Nov 3", (11, 3), (11, 3)),
        ("november 3, 2026", (11, 3), (11, 3)),
        ("3 Nov", (11, 3), (11, 3)),
    ],
)
def test_typed_dates_follow_the_style(
    text: str, plain: tuple[int, int] | None, styled: tuple[int, int]
) -> None:
    now = AT + 2 * DAY
    for zone, expected in ((PLAIN, plain), (ZONE, styled)):
        day = datetime.fromtimestamp(onset_of(OnsetChoice.DATE, text, now, zone), PLAIN)
        assert (day.month, day.day) == (expected or (3, 11))


@pytest.mark.parametrize("text", ["Nov 33", "Foo 3", "13/13", "Nov"])
def test_what_is_no_date_stays_none(text: str) -> None:
    for zone in (PLAIN, ZONE):
        with pytest.raises(UnclearOnset):
            onset_of(OnsetChoice.DATE, text, AT, zone)


@pytest.mark.parametrize(
    ("environ", "style"),
    [
        ({"LANG": "en_US.UTF-8"}, US),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, TimeStyle()),
        ({"LANG": "de_DE.UTF-8"}, TimeStyle()),
        ({"LC_TIME": "en_AU"}, TimeStyle(half_days=True)),
        ({"LANG": "C.UTF-8"}, TimeStyle()),
        ({}, TimeStyle()),
    ],
    ids=str,
)
def test_the_locale_is_asked_only_where_it_is_set_so(
    environ: dict[str, str], style: TimeStyle
) -> None:
    assert chosen_style("locale", "locale", environ) == style
    assert chosen_style("24h", "day-month", environ) == TimeStyle()
    assert chosen_style("12h", "month-day", {}) == US


def test_a_styled_zone_is_its_zone() -> None:
    then = datetime.fromtimestamp(AT, ZONE)
    assert (then.utcoffset(), then.tzname(), then.dst()) == (timedelta(hours=-5), "UTC-05:00", None)
    assert then.timestamp() == AT and then.tzinfo is ZONE
    again = StyledZone(ZONE, TimeStyle())
    assert again.zone is PLAIN and style_of(again) == TimeStyle() == style_of(PLAIN)

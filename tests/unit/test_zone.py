"""The machine's own zone, summer times included."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.guide.episode.pain_chart import local
from tui.system.time_zone import SystemZone

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a zone to be set")

UTC = timezone.utc
ZONE = SystemZone()
CENTRAL_EUROPE = "CET-1CEST,M3.5.0,M10.5.0/3"
"""By rule, so that the tests need no table of zones."""


@pytest.fixture(autouse=True)
def central_europe() -> Iterator[None]:
    """A reader in central Europe."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = CENTRAL_EUROPE
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC+99", "XXX-24:00:01", "AAA+167"])
@pytest.mark.parametrize("seconds", [1e9, 1.7e9])
def test_a_zone_a_day_or_more_away_is_taken_for_utc(
    monkeypatch: pytest.MonkeyPatch, zone: str, seconds: float
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    there = local(seconds, ZONE)
    assert there.replace(tzinfo=UTC) == datetime.fromtimestamp(seconds, UTC)
    assert (there.timestamp(), there.utcoffset()) == (seconds, timedelta(0))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> float:
    """Seconds since the epoch of a time in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        (at(2026, 1, 15, 12), "2026-01-15 13:00 +0100"),
        (at(2026, 7, 15, 12), "2026-07-15 14:00 +0200"),
        (at(2026, 3, 29, 0, 59), "2026-03-29 01:59 +0100"),
        (at(2026, 3, 29, 1, 0), "2026-03-29 03:00 +0200"),
        (at(2026, 10, 25, 0, 30), "2026-10-25 02:30 +0200"),
        (at(2026, 10, 25, 1, 30), "2026-10-25 02:30 +0100"),
    ],
)
def test_each_moment_has_the_summer_time_that_holds_then(moment: float, clock: str) -> None:
    assert datetime.fromtimestamp(moment, ZONE).strftime("%Y-%m-%d %H:%M %z") == clock
    assert local(moment, ZONE).strftime("%Y-%m-%d %H:%M %z") == clock


def test_a_time_on_the_clock_is_the_moment_it_names() -> None:
    noon = datetime(2026, 7, 15, 12, 0, tzinfo=ZONE)
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)

    assert noon.timestamp() == at(2026, 7, 15, 10)
    assert twice.timestamp() == at(2026, 10, 25, 0, 30)
    assert twice.replace(fold=1).timestamp() == at(2026, 10, 25, 1, 30)
    assert noon.tzname() == "CEST"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4_000_000_000))
def test_there_and_back_is_the_same_moment(moment: int) -> None:
    there = datetime.fromtimestamp(moment, ZONE)

    assert there.timestamp() == moment
    assert there.replace(tzinfo=None) == datetime.fromtimestamp(moment)  # the machine's own
    assert there.utcoffset() in (timedelta(hours=1), timedelta(hours=2))


def test_a_reader_who_travels_goes_by_the_clock_of_the_place() -> None:
    os.environ["TZ"] = "JST-9"
    time.tzset()

    assert datetime.fromtimestamp(at(2026, 7, 15, 12), ZONE).hour == 21


def test_without_a_time_there_is_no_offset() -> None:
    assert ZONE.utcoffset(None) is None
    assert ZONE.tzname(None) is None
    assert ZONE.dst(datetime(2026, 7, 15)) is None

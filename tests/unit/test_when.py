"""Times as they are read: today by the clock alone, farther away with the day."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.guide.episode.times import date_words, soon_words

UTC = timezone.utc
EAST = timezone(timedelta(hours=13))
NOW = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)
"""A Tuesday; in the east it is Wednesday, 7:30."""


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "18:30"),
        (5, "23:30"),
        (5.5, "Wed 00:00"),
        (-18.5, "00:00"),
        (-19, "Mon 23:30"),
        (24 * 6, "Mon 18:30"),
        (24 * 6 + 5.5, "10 Nov 00:00"),
        (24 * -6, "Wed 18:30"),
        (24 * -7, "27 Oct 18:30"),
        (24 * 365, "3 Nov 18:30"),
    ],
)
def test_a_time_has_its_day_only_where_it_is_another(hours: float, words: str) -> None:
    at = NOW + timedelta(hours=hours)

    assert soon_words(at.timestamp(), NOW.timestamp(), UTC) == words


def test_the_day_is_the_readers_own() -> None:
    later = (NOW + timedelta(hours=6)).timestamp()

    assert soon_words(later, NOW.timestamp(), UTC) == "Wed 00:30"
    assert soon_words(later, NOW.timestamp(), EAST) == "13:30"
    assert date_words(NOW.timestamp(), UTC) == "Tue 3 Nov, 18:30"
    assert date_words(NOW.timestamp(), EAST) == "Wed 4 Nov, 07:30"


@given(st.floats(1e6, 4e9), st.floats(-1e6, 1e6))
def test_the_clock_is_always_told_in_four_figures(at: float, away: float) -> None:
    then = datetime.fromtimestamp(at, UTC)
    clock = f"{then.hour:02}:{then.minute:02}"

    assert soon_words(at, at + away, UTC).endswith(clock)
    assert date_words(at, UTC).endswith(f", {clock}")


@pytest.mark.parametrize("at", [-1e300, -1.0, 1e300, float("inf"), float("-inf")])
def test_a_time_beyond_all_calendars_is_still_words(at: float) -> None:
    assert soon_words(at, NOW.timestamp(), UTC)
    assert date_words(at, UTC)

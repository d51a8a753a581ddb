"""Breaks at the desk: a simulated week for five plans, sleep, clocks, and the month of dots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.content import loaded
from tui.guide.desk.breaks import (
    MINUTE,
    BreakPlan,
    Desk,
    begin,
    due_at,
    finish,
    later,
    next_day,
    pause,
    skip,
    take,
    tick,
)
from tui.guide.desk.days import MOST, day_of, dots, resumed, with_day
from tui.guide.desk.records import DeskDay, DeskDays
from tui.guide.desk.words import desk_text, slump

PLAN = BreakPlan()
WORDS = loaded().desk

WEEK = (Path(__file__).parent / "desk_week.txt").read_text(encoding="utf-8").splitlines()
"""When somebody touches the machine, a line for each day."""


def minutes(text: str) -> int:
    hours, _, rest = text.partition(":")
    return 60 * int(hours) + int(rest)


def idle_at(day: str, minute: float) -> float:
    """For how many seconds nobody has touched the machine."""
    last = 0.0
    for span in day.split():
        first, end = map(minutes, span.split("-"))
        if first <= minute <= end:
            return 0.0
        last = max(last, end if end < minute else 0.0)
    return (minute - last) * MINUTE


def breaks_of(plan: BreakPlan, answer: str) -> Iterator[str]:
    """The breaks of the week, each as it is due, by what is always answered."""
    desk = begin(0.0)
    for number, day in enumerate(WEEK):
        desk = next_day(desk)
        for minute in range(8 * 60, 18 * 60):
            now = (number * 24 * 60 + minute) * MINUTE
            before = desk.stage
            desk = tick(desk, plan, now, idle_at(day, minute))
            if desk.stage == "due" and before != "due":
                yield f"{number} {minute // 60}:{minute % 60:02} {desk.kind}"
            if desk.stage == "due":
                desk = take(desk, plan, now) if answer == "take" else skip(desk, now)


TURNS = (
    "9:30U 9:46D 10:17U 10:33D 11:04U 11:20D 11:51U 13:15D 13:46U 14:02D 14:33U 14:49D 15:20U"
    " 15:36D 16:07U 16:23D 16:54U",
    "9:15D 9:46U 10:02D 10:33U 10:49D 11:20U 11:36D 13:30U 13:46D 14:17U 14:33D 15:04U 15:20D"
    " 15:51U 16:07D 16:38U 16:54D",
)
"""Two days of turns: the first ends on the feet, so that the second begins so."""
KINDS = {"L": "long", "U": "up", "D": "down"}


def expected(day: str, *other_days: str) -> list[str]:
    """The breaks of each day, as they are written by hand: L for a long one, U and D to turn."""
    return expected_on(*[day] * 4, *other_days)


def expected_on(*days: str) -> list[str]:
    """The same with every day by itself."""
    return [
        f"{number} {time.rstrip('LUD')} {KINDS.get(time[-1], 'short')}"
        for number, times in enumerate(days)
        for time in times.split()
    ]


@pytest.mark.parametrize(
    ("plan", "answer", "breaks"),
    [
        # A minute of break every half hour; after two hours four minutes. Noon is a long one.
        (
            PLAN,
            "take",
            expected(
                "9:30 10:01 10:32 11:03L 11:37 13:30 14:01 14:32 15:03L 15:37 16:08 16:39",
                "9:30 10:01 10:50 11:21 11:52",
            ),
        ),
        (
            PLAN,
            "skip",
            expected(
                "9:30 10:00 10:30 11:00L 11:30 12:00 13:30 14:00 14:30 15:00L 15:30 16:00 16:30"
                " 17:00L",
                "9:30 10:00 10:50 11:20 11:50",
            ),
        ),
        (
            BreakPlan(short_every=60 * MINUTE),
            "take",
            expected("10:00 11:01L 14:00 15:01L 16:05", "10:00 11:20"),
        ),
        (
            BreakPlan(short_every=50 * MINUTE, long_every=0),
            "take",
            expected("9:50 10:41 11:32 13:50 14:41 15:32 16:23", "9:50 11:10 12:01"),
        ),
        # Away for ten minutes is no break here, and none while that is counted.
        (
            BreakPlan(short_every=45 * MINUTE, long_every=90 * MINUTE, away=15 * MINUTE),
            "take",
            expected(
                "9:45 10:31L 11:20 12:06L 13:45 14:31L 15:20 16:06L 16:55",
                "9:45 10:31L 11:20 12:06L",
            ),
        ),
        # Half an hour sitting, a quarter standing; who comes back goes on as they left the desk.
        (
            BreakPlan(stand_every=15 * MINUTE, long_every=0),
            "take",
            expected_on(
                *(TURNS * 2),
                "9:30U 9:46D 10:50U 11:06D 11:37U 11:53D",
            ),
        ),
    ],
    ids=["usual", "skipping", "hourly", "never long", "seldom away", "sit and stand"],
)
def test_a_week_has_exactly_the_breaks_that_the_plan_says(
    plan: BreakPlan, answer: str, breaks: list[str]
) -> None:
    assert list(breaks_of(plan, answer)) == breaks


def test_later_and_pause_and_a_break_of_ones_own() -> None:
    desk = tick(begin(0.0), PLAN, 0.0)
    for second in range(60, 1861, 60):
        desk = tick(desk, PLAN, float(second))
    assert desk.stage == "due"
    put_off = later(desk, PLAN, 1860.0)
    assert (put_off.stage, due_at(put_off, PLAN)) == ("sitting", 2160.0)
    assert tick(tick(put_off, PLAN, 2000.0), PLAN, 2140.0).stage == "sitting"
    assert tick(tick(tick(put_off, PLAN, 2000.0), PLAN, 2100.0), PLAN, 2160.0).stage == "due"

    on = take(begin(0.0), PLAN, 10.0)
    assert (on.stage, on.until) == ("break", 70.0)
    assert tick(on, PLAN, 69.0).stage == "break"
    over = tick(tick(on, PLAN, 69.0), PLAN, 70.0)
    assert (over.stage, over.taken, over.since) == ("sitting", 1, 70.0)
    assert finish(on, 20.0).taken == 1

    meeting = pause(desk, PLAN, 1860.0)
    assert tick(meeting, PLAN, 9000.0).stage == "paused"
    again = pause(meeting, PLAN, 9000.0)
    assert (again.stage, again.since) == ("sitting", 9000.0)
    for nothing in (later, take):
        assert nothing(meeting, PLAN, 1.0) == meeting
    assert skip(meeting, 1.0) == meeting


@pytest.mark.parametrize(("asleep", "starts_anew"), [(30, False), (600, True), (3 * 86400, True)])
def test_after_sleep_nothing_is_due_at_once(asleep: float, starts_anew: bool) -> None:
    desk = tick(begin(0.0), PLAN, 100.0)
    woken = tick(desk, PLAN, 100.0 + asleep)
    assert woken.stage == "sitting"
    assert (woken.since == 100.0 + asleep) is starts_anew
    due = tick(Desk("due", 0.0, 0.0, 1900.0), PLAN, 1900.0 + asleep)
    assert (due.stage == "sitting") is starts_anew


def done(key: str, desk: Desk, now: float) -> Desk:
    if key in ("take", "later", "pause"):
        return {"take": take, "later": later, "pause": pause}[key](desk, PLAN, now)
    return {"skip": skip, "finish": finish}[key](desk, now) if key else desk


@given(
    st.lists(
        st.tuples(
            st.floats(-1e6, 1e6, allow_nan=False),
            st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False)),
            st.sampled_from(["", "take", "later", "skip", "pause", "finish"]),
        ),
        max_size=30,
    )
)
def test_no_clock_and_no_key_breaks_it(events: list[tuple[float, float | None, str]]) -> None:
    desk, now = begin(0.0), 0.0
    for by, idle, key in events:
        now += by
        desk = tick(desk, PLAN, now, idle)
        desk = done(key, desk, now)
        assert desk.sat >= 0 and desk.taken >= 0 and desk.skipped >= 0
        assert 0.0 <= slump(desk, PLAN) <= 1.0
        assert desk_text(WORDS, desk, PLAN, has_spasm=False).head


def test_a_clock_set_back_makes_nobody_wait_longer() -> None:
    desk = tick(tick(begin(0.0), PLAN, 100.0), PLAN, -86400.0)
    assert due_at(desk, PLAN) == -86400.0 + 1700.0


def test_in_a_spasm_it_offers_position_and_walking_only() -> None:
    for stage in ("due", "break"):
        for kind in ("short", "long"):
            said = desk_text(WORDS, Desk(stage, 0, 0, 0, kind), PLAN, has_spasm=True)
            assert said.head == WORDS.texts["spasm"]


def test_the_month_is_kept_without_shaming() -> None:
    kept: DeskDays | None = None
    for number in range(40):
        kept = with_day(kept, DeskDay(f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}", 1, 0, 30))
    assert kept is not None and len(kept.days) == MOST and dots(kept) == "●" * MOST
    today = DeskDay("2026-11-27", 1, 2, 300)
    kept = with_day(with_day(DeskDays(), today), DeskDay("2026-11-28", 0, 1, 60))
    assert dots(kept) == "•·"
    assert with_day(kept, DeskDay("2026-11-29")) == kept
    going_on = resumed(begin(0.0), kept, "2026-11-27")
    assert day_of(going_on, "2026-11-27") == today

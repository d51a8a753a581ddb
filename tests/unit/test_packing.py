"""A pack stays on for its time and no longer, whatever the clock does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.guide.content.record_index import Index
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.packing import (
    MINUTE,
    PackBell,
    PackStage,
    bell,
    changed,
    followed,
    is_kept,
    laid_on,
    moment,
    prepared,
    use,
)
from tui.guide.episode.records import DAY, PackUse, Timer

START = 1_800_000_000.0
TIMES = st.floats(START - 1e7, START + 1e7)


@pytest.fixture(scope="module")
def cold(index: Index) -> Pack:
    return index.packs["cold"]


@pytest.fixture(scope="module")
def warm(index: Index) -> Pack:
    return index.packs["warm"]


def test_a_pack_begins_with_the_towel_and_its_usual_minutes(cold: Pack, warm: Pack) -> None:
    for pack in (cold, warm):
        timer = prepared(pack)
        here = moment(pack, timer, (), START)

        assert (timer.minutes, timer.started) == (20, None)
        assert (here.stage, here.left, here.share, here.check) == (PackStage.TOWEL, 0, 0, None)


def test_waiting_with_the_towel_takes_nothing_from_the_time(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START + 500)

    assert moment(cold, timer, (), START + 500).left == 20 * MINUTE
    assert laid_on(timer, START + 600) == timer


@pytest.mark.parametrize(
    ("minutes", "cold_minutes", "warm_minutes"), [(1, 10, 10), (15, 15, 15), (99, 20, 30)]
)
def test_the_minutes_keep_to_the_range(
    cold: Pack, warm: Pack, minutes: int, cold_minutes: int, warm_minutes: int
) -> None:
    assert prepared(cold, minutes).minutes == cold_minutes
    assert prepared(warm, minutes).minutes == warm_minutes


def test_minutes_can_be_changed_before_and_while_it_is_on(warm: Pack) -> None:
    waiting = prepared(warm)
    on = laid_on(waiting, START)

    assert changed(warm, waiting, 5, START).minutes == 25
    assert changed(warm, waiting, 50, START).minutes == 30
    assert changed(warm, waiting, -50, START).minutes == 10
    assert changed(warm, on, 5, START + 60).minutes == 25


def test_a_pack_that_is_on_cannot_be_made_to_have_ended_long_ago(warm: Pack) -> None:
    on = laid_on(prepared(warm), START)
    now = START + 14.5 * MINUTE

    assert changed(warm, on, -10, now).minutes == 15
    assert changed(warm, on, 10, START + 21 * MINUTE) == on


@pytest.mark.parametrize(
    ("minute", "check", "following"),
    [(0, None, 5), (4.9, None, 5), (5, 5, 10), (9.9, 5, 10), (10, 10, None), (19.9, 10, None)],
)
def test_under_cold_the_skin_is_checked_after_5_and_10_minutes(
    cold: Pack, minute: float, check: int | None, following: int | None
) -> None:
    here = moment(cold, laid_on(prepared(cold), START), (), START + minute * MINUTE)

    assert (here.stage, here.check, here.next_check) == (PackStage.ON, check, following)


def test_under_warmth_the_skin_is_checked_after_10_minutes(warm: Pack) -> None:
    timer = laid_on(prepared(warm), START)

    assert moment(warm, timer, (), START + 9 * MINUTE).check is None
    assert moment(warm, timer, (), START + 11 * MINUTE).check == 10


def test_no_check_falls_on_the_end(cold: Pack) -> None:
    timer = laid_on(prepared(cold, 10), START)

    assert moment(cold, timer, (), START + 6 * MINUTE).next_check is None
    assert bell(cold, timer, START, START + 10 * MINUTE) == PackBell(PackStage.OVER, 10)


def test_each_bell_rings_once(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)
    seconds = [START + second for second in range(30 * 60)]
    rung = [held for before, now in pairwise(seconds) if (held := bell(cold, timer, before, now))]

    assert rung == [
        PackBell(PackStage.ON, 5),
        PackBell(PackStage.ON, 10),
        PackBell(PackStage.OVER, 20),
    ]


def test_after_a_sleep_only_the_last_bell_rings(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)

    assert bell(cold, timer, START + 60, START + 12 * MINUTE) == PackBell(PackStage.ON, 10)
    assert bell(cold, timer, START + 60, START + 5 * DAY) == PackBell(PackStage.OVER, 20)
    assert bell(cold, timer, START + 30 * MINUTE, START + 5 * DAY) is None
    assert bell(cold, timer, START + 12 * MINUTE, START) is None
    assert bell(cold, prepared(cold), START, START + DAY) is None


def test_a_guide_opened_after_the_end_knows_when_that_was(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)
    here = moment(cold, timer, (), START + 5 * DAY)

    assert (here.stage, here.until, here.left, here.share) == (
        PackStage.OVER,
        START + 20 * MINUTE,
        0,
        1,
    )
    assert use(timer, START + 5 * DAY) == PackUse(0, START, "cold", 20)


def test_a_pack_taken_off_early_is_kept_with_its_minutes(warm: Pack) -> None:
    timer = laid_on(prepared(warm), START)

    assert use(timer, START + 7.5 * MINUTE) == PackUse(0, START, "warm", 7.5)
    assert use(timer, START + 30) is None
    assert use(prepared(warm), START) is None


def test_a_use_is_not_kept_twice(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)
    kept = use(timer, START + DAY)

    assert kept and is_kept(timer, [kept])
    assert not is_kept(timer, [PackUse(0, START, "warm", 20), PackUse(0, START + 1, "cold", 20)])


def test_the_next_pack_waits_an_hour_from_the_end_of_the_last(cold: Pack) -> None:
    uses = [PackUse(1, START, "cold", 20)]
    here = moment(cold, None, uses, START + 30 * MINUTE)

    assert (here.stage, here.left, here.until) == (
        PackStage.PAUSE,
        50 * MINUTE,
        START + 80 * MINUTE,
    )
    assert moment(cold, None, uses, START + 80 * MINUTE).stage is PackStage.READY
    assert moment(cold, None, (), START).stage is PackStage.READY


def test_after_three_packs_of_either_kind_the_next_waits_for_the_next_day(
    cold: Pack, warm: Pack
) -> None:
    uses = [PackUse(n, START + n * 7_200, "warm" if n == 2 else "cold", 20) for n in (1, 2, 3)]
    for pack in (cold, warm):
        here = moment(pack, None, uses, START + 10 * 3600)

        assert (here.stage, here.until) == (PackStage.DONE, START + 7_200 + DAY)
        assert moment(pack, None, uses, START + 7_200 + DAY).stage is PackStage.READY


@given(TIMES, TIMES, st.integers(-5, 60), st.sampled_from(["cold", "warm"]))
def test_no_clock_shows_more_than_the_whole_or_less_than_nothing(
    index: Index, started: float, now: float, minutes: int, name: str
) -> None:
    pack = index.packs[name]
    for timer in (prepared(pack, minutes), Timer(pack.id, minutes), Timer(pack.id, minutes, now)):
        here = moment(pack, laid_on(timer, started), (), now)

        assert 0 <= here.left <= max(0, timer.minutes) * MINUTE
        assert 0 <= here.share <= 1


@given(st.lists(st.floats(-3 * DAY, 3 * DAY), max_size=30))
def test_whatever_the_clock_does_the_time_left_never_grows(
    index: Index, jumps: list[float]
) -> None:
    pack = index.packs["cold"]
    timer, clock, left = laid_on(prepared(pack), START), START, 20 * MINUTE
    for jump in jumps:
        timer = followed(timer, clock, clock + jump)
        clock += jump
        here = moment(pack, timer, (), clock).left

        assert here <= left + 0.001
        left = here


def test_a_clock_set_back_leaves_the_pack_where_it_was(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)
    later = followed(timer, START + 12 * MINUTE, START - 3600)

    assert moment(cold, later, (), START - 3600).left == 8 * MINUTE
    assert followed(timer, START + 60, START + 61) == timer
    assert followed(prepared(cold), START + 60, START) == prepared(cold)


def test_a_guide_opened_under_a_clock_set_back_goes_on_at_once(cold: Pack) -> None:
    timer = laid_on(prepared(cold), START)
    opened = followed(timer, START, START - DAY)

    assert moment(cold, opened, (), START - DAY).left == 20 * MINUTE
    assert moment(cold, opened, (), START - DAY + 20 * MINUTE).stage is PackStage.OVER


@given(
    st.lists(st.tuples(TIMES, st.sampled_from(["cold", "warm"]), st.floats(0, 1e9)), max_size=8),
    TIMES,
    st.sampled_from(["cold", "warm"]),
)
def test_no_wait_is_longer_than_a_day(
    index: Index, kept: list[tuple[float, str, float]], now: float, name: str
) -> None:
    uses = [PackUse(0, at, "cold" if kind == "cold" else "warm", m) for at, kind, m in kept]
    here = moment(index.packs[name], None, uses, now)

    assert 0 <= here.left <= DAY
    assert (here.stage is PackStage.READY) == (here.left == 0) == (here.until is None)
    if here.until is not None:
        assert moment(index.packs[name], None, uses, here.until + 1).left <= here.left

"""Clocks go wrong, either way: entries keep the time they were made, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.app.conftest import OpenGuide
from tests.app.screenshots import NOW, keep_days
from tests.app.test_days import phase
from tests.app.test_keeping import opened
from tests.app.test_pack import HOUR, WallClock
from tests.support.pain import log_in_spasm
from tui.diary.sqlite_store import open_store
from tui.diary.store import MemoryStore, Store
from tui.guide.content.record_index import Index
from tui.guide.episode.pain_chart import course
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import Diary, Episode, PackUse, Pain, Ticked, Timer, WalkDone
from tui.guide.episode.summary import summary

JUMPS = (400 * DAY, 3 * HOUR, -3 * HOUR, -2 * DAY, -20_000 * DAY)
"""By how much a clock is wrong for a while."""


ZONES = (
    timezone.utc,
    timezone(timedelta(hours=14)),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("US/Pacific"),
)


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture(params=["in memory", "on disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield MemoryStore() if request.param == "in memory" else open_store(tmp_path)


def page(index: Index, store: Store, now: float) -> str:
    words = index.content.episode
    return " ".join(summary(index, Diary.read(store), words, now, timezone.utc).split())


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("again", [False, True], ids=["open", "opened anew"])
def test_every_entry_keeps_the_time_at_which_it_was_made(
    index: Index, store: Store, wall: WallClock, jump: float, again: bool
) -> None:
    keep_days(store, 2)
    record = opened(index, store, wall)
    wall.at = NOW + jump
    wrong = log_in_spasm(record, 5)
    record.tick("fever")
    wall.at = NOW + 60
    if again:
        record = opened(index, store, wall)
    right = log_in_spasm(record, 4)
    walk = record.keep(WalkDone(at=record.now))
    record.lay_on(Timer("cold", 20))
    wall.at += 15 * 60
    record.take_off()
    record.tick("fever")

    assert wrong.at == NOW + jump
    assert right.at == walk.at == NOW + 60
    assert [use.at for use in store.all(PackUse)][-1] == NOW + 60
    assert sorted(tick.at for tick in store.all(Ticked) if tick.finding == "fever") == sorted(
        [NOW + jump, NOW + 60 + 15 * 60]
    )
    # The last thing that was done to it was to take it away.
    for held in (record, opened(index, store, wall)):
        assert "fever" not in held.ticked


def test_after_a_number_from_the_future_the_days_are_right(
    index: Index, store: Store, wall: WallClock
) -> None:
    wall.at = NOW + 400 * DAY
    log_in_spasm(opened(index, store, wall), 8)
    wall.at = NOW
    record = opened(index, store, wall)

    assert record.diary.latest is None and record.diary.pains == ()
    assert len(record.ahead) == 2
    assert "2 entries are from the future (up to 8 Dec 2027): press {days} to" in record.notice
    assert "Day" not in page(index, store, NOW)
    assert "Not counted: the time is still to come" in page(index, store, NOW)

    log_in_spasm(record, 5)
    wall.at = NOW + 2 * DAY
    log_in_spasm(record, 4)
    told = page(index, store, wall.at)
    assert "Day 3 on" in told and "2 entries." in told
    assert "Day 40" not in told
    days = course(record.diary, timezone.utc).days
    assert [day.first.isoformat() for day in days] == ["2026-11-03", "2026-11-05"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("logged", [False, True], ids=["at once", "after another number"])
def test_entries_from_the_future_can_be_put_right_in_any_order(
    index: Index, store: Store, wall: WallClock, order: tuple[int, int], logged: bool
) -> None:
    wall.at = NOW + 400 * DAY
    log_in_spasm(opened(index, store, wall), 8)
    wall.at = NOW
    record = opened(index, store, wall)
    if logged:
        log_in_spasm(record, 5)
    wall.at += 60
    for entry in [record.ahead[place] for place in order]:
        record.correct(entry)

    assert record.ahead == () and record.notice == ""
    (episode,) = store.all(Episode)
    assert all(episode.at <= pain.at <= wall.at for pain in store.all(Pain))
    assert len(store.all(Pain)) == 1 + logged
    assert f"{1 + logged} entr" in page(index, store, wall.at)


def test_an_end_from_the_future_is_put_right_or_taken_back(
    index: Index, store: Store, wall: WallClock
) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    wall.at = NOW + 400 * DAY
    record.end()
    wall.at = NOW + HOUR
    record = opened(index, store, wall)
    (ahead,) = record.ahead
    assert isinstance(ahead, Episode)
    assert record.diary.current is None
    record.correct(ahead)
    assert store.all(Episode)[0].ended == NOW + HOUR
    store.keep(ahead)
    record.refresh()
    record.remove(ahead)
    assert store.all(Episode)[0].ended is None and record.diary.current


@pytest.mark.parametrize("jump", JUMPS)
def test_no_sign_that_was_ticked_is_lost(
    index: Index, store: Store, wall: WallClock, jump: float
) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    record.tick("saddle_numb")
    wall.at = NOW + jump
    assert opened(index, store, wall).ticked == {"saddle_numb"}
    record = opened(index, store, wall)
    record.tick("fever")
    assert record.ticked == {"saddle_numb", "fever"}
    wall.at = NOW + 60
    assert opened(index, store, wall).ticked == {"saddle_numb", "fever"}


@pytest.mark.parametrize("jump", [3 * DAY, 400 * DAY, 4000 * DAY])
def test_what_the_guide_ticked_by_a_wrong_clock_does_not_count(
    index: Index, store: Store, wall: WallClock, jump: float
) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    wall.at = NOW + jump
    record = opened(index, store, wall)
    for level in (8, 9, 10):
        record.log(level)
    assert "worsening" in record.ticked
    wall.at = NOW + HOUR
    for _ in range(2):
        record = opened(index, store, wall)
        record.catch_up()
        assert record.ticked == record.noticed == frozenset() and "ticks count" not in record.notice
        assert "Signs ticked" not in page(index, store, wall.at)
        # Given the present time, it goes.
        for entry in record.ahead:
            if isinstance(entry, Ticked):
                record.correct(entry)
        assert store.all(Ticked) == ()


@pytest.mark.parametrize("finding", ["fever", "saddle_numb", "worsening"])
def test_a_sign_ticked_in_the_future_counts_and_that_is_said(
    index: Index, store: Store, wall: WallClock, finding: str
) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    wall.at = NOW + 4000 * DAY
    record.tick(finding)
    wall.at = NOW + HOUR
    record = opened(index, store, wall)
    assert record.ticked == {finding}
    assert "1 tick is from the future" in record.notice and "but counts" in record.notice
    record.tick(finding)
    assert record.ticked == frozenset() and "counts" not in record.notice
    record.tick(finding)
    wall.at = NOW + 4000 * DAY
    record.log(5)
    wall.at = NOW + HOUR
    record = opened(index, store, wall)
    assert "ticks count: press" in record.notice and len(record.notice) < 79
    for entry in record.ahead:
        record.correct(entry)
    assert record.ticked == {finding} and record.notice == ""


def test_nothing_is_ticked_from_entries_that_are_still_to_come(
    index: Index, store: Store, wall: WallClock
) -> None:
    store.keep(Episode(at=NOW))
    for day in range(6):
        store.keep(Pain(at=NOW + day * DAY, level=4 + day))
    wall.at = NOW + HOUR
    record = opened(index, store, wall)
    assert record.ticked == frozenset()
    wall.at = NOW + 5 * DAY + HOUR
    record.look_again()
    assert "worsening" in record.ticked


@pytest.mark.parametrize(
    "zone",
    [
        timezone.utc,
        timezone(timedelta(hours=14)),
        ZoneInfo("Europe/Berlin"),
        ZoneInfo("US/Pacific"),
    ],
    ids=str,
)
@pytest.mark.parametrize("at", ["2026-10-25T00:30", "2026-03-29T00:30", "2026-11-01T08:30"])
def test_neither_a_zone_nor_summer_time_puts_anything_into_the_future(
    index: Index, zone: tzinfo, at: str
) -> None:
    """The hours in which clocks in Berlin and in California change."""
    start = datetime.fromisoformat(at).replace(tzinfo=timezone.utc).timestamp()
    wall, store = WallClock(start), MemoryStore()
    record = opened(index, store, wall)
    log_in_spasm(record, 5)
    for _ in range(6):
        wall.at += HOUR / 2
        log_in_spasm(record, 4)
        assert record.ahead == ()
        assert page(index, store, wall.at).count("Day 1 on") == 1
        assert sum(day.count for day in course(record.diary, zone).days) == len(store.all(Pain))
    assert [pain.at for pain in store.all(Pain)] == [start + n * HOUR / 2 for n in range(7)]


# On the screen


@pytest.mark.parametrize("key", ["d", "f6", "D"])
async def test_the_line_about_them_names_the_key_that_leads_to_them(
    open_guide: OpenGuide, key: str
) -> None:
    store, wall = MemoryStore(), WallClock(NOW + 400 * DAY)
    async with open_guide(now=wall, store=store) as reader:
        await reader.log("8", "escape")
    wall.at = NOW
    keymap = {} if key == "d" else {"days": key}
    async with open_guide(now=wall, store=store, size=(100, 30), keymap=keymap) as reader:
        assert f": press {key} to correct them." in reader.read("NoticeLine")
        await reader.press(key)
        assert "not yet · pain 8 of 10" in reader.text


async def test_entries_from_the_future_are_named_and_put_right_or_deleted_with_one_key(
    open_guide: OpenGuide,
) -> None:
    store, wall = MemoryStore(), WallClock(NOW + 400 * DAY)
    async with open_guide(now=wall, store=store) as reader:
        await reader.log("8", "escape")
    wall.at = NOW
    async with open_guide(now=wall, store=store, size=(100, 30)) as reader:
        assert reader.read("NoticeLine").startswith("2 entries are from the future")
        assert phase(reader) == ""
        await reader.log("5", "escape")
        assert phase(reader) == "Day 1 · cold phase"
        await reader.press("d")
        assert "Day 1 · cold phase" in reader.text
        assert "8 Dec 2027, 18:30 not yet · pain 8 of 10" in reader.text
        assert "8 Dec 2027, 18:30 not yet · a spasm began" in reader.text
        assert "r" in reader.offered
        before = (store.all(Pain), store.all(Episode))
        await reader.press("home", "x", "x")
        assert [pain.level for pain in store.all(Pain)] == [5]
        assert len(store.all(Episode)) == 1
        await reader.press("u", "u")
        assert (store.all(Pain), store.all(Episode)) == before
        await reader.press("home", "r", "r")
        assert [pain.at for pain in store.all(Pain)] == [NOW, NOW]
        assert len(store.all(Episode)) == 1
        assert "not yet" not in reader.text
        assert "r" not in reader.offered
        await reader.press("escape")
        assert not reader.find("NoticeLine")


async def test_a_guide_that_stays_open_sees_that_the_clock_was_put_right(
    open_guide: OpenGuide,
) -> None:
    store, wall = MemoryStore(), WallClock(NOW + 400 * DAY)
    async with open_guide(now=wall, store=store) as reader:
        await reader.log("8", "escape")
        wall.at = NOW
        await reader.press("d")
        assert "not yet" in reader.text
        assert "No spasm is written down" in reader.text

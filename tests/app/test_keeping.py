"""What is kept of a reader is what is on the screen, in this guide, the next, and another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timezone
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from tests.app.conftest import OpenGuide
from tests.app.screenshots import NOW, keep_days
from tests.app.test_pack import WallClock
from tests.support.pain import log_in_spasm
from tui.app.environment import Environment
from tui.diary.database import Database
from tui.diary.reader_record import ReaderRecord
from tui.diary.sqlite_store import open_store
from tui.diary.store import MemoryStore, Store
from tui.guide.content.record_index import Index
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import AskFirstAnswers, Episode, Pain, Ticked


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture(params=["in memory", "on disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield MemoryStore() if request.param == "in memory" else open_store(tmp_path)


def opened(index: Index, store: Store, wall: WallClock) -> ReaderRecord:
    """What a guide on this store has when its first screen has been drawn."""
    environment = Environment(now=wall, zone=timezone.utc)
    record = ReaderRecord(index, environment, store, lambda: None)
    record.refresh()
    return record


def test_a_tick_lasts_as_long_as_its_spasm(index: Index, store: Store, wall: WallClock) -> None:
    store.keep(Episode(at=NOW - 40 * DAY))
    store.keep(Ticked(at=NOW - 39 * DAY, finding="fever"))

    at_first = ReaderRecord(index, Environment(now=wall), store, lambda: None)

    assert at_first.ticked == opened(index, store, wall).ticked == {"fever"}


def test_without_a_spasm_nothing_ticked_is_kept(
    index: Index, store: Store, wall: WallClock
) -> None:
    record = opened(index, store, wall)
    record.tick("fever")
    record.answer(line="stomach")
    record.answer(blocker="knee_trouble")

    assert record.ticked == {"fever"}
    assert record.asked == {"stomach"}
    assert record.blockers == {"knee_trouble"}
    assert store.all(Ticked) == ()
    assert store.value(AskFirstAnswers) is None
    assert opened(index, store, wall).ticked == frozenset()


def test_what_is_ticked_goes_with_the_spasm_that_begins(
    index: Index, store: Store, wall: WallClock
) -> None:
    record = opened(index, store, wall)
    record.tick("fever")
    record.answer(blocker="knee_trouble")
    record.begin(NOW - 2 * DAY)

    for held in (record, opened(index, store, wall)):
        assert held.ticked == {"fever"}
        assert held.blockers == {"knee_trouble"}


def test_a_spasm_that_is_over_takes_its_ticks_with_it(
    index: Index, store: Store, wall: WallClock
) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    record.tick("recurrent")
    record.answer(line="stomach")
    wall.at += 60
    record.end()
    assert not record.ticked | record.asked

    wall.at += 60
    # The next one is said to have begun before the last one ended.
    record.begin(NOW - DAY)
    for held in (record, opened(index, store, wall)):
        assert not held.ticked | held.asked


def test_correcting_the_onset_loses_no_tick(index: Index, store: Store, wall: WallClock) -> None:
    record = opened(index, store, wall)
    log_in_spasm(record, 4)
    record.tick("fever")
    wall.at += 3600
    episode = record.diary.current
    assert episode
    record.change(replace(episode, at=wall.at))

    for held in (record, opened(index, store, wall)):
        assert held.ticked == {"fever"}


def test_another_guide_on_the_file_sees_ticks_and_answers_on_its_next_look(
    index: Index, wall: WallClock, tmp_path: Path
) -> None:
    mine, other = (opened(index, open_store(tmp_path), wall) for _ in range(2))
    log_in_spasm(mine, 4)
    mine.tick("fever")
    mine.answer(line="stomach", blocker="knee_trouble")

    other.refresh()

    assert other.ticked == {"fever"}
    assert other.asked == {"stomach"}
    assert other.blockers == {"knee_trouble"}
    assert [pain.level for pain in other.diary.pains] == [4]


def test_a_sign_that_stands_out_is_ticked_once_and_stays_unticked(
    index: Index, store: Store, wall: WallClock
) -> None:
    keep_days(store, 5)
    record = opened(index, store, wall)
    assert record.noticed == {"not_improving_days", "recurrent"} == record.ticked

    record.tick("recurrent")
    for held in (record, opened(index, store, wall)):
        held.keep(Pain(at=held.now, level=8))
        assert "recurrent" not in held.ticked


def test_the_days_of_a_spasm_that_is_over_can_still_be_read(
    index: Index, store: Store, wall: WallClock
) -> None:
    keep_days(store, 5)
    record = opened(index, store, wall)
    before = record.diary.pains
    record.end()

    assert len(before) == 12
    assert record.diary.pains == before


def no_save(folder: Path) -> Store:
    return MemoryStore()


def unreachable(folder: Path) -> Store:
    (folder / "file").touch()
    return open_store(folder / "file")


@pytest.mark.parametrize("opening", [no_save, unreachable])
@pytest.mark.parametrize("failing", ["", "database or disk is full", "database is locked"])
async def test_what_is_not_saved_is_nowhere_called_noted_or_kept(
    open_guide: OpenGuide,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    opening: Callable[[Path], Store],
    failing: str,
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError(failing)

    store = opening(tmp_path)
    if failing:
        store = open_store(tmp_path)
        store.keep(Episode(at=WallClock()() - 60))
        monkeypatch.setattr(Database, "change", fail)
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press("d", "p", "6")
        asked = reader.text
        if "Has a spasm begun?" in asked:
            await reader.think()
            await reader.press("y")
        assert "6 of 10, until you close the guide. Not saved." in asked
        assert "is noted" not in asked and "keeps" not in asked
        await reader.press("enter", "e")
        with patch.object(reader.app, "notify") as notify:
            await reader.press("right", "enter")
        assert "kept" not in notify.call_args.args[0]


async def test_what_is_saved_is_called_noted_and_kept(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    async with open_guide(now=WallClock(), store=open_store(tmp_path)) as reader:
        await reader.press("d")
        await reader.log("6")
        assert "✓ 6 of 10 is noted." in reader.text
        await reader.press("enter", "e")
        with patch.object(reader.app, "notify") as notify:
            await reader.press("right", "enter")
        assert "is kept" in notify.call_args.args[0]

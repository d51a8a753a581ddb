"""Pain logged without a spasm: the guide asks whether one has begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import OpenGuide
from tests.app.screenshots import NOW
from tests.app.test_pack import HOUR, MINUTE, WallClock
from tui.app.main_screen.main_screen import MainScreen
from tui.diary.sqlite_store import open_store
from tui.diary.store import MemoryStore
from tui.guide.episode.progress import DAY
from tui.guide.episode.records import Episode, Pain, Ticked

ASKS = "Has a spasm begun?"


@pytest.mark.parametrize("keys", [("y",), ("down", "enter"), ("up", "up", "space")])
async def test_yes_begins_a_spasm_with_the_number_and_saves_the_ticks(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    wall, store = WallClock(), MemoryStore()
    async with open_guide(now=wall, store=store) as reader:
        await reader.tick("recurrent")
        await reader.press("p", "6")
        assert ASKS in reader.text
        assert store.all(Pain) == (Pain(1, NOW, 6),) and not store.all(Episode)
        wall.at += MINUTE
        await reader.think()
        await reader.press(*keys)
        await reader.type(*"stairs", "enter")
        assert store.all(Episode) == (Episode(1, NOW),)
        assert store.all(Pain) == (Pain(1, NOW, 6, "stairs"),)
        assert [tick.finding for tick in store.all(Ticked)] == ["recurrent"]
        assert "Day 1 · cold phase" in reader.text
        await reader.press("p", "7")
        assert ASKS not in reader.text


@pytest.mark.parametrize(
    ("way", "door"),
    [
        (("n",), ("p",)),
        (("down", "down", "enter"), ("d", "p")),
        (("escape",), ("colon", *"log", "enter")),
    ],
)
async def test_no_keeps_the_number_and_nothing_else(
    open_guide: OpenGuide, way: tuple[str, ...], door: tuple[str, ...]
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.tick("recurrent")
        await reader.press(*door[:1])
        await reader.type(*door[1:-1])
        await reader.until(lambda: "colon" not in door or "with a few words" in reader.text)
        await reader.press(*door[1:][-1:], "3")
        assert ASKS in reader.text
        await reader.think()
        await reader.press(*way)
        await reader.press(*["escape"] * 2)
        assert isinstance(reader.app.screen, MainScreen)
        assert [pain.level for pain in store.all(Pain)] == [3]
        assert store.all(Episode) == () == store.all(Ticked)
        assert not reader.find("DayLine")


@pytest.mark.parametrize("keys", ["numb", "yes", "66", "n", "y"])
async def test_what_is_typed_right_after_the_number_is_no_answer(
    open_guide: OpenGuide, keys: str
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.type("p", "6", *keys)
        assert ASKS in reader.text
        assert [pain.level for pain in store.all(Pain)] == [6]
        assert not store.all(Episode)


async def test_ending_the_guide_at_the_question_loses_no_number(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    async with open_guide(now=WallClock(), store=open_store(tmp_path)) as reader:
        await reader.press("p", "6", "ctrl+q")
    assert [pain.level for pain in open_store(tmp_path).all(Pain)] == [6]


async def test_a_spasm_that_begins_later_includes_it_if_its_onset_is_before(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    wall = WallClock()
    async with open_guide(now=wall, store=open_store(tmp_path)) as reader:
        await reader.press("p", "3", "escape")
        wall.at += 2 * DAY
        await reader.press("d")
        assert "No spasm is written down" in reader.text
        assert "Tue 3 Nov, 18:30" in reader.text and "10│" in reader.text
        await reader.press("b", "enter", "f")
        assert "entries" not in reader.text and "1 entry" not in reader.text
        await reader.press("escape", "b", "down", "down", "down", "enter", *"3 Nov", "enter", "f")
        assert "1 entry." in reader.text and "3 of 10" in reader.text


async def test_it_can_be_deleted_and_brought_back_and_stays_without_a_spasm(
    open_guide: OpenGuide,
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press("p", "3", "escape", "d")
        before = store.all(Pain)
        await reader.press("x")
        assert not store.all(Pain)
        await reader.press("u")
        assert store.all(Pain) == before and not store.all(Episode)
        await reader.press("enter", "5")
        assert ASKS not in reader.text, "an entry that is corrected is no new one"
        await reader.type(*"stairs", "enter")
        assert [(pain.level, pain.note) for pain in store.all(Pain)] == [(5, "stairs")]
        assert not store.all(Episode)


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_where_another_guide_began_one_meanwhile_there_is_one_and_it_is_not_asked_again(
    open_guide: OpenGuide, tmp_path: Path, answer: str
) -> None:
    wall = WallClock()
    async with (
        open_guide(now=wall, store=open_store(tmp_path)) as one,
        open_guide(now=WallClock(NOW + MINUTE), store=open_store(tmp_path)) as other,
    ):
        await one.press("p", "4")
        assert ASKS in one.text
        await other.press("d", "b", "down", "enter", *"1 h", "enter", "escape")
        await one.think()
        await one.press(answer, "escape")
        store = open_store(tmp_path)
        assert [episode.at for episode in store.all(Episode)] == [NOW + MINUTE - HOUR]
        assert len(store.all(Pain)) == 1
        for reader in (one, other):
            await reader.press("p", "5")
            assert ASKS not in reader.text
        assert len(store.all(Episode)) == 1 and len(store.all(Pain)) == 3

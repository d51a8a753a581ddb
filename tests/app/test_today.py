"""Today in the full screen: first in Prevention on a healthy day, and never in a spasm."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.app.conftest import OpenGuide
from tests.app.screenshots import NOW
from tests.app.test_pack import WallClock
from tests.support.content import loaded
from tui.app.screens.first_minutes.safety import SafetyScreen
from tui.diary.store import MemoryStore
from tui.guide.content.record_index import Index
from tui.guide.episode.records import DAY, Episode, HabitAnswers
from tui.guide.today.records import HabitDone

INDEX = Index.of(loaded())
TEXTS = INDEX.content.today.texts
HABIT = INDEX.habits["regular_exercise"]
OTHER = INDEX.habits["one_position"]


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20), (40, 15)])
async def test_a_habit_is_chosen_and_done_by_keys(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store, size=size) as reader:
        await reader.press("2")
        assert reader.highlighted == "today_habit" and TEXTS["none"] in reader.text
        await reader.press("enter", "tab", "enter")
        assert store.value(HabitAnswers) == HabitAnswers(kept=HABIT.id)
        assert HABIT.change in reader.text and TEXTS["done_link"] in reader.text
        await reader.press("tab", "enter")
        assert [entry.habit for entry in store.all(HabitDone)] == [HABIT.id]
        assert TEXTS["undone_link"] in reader.text or size == (40, 15)
        # The same key again takes nothing back: no line is marked.
        await reader.press("enter")
        assert len(store.all(HabitDone)) == 1
        await reader.press("escape")
        assert f"✓ {HABIT.change[:12]}" in reader.text
        await reader.press("enter", "tab", "enter")
        assert not store.all(HabitDone)


async def test_a_healthy_day_opens_with_it_and_midnight_begins_it_anew(
    open_guide: OpenGuide,
) -> None:
    wall, store = WallClock(), MemoryStore()
    store.keep_value(HabitAnswers(kept=OTHER.id))
    store.keep(HabitDone(at=NOW, habit=OTHER.id))
    async with open_guide(now=wall, store=store, tab=None, checked=False, size=(100, 30)) as reader:
        assert not isinstance(reader.app.screen, SafetyScreen)
        assert reader.highlighted == "today_habit" and f"✓ {OTHER.change}" in reader.text
        timers = reader.app.main._guide_timers
        day = datetime.fromtimestamp(NOW, timezone.utc).date() + timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()
        assert timers._until_change() == midnight - NOW
        wall.at = midnight + 1
        timers._new_day()
        await reader.settle()
        assert f"✓ {OTHER.change}" not in reader.text and OTHER.change in reader.text
        # Pain leads to the questions whether it is safe, from here too.
        await reader.press("end", "home", *["down"] * 4)
        assert reader.highlighted == "today_pain"
        await reader.press("enter", "tab", "enter")
        assert "i Explain" in reader.lines[-1]
        await reader.think()
        await reader.press("n")
        assert isinstance(reader.app.screen, SafetyScreen)


@pytest.mark.parametrize("why", ["a spasm", "one that is still to come", "a sign"])
async def test_it_is_never_there_in_a_spasm_or_with_a_sign(open_guide: OpenGuide, why: str) -> None:
    store = MemoryStore()
    store.keep_value(HabitAnswers(kept=OTHER.id))
    if why != "a sign":
        store.keep(Episode(at=NOW + (3 * DAY if why != "a spasm" else -3600)))
    async with open_guide(now=WallClock(), store=store) as reader:
        if why == "a sign":
            await reader.tick("fever")
        else:
            assert reader.highlighted != "today_habit"
        await reader.press("2")
        assert reader.highlighted == "low_impact" and OTHER.change not in reader.text


async def test_a_spasm_that_begins_ends_it_at_once_and_its_end_brings_it_back(
    open_guide: OpenGuide,
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press("2")
        assert TEXTS["none"] in reader.text
        reader.app.state.record.begin(NOW)
        await reader.settle()
        await reader.press("2")
        assert TEXTS["none"] not in reader.text
        reader.app.state.record.end()
        await reader.settle()
        assert TEXTS["none"] in reader.text


async def test_ones_own_day_leads_to_it(open_guide: OpenGuide) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store, size=(100, 40)) as reader:
        await reader.press("2", "enter", "tab", "end", "enter")
        assert "question 1 of 12" in reader.text
        for habit in INDEX.content.habits.habits:
            worst = max(range(len(habit.choices)), key=lambda n: habit.choices[n].need)
            await reader.press(str(worst + 1))
        assert TEXTS["keep"] in reader.text
        await reader.click(TEXTS["keep"])
        assert reader.highlighted == "today_habit" and TEXTS["proposed"] in reader.text

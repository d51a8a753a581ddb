"""Today: what counts of a healthy day, for any clock and zone, and as a dialogue."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.support.content import loaded
from tests.support.talk import INDEX as TALKED
from tests.support.talk import NOW as TALK_NOW
from tests.support.talk import GuideTalk
from tui.diary.store import MemoryStore
from tui.diary.today_changes import note_today
from tui.guide.content.record_index import Index
from tui.guide.desk.records import DeskDay, DeskDays
from tui.guide.episode.records import DAY, Episode, HabitAnswers, Ticked, WalkDone
from tui.guide.outline import Place
from tui.guide.quiz.quiz import Card, Round
from tui.guide.today.pages import DONE, TRAINED, UNDONE, UNTRAINED, TodayPage, today_pages
from tui.guide.today.records import HabitDone
from tui.guide.today.today import read_today

INDEX = Index.of(loaded())
UTC = timezone.utc
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC).timestamp()
HABIT = INDEX.habits["stand_up"]
WORDS = INDEX.content.today


def pages(store: MemoryStore, now: float = NOW) -> dict[str, TodayPage]:
    found = today_pages(INDEX, read_today(INDEX, store, now, UTC))
    return {page.key: page for page in found}


def words(page: TodayPage) -> str:
    return " ".join([page.title, page.short, *(block.text for block in page.blocks)])


def note(store: MemoryStore, place: Place, now: float = NOW) -> None:
    assert store.change(lambda records: note_today(records, place, WORDS.strength, now, UTC))


def test_a_habit_is_chosen_done_once_a_day_taken_back_and_given_up() -> None:
    store = MemoryStore()
    store.keep_value(HabitAnswers({"one_position": 2, "regular_exercise": 3, "packs": 3}))
    page = pages(store)["today_habit"]
    assert page.title == WORDS.texts["none"]
    # What one's own day suggests comes first; a habit for days with a spasm never does.
    titles = [link.title for link in page.links]
    assert titles[:2] == [INDEX.habits[n].change for n in ("regular_exercise", "one_position")]
    assert len(set(titles)) == len(titles) == len(INDEX.habits) - len(WORDS.rare) + 1
    assert not {INDEX.habits[name].change for name in WORDS.rare}.intersection(titles)

    note(store, DONE)
    assert not store.all(HabitDone), "there is no habit to do yet"
    note(store, Place("today", f"keep/{HABIT.id}"))
    answers = store.value(HabitAnswers)
    assert answers and answers.chosen["packs"] == 3
    assert pages(store)["today_habit"].title == HABIT.change
    for _ in range(2):
        note(store, DONE)
    assert len(store.all(HabitDone)) == 1
    page = pages(store)["today_habit"]
    assert page.title == f"✓ {HABIT.change}" and WORDS.texts["done"] in words(page)
    assert page.links[0].place == UNDONE
    # The next day nothing is said of the one before but that it was.
    page = pages(store, NOW + DAY)["today_habit"]
    assert page.title == HABIT.change and "on 1 of the last 7 days" in words(page)
    note(store, UNDONE)
    assert not store.all(HabitDone)
    note(store, Place("today", "keep/"))
    assert pages(store)["today_habit"].title == WORDS.texts["none"]


def test_a_habit_that_the_content_no_longer_has_is_none() -> None:
    store = MemoryStore()
    store.keep_value(HabitAnswers({"gone": 1}, kept="gone"))
    assert pages(store)["today_habit"].title == WORDS.texts["none"]


def test_strength_days_are_walks_with_a_core_exercise_and_notes_of_the_last_seven_days() -> None:
    store = MemoryStore()
    for days, exercises in (
        (0, ("pelvic_tilt",)),
        (2, ("cat_cow",)),
        (3, ("low_plank", "cat_cow")),
        (3.1, ("bird_dog",)),
        (7, ("glute_bridge",)),
        (-2, ("glute_bridge",)),
    ):
        store.keep(WalkDone(at=NOW - days * DAY, exercises=exercises))
    assert read_today(INDEX, store, NOW, UTC).strength_days == 2
    note(store, TRAINED, NOW - 6 * DAY)
    assert read_today(INDEX, store, NOW, UTC).strength_days == 3
    assert pages(store)["today_strength"].title == "Strength days: 3 of 3"
    # A walk counts by itself, a note beside it only once.
    note(store, TRAINED)
    assert read_today(INDEX, store, NOW, UTC).strength_days == 3
    note(store, UNTRAINED)
    assert read_today(INDEX, store, NOW, UTC).strength_days == 3


@pytest.mark.parametrize("zone", ["Pacific/Apia", "Europe/Berlin", "America/Los_Angeles"])
def test_days_are_those_of_the_reader_also_where_a_clock_is_changed(zone: str) -> None:
    here, store = ZoneInfo(zone), MemoryStore()
    store.keep_value(HabitAnswers(kept=HABIT.id))
    evening = datetime(2026, 10, 24, 23, 59, 30, tzinfo=here).timestamp()
    note_today(store, DONE, WORDS.strength, evening, here)
    assert read_today(INDEX, store, evening + 20, here).is_done
    after = read_today(INDEX, store, evening + 40, here)
    assert not after.is_done and after.done_days == 1
    # Seven days later it no longer counts; the clock set back, it does again.
    assert read_today(INDEX, store, evening + 7 * DAY, here).done_days == 0
    assert read_today(INDEX, store, evening, here).is_done
    # From what is still to come nothing follows.
    assert read_today(INDEX, store, evening - 2 * DAY, here).done_days == 0


def test_the_quiz_says_its_last_score_and_what_waits() -> None:
    store = MemoryStore()
    assert WORDS.texts["quiz_none"] in words(pages(store)["today_quiz"])
    names = list(INDEX.questions)[:3]
    cards = [
        Card(name, tuple(range(len(INDEX.questions[name].options))),
             tuple(range(len(INDEX.questions[name].pictures))), (0,), worth)
        for name, worth in zip(names, (1.0, 0.0, 0.5), strict=True)
    ]  # fmt: skip
    store.keep(Round(at=NOW - DAY, cards=tuple(cards)))
    store.keep(Round(at=NOW, cards=(Card(names[0], cards[0].options, cards[0].pictures),)))
    page = pages(store)["today_quiz"]
    assert page.short == "2 to repeat" and "1.5 of 3 points" in words(page)
    assert "in the next round: 2." in words(page)


def test_breaks_are_those_of_this_day() -> None:
    store = MemoryStore()
    days = (DeskDay("2026-11-27", 9, 0, 500), DeskDay("2026-11-28", 4, 1, 190))
    store.keep_value(DeskDays(days))
    page = pages(store)["today_breaks"]
    assert page.title == "Breaks today: 4" and "3 h 10 min" in words(page) and "●●" in words(page)
    page = pages(store, NOW + DAY)["today_breaks"]
    assert "Breaks today" not in words(page) and WORDS.texts["breaks_none"] in words(page)


# In the dialogue.


def test_the_dialogue_leads_through_today() -> None:
    store = MemoryStore()
    change = TALKED.habits["regular_exercise"].change
    talk = GuideTalk("b", "3", "1", "1", "1", "1", "", "quit", store=store)
    said = "\n".join(talk.said)
    assert f"Noted: {change}." in said and "Noted: Done today." in said
    assert f"{change}: done today" in said
    assert [entry.habit for entry in store.all(HabitDone)] == ["regular_exercise"]
    # From then on the guide opens with it, and not with the questions of a first start.
    again = GuideTalk("q", store=store)
    assert f"Today: {change}: done today." in again.said
    assert TALKED.content.safety.questions[0].text not in "\n".join(again.said)


@pytest.mark.parametrize("why", ["a spasm", "a spasm that is still to come", "a sign"])
def test_nothing_is_said_of_it_in_a_spasm_or_with_a_sign(why: str) -> None:
    store = MemoryStore()
    store.keep_value(HabitAnswers(kept="regular_exercise"))
    ahead = 3 * DAY if why == "a spasm that is still to come" else -3600.0
    store.keep(Episode(at=TALK_NOW + ahead))
    if why == "a sign":
        store.keep(Ticked(at=TALK_NOW, finding="fever"))
    typed = ["b", "3"] if why != "a sign" else ["3"]
    said = "\n".join(GuideTalk(*typed, store=store).said)
    assert TALKED.content.today.texts["pain"] not in said and "\nToday:" not in said
    assert TALKED.items["low_impact"].title in said

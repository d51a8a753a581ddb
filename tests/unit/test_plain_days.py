"""The pack timer and the days of a spasm, line by line."""

from __future__ import annotations

import pytest

from tests.support.talk import INDEX, NOW, GuideTalk, spasm
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode, PackUse, Pain, Timer
from tui.guide.routine.announcements import Bell

WORDS, TIMER = INDEX.content.episode, INDEX.content.timer


# Packs


def test_a_pack_is_reminded_of_at_any_prompt() -> None:
    store = spasm()
    on = [("20 minutes left", "b"), (TIMER.off, "7"), ("Pack timer.", "o")]
    talk = GuideTalk("7", "1", "", "y", *on, store=store)
    assert talk.said.count(TIMER.look) == 2
    assert [one.bell for one in talk.rung] == [Bell.ALERT] * 3
    assert talk.now == pytest.approx(NOW + 20 * 60, abs=1)
    (use,) = store.all(PackUse)
    assert use.minutes == 20 and store.value(Timer) is None
    assert TIMER.rest in talk.text


def test_a_pack_is_not_laid_on_without_its_towel_nor_for_any_time() -> None:
    for typed in (["1", "", "n"], ["1", "0", "99", "x" * 50, "15", "n"]):
        store = spasm()
        assert "The timer has not begun." in GuideTalk("7", *typed, store=store).said
        assert store.value(Timer) is None


def test_a_pack_whose_time_was_up_meanwhile_is_told_of() -> None:
    store = spasm()
    store.keep_value(Timer("cold", 20, NOW - 3600))
    talk = GuideTalk(store=store)
    assert any(line.startswith("The time was up at ") for line in talk.said)
    assert TIMER.off in talk.said


def test_the_time_can_be_made_longer_and_told() -> None:
    store = spasm()
    talk = GuideTalk("7", "1", "15", "y", *[("left", key) for key in "mfft"], store=store)
    assert talk.said.count("Cold pack: 14 minutes left.") == 2
    assert store.value(Timer) == Timer("cold", 14, NOW)


# The days


def test_an_entry_is_noted_changed_deleted_and_brought_back() -> None:
    store = spasm()
    GuideTalk("8", "7", "on the stairs", "9", "2", "1", "c", "5", "x", store=store)
    (pain,) = store.all(Pain)
    assert (pain.level, pain.note) == (5, "")
    GuideTalk("9", "2", "1", "x", store=store)
    assert not store.all(Pain)
    talk = GuideTalk("8", "3", "x" * 900, "9", "2", "1", "x", "u", store=store)
    (pain,) = store.all(Pain)
    assert len(pain.note) == 200 and "It is back." in talk.said


def test_a_spasm_begins_is_counted_and_ends() -> None:
    store = MemoryStore()
    talk = GuideTalk("b", "9", "3", "2", "tomorrow", "3 h", "b", "9", "6", "m", "b", store=store)
    (episode,) = store.all(Episode)
    assert episode.at == NOW - 3 * 3600 and episode.switch == 60
    assert "Day 1, cold phase, since Tue 14 Nov, 19:13." in talk.said
    GuideTalk("b", "9", "7", "y", store=store)
    assert store.all(Episode)[0].ended == NOW


def test_a_spasm_with_a_sign_that_needs_help_cannot_be_ended() -> None:
    assert "It has passed." not in GuideTalk("9", store=spasm("fever")).text
    assert "7. It has passed." in GuideTalk("9", store=spasm()).said


def test_an_entry_from_the_future_can_be_set_to_now() -> None:
    store = spasm()
    store.keep(Pain(at=NOW + 86_400, level=4))
    talk = GuideTalk("9", "2", "1", "n", store=store)
    assert "still to come" in talk.text
    assert store.all(Pain)[0].at == NOW


def test_the_page_for_a_doctor_is_read_without_its_chart() -> None:
    store = spasm("fever")
    store.keep(Pain(at=NOW - 600, level=8, note="could not stand"))
    talk = GuideTalk("9", "5", store=store)
    told = talk.after(WORDS.summary.title)
    assert any("could not stand" in line for line in told) and "Signs ticked:" in told
    assert not [line for line in told if set(line) & set("│█▁_|")]

"""The parts of the guide line by line do what they do on the full screen."""

from __future__ import annotations

import pytest

from tests.support.talk import INDEX, NOW, GuideTalk, spasm
from tui.diary.store import MemoryStore
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import (
    AskFirstAnswers,
    Episode,
    HabitAnswers,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)
from tui.guide.outline import entries
from tui.guide.quiz.quiz import Round
from tui.plain.heard_text import as_heard, heard_page

NO = ["n"] * len(INDEX.content.safety.questions)
EMERGENCY = "EMERGENCY: call 999 now."
WORDS, TIMER = INDEX.content.episode, INDEX.content.timer
GROUPS = INDEX.content.groups


def number(name: str) -> tuple[str, str]:
    """The numbers of a finding's group, and of the finding in it."""
    for place, group in enumerate(GROUPS, 1):
        for row, finding in enumerate(group.findings, 1):
            if finding.id == name:
                return str(place), str(row)
    raise AssertionError(name)


# What it opens with


def test_at_first_it_opens_with_the_first_question_and_once_checked_with_the_menu() -> None:
    assert "1 of 8. " in GuideTalk().text and "Main menu." not in GuideTalk().said
    assert "1 of 8. " not in GuideTalk(store=spasm()).text
    assert any(line.startswith("Checked ") for line in GuideTalk(store=spasm()).said)


@pytest.mark.parametrize("name", ["saddle_numb", "fever"])
def test_what_needs_help_today_is_said_when_it_opens(name: str) -> None:
    talk = GuideTalk(store=spasm(name))
    level = INDEX.levels[INDEX.findings[name].level]
    assert talk.said[1].startswith(level.word.partition(" ")[0])
    assert talk.said[-3].startswith("1 to 13")
    assert "1 of 8. " not in talk.text


@pytest.mark.parametrize("tab", ["relief", "prevention", "causes", "doctor"])
def test_it_opens_at_a_tab(tab: str) -> None:
    assert as_heard(INDEX.sections[tab].title) in GuideTalk(tab=tab).said
    assert "Main menu." not in GuideTalk(tab=tab).said


# The checklist


def test_each_tick_says_the_level_and_an_emergency_is_said_first() -> None:
    talk = GuideTalk("b", "5", "1", *number("fever"))
    told = talk.said[talk.typed_at[-1] :]
    assert told[0] == "GET MEDICAL HELP TODAY." and "Today, within 24 hours." in told
    assert any(line.startswith("Ticked: ") for line in told)

    more = GuideTalk(
        "b", "5", "1", *number("fever"), "", *number("saddle_numb"), *number("recurrent")
    )
    assert EMERGENCY in more.said
    again = GuideTalk("b", "5", "1", "1", "1", "2", "", "14", "1")
    assert again.said.count("What not to do:") == 1
    assert again.said[again.typed_at[-1] :][1] == "EMERGENCY: call 999 now. Do not wait."


def test_a_number_again_takes_the_tick_away() -> None:
    talk = GuideTalk("b", "5", "1", *number("osteoporosis"), number("osteoporosis")[1])
    told = talk.said[talk.typed_at[-1] :]
    assert told[0].startswith("No longer ticked: ") and told[1] == "Not checked yet."
    assert not talk.signs.ticked


@pytest.mark.parametrize("words", ["numb bum", "can’t pee", "WIPING"])
def test_signs_are_found_by_words_and_ticked(words: str) -> None:
    talk = GuideTalk("b", "5", "1", words, "1")
    assert EMERGENCY in talk.said
    assert talk.signs.ticked <= {f.id for f in GROUPS[0].findings}


def test_going_through_all_groups_counts_as_checked() -> None:
    talk = GuideTalk("b", "5", "1", "a", *["n"] * len(GROUPS))
    assert talk.signs.is_checked
    for place, group in enumerate(GROUPS, 1):
        assert as_heard(f"Group {place} of {len(GROUPS)}. {group.title}") in talk.said
    assert not GuideTalk("b", "5", "1", "a", *["n"] * (len(GROUPS) - 1)).signs.is_checked
    stopped = GuideTalk("b", "5", "1", "a", "1", "", "b")
    assert EMERGENCY in stopped.said and not stopped.signs.is_checked


def test_ticks_are_kept_with_a_spasm_and_taken_over_by_the_next() -> None:
    store = spasm()
    GuideTalk("5", "1", *number("recurrent"), store=store)
    assert [tick.finding for tick in store.all(Ticked)] == ["recurrent"]
    fresh = MemoryStore()
    GuideTalk("b", "5", "1", *number("recurrent"), "", "b", "b", "8", "4", "y", "", store=fresh)
    assert [tick.finding for tick in fresh.all(Ticked)] == ["recurrent"]
    assert fresh.all(Episode) and fresh.all(Pain)[0].level == 4


# Pages


def test_every_page_can_be_read_and_reads_well_aloud() -> None:
    for place, section in enumerate(INDEX.content.sections, 2):
        into = ["b", str(place), *(["2"] if section.id == "doctor" else [])]
        # The lines of a healthy day come before those of the guide; they have no why of their own.
        count, today = len(entries(INDEX, section)), 5 if section.id == "prevention" else 0
        rows = [step for row in range(1, today + 1) for step in (str(row), "b")]
        rows += [str(s) for n in range(count) for s in (today + n + 1, "i", "b")]
        talk = GuideTalk(*into, *rows)
        for item in section.items:
            assert as_heard(item.title) in talk.said and as_heard(item.lead) in talk.said
            assert as_heard(item.why) in talk.said
        odd = [line for line in talk.said if set(line) & set("·•→↳≠×│‼▲◆●○═━✓✗|_*#")]
        assert odd == []
        ends = (".", "?", "!", ":", "”", "’")
        assert [line for line in talk.said if not line.endswith(ends) or "  " in line] == []


def test_pages_can_be_read_one_after_the_other() -> None:
    count = len(entries(INDEX, INDEX.sections["causes"]))
    talk = GuideTalk("b", "4", "1", *["n"] * count, "b")
    assert talk.said.count("That is no answer here.") == 1
    for item in INDEX.sections["causes"].items:
        assert as_heard(item.lead) in talk.said
    assert talk.said[talk.typed_at[-1]] == "Causes."


def test_the_level_and_what_the_guide_ticked_are_said_in_the_main_menu() -> None:
    assert GuideTalk("2", "b", store=spasm("fever")).text.count("GET MEDICAL HELP TODAY.") == 3
    store = spasm(hours=20 * 24)
    for day in range(20):
        store.keep(Pain(at=NOW - 86_400 * (20 - day) + 9000, level=min(10, 2 + day // 2)))
    talk = GuideTalk("2", "b", store=store)
    assert talk.said.count(WORDS.noticed_lead) == 1
    assert as_heard(INDEX.findings["worsening"].text) in talk.said


def test_the_search_opens_what_it_finds() -> None:
    talk = GuideTalk("b", "11", "tens", "1")
    assert "Belts, corsets and TENS." in talk.said
    assert "No places found." in GuideTalk("b", "11", "xyzzy").said


@pytest.mark.parametrize("asks", [False, True])
def test_a_pain_reliever_is_spoken_for_only_if_nothing_speaks_against_it(asks: bool) -> None:
    medicine = INDEX.content.medicine
    lines = ["1", ""] if asks else ["n"]
    talk = GuideTalk("2", "9", "a", *lines, "n", "n", store=(store := spasm()))
    told = talk.after(medicine.title)
    assert (as_heard(medicine.advice[0]) in told) is not asks
    assert (as_heard(medicine.ask) in told) is asks
    answers = store.value(AskFirstAnswers)
    assert bool(answers and answers.lines) is asks
    assert as_heard(medicine.stop) in told


# Movement


def test_a_walkthrough_is_paused_stopped_by_a_sign_and_then_refused() -> None:
    talk = GuideTalk(
        "6", "1", "n", "", ("Press", "p"), "p", ("Press", "x"), "1", "6", store=spasm()
    )
    assert "Paused." in talk.said
    refusal = INDEX.levels[Level.EMERGENCY].refusal
    assert talk.said.count(EMERGENCY) == 2 and talk.said.count(str(refusal)) == 2
    assert not talk.store.all(WalkDone)


def test_a_walkthrough_to_its_end_is_kept_with_how_it_was() -> None:
    store = spasm()
    talk = GuideTalk("6", "5", "4", "", "n", "", ("How is the pain now", "1"), store=store)
    (walk,) = store.all(WalkDone)
    assert len(walk.exercises) == 1
    assert [response.change for response in store.all(Response)] == ["better"]
    assert not [line for line in talk.said if line[:5].strip()[:1].isdigit() and ":" in line[:5]]


def test_the_first_minutes_lead_to_a_pack_and_its_timer() -> None:
    store = MemoryStore()
    GuideTalk(*NO, "1", "n", "y", "1", "", "y", "b", "n", store=store)
    timer = store.value(Timer)
    assert timer and timer.pack == "cold" and timer.minutes == 20


# The self-check and the settings


def test_a_round_is_left_and_gone_on_with() -> None:
    store = MemoryStore()
    answers = ["1", "1 2 3 4", "1 2 3 4 5"]
    GuideTalk("b", "10", "1", *answers, "back", store=store, strict=False)
    (quiz_round,) = store.all(Round)
    assert 1 <= quiz_round.place <= 3
    talk = GuideTalk("b", "10", "1", store=store)
    assert f"1. Go on with question {quiz_round.place + 1} of 10." in talk.said
    assert len(store.all(Round)) == 1


def test_the_own_day_is_kept() -> None:
    store = MemoryStore()
    GuideTalk("b", "10", "2", *["1"] * len(INDEX.habits), store=store)
    answers = store.value(HabitAnswers)
    assert answers and len(answers.chosen) == len(INDEX.habits)


def test_a_region_that_is_chosen_is_the_one_to_call_and_a_bell_can_be_off() -> None:
    regions = INDEX.content.regions
    place = next(n for n, region in enumerate(regions, 3) if region.id == "us")
    talk = GuideTalk("b", "12", "1", str(place), "2", "1", "b", "e")
    assert talk.said[talk.typed_at[-1]] == "EMERGENCY: call 911 now."
    left = [("20 minutes left", "b"), (TIMER.look, "q")]
    muted = GuideTalk("12", "2", "1", "b", "7", "1", "", "y", *left, store=spasm())
    assert not muted.rung


# Words


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Hold 5 s · 3 times", "Hold 5 seconds, 3 times."),
        ("EMERGENCY – call 112 now", "EMERGENCY: call 112 now."),
        ("1 min (1 to 20)", "1 minute (1 to 20)."),
        ("‼ Is it? ", "Is it?"),
        ("3–4 × a day", "3–4 times a day."),
        ("He said “now.”", "He said “now.”"),
        ("", ""),
    ],
)
def test_signs_for_the_eye_become_words(text: str, heard: str) -> None:
    assert as_heard(text) == heard
    assert list(heard_page([], None)) == []

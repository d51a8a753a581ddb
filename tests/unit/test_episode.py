"""A spasm's days and phases go forward only, and nothing stands out that nobody wrote down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.diary.store import MemoryStore
from tui.guide.content.episode_model import EpisodeWords, fill_in
from tui.guide.content.record_index import Index
from tui.guide.content.treatment_model import Pack
from tui.guide.episode.onset import OnsetChoice, UnclearOnset, onset_of
from tui.guide.episode.progress import (
    Due,
    DueKind,
    due,
    noticed,
    past,
    progress,
    to_tick,
)
from tui.guide.episode.records import (
    LEEWAY,
    Diary,
    Episode,
    EpisodeRecord,
    PackUse,
    Pain,
    Response,
    Ticked,
    Timer,
    WalkDone,
)

WORDS_TOML = """
begin = "begin"
begin_note = "begin note"
cold = "cold"
warm = "warm"
switch = "switch {when}"
switch_note = "switch note"
pack_now = "pack now"
pack_wait = "pack {when}"
pack_done = "done {when}"
walk = "walk"
walk_wait = "walk {when}"
pain = "pain"
pain_note = "pain note"
over = "over"
over_yes = "yes"
over_no = "no"
begun = "Begun?"
response = "How is it now?"
response_worse = "Is one of these true?"
noticed_lead = "lead"
noticed_remove = "remove"
none = "none"
sources = ["seed"]

[limits]
from_day = 4
entries = 4
change = 1
times = 3
within_days = 365
quiet = 1
quiet_hours = 24
silent_days = 7
strong = 7
pain_hours = 6
walk_hours = 12

[[noticed]]
when = "no_better"
finding = "not_improving_days"
reason = "Day {day}: {first}, now {last}."

[[noticed]]
when = "worse"
finding = "worsening"
reason = "From {first} to {last}."

[[noticed]]
when = "again"
finding = "recurrent"
reason = "{times} in {days} days."

[summary]
title = "Notes"
opening = ["Opening."]
questions = ["First question?", "Second question?"]
closing = ["Closing."]
nothing = "Nothing."
"""
WORDS = msgspec.convert(tomli.loads(WORDS_TOML), EpisodeWords)
LIMITS = WORDS.limits

UTC = timezone.utc
BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
ZONES = [UTC, BERLIN, APIA, ZoneInfo("Australia/Lord_Howe"), timezone(timedelta(hours=-11))]
NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC).timestamp()
ONSET = NOW - 30 * 86_400
HOUR, DAY = 3_600.0, 86_400.0


@pytest.fixture(scope="module")
def packs(index: Index) -> Mapping[str, Pack]:
    return index.packs


def logged(*entries: tuple[float, int]) -> tuple[Pain, ...]:
    """Pain entries from hours after the onset and levels."""
    return tuple(Pain(n, ONSET + hours * HOUR, level) for n, (hours, level) in enumerate(entries))


def going(*entries: tuple[float, int], before: tuple[Episode, ...] = ()) -> Diary:
    """A spasm that is going on, with these pain entries."""
    return Diary((*before, Episode(99, ONSET)), logged(*entries))


# Days and phases


@pytest.mark.parametrize(
    ("hours", "day", "phase"),
    [
        (0, 1, "cold"),
        (23.99, 1, "cold"),
        (24, 2, "cold"),
        (47.99, 2, "cold"),
        (48, 3, "warm"),
        (72, 4, "warm"),
        (24 * 30, 31, "warm"),
    ],
)
def test_cold_comes_first_and_warmth_after_48_hours(hours: float, day: int, phase: str) -> None:
    here = progress(Episode(1, ONSET), ONSET + hours * HOUR)

    assert (here.day, here.phase, here.switches) == (day, phase, ONSET + 48 * HOUR)
    assert here.hours == pytest.approx(hours)


@pytest.mark.parametrize("switch", [24, 30, 72])
def test_the_switch_is_ones_own(switch: int) -> None:
    episode = Episode(1, ONSET, switch)

    assert progress(episode, ONSET + switch * HOUR - 1).phase == "cold"
    assert progress(episode, ONSET + switch * HOUR).phase == "warm"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("begin", [(2026, 3, 28, 12), (2026, 10, 24, 12), (2011, 12, 29, 12)])
def test_neither_zone_nor_summer_time_shifts_a_phase(
    zone: tzinfo, begin: tuple[int, int, int, int]
) -> None:
    onset = datetime(*begin, tzinfo=zone).timestamp()
    episode = Episode(1, onset)

    assert progress(episode, onset + 48 * HOUR - 1).phase == "cold"
    assert progress(episode, onset + 48 * HOUR).phase == "warm"
    assert progress(episode, onset + 72 * HOUR).day == 4


def test_in_the_night_of_the_clock_change_the_day_still_has_24_hours() -> None:
    noon = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    next_noon = datetime(2026, 3, 29, 12, tzinfo=BERLIN)
    here = progress(Episode(1, noon.timestamp()), next_noon.timestamp())

    assert (here.hours, here.day) == (23, 1)


def test_an_episode_that_is_over_counts_no_further() -> None:
    over = Episode(1, ONSET, ended=ONSET + 50 * HOUR)

    assert progress(over, ONSET + 9_000 * HOUR).hours == 50


AHEAD = (
    Episode(90, NOW + 400 * DAY),
    Episode(91, NOW + HOUR, ended=NOW + 2 * HOUR),
    Pain(90, NOW + 400 * DAY, 9),
    Pain(91, NOW + 3 * HOUR, 10),
    PackUse(90, NOW + DAY, "cold", 20),
    WalkDone(90, NOW + DAY),
    Response(90, NOW + DAY, "walkthrough", "worse"),
    Ticked(90, NOW + DAY, "worsening", noticed=True),
)
"""Entries from the future."""


def with_ahead(diary: Diary, ahead: Sequence[EpisodeRecord]) -> Diary:
    """`diary` with entries from the future too."""

    def of(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(held for held in ahead if isinstance(held, kind))

    return replace(
        diary,
        episodes=(*diary.episodes, *of(Episode)),
        pains=(*diary.pains, *of(Pain)),
        packs=(*diary.packs, *of(PackUse)),
        walks=(*diary.walks, *of(WalkDone)),
        responses=(*diary.responses, *of(Response)),
        ticks=(*diary.ticks, *of(Ticked)),
    )


@given(
    st.sets(st.sampled_from(AHEAD)),
    st.lists(st.tuples(st.floats(0, 110), st.integers(0, 10)), max_size=6),
)
def test_nothing_follows_from_entries_that_are_still_to_come(
    index: Index, ahead: set[EpisodeRecord], entries: list[tuple[float, int]]
) -> None:
    right = going(*sorted(entries))
    wrong = with_ahead(right, sorted(ahead, key=lambda held: held.at))

    assert wrong.until(NOW) == right
    assert set(wrong.ahead(NOW)) == ahead
    assert due(wrong, LIMITS, index.packs, NOW) == due(right, LIMITS, index.packs, NOW)
    found = [(tick.finding, tick.at) for tick in to_tick(WORDS, right, NOW)]
    told = [(tick.finding, tick.at) for tick in to_tick(WORDS, wrong, NOW)]
    # A finding that is ticked, whenever that was, is not ticked once more.
    assert [tick for tick in found if tick[0] != "worsening" or AHEAD[-1] not in ahead] == told


@pytest.mark.parametrize("seconds", [-5.0, 0.0, 60.0, LEEWAY])
def test_a_clock_that_is_put_right_by_a_little_leaves_every_entry_where_it_was(
    seconds: float,
) -> None:
    diary = Diary((Episode(1, NOW),), (Pain(1, NOW + seconds, 4),))

    assert diary.until(NOW) == diary
    assert diary.ahead(NOW) == ()


def test_a_spasm_whose_end_is_still_to_come_is_over_now() -> None:
    wrong = Diary((Episode(1, ONSET, ended=NOW + 400 * DAY),))

    assert wrong.ahead(NOW) == wrong.episodes
    assert wrong.until(NOW).episodes == (Episode(1, ONSET, ended=NOW),)
    assert wrong.until(NOW).current is None


@given(st.lists(st.tuples(st.floats(0, 1e9), st.booleans()), max_size=8))
def test_what_was_written_is_what_is_read(held: list[tuple[float, bool]]) -> None:
    store = MemoryStore()
    kept = [store.keep(Episode(at=at, ended=at + 5 if over else None)) for at, over in held]
    diary = Diary.read(store)
    going_on = [episode for episode in kept if episode.ended is None]

    assert set(diary.episodes) == set(kept)
    assert diary.current == max(going_on, key=lambda e: (e.at, e.id), default=None)


# The onset


@pytest.mark.parametrize(
    ("when", "text", "expected"),
    [
        (OnsetChoice.NOW, "", (22, 18, 30)),
        (OnsetChoice.EARLIER, "14:15", (22, 14, 15)),
        (OnsetChoice.EARLIER, "9.05", (22, 9, 5)),
        (OnsetChoice.EARLIER, "2 pm", (22, 14, 0)),
        (OnsetChoice.EARLIER, "12:10am", (22, 0, 10)),
        (OnsetChoice.EARLIER, "3", (22, 15, 30)),
        (OnsetChoice.EARLIER, " 3  Hours ago ", (22, 15, 30)),
        (OnsetChoice.EARLIER, "1.5 h", (22, 17, 0)),
        (OnsetChoice.EARLIER, "1,5", (22, 17, 0)),
        (OnsetChoice.EARLIER, "40 min", (22, 17, 50)),
        (OnsetChoice.EARLIER, "20 h", (21, 22, 30)),
        (OnsetChoice.YESTERDAY, "", (21, 12, 0)),
        (OnsetChoice.YESTERDAY, "23:50", (21, 23, 50)),
        (OnsetChoice.DATE, "2026-11-19", (19, 12, 0)),
        (OnsetChoice.DATE, "2026-11-19 07:20", (19, 7, 20)),
        (OnsetChoice.DATE, "2026-11-19T07:20", (19, 7, 20)),
        (OnsetChoice.DATE, "19 Nov", (19, 12, 0)),
        (OnsetChoice.DATE, "19. november 2026, 7:20", (19, 7, 20)),
        (OnsetChoice.DATE, "19.11.", (19, 12, 0)),
        (OnsetChoice.DATE, "19/11/2026", (19, 12, 0)),
        (OnsetChoice.DATE, "19.11. 7:20", (19, 7, 20)),
        (OnsetChoice.DATE, "22 Nov", (22, 12, 0)),
    ],
)
def test_an_onset_is_read_as_it_is_written(
    when: OnsetChoice, text: str, expected: tuple[int, int, int]
) -> None:
    day, hour, minute = expected

    assert (
        onset_of(when, text, NOW, UTC)
        == datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp()
    )


def test_a_day_without_a_year_is_the_last_one() -> None:
    assert (
        onset_of(OnsetChoice.DATE, "23 Nov", NOW, UTC)
        == datetime(2025, 11, 23, 12, tzinfo=UTC).timestamp()
    )
    assert (
        onset_of(OnsetChoice.DATE, "29.2.", NOW, UTC)
        == datetime(2024, 2, 29, 12, tzinfo=UTC).timestamp()
    )


def test_today_before_noon_is_now() -> None:
    morning = datetime(2026, 11, 22, 8, tzinfo=UTC).timestamp()

    assert onset_of(OnsetChoice.DATE, "22 Nov", morning, UTC) == morning


@pytest.mark.parametrize(
    ("when", "text", "told"),
    [
        (OnsetChoice.EARLIER, "", "such as 14:30"),
        (OnsetChoice.EARLIER, "lunch", "14:30"),
        (OnsetChoice.EARLIER, "18:31", "still to come"),
        (OnsetChoice.EARLIER, "25:00", "no such time"),
        (OnsetChoice.EARLIER, "13 pm", "no such time"),
        (OnsetChoice.EARLIER, "25 h", "24 hours"),
        (OnsetChoice.YESTERDAY, "7", "14:30"),
        (OnsetChoice.DATE, "", "2026-11-03"),
        (OnsetChoice.DATE, "yesterday", "2026-11-03"),
        (OnsetChoice.DATE, "19 Foo", "no such day"),
        (OnsetChoice.DATE, "31 Nov", "no such day"),
        (OnsetChoice.DATE, "2026-13-01", "no such day"),
        (OnsetChoice.DATE, "0000-01-01", "no such day"),
        (OnsetChoice.DATE, "2026-11-23", "still to come"),
        (OnsetChoice.DATE, "9999-12-31 23:59", "still to come"),
        (OnsetChoice.DATE, "0001-01-01", "5 years"),
        (OnsetChoice.DATE, "3.11.26", "2026-11-03"),
        (OnsetChoice.DATE, "19 Nov soon", "14:30"),
    ],
)
def test_what_cannot_be_an_onset_is_answered_with_what_to_write(
    when: OnsetChoice, text: str, told: str
) -> None:
    with pytest.raises(UnclearOnset, match=told):
        onset_of(when, text, NOW, UTC)


@given(
    st.sampled_from(list(OnsetChoice)),
    st.text(alphabet="0123456789:.-/ hminNovTpa,", max_size=18) | st.text(max_size=12),
    st.floats(1e8, 4e9),
    st.sampled_from(ZONES),
)
def test_no_onset_is_to_come_or_long_ago(
    when: OnsetChoice, text: str, now: float, zone: tzinfo
) -> None:
    try:
        at = onset_of(when, text, now, zone)
    except UnclearOnset as error:
        assert str(error)
    else:
        assert now - (5 * 366 + 2) * DAY <= at <= now


@pytest.mark.parametrize("text", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_a_time_that_the_clock_skipped_or_had_twice_is_still_a_time(text: str) -> None:
    at = onset_of(OnsetChoice.DATE, text, NOW, BERLIN)

    assert (
        abs(at - datetime(2026, int(text[5:7]), int(text[8:10]), 1, tzinfo=UTC).timestamp()) <= HOUR
    )


# What was before


def test_past_spasms_tell_how_often_and_how_long() -> None:
    old = Episode(1, NOW - 400 * DAY, ended=NOW - 390 * DAY)
    new = Episode(2, NOW - 100 * DAY, ended=NOW - 97.5 * DAY)
    here = past([old, new, Episode(3, NOW - DAY)], NOW)

    assert here.ended == (new, old)
    assert here.hours == (60, 240)
    assert here.within == 2


# What is due


def whats(held: tuple[Due, ...], now: float) -> list[DueKind]:
    """What is due at `now`."""
    return [entry.what for entry in held if entry.at <= now]


def test_without_a_spasm_nothing_is_due(packs: Mapping[str, Pack]) -> None:
    assert due(Diary(), LIMITS, packs, NOW) == ()
    assert due(Diary((Episode(1, ONSET, ended=NOW),)), LIMITS, packs, NOW) == ()


def test_at_the_beginning_pain_pack_and_movement_are_due(packs: Mapping[str, Pack]) -> None:
    held = due(going(), LIMITS, packs, ONSET)

    assert whats(held, ONSET) == [DueKind.PAIN, DueKind.PACK, DueKind.WALK]
    assert [entry.pack for entry in held] == [None, "cold", None]


def test_what_was_done_rests_before_it_is_due_again(packs: Mapping[str, Pack]) -> None:
    diary = Diary(
        (Episode(1, ONSET),),
        logged((50, 4)),
        (PackUse(1, ONSET + 50 * HOUR, "cold", 20),),
        (WalkDone(1, ONSET + 50 * HOUR),),
    )

    assert due(diary, LIMITS, packs, ONSET + 51 * HOUR) == (
        Due(DueKind.PACK, ONSET + 50 * HOUR + 80 * 60, "warm"),
        Due(DueKind.PAIN, ONSET + 56 * HOUR),
        Due(DueKind.WALK, ONSET + 62 * HOUR),
    )


def test_after_three_packs_the_next_is_for_tomorrow(packs: Mapping[str, Pack]) -> None:
    uses = tuple(PackUse(n, ONSET + n * 2 * HOUR, "cold", 20) for n in range(3))
    (pack,) = (
        entry
        for entry in due(Diary((Episode(1, ONSET),), packs=uses), LIMITS, packs, ONSET + 9 * HOUR)
        if entry.what is DueKind.PACK
    )

    assert pack == Due(DueKind.PACK, ONSET + 24 * HOUR, "cold", full=True)


def test_while_a_pack_is_at_hand_no_other_is_due(packs: Mapping[str, Pack]) -> None:
    diary = Diary((Episode(1, ONSET),), timer=Timer("cold", 20))

    assert DueKind.PACK not in whats(due(diary, LIMITS, packs, ONSET), ONSET)


@pytest.mark.parametrize(("level", "offered"), [(6, True), (7, False), (10, False)])
def test_in_strong_pain_no_movement_is_offered(
    packs: Mapping[str, Pack], level: int, offered: bool
) -> None:
    held = due(going((1, 9), (5, level)), LIMITS, packs, ONSET + 5 * HOUR)

    assert (DueKind.WALK in [entry.what for entry in held]) == offered


@pytest.mark.parametrize(
    ("entries", "hours", "asked"),
    [
        ([(0, 8), (60, 1), (72, 0), (84, 1)], 85, True),
        ([(0, 8), (60, 1), (72, 0), (83, 1)], 84, False),
        ([(0, 8), (60, 1), (72, 2), (84, 1)], 85, False),
        ([(0, 8), (60, 1), (84, 1)], 109, False),
        ([(0, 8), (84, 0)], 85, False),
        ([], 400, False),
        ([(0, 8)], 7 * 24, True),
        ([(0, 8)], 7 * 24 - 1, False),
    ],
)
def test_whether_it_has_passed_is_asked_after_a_quiet_day_or_a_silent_week(
    packs: Mapping[str, Pack], entries: list[tuple[float, int]], hours: float, asked: bool
) -> None:
    now = ONSET + hours * HOUR
    held = whats(due(going(*entries), LIMITS, packs, now), now)

    assert (DueKind.OVER in held) == asked
    assert not asked or held[0] is DueKind.OVER


@given(
    st.lists(st.tuples(st.floats(0, 400), st.integers(0, 10)), max_size=12),
    st.lists(st.floats(0, 400), max_size=6),
    st.floats(-100, 500),
)
def test_what_is_due_is_never_in_the_past_nor_said_twice(
    index: Index, entries: list[tuple[float, int]], uses: list[float], hours: float
) -> None:
    diary = Diary(
        (Episode(1, ONSET),),
        logged(*entries),
        tuple(PackUse(0, ONSET + at * HOUR, "warm", 20) for at in uses),
    )
    now = ONSET + hours * HOUR
    held = due(diary, LIMITS, index.packs, now)

    assert all(entry.at >= now for entry in held)
    assert len({entry.what for entry in held}) == len(held)
    assert [entry.at for entry in held] == sorted(entry.at for entry in held)


# What stands out


def findings(diary: Diary, hours: float) -> dict[str, str]:
    """What stands out so many hours after the onset, with the reasons."""
    episode = diary.current
    assert episode
    held = noticed(WORDS, diary, episode, ONSET + hours * HOUR)
    return {notice.finding: notice.reason for notice in held}


def test_from_day_4_pain_as_strong_as_at_the_start_is_no_better() -> None:
    diary = going((1, 6), (8, 7), (30, 6), (48, 1), (71, 7), (73, 6))

    assert findings(diary, 71.9) == {}
    assert findings(diary, 73) == {"not_improving_days": "Day 4: 6.5, now 6.5."}


def test_once_a_day_is_enough_to_be_noticed() -> None:
    diary = going((1, 6), (25, 6), (49, 6), (73, 6))

    assert set(findings(diary, 73)) == {"not_improving_days"}


def test_one_step_lower_is_better() -> None:
    assert findings(going((1, 6), (25, 6), (49, 6), (73, 5)), 73) == {}


def test_hardly_any_pain_is_not_called_no_better() -> None:
    assert findings(going((1, 1), (25, 1), (49, 1), (73, 1)), 73) == {}


def test_one_step_higher_is_worse_on_any_day() -> None:
    diary = going((0, 3), (1, 3), (26, 4), (49, 4))

    assert findings(diary, 49) == {"worsening": "From 3 to 4."}


def test_pain_that_is_worse_on_day_4_is_no_better_either() -> None:
    diary = going((1, 3), (25, 6), (49, 6), (73, 6))

    assert set(findings(diary, 73)) == {"worsening", "not_improving_days"}


@pytest.mark.parametrize(
    ("entries", "hours"),
    [
        ([], 100),
        ([(0, 3)], 100),
        ([(0, 3), (1, 3), (99, 9)], 100),
        ([(0, 3), (1, 3), (2, 3), (3, 3), (4, 3)], 100),
        ([(70, 3), (71, 3), (99, 9), (100, 9)], 100),
        ([(0, 3), (1, 3), (30, 9), (40, 9)], 65),
    ],
)
def test_without_enough_entries_nothing_is_said(
    entries: list[tuple[float, int]], hours: float
) -> None:
    assert findings(going(*entries), hours) == {}


def test_entries_before_the_onset_or_to_come_do_not_count() -> None:
    diary = going((-50, 1), (-40, 1), (-30, 1), (1, 6), (49, 3), (500, 9), (501, 9))

    assert findings(diary, 73) == {}


def test_a_third_episode_within_a_year_is_again() -> None:
    first = Episode(1, ONSET - 364 * DAY, ended=ONSET - 360 * DAY)
    second = Episode(2, ONSET - 100 * DAY, ended=ONSET - 90 * DAY)
    long_ago = Episode(1, ONSET - 366 * DAY, ended=ONSET - 360 * DAY)

    assert findings(going(before=(first, second)), 0) == {"recurrent": "3 in 365 days."}
    assert findings(going(before=(long_ago, second)), 0) == {}
    assert findings(going(before=(second,)), 0) == {}


def test_what_stands_out_is_ticked_once_and_stays_away_when_taken_away() -> None:
    diary = going((1, 6), (25, 6), (49, 6), (73, 6))
    now = ONSET + 73 * HOUR
    (tick,) = to_tick(WORDS, diary, now)

    assert (tick.finding, tick.at, tick.on, tick.noticed) == ("not_improving_days", now, True, True)
    ticked = Diary(diary.episodes, diary.pains, ticks=(tick,))
    away = Ticked(2, now + 60, "not_improving_days", on=False)
    removed = Diary(diary.episodes, diary.pains, ticks=(tick, away))
    assert to_tick(WORDS, ticked, now + 1) == ()
    assert to_tick(WORDS, removed, now + 120) == ()


def test_what_the_reader_ticked_is_left_and_what_was_unticked_long_before_is_not() -> None:
    diary = going((1, 6), (25, 6), (49, 6), (73, 6))
    now = ONSET + 73 * HOUR
    own = Ticked(1, ONSET, "not_improving_days")
    undone = Ticked(2, ONSET + HOUR, "not_improving_days", on=False)
    earlier = Ticked(3, ONSET - 90 * DAY, "not_improving_days", noticed=True)
    earlier_undone = Ticked(4, ONSET - 80 * DAY, "not_improving_days", on=False)

    for ticks, count in (((own,), 0), ((own, undone), 1), ((earlier, earlier_undone), 1)):
        held = Diary(diary.episodes, diary.pains, ticks=ticks)
        assert len(to_tick(WORDS, held, now)) == count


def test_without_a_spasm_nothing_is_ticked() -> None:
    over = Diary((Episode(1, ONSET, ended=NOW),), logged((1, 6), (25, 6), (49, 6), (73, 9)))

    assert to_tick(WORDS, over, NOW) == ()


def test_the_findings_it_ticks_are_in_the_content(index: Index) -> None:
    assert {held.finding for held in WORDS.noticed} <= set(index.findings)


def test_values_are_put_in_where_they_are_named() -> None:
    assert fill_in("{when}: {first} of {other}", when="now", first=3) == "now: 3 of {other}"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("from_day = 0", "from_day"),
        ("quiet = 11", "quiet"),
        ("strong = 7\nloud = 9", "loud"),
        ("times = 3\ntimes_a_year = 3", "times_a_year"),
    ],
)
def test_words_with_impossible_limits_are_refused(wrong: str, told: str) -> None:
    key = wrong.split(" ")[0]
    (right,) = (line for line in WORDS_TOML.splitlines() if line.startswith(f"{key} ="))

    with pytest.raises(msgspec.ValidationError, match=told):
        msgspec.convert(tomli.loads(WORDS_TOML.replace(right, wrong)), EpisodeWords)

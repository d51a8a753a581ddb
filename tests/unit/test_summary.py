"""The page for a doctor says what was written down, on one page, and nothing else."""

from __future__ import annotations

import math
import re
from datetime import datetime, timezone, tzinfo
from textwrap import wrap
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_episode import WORDS_TOML
from tui.guide.content.episode_model import EpisodeWords
from tui.guide.content.record_index import Index
from tui.guide.episode.pain_chart import DAYS
from tui.guide.episode.records import (
    Activity,
    AskFirstAnswers,
    Change,
    Diary,
    Episode,
    PackId,
    PackUse,
    Pain,
    Response,
    Ticked,
    WalkDone,
)
from tui.guide.episode.summary import HEIGHT, length_words, moment_words, summary
from tui.guide.episode.summary_format import WIDTH
from tui.guide.episode.time_style import MONTHS

WORDS = msgspec.convert(tomli.loads(WORDS_TOML), EpisodeWords)
UTC = timezone.utc
ONSET = datetime(2026, 11, 3, 14, 30, tzinfo=UTC).timestamp()
HOUR, DAY = 3_600.0, 86_400.0
NOW = ONSET + 4 * DAY + HOUR


def lines_of(page: str) -> int:
    """How many lines a page takes at 80 columns."""
    return sum(max(1, len(wrap(line, WIDTH))) for line in page.splitlines())


def text(index: Index, diary: Diary, now: float = NOW, markdown: bool = False) -> str:
    """The page, in UTC."""
    return summary(index, diary, WORDS, now, UTC, markdown)


@pytest.fixture(scope="module")
def full() -> Diary:
    """A spasm with something of everything."""
    return Diary(
        episodes=(
            Episode(1, ONSET - 90 * DAY, ended=ONSET - 80 * DAY),
            Episode(2, ONSET),
        ),
        pains=(
            Pain(1, ONSET + HOUR, 6, "after lifting"),
            Pain(2, ONSET + 20 * HOUR, 8),
            Pain(3, ONSET + 60 * HOUR, 6, "slept well"),
            Pain(4, ONSET + 96 * HOUR, 7),
        ),
        packs=(
            PackUse(1, ONSET + 2 * HOUR, "cold", 20),
            PackUse(2, ONSET + 9 * HOUR, "cold", 12.4),
            PackUse(3, ONSET + 70 * HOUR, "warm", 1),
        ),
        walks=(
            WalkDone(1, ONSET + 71 * HOUR, ("knee_to_chest", "pelvic_tilt")),
            WalkDone(2, ONSET + 90 * HOUR, ("knee_to_chest",)),
        ),
        ticks=(
            Ticked(1, ONSET, "recent_lift"),
            Ticked(2, ONSET + HOUR, "one_leg_tingling"),
            Ticked(3, ONSET + 30 * HOUR, "one_leg_tingling", on=False),
            Ticked(4, ONSET + 96 * HOUR, "not_improving_days", noticed=True),
        ),
        asked=AskFirstAnswers(("breastfeeding", "reaction"), ("knee_trouble",)),
        responses=(
            Response(1, ONSET - DAY, "walkthrough", "worse"),
            Response(2, ONSET + 71 * HOUR, "walkthrough", "better"),
            Response(3, ONSET + 80 * HOUR, "breathing", "better"),
            Response(4, ONSET + 90 * HOUR, "walkthrough", "worse"),
            Response(5, ONSET + 91 * HOUR, "walkthrough", "better"),
            Response(6, ONSET + 92 * HOUR, "walkthrough", "same"),
        ),
    )


def wrapped(words: str) -> str:
    """An entry of a list, as a page breaks it."""
    return "\n".join(wrap(words, WIDTH, initial_indent="- ", subsequent_indent="  "))


def test_the_page_says_what_was_kept(index: Index, full: Diary) -> None:
    said = {name: finding.text for name, finding in index.findings.items()}
    asked = {line.id: line.text for line in index.content.medicine.lines}
    tingling = f"{said['one_leg_tingling']}: ticked Tue 3 Nov 2026, 15:30; "
    no_better = f"{said['not_improving_days']}: ticked Sat 7 Nov 2026, 14:30. "
    expected = f"""\
Notes
=====

Opening.

Onset
- Began Tue 3 Nov 2026, 14:30.
- Day 5 on Sat 7 Nov 2026, 15:30.
- Before: Wed 5 Aug 2026, 14:30, 10 days.

Course of pain
- 4 entries.
- First: 6 of 10, Tue 3 Nov 2026, 15:30.
- Last: 7 of 10, Sat 7 Nov 2026, 14:30.
- Highest: 8 of 10, Wed 4 Nov 2026, 10:30.
- Fri 6 Nov 2026, 02:30, 6 of 10: “slept well”
- Tue 3 Nov 2026, 15:30, 6 of 10: “after lifting”
  10│
    │       ▆▆▆▆▆▆               ▂▂▂▂▂▂
   5│▅▅▅▅▅▅ ██████        ▅▅▅▅▅▅ ██████
    │██████ ██████        ██████ ██████
    │██████ ██████        ██████ ██████
   0│██████ ██████        ██████ ██████
     Tue 3  Wed 4  Thu 5  Fri 6  Sat 7
     o!p                  <wp    !><=w
  o onset, ! sign ticked, > worse, < better, = the same, w walkthrough,
  p pack, + several

Signs ticked
{wrapped(tingling + "taken away Wed 4 Nov 2026, 20:30.")}
{wrapped(no_better + "Ticked by the guide. Day 5: 7, now 7.")}
{wrapped(said["recent_lift"] + ": ticked Tue 3 Nov 2026, 14:30.")}

What was tried
- Cold pack: 2 times, last Tue 3 Nov 2026, 23:30; 12 to 20 minutes.
- Warm pack: 1 time, last Fri 6 Nov 2026, 12:30; 1 minute.
- Walkthrough: 2 times, last Sat 7 Nov 2026, 08:30.
- Exercises: Knee-to-chest (2), Pelvic tilt (1).
- After exercises: 2 better, 1 the same, 1 worse.
- After breathing: 1 better.

{index.content.medicine.title}
{wrapped(asked["reaction"])}
{wrapped(asked["breastfeeding"])}

Exercises: ask first
{wrapped(index.blockers["knee_trouble"].text)}

Questions
1. First question?
2. Second question?

Closing.
"""

    assert text(index, full).splitlines() == expected.splitlines()


def test_without_anything_it_says_so(index: Index) -> None:
    assert text(index, Diary()) == "Notes\n=====\n\nNothing.\n"
    assert text(index, Diary(asked=AskFirstAnswers()), markdown=True) == "# Notes\n\nNothing.\n"


@pytest.mark.parametrize("markdown", [False, True])
def test_empty_parts_are_left_out(index: Index, markdown: bool) -> None:
    page = text(index, Diary((Episode(1, ONSET),)), markdown=markdown)

    assert "Onset" in page
    for heading in ("Course", "Signs", "tried", index.content.medicine.title, "Exercises", "│"):
        assert heading not in page


def test_the_last_spasm_is_told_when_none_is_going_on(index: Index) -> None:
    page = text(index, Diary((Episode(1, ONSET, ended=ONSET + 72 * HOUR),)))

    assert "Over since Fri 6 Nov 2026, 14:30: 3 days." in page
    assert "Day " not in page


def test_only_this_spasm_is_told_but_every_sign(index: Index) -> None:
    old = ONSET - 30 * DAY
    diary = Diary(
        (Episode(1, ONSET),),
        (Pain(1, old, 9, "old note"),),
        (PackUse(1, old, "cold", 20),),
        (WalkDone(1, old),),
        (Ticked(1, old, "fever"),),
    )
    page = text(index, diary)

    assert "Signs ticked" in page
    for words in ("old note", "Cold pack", "Walkthrough", "Course"):
        assert words not in page


def test_times_are_those_of_the_reader(index: Index) -> None:
    page = summary(index, Diary((Episode(1, ONSET),)), WORDS, NOW, ZoneInfo("Pacific/Apia"))

    assert "Began Wed 4 Nov 2026, 03:30." in page
    assert moment_words(ONSET, ZoneInfo("Europe/Berlin")) == "Tue 3 Nov 2026, 15:30"


@pytest.mark.parametrize(
    ("hours", "words"), [(0.2, "0 hours"), (1, "1 hour"), (47, "47 hours"), (60.1, "3 days")]
)
def test_a_length_is_told_in_hours_or_days(hours: float, words: str) -> None:
    assert length_words(hours) == words


def test_a_note_cannot_write_outside_its_line(index: Index) -> None:
    note = "one\n# two\x1b[31m\u202e *three* `four` [five](six) <b> | _seven_ \\ "
    diary = Diary((Episode(1, ONSET),), (Pain(1, ONSET, 5, note),))
    plain, marked = text(index, diary), text(index, diary, markdown=True)

    for page in (plain, marked):
        assert "\x1b" not in page and "\u202e" not in page
        assert not any(line.startswith("# two") for line in page.splitlines())
    (line,) = [line for line in marked.splitlines() if "three" in line]
    assert r"\*three\* \`four\` \[five\](six) \<b\> \| \_seven\_ \\" in line
    assert r"one\\n\# two\\x1b\[31m" in line


def test_an_unknown_finding_is_told_by_its_name_and_unknown_others_are_not(index: Index) -> None:
    diary = Diary(
        ticks=(Ticked(1, ONSET, "gone\x07"),),
        walks=(WalkDone(1, ONSET, ("lost",)),),
        asked=AskFirstAnswers(("nothing",), ("no_more",)),
    )
    page = text(index, diary)

    assert r"“gone\x07”: ticked" in page
    for words in ("lost", "nothing", "no_more", "Exercises", index.content.medicine.title):
        assert words not in page


def test_the_weightiest_signs_stand_first(index: Index) -> None:
    names = ("improving", "urine_retention", "fever", "one_leg_pain")
    diary = Diary(ticks=tuple(Ticked(n, ONSET + n, name) for n, name in enumerate(names)))
    page = text(index, diary)
    places = [page.index(index.findings[names[n]].text) for n in (1, 2, 3, 0)]

    assert places == sorted(places)


def months(index: Index) -> Diary:
    """Months of everything, as much as there can be."""
    return Diary(
        (
            *(
                Episode(n, ONSET - n * 30 * DAY, ended=ONSET - n * 29 * DAY)
                for n in range(40, 0, -1)
            ),
            Episode(99, ONSET),
        ),
        tuple(Pain(n, ONSET + n * 3 * HOUR, n % 11, "word " * 60) for n in range(2_000)),
        tuple(PackUse(n, ONSET + n * 8 * HOUR, "warm", 20) for n in range(500)),
        tuple(WalkDone(n, ONSET + n * DAY, tuple(index.exercises)) for n in range(200)),
        tuple(Ticked(n, ONSET + n, name) for n, name in enumerate(index.findings)),
        asked=AskFirstAnswers(
            tuple(line.id for line in index.content.medicine.lines), tuple(index.blockers)
        ),
        responses=tuple(
            Response(n, ONSET + n * DAY, ACTIVITIES[n % 2], CHANGES[n % 3]) for n in range(600)
        ),
    )


@pytest.mark.parametrize("markdown", [False, True])
def test_months_fit_one_page(index: Index, markdown: bool) -> None:
    page = text(index, months(index), ONSET + 250 * DAY, markdown)

    assert lines_of(page) <= HEIGHT
    assert markdown or max(map(len, page.splitlines())) <= WIDTH
    assert "and 39 earlier" in page
    assert "2000 entries" in page
    assert index.content.medicine.title in page


def test_a_cut_list_keeps_the_newest_notes(index: Index) -> None:
    pains = tuple(Pain(n, ONSET + n * HOUR, 5, f"note {n}") for n in range(30))
    page = text(index, Diary((Episode(1, ONSET),), pains))

    assert "note 29" in page and "note 24" in page
    assert "note 23" not in page
    assert "and 24 earlier" in page


AT = st.floats(-1e8, 1e8).map(lambda seconds: ONSET + seconds)
R = TypeVar("R", Episode, Pain, PackUse, WalkDone, Response, Ticked)


def oldest_first(record: st.SearchStrategy[R], most: int) -> st.SearchStrategy[tuple[R, ...]]:
    """Random records as a store gives them."""
    return st.lists(record, max_size=most).map(lambda held: tuple(sorted(held, key=lambda r: r.at)))


def episode(at: float, hours: int | None) -> Episode:
    """An episode of so many hours, or one that goes on."""
    return Episode(0, at, ended=None if hours is None else at + hours * HOUR)


SIGNS = ("chest_pain", "worsening", "recurrent", "spasm_local", "not_improving_days")
PACKS: tuple[PackId, ...] = ("cold", "warm")
ACTIVITIES: tuple[Activity, ...] = ("breathing", "walkthrough")
CHANGES: tuple[Change, ...] = ("better", "same", "worse")
NOTES = st.sampled_from(["", "stiff", "a\nb", "*#|`_"]) | st.text(
    st.characters(exclude_categories=["Nd", "No", "Nl", "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    max_size=300,
)
DIARIES = st.builds(
    Diary,
    oldest_first(st.builds(episode, AT, st.none() | st.integers(0, 5_000)), 5),
    oldest_first(st.builds(Pain, st.just(0), AT, st.integers(0, 10), NOTES), 20),
    oldest_first(
        st.builds(PackUse, st.just(0), AT, st.sampled_from(PACKS), st.floats(0, 30)),
        10,
    ),
    oldest_first(st.builds(WalkDone, st.just(0), AT, st.just(("cat_cow", "unknown"))), 5),
    oldest_first(
        st.builds(Ticked, st.just(0), AT, st.sampled_from(SIGNS), st.booleans(), st.booleans()), 10
    ),
    asked=st.none() | st.builds(AskFirstAnswers, st.just(("reaction", "unknown")), st.just(())),
    responses=oldest_first(
        st.builds(Response, st.just(0), AT, st.sampled_from(ACTIVITIES), st.sampled_from(CHANGES)),
        10,
    ),
)


def kept_times(diary: Diary, now: float) -> set[float]:
    """All times that the page may tell."""
    groups = (
        *(diary.episodes, diary.pains, diary.packs),
        *(diary.walks, diary.ticks, diary.responses),
    )
    times = {record.at for group in groups for record in group}
    times |= {held.ended for held in diary.episodes if held.ended is not None}
    return {*times, now}


def kept_numbers(diary: Diary, now: float) -> set[str]:
    """All numbers that the page may tell besides times: values, counts and lengths."""
    groups = (
        *(diary.episodes, diary.pains, diary.packs),
        *(diary.walks, diary.ticks, diary.responses),
    )
    numbers = {str(n) for n in range(1, max(map(len, groups)) + 1)} | {"10", "365", "0", "5"}
    # Those that are not counted are told together, and the last of them only by their number.
    numbers |= {str(n) for n in range(1, len(diary.ahead(now)) + 1)}
    levels = [pain.level for pain in diary.pains]
    numbers |= {f"{(one + other) / 2:g}" for one in levels for other in levels}
    numbers |= {str(round(use.minutes)) for use in diary.packs}
    times = kept_times(diary, now)
    for held in diary.episodes:
        numbers |= {str(int((at - held.at) // DAY) + 1) for at in times if at >= held.at}
        if held.ended is not None:
            # An end that is still to come counts as now.
            ends = (held.ended, min(held.ended, now))
            numbers |= {length_words(max(0, at - held.at) / HOUR).split()[0] for at in ends}
    return numbers


@given(DIARIES, AT, st.booleans())
def test_whatever_was_kept_no_number_is_invented(
    index: Index, diary: Diary, now: float, markdown: bool
) -> None:
    page = summary(index, diary, WORDS, now, UTC, markdown)
    lines = page.splitlines()
    rows = [place for place, line in enumerate(lines) if "│" in line and "of 10" not in line]
    # The dates under the chart.
    del lines[min(rows, default=0) : max(rows, default=-2) + 2]
    told = " ".join(" ".join(lines).split())
    for at in kept_times(diary, now):
        told = told.replace(moment_words(at, UTC), "")
    told = told.replace("1. First question?", "").replace("2. Second question?", "")

    assert set(re.findall(r"\d+(?:\.\d+)?", told)) <= kept_numbers(diary, now)


@given(DIARIES, AT, st.booleans(), st.sampled_from([UTC, ZoneInfo("Pacific/Apia")]))
def test_whatever_was_kept_it_is_a_page(
    index: Index, diary: Diary, now: float, markdown: bool, zone: tzinfo
) -> None:
    page = summary(index, diary, WORDS, now, zone, markdown)

    assert page.startswith("# Notes\n" if markdown else "Notes\n")
    assert page.endswith("\n") and not page.endswith("\n\n")
    assert lines_of(page) <= HEIGHT
    assert all(character.isprintable() or character == "\n" for character in page)


@given(st.text(max_size=40), st.booleans())
def test_any_note_and_any_name_can_be_written(index: Index, words: str, markdown: bool) -> None:
    diary = Diary(
        (Episode(1, ONSET),),
        (Pain(1, ONSET, 5, words),),
        (PackUse(1, ONSET, "cold", math.inf), PackUse(2, ONSET, "cold", math.nan)),
        (WalkDone(1, 1e300, (words,)),),
        (Ticked(1, ONSET, words), Ticked(2, -1e300, words)),
    )
    page = text(index, diary, markdown=markdown)

    assert all(character.isprintable() or character == "\n" for character in page)


def test_days_and_months_have_their_names() -> None:
    assert (len(DAYS), len(MONTHS)) == (7, 12)
    for month, name in enumerate(MONTHS, 1):
        at = datetime(2026, month, 1, tzinfo=UTC).timestamp()
        assert f" 1 {name} 2026" in moment_words(at, UTC)
    assert moment_words(ONSET + 5 * DAY, UTC).startswith(DAYS[6])

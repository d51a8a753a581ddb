"""The first minutes: is it safe, then rest, breathe and move, one key an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from tests.app.conftest import Clock, OpenGuide, Reader, words_of
from tests.app.test_pack import WallClock
from tests.support.export import exported_rows
from tests.support.large import large_words
from tui.app.drawing.border import THUMB
from tui.app.input.answer_guard import READING
from tui.app.main_screen.main_screen import MainScreen
from tui.app.screens.first_minutes.breathing import BreathingScreen
from tui.app.screens.first_minutes.emergency import EmergencyScreen
from tui.app.screens.first_minutes.position import PositionScreen
from tui.app.screens.first_minutes.safety import SafetyScreen
from tui.app.screens.first_minutes.yes_no import AskScreen, YesNoScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.app.terminal.window_size import SMALLEST_LED, is_too_small
from tui.diary.sqlite_store import open_store
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.episode.records import Episode
from tui.guide.triage import Triage

DAY = 86_400.0
COUNT = 8
"""The safety questions."""


async def answer(reader: Reader, clock: Clock, *keys: str) -> None:
    """Press each key once what is shown before it has been read."""
    for key in keys:
        clock.now += 2 * READING
        await reader.press(key)


async def no_sign(reader: Reader, clock: Clock, count: int = COUNT) -> None:
    await answer(reader, clock, *["n"] * count)


def place(reader: Reader) -> str:
    """Where the questions are: ``3 of 8``."""
    assert isinstance(reader.app.screen, SafetyScreen), reader.text
    return next(line for line in reader.lines[:3] if " of 8" in line).split()[-3]


def checked(reader: Reader) -> bool:
    return reader.app.state.triage_state.checked is not None


# The way through


async def test_nine_keys_lead_from_the_first_start_to_a_position_and_two_more_to_a_movement(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(tab=None, checked=False, clock=clock) as reader:
        assert "Is it safe?" in reader.read("EntryPage")
        await no_sign(reader, clock)
        assert isinstance(reader.app.screen, PositionScreen)
        assert checked(reader)
        await answer(reader, clock, "1")
        assert isinstance(reader.app.screen, BreathingScreen)
        await answer(reader, clock, "w", "n")
        assert isinstance(reader.app.screen, WalkScreen)


@pytest.mark.parametrize("opening", ["a first start", "a new day", "an ended spasm", "a tab"])
async def test_it_is_asked_first_where_nothing_is_known_and_no_door_was_named(
    open_guide: OpenGuide, tmp_path: Path, opening: str
) -> None:
    wall, store = WallClock(), open_store(tmp_path)
    if opening in ("a new day", "an ended spasm"):
        ended = wall.at - DAY if opening == "an ended spasm" else None
        store.keep(Episode(at=wall.at - 3 * DAY, ended=ended))
    tab = "relief" if opening == "a tab" else None
    async with open_guide(tab=tab, checked=False, now=wall, store=store) as reader:
        asks = opening in ("a first start", "a new day")
        assert ({"y", "n"} <= set(reader.offered)) is ("Yes" in reader.lines[-1]) is asks


@pytest.mark.parametrize("key", ["right", "left", "up", "escape", "1", "2", "4"])
async def test_tabs_arrows_and_escape_leave_the_question(
    open_guide: OpenGuide, clock: Clock, key: str
) -> None:
    async with open_guide(tab=None, checked=False, clock=clock) as reader:
        await answer(reader, clock, key)
        assert isinstance(reader.app.screen, MainScreen)
        assert "n No" not in reader.lines[-1]
        await answer(reader, clock, "n", "n")
        assert isinstance(reader.app.screen, MainScreen)
        assert not checked(reader)
        await answer(reader, clock, "1", "home", "enter", "n")
        assert place(reader) == "2"


# What is no answer


async def test_enter_alone_answers_nothing(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(tab=None, checked=False, clock=clock) as reader:
        before = reader.text
        await answer(reader, clock, "enter", "enter", "space", "enter")
        assert reader.text == before
        await answer(reader, clock, "n")
        for number in range(2, COUNT + 1):
            await answer(reader, clock, "enter", "enter", "space")
            assert place(reader) == str(number)
            await answer(reader, clock, "n")
        await answer(reader, clock, "w", "enter", "enter")
        assert isinstance(reader.app.screen, AskScreen), "the conditions"


@pytest.mark.parametrize("key", ["y", "n"])
@pytest.mark.parametrize("at", ["card", "question", "condition"])
async def test_a_key_that_is_held_down_answers_once_at_most(
    open_guide: OpenGuide, clock: Clock, at: str, key: str
) -> None:
    walk = ("cat_cow",) if at == "condition" else None
    tab, known = (None if at == "card" else "relief"), at == "condition"
    async with open_guide(tab=tab, walk=walk, checked=known, clock=clock) as reader:
        if at == "question":
            await answer(reader, clock, "enter", "n")
        clock.now += 2 * READING
        for _ in range(60):
            clock.now += 0.03
            await reader.press(key)
        assert not reader.ticked
        if at == "condition":
            expected = WalkScreen if key == "n" else YesNoScreen
            assert isinstance(reader.app.screen, WalkScreen) is (expected is WalkScreen)
        else:
            asked = {"card": "1", "question": "2"}[at]
            assert place(reader) == (str(int(asked) + 1) if key == "n" else asked)


@pytest.mark.parametrize("typed", ["n", "y", "nnnnnnnn", "nynyny"])
@pytest.mark.parametrize("at", ["card", "question", "condition"])
async def test_what_is_typed_before_a_question_can_be_read_answers_nothing(
    open_guide: OpenGuide, clock: Clock, at: str, typed: str
) -> None:
    tab, known = (None if at == "card" else "relief"), at == "condition"
    async with open_guide(tab=tab, checked=known, clock=clock) as reader:
        if at == "question":
            await answer(reader, clock, "enter", "n")
        await reader.type(*(["w", "enter"] if at == "condition" else []), *typed)
        if at == "card":
            assert isinstance(reader.app.screen, MainScreen)
        elif at == "question":
            assert place(reader) == "2"
        else:
            assert isinstance(reader.app.screen, AskScreen)
        assert not reader.ticked


# Leaving and coming back


@pytest.mark.parametrize(
    "sizes", [[(60, 20)], [(120, 40), (30, 10)], [(30, 8)], [(1, 1), (29, 15)]]
)
async def test_a_resize_keeps_the_question_and_answers_nothing(
    open_guide: OpenGuide, index: Index, clock: Clock, sizes: list[tuple[int, int]]
) -> None:
    async with open_guide(checked=False, clock=clock) as reader:
        await answer(reader, clock, "enter", "n", "n")
        for size in sizes:
            await reader.resize(*size)
            if is_too_small(size, SMALLEST_LED):
                await answer(reader, clock, "n", "y")
        await reader.resize(80, 24)
        assert place(reader) == "3"
        detail = words_of(index.content.safety.questions[2].detail)
        assert detail in words_of(reader.text)


@pytest.mark.parametrize("left", [1, 4, 7])
async def test_a_reader_who_leaves_comes_back_to_the_same_question(
    open_guide: OpenGuide, clock: Clock, left: int
) -> None:
    async with open_guide(tab=None, checked=False, clock=clock) as reader:
        await no_sign(reader, clock, left)
        await reader.press("escape")
        assert not checked(reader)
        assert "Not checked yet" in reader.lines[0]
        await reader.press("2", "1", "home", "enter")
        assert place(reader) == str(left + 1)
        await no_sign(reader, clock, COUNT - left)
        assert isinstance(reader.app.screen, PositionScreen)


async def test_the_next_time_it_begins_anew_and_nothing_half_answered_counts(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    wall, clock, store = WallClock(), Clock(), open_store(tmp_path)
    store.keep(Episode(at=wall.at - 3_600))
    async with open_guide(tab=None, checked=False, clock=clock, now=wall, store=store) as reader:
        await no_sign(reader, clock, 7)
        await reader.press("escape")
    wall.at += DAY
    async with open_guide(
        tab=None, checked=False, clock=clock, now=wall, store=open_store(tmp_path)
    ) as reader:
        assert not checked(reader)
        await answer(reader, clock, "n")
        assert place(reader) == "2"


# What the answers lead to


@pytest.mark.parametrize("finding", ["saddle_numb", "urine_retention"])
async def test_an_emergency_ends_the_questions_with_the_number_and_can_be_taken_back(
    open_guide: OpenGuide, index: Index, clock: Clock, finding: str
) -> None:
    row = index.content.safety.questions[0].findings.index(finding)
    async with open_guide(tab=None, checked=False, region="gb", clock=clock) as reader:
        await answer(reader, clock, "y")
        await reader.until(lambda: not reader.app.is_busy)
        await answer(reader, clock, *["down"] * row, "space")
        await reader.until(lambda: isinstance(reader.app.screen, EmergencyScreen))
        await reader.until(lambda: "call 999 now" in reader.text)
        assert reader.level is Level.EMERGENCY
        assert "EMERGENCY – call 999 now" in reader.lines[0]
        assert "Call your local emergency number (United Kingdom: 999) now." in reader.text
        assert not checked(reader)
        await answer(reader, clock, "left", "y", *["down"] * row, "space")
        await reader.until(lambda: not reader.ticked)
        await reader.settle()
        assert place(reader) == "1"


async def test_help_today_leaves_rest_and_breathing_and_says_whom_to_call(
    open_guide: OpenGuide, index: Index, clock: Clock
) -> None:
    row = index.content.safety.questions[1].findings.index("one_leg_weak")
    async with open_guide(
        tab=None, checked=False, region="gb", size=(100, 40), clock=clock
    ) as reader:
        await answer(reader, clock, "n", "y", *["down"] * row, "space", "n")
        await no_sign(reader, clock, COUNT - 2)
        assert isinstance(reader.app.screen, PositionScreen)
        assert reader.level is Level.URGENT
        assert "111" in large_words(reader.lines)
        left, _ = reader.where("[x] New weakness")
        beside = words_of(" ".join(line[left:] for line in reader.lines).replace(THUMB, ""))
        assert "(United Kingdom: 111) today" in beside
        assert "w" not in reader.offered
        await answer(reader, clock, "w", "1", "w")
        assert isinstance(reader.app.screen, BreathingScreen)
        await answer(reader, clock, "right")
        assert words_of(index.content.first_minutes.rest_lead) in words_of(reader.text)
        assert "pack" not in reader.text.casefold()


async def test_breathing_that_is_paused_offers_to_go_on(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(size=(100, 30), clock=clock) as reader:
        await answer(reader, clock, "enter", "1")
        assert isinstance(reader.app.screen, BreathingScreen)
        assert "space Pause" in reader.lines[-1]
        bar = next(line for line in reader.lines if " left" in line)
        assert bar.strip().startswith(("━", "─")), "nothing beside the bar repeats the breath"
        await answer(reader, clock, "space")
        assert "PAUSED" in large_words(reader.lines)
        assert "space Go on" in reader.lines[-1]
        assert "Pause" not in reader.lines[-1]
        await answer(reader, clock, "space")
        assert "space Pause" in reader.lines[-1]


@pytest.mark.parametrize(
    "number",
    [
        0,
        *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, COUNT - 1)),
        COUNT - 1,
    ],
)
async def test_every_finding_behind_a_question_can_be_reached_and_counts_as_in_the_list(
    open_guide: OpenGuide, index: Index, triage: Triage, clock: Clock, number: int
) -> None:
    question = index.content.safety.questions[number]
    async with open_guide(checked=False, clock=clock) as reader:
        reader.app.state.question = number
        for row, finding in enumerate(question.findings):
            await reader.press("1", "home", "enter")
            await answer(reader, clock, "y")
            clock.now += 2 * READING
            await reader.type(*["down"] * row, "space")
            await reader.until(lambda: reader.ticked)
            assert reader.ticked == {finding}
            assert reader.app.state.triage_state.verdict == triage.judge([finding])
            await reader.press("escape")
            reader.app.state.toggle(finding)
            await reader.settle()


@pytest.mark.parametrize("number", [0, 3, 7])
async def test_a_question_says_why_it_is_asked_and_on_whose_word(
    open_guide: OpenGuide, index: Index, clock: Clock, number: int
) -> None:
    question = index.content.safety.questions[number]
    async with open_guide(checked=False, size=(100, 40), clock=clock) as reader:
        reader.app.state.question = number or 1
        await reader.press("enter")
        await answer(reader, clock, *(["left"] if not number else []), "i")
        told = reader.read("Sheet VerticalScroll")
        for text in question.explain:
            assert words_of(text) in told
        for name in question.sources:
            assert words_of(index.sources[name].title) in told
        await reader.press("escape", "n")
        assert place(reader) == str(number + 1), "read first, then answered"


# Not checked is not green


def colours(reader: Reader) -> set[tuple[int, int, int]]:
    """All colours on the screen."""
    found = set()
    for row in exported_rows(reader.app):
        for _, style in row:
            for colour in (style.color, style.bgcolor):
                if colour:
                    found.add(Color.from_rich_color(colour).rgb)
    return found


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("tab", [None, "relief", "prevention", "causes", "doctor"])
async def test_before_a_check_nothing_is_green_or_says_that_home_will_do(
    open_guide: OpenGuide, index: Index, tab: str | None, theme: str
) -> None:
    soon = words_of(index.levels[Level.SELF_CARE].soon)
    async with open_guide(tab=tab, checked=False, size=(120, 40)) as reader:
        await reader.press(*(["T"] if theme == "light" else []))
        green = Color.parse(reader.app.theme_variables["success"]).rgb
        assert green not in colours(reader)
        assert soon not in words_of(reader.text)
        assert "Not checked yet: press 4" in reader.lines[0]
        reader.app.state.record.check()
        await reader.settle()
        assert green in colours(reader)


async def test_the_last_line_of_the_list_checks(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", checked=False) as reader:
        await reader.press("end", "enter")
        assert checked(reader)
        assert reader.lines[0].rstrip().endswith("· no warning sign ticked")
        assert "[x] None of these" in reader.text


@pytest.mark.parametrize("way", ["waiting", "asked again"])
async def test_a_check_holds_until_midnight(open_guide: OpenGuide, way: str) -> None:
    wall = WallClock()
    async with open_guide(tab="doctor", now=wall) as reader:
        assert checked(reader)
        wall.at += DAY
        if way == "waiting":
            reader.app.main._guide_timers._new_day()
        else:
            reader.app.state.record.look_again()
            reader.app.state.record.refresh()
        await reader.settle()
        assert not checked(reader)
        assert "Not checked yet: press 4" in reader.lines[0]


@pytest.mark.parametrize("spasm", [True, False])
async def test_a_check_outlasts_the_guide_within_a_spasm_only(
    open_guide: OpenGuide, tmp_path: Path, spasm: bool
) -> None:
    wall, store = WallClock(), open_store(tmp_path)
    if spasm:
        store.keep(Episode(at=wall.at - 3_600))
    async with open_guide(now=wall, store=store) as reader:
        assert checked(reader)
    async with open_guide(checked=False, now=wall, store=open_store(tmp_path)) as reader:
        assert checked(reader) is spasm
        if spasm:
            reader.app.state.record.end()
            await reader.settle()
            assert not checked(reader)
    async with open_guide(checked=False, now=wall, store=open_store(tmp_path)) as reader:
        assert not checked(reader)


async def test_a_walkthrough_that_begins_unchecked_asks_first(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(checked=False, clock=clock) as reader:
        await reader.press("w")
        assert place(reader) == "1"
        await no_sign(reader, clock)
        assert "Walkthrough" in reader.text
        await reader.press("escape", "w")
        assert "Walkthrough" in reader.text, "once a day"

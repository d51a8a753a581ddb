"""Keys typed faster than the guide answers: each waits for what those before it lead to."""

from __future__ import annotations

import random

import pytest
from textual import events

from tests.app.conftest import Clock, OpenGuide, no_condition, words_of
from tui.app.input import typeahead
from tui.app.main_screen.main_screen import MainScreen
from tui.app.screens.first_minutes.yes_no import AskScreen
from tui.app.screens.search import SearchScreen
from tui.app.screens.walkthrough.walk import WalkScreen
from tui.guide.content.record_index import Index


async def test_words_typed_behind_the_key_that_searches_are_searched_for(
    open_guide: OpenGuide, index: Index
) -> None:
    item = index.items["how_sure"]
    letters = ["space" if letter == " " else letter for letter in item.title]
    async with open_guide() as reader:
        await reader.type("slash", *letters, "enter")
        assert words_of(item.lead) in reader.read("Sheet VerticalScroll")


async def test_a_letter_behind_it_does_not_do_what_it_does_on_the_guide(
    open_guide: OpenGuide,
) -> None:
    async with open_guide() as reader:
        await reader.type("slash", *"qdw3")
        assert isinstance(reader.app.screen, SearchScreen)
        assert "qdw3" in reader.text


async def test_keys_that_correct_are_taken_in_their_turn(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.type("slash", *"towx", "backspace", *"el", "left", "left", *"w")
        assert "towwel" in reader.text


async def test_what_is_pasted_behind_a_key_waits_for_its_turn(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        reader.app.post_message(events.Key("slash", "/"))
        reader.app.post_message(events.Key("a", "a"))
        await reader.paste(" warm ")
        await reader.type("p")
        assert "a warm p" in reader.text


async def test_the_way_to_a_walkthrough_can_be_typed_ahead_but_no_answer_on_it(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock) as reader:
        await reader.type("w", "enter", "n", "n")
        assert isinstance(reader.app.screen, AskScreen)
        await no_condition(reader, clock)
        assert isinstance(reader.app.screen, WalkScreen)


async def test_keys_behind_one_that_closes_a_screen_are_for_the_one_below(
    open_guide: OpenGuide,
) -> None:
    async with open_guide() as reader:
        await reader.type("slash", *"quad", "escape", "3", "question_mark", "escape", "right")
        assert isinstance(reader.app.screen, MainScreen)
        assert "─ Tick what applies to you " in reader.text


async def test_pain_can_be_logged_with_all_keys_at_once(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.type("p", "7", "enter")
        assert [pain.level for pain in reader.app.state.record.diary.pains] == [7]


_KEYS = (
    *("up", "down", "left", "right", "enter", "space", "escape", "tab", "shift+tab", "backspace"),
    *("slash", "question_mark"),
    *"1234bcdlqstwxyz7",
)


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(3, 30))]
)
async def test_keys_that_come_together_lead_where_they_lead_one_by_one(
    open_guide: OpenGuide, seed: int
) -> None:
    keys = random.Random(seed).choices(_KEYS, k=25)
    ends = []
    for together in (False, True):
        async with open_guide(now=lambda: 1.7e9) as reader:
            await (reader.type if together else reader.press)(*keys)
            main = reader.app.main if reader.app.is_running else None
            shown = [type(screen) for screen in reader.app.screen_stack] if main else []
            ends.append((shown, main and (reader.app.state.triage_state, main.pane.place)))
    assert ends[0] == ends[1], keys


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_keys_that_quit_at_once_wait_for_no_other(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(typeahead, "_PATIENCE", 3600.0)
    async with open_guide() as reader:
        monkeypatch.setattr(typeahead.Typeahead, "_is_calm", False)
        reader.app.post_message(events.Key("3", "3"))
        reader.app.post_message(events.Key(key, None))
        await reader.until(lambda: not reader.app.is_running)


async def test_keys_do_not_wait_for_ever(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "_PATIENCE", 0.0)
    monkeypatch.setattr(typeahead.Typeahead, "_is_calm", False)
    async with open_guide() as reader:
        await reader.type("3", "down")
        assert "─ Causes ─" in reader.text

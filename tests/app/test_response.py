"""After a walkthrough one key says whether the pain is better, the same or worse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import Clock, OpenGuide, Reader, no_condition
from tests.app.screenshots import NOW
from tests.app.test_pack import WallClock
from tui.app.main_screen.main_screen import MainScreen
from tui.app.screens.first_minutes.safety import SafetyScreen
from tui.app.screens.walkthrough.response import ResponseScreen
from tui.app.widgets.lists.key_answers import KeyAnswers
from tui.diary.store import MemoryStore, Store
from tui.guide.episode.records import Episode, Response, WalkDone

CHECKLIST = "Tick what applies to you"


def kept(store: Store) -> list[tuple[str, str]]:
    return [(response.after, response.change) for response in store.all(Response)]


def question(reader: Reader) -> ResponseScreen:
    screen = reader.app.screen
    assert isinstance(screen, ResponseScreen), reader.text
    return screen


@asynccontextmanager
async def asked(
    open_guide: OpenGuide,
    store: Store,
    *,
    size: tuple[int, int] = (80, 24),
    ticked: Sequence[str] = (),
) -> AsyncIterator[Reader]:
    """A reader who has come to the end of a walkthrough."""
    clock = Clock()
    async with open_guide(clock=clock, now=WallClock(), store=store, size=size) as reader:
        await reader.tick(*ticked)
        await reader.press("1", "w", "enter")
        await no_condition(reader, clock)
        await reader.press(*["right"] * 9, "enter")
        question(reader)
        yield reader


@pytest.mark.parametrize(
    ("keys", "change"),
    [
        (("1",), "better"),
        (("2",), "same"),
        (("3",), "worse"),
        (("down", "enter"), "better"),
        (("down", "down", "enter"), "same"),
        (("up", "space"), "worse"),
    ],
)
async def test_one_key_answers_and_worse_opens_the_checklist(
    open_guide: OpenGuide, keys: tuple[str, ...], change: str
) -> None:
    store = MemoryStore()
    async with asked(open_guide, store) as reader:
        assert len(store.all(WalkDone)) == 1, "it is kept before the question"
        await reader.think()
        await reader.press(*keys)
        if change == "worse":
            assert isinstance(reader.app.screen, SafetyScreen), "the signs are asked again"
            await reader.press("escape")
        assert isinstance(reader.app.screen, MainScreen)
        assert (CHECKLIST in reader.text) is (change == "worse")
        assert ("Not checked yet" in reader.lines[0]) is (change == "worse")
        assert kept(store) == [("walkthrough", change)]


@pytest.mark.parametrize("words", ["Better", "The same", "Worse"])
async def test_a_click_answers(open_guide: OpenGuide, words: str) -> None:
    store = MemoryStore()
    async with asked(open_guide, store) as reader:
        await reader.click(words)
        assert kept(store) == [("walkthrough", words.split()[-1].lower())]


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+q",), ("down", "escape")])
async def test_it_can_be_left_without_an_answer(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    store = MemoryStore()
    async with asked(open_guide, store) as reader:
        await reader.press(*keys)
        assert not isinstance(reader.app.screen, ResponseScreen) or not reader.app.is_running
    assert kept(store) == [] and len(store.all(WalkDone)) == 1


async def test_enter_alone_never_answers(open_guide: OpenGuide) -> None:
    store = MemoryStore()
    async with asked(open_guide, store) as reader:
        for _ in range(3):
            await reader.think()
            await reader.press("enter", "space")
        question(reader)
        assert kept(store) == []


@pytest.mark.parametrize("keys", [("1",), ("2", "3"), ("down", "enter"), ("enter", "1", "enter")])
async def test_what_was_typed_ahead_is_no_answer(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    store = MemoryStore()
    clock = Clock()
    async with open_guide(clock=clock, store=store, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await reader.type("right", "enter", *keys)
        question(reader)
        assert kept(store) == []
        await reader.think()
        await reader.press("2")
        assert kept(store) == [("walkthrough", "same")]


@pytest.mark.parametrize("key", ["enter", "1", "3", "space"])
async def test_a_key_held_down_answers_only_when_pressed_again(
    open_guide: OpenGuide, key: str
) -> None:
    store, clock = MemoryStore(), Clock()
    async with open_guide(clock=clock, store=store, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await reader.press("right", "enter", "down")
        for _ in range(60):
            await reader.type(key)
            clock.now += 0.05
        question(reader)
        assert kept(store) == []
        clock.now += 0.3
        await reader.press(key)
        change = "worse" if key == "3" else "better"
        assert kept(store) == [("walkthrough", change)]


@pytest.mark.parametrize("keys", [("escape", "right", "enter"), ("x", "escape")])
async def test_a_walkthrough_left_in_the_middle_is_not_asked_about(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    store = MemoryStore()
    clock = Clock()
    async with open_guide(clock=clock, store=store, walk=("pelvic_tilt",)) as reader:
        await no_condition(reader, clock)
        await reader.press(*keys)
        assert isinstance(reader.app.screen, MainScreen)
        assert kept(store) == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_level_stays_in_view(open_guide: OpenGuide, size: tuple[int, int]) -> None:
    async with asked(open_guide, MemoryStore(), size=size, ticked=["recurrent"]) as reader:
        assert "SEE A DOCTOR" in reader.lines[0]
        for words in ("After the walkthrough", "1  Better", "2  The same", "3  Worse"):
            assert words in reader.text


async def test_the_answer_stands_in_the_days_and_can_be_deleted_and_brought_back(
    open_guide: OpenGuide,
) -> None:
    store = MemoryStore()
    store.keep(Episode(at=NOW - 3600))
    async with asked(open_guide, store, size=(100, 30)) as reader:
        await reader.think()
        await reader.press("1", "d")
        assert "After the walkthrough: better" in reader.text
        assert "< better" in "\n".join(reader.part("#chart"))
        assert "enter" not in reader.offered, "there is nothing to edit"
        before = store.all(Response)
        await reader.press("x")
        assert store.all(Response) == () and "After the walkthrough" not in reader.text
        await reader.press("u")
        assert store.all(Response) == before and "After the walkthrough: better" in reader.text
        await reader.press("f")
        assert "- After exercises: 1 better." in reader.text


@given(
    st.lists(
        st.tuples(st.sampled_from(["answer.better", "answer.same"]), st.integers(0, 2000)),
        max_size=20,
    )
)
def test_no_answer_is_taken_at_once_nor_from_a_repeat(presses: list[tuple[str, int]]) -> None:
    now = 0
    answers = KeyAnswers(
        {"answer.better": "Better", "answer.same": "The same", "answer.worse": "Worse"},
        lambda: now / 1000,
    )
    with patch.object(answers, "focus"), patch.object(answers, "post_message") as taken:
        answers.ask()
        last = ""
        for key, wait in presses:
            # As a clock says it, whose seconds are no decimal fractions.
            since = (now + wait) / 1000 - now / 1000
            now += wait
            count = taken.call_count
            answers.answer(key)
            held = key == last and since < 0.3
            assert taken.call_count - count == (now >= 500 and not held)
            last = key

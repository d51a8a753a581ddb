"""Nothing is lost by accident: clearing ticks and leaving need a choice made on purpose."""

from __future__ import annotations

import random
import string

import pytest

from tests.app.conftest import OpenGuide, Reader


async def _ask(reader: Reader, key: str) -> None:
    await reader.press("4", "space", key)
    assert reader.ticked == {"saddle_numb"}
    assert len(reader.app.screen_stack) == 2


async def test_clearing_is_offered_only_where_there_are_ticks(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        shown = reader.text
        await reader.press("c")
        assert reader.text == shown
        await reader.press("4")
        assert "c" not in reader.offered
        await reader.press("c")
        assert len(reader.app.screen_stack) == 1
        await reader.press("space")
        assert "c" in reader.offered
        await reader.press("1")
        assert "c" not in reader.offered
        await reader.press("c")
        assert len(reader.app.screen_stack) == 1
        assert reader.ticked == {"saddle_numb"}


async def test_no_key_pressed_twice_or_held_clears(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await _ask(reader, "c")
        for keys in (["enter"], ["c", "c", "enter"], ["space"], ["escape"], ["q", "escape"]):
            await reader.press(*keys)
            assert reader.ticked == {"saddle_numb"}
            if len(reader.app.screen_stack) == 1:
                await reader.press("c")
        assert "Clear" in reader.text


@pytest.mark.parametrize("question", ["c", "q"])
async def test_no_mash_of_letters_clears_or_leaves(open_guide: OpenGuide, question: str) -> None:
    mash = random.Random(question)
    async with open_guide(tab="doctor") as reader:
        await _ask(reader, question)
        letters = mash.choices(string.ascii_letters + string.digits, k=60)
        await reader.type(*letters, "space", "enter", "backspace", "delete")
        assert reader.app.is_running
        assert reader.ticked == {"saddle_numb"}


@pytest.mark.parametrize("keys", [["right", "enter"], ["tab", "enter"], ["left", "enter"]])
async def test_choosing_the_other_answer_clears(open_guide: OpenGuide, keys: list[str]) -> None:
    async with open_guide(tab="doctor") as reader:
        await _ask(reader, "c")
        await reader.press(*keys)
        assert reader.ticked == set()
        assert "[x]" not in reader.text
        assert reader.lines[0].rstrip().endswith("· no warning sign ticked")
        assert "c" not in reader.offered


async def test_answers_can_be_clicked(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await _ask(reader, "c")
        await reader.click("Keep them")
        assert reader.ticked == {"saddle_numb"}
        await reader.press("c")
        await reader.click("Clear all")
        assert reader.ticked == set()


async def test_leaving_asks_while_there_are_ticks(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await _ask(reader, "q")
        assert "Your ticks are not kept" in reader.text
        await reader.press("enter")
        assert len(reader.app.screen_stack) == 1
        await reader.press("q", "escape")
        assert reader.app.is_running
        assert reader.ticked == {"saddle_numb"}
        await reader.type("q")
        await reader.type("right", "enter")
        assert not reader.app.is_running
        assert reader.app.return_code == 0


async def test_without_ticks_q_leaves_at_once(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("q")
        assert not reader.app.is_running
        assert reader.app.return_code == 0


@pytest.mark.parametrize("before", [[], ["slash"], ["question_mark"], ["4", "space", "c"]])
async def test_ctrl_q_leaves_from_anywhere(open_guide: OpenGuide, before: list[str]) -> None:
    async with open_guide() as reader:
        await reader.press(*before)
        await reader.press("ctrl+q")
        assert not reader.app.is_running


@pytest.mark.parametrize("before", [[], ["enter"], ["4"]])
async def test_ctrl_c_ends_as_an_interrupted_program_does(
    open_guide: OpenGuide, before: list[str]
) -> None:
    async with open_guide() as reader:
        await reader.press(*before)
        await reader.press("ctrl+c")
        assert not reader.app.is_running
        assert reader.app.return_code == 130

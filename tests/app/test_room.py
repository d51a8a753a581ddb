"""Terminals of every size: all works from 40 by 15, and nothing crashes below or above."""

from __future__ import annotations

import random

import pytest

from tests.app.conftest import OpenGuide

TINY = ((1, 1), (2, 2), (10, 3), (39, 14))
PROMISED = ((40, 15), (60, 20), (76, 24), (120, 40))
HUGE = ((400, 120),)


@pytest.mark.parametrize(
    "keys",
    [
        ["1"],
        ["2", "enter"],
        ["4"],
        pytest.param(["c"], marks=pytest.mark.thorough),
        pytest.param(["slash", "k"], marks=pytest.mark.thorough),
        pytest.param(["question_mark"], marks=pytest.mark.thorough),
    ],
    ids=" ".join,
)
async def test_no_size_crashes_a_tab_or_a_sheet(open_guide: OpenGuide, keys: list[str]) -> None:
    async with open_guide(size=(80, 24), tab="doctor") as reader:
        await reader.press("space", *keys)
        for size in (*TINY, *PROMISED, *HUGE):
            await reader.pilot.resize_terminal(*size)
            await reader.type("down")
            assert len(reader.lines) == size[1]
            assert len(reader.lines[0]) == size[0]


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (400, 120)])
async def test_the_guide_opens_and_closes_at_any_size(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press("4", "question_mark", "escape", "q")
        assert not reader.app.is_running


async def test_too_small_a_terminal_says_what_is_needed_and_keeps_the_banner(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(tab="doctor", region="gb") as reader:
        await reader.press("space")
        for size in ((39, 40), (120, 14), (30, 8)):
            await reader.resize(*size)
            shown = " ".join(reader.text.split())
            assert "Please make the window at least 40×15." in shown
            assert f"{size[0]}×{size[1]}" in shown
            assert "‼ EMERGENCY – call 999 now" in shown
            assert "United Kingdom" in shown
            assert "─ Tick what applies" not in reader.text
            await reader.resize(40, 15)
            assert "Please make the window" not in reader.text
            assert "─ Tick what applies" in reader.text


async def test_wide_terminals_show_list_and_text_side_by_side_and_narrow_ones_stack_them(
    open_guide: OpenGuide,
) -> None:
    async with open_guide() as reader:
        for width, beside in ((100, True), (76, True), (75, False), (40, False)):
            await reader.resize(width, 30)
            shown = [line for line in reader.lines if "─ Relief ─" in line]
            assert (shown[0].count("╭") == 2) is beside


@pytest.mark.thorough
async def test_a_storm_of_resizes_leaves_the_guide_as_it_was(open_guide: OpenGuide) -> None:
    sizes = random.Random(1)
    async with open_guide(tab="doctor") as reader:
        await reader.press("space")
        before = reader.text
        for _ in range(10):
            width, height = sizes.choice(((1, 1), (200, 60), (39, 15), (40, 14), (40, 15)))
            await reader.pilot.resize_terminal(width + sizes.randrange(3), height)
            if not sizes.randrange(8):
                await reader.type(sizes.choice(("down", "up", "T")))
        await reader.resize(80, 24)
        assert reader.ticked == {"saddle_numb"}
        assert "‼ EMERGENCY" in reader.banner
        assert reader.lines[1] == before.split("\n")[1]

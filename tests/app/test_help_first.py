"""While help is needed today, relief leads with what to do until it comes."""

from __future__ import annotations

import pytest

from tests.app.conftest import EXAMPLES, OpenGuide, words_of
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level


@pytest.mark.parametrize("visited", [True, False], ids=["seen before", "opened now"])
@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY])
async def test_relief_leads_with_what_to_do_until_help_comes(
    open_guide: OpenGuide, index: Index, level: Level, visited: bool
) -> None:
    words = index.levels[level]
    async with open_guide(tab="relief" if visited else "doctor", size=(100, 60)) as reader:
        if visited:
            await reader.press("down", "down")
        await reader.tick(EXAMPLES[level])
        await reader.press("1")
        assert f"{words.symbol} Until help comes" in reader.part("EntryList")[1]
        shown = reader.read("EntryPage")
        assert shown.startswith(f"{words.symbol} Until help comes")
        for text in (*words.until, *words.avoid, words.refusal or ""):
            assert words_of(text) in shown
        if level < Level.EMERGENCY:
            await reader.press("down")
            assert index.content.first_minutes.lead in reader.read("EntryPage")
        await reader.press("down")
        assert reader.read("EntryPage").startswith("Cold pack")


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.DOCTOR])
async def test_relief_is_as_always_while_help_can_wait(open_guide: OpenGuide, level: Level) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.tick(EXAMPLES[level])
        await reader.press("1")
        assert "Until help comes" not in reader.text
        assert reader.read("EntryPage").startswith("What now?")


async def test_only_relief_leads_with_it(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("space", "2")
        assert "Until help comes" not in reader.text
        await reader.press("3")
        assert "Until help comes" not in reader.text


async def test_it_goes_away_when_no_sign_is_left(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.tick("saddle_numb")
        await reader.press("1")
        assert "Until help comes" in reader.text
        await reader.tick("saddle_numb")
        await reader.press("1")
        assert "Until help comes" not in reader.text
        assert reader.read("EntryPage").startswith("What now?")
        await reader.press("down")
        assert reader.read("EntryPage").startswith("Cold pack")


async def test_it_rises_and_falls_with_the_level(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        for finding, symbol in (("fever", "▲"), ("saddle_numb", "‼"), ("saddle_numb", "▲")):
            await reader.tick(finding)
            await reader.press("1")
            assert reader.read("EntryPage").startswith(f"{symbol} Until help comes")


async def test_its_number_follows_the_region(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", region="nz") as reader:
        await reader.press("space", "1")
        assert "(New Zealand: 111)" in reader.read("EntryPage")

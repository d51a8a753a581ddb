"""The four tabs: how they open, and that a pane is made when it is first seen."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenGuide
from tui.guide.content.record_index import Index

SECTIONS = ("relief", "prevention", "causes", "doctor")
FRAMES = {
    "relief": "─ Relief ─",
    "prevention": "─ Prevention ─",
    "causes": "─ Causes ─",
    "doctor": "─ Tick what applies to you ",
}
"""What stands in the frame of the list of each tab."""


def _open_section(text: str) -> str:
    found = [name for name, words in FRAMES.items() if words in text]
    assert len(found) == 1, text
    return found[0]


@pytest.mark.parametrize("tab", SECTIONS)
async def test_the_guide_opens_on_the_wanted_tab(open_guide: OpenGuide, tab: str) -> None:
    async with open_guide(tab=tab, size=(80, 24)) as reader:
        assert _open_section(reader.text) == tab


async def test_numbers_open_the_tabs_and_give_their_lists_the_keys(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        for key, name in (("3", "causes"), ("1", "relief"), ("4", "doctor"), ("2", "prevention")):
            await reader.press(key)
            assert _open_section(reader.text) == name
            before = reader.highlighted
            await reader.press("down")
            assert reader.highlighted != before


async def test_arrows_turn_the_tabs_round_in_both_directions(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        for key, names in (("right", "prevention causes doctor relief"), ("left", "doctor causes")):
            for name in names.split():
                await reader.press(key)
                assert _open_section(reader.text) == name


async def test_arrows_turn_the_tabs_while_reading_too(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down", "enter", "right")
        assert _open_section(reader.text) == "prevention"
        await reader.press("enter", "left")
        assert _open_section(reader.text) == "relief"


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_a_click_on_a_tab_opens_it(open_guide: OpenGuide, size: tuple[int, int]) -> None:
    async with open_guide(size=size) as reader:
        for words, name in (
            ("3 Causes", "causes"),
            ("4 When to see a doctor", "doctor"),
            ("2 Prevention", "prevention"),
            ("1 Relief", "relief"),
        ):
            await reader.click(words)
            assert _open_section(reader.text) == name


async def test_every_tab_shows_its_number_and_title_at_the_smallest_size(
    open_guide: OpenGuide, index: Index
) -> None:
    async with open_guide(size=(60, 20)) as reader:
        for number, section in enumerate(index.content.sections, 1):
            assert f"{number} {section.title}" in reader.lines[1]


async def test_all_tabs_are_shown_by_the_same_widgets(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        widgets = list(reader.app.main.walk_children())
        for key in "1342124":
            await reader.press(key)
            assert list(reader.app.main.walk_children()) == widgets


async def test_a_tab_keeps_its_place_while_others_are_open(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down", "down")
        before = reader.read("EntryPage")
        await reader.press("4", "down", "1")
        assert reader.read("EntryPage") == before
        await reader.press("4")
        assert reader.highlighted == "wiping_altered"


async def test_turning_tabs_faster_than_they_are_drawn_ends_on_the_last_one(
    open_guide: OpenGuide,
) -> None:
    async with open_guide() as reader:
        await reader.type(*"32143")
        assert _open_section(reader.text) == "causes"
        await reader.press("down")
        assert "Overuse or strain" in reader.read("EntryPage")

"""Nothing is cut off: every sentence can be read in full by scrolling."""

from __future__ import annotations

import pytest

from tests.app.conftest import EXAMPLES, OpenGuide, Reader, words_of
from tui.guide import blocks
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.outline import entries
from tui.guide.region import fill

LARGE = set("▗▖▘▝▀▄▌▐▙▟▛▜█")
"""What large letters are made of."""


async def _all_of(reader: Reader, selector: str) -> str:
    """The words of a page that has the keys, put together while scrolling down."""
    page = reader.find(selector)
    assert page
    lines: dict[int, str] = {}
    while True:
        for place, line in enumerate(reader.part(selector), page.scroll_offset.y):
            lines[place] = line
        if page.is_vertical_scroll_end:
            words = " ".join(lines[place] for place in sorted(lines)).split()
            return " ".join(word for word in words if not set(word) <= LARGE)
        await reader.type("pagedown")


@pytest.mark.parametrize(
    ("tab", "size"),
    [
        pytest.param("relief", (60, 50), marks=pytest.mark.thorough),
        pytest.param("prevention", (80, 50), marks=pytest.mark.thorough),
        ("causes", (80, 24)),
    ],
)
async def test_every_sentence_of_a_tab_can_be_read(
    open_guide: OpenGuide, index: Index, tab: str, size: tuple[int, int]
) -> None:
    async with open_guide(tab=tab, size=size) as reader:
        # Every second line: they are all drawn alike.
        for entry in entries(index, index.sections[tab])[::2]:
            # Enter opens what it is about; the page is read by way of the tab key.
            await reader.type("tab" if entry.item.opens else "enter")
            await reader.type("home")
            shown = await _all_of(reader, "EntryPage")
            if entry.exercise:
                page = blocks.exercise_page(index, entry.exercise)
            else:
                page = blocks.item_page(index, entry.item)
            for block in page:
                assert words_of(block.text) in shown
            await reader.type("escape")
            await reader.type("down", "down")


@pytest.mark.parametrize("size", [pytest.param((80, 24), marks=pytest.mark.thorough), (60, 20)])
async def test_every_finding_can_be_read(
    open_guide: OpenGuide, index: Index, size: tuple[int, int]
) -> None:
    async with open_guide(tab="doctor", size=size) as reader:
        shown = ""
        for keys in (*[["down", "down"]] * (len(index.findings) // 2 - 1), ["end"], []):
            shown += " ".join(line[4:] for line in reader.part("EntryList")) + " "
            await reader.type(*keys)
        for finding in index.findings.values():
            assert words_of(finding.text) in words_of(shown)


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.EMERGENCY])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_sentence_of_the_verdict_can_be_read(
    open_guide: OpenGuide, index: Index, level: Level, size: tuple[int, int]
) -> None:
    words = index.levels[level]
    async with open_guide(tab="doctor", size=size) as reader:
        if level is Level.EMERGENCY:
            await reader.tick(EXAMPLES[level])
        await reader.press("tab")
        shown = await _all_of(reader, "EntryPage")
        for text in (words.soon, *words.actions, *words.avoid, *words.until):
            assert words_of(fill(text, None)) in shown

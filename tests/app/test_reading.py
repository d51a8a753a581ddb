"""Reading: the highlighted line in full beside the list, its links, and the way back."""

from __future__ import annotations

import pytest

from tests.app.conftest import SIZES, OpenGuide, words_of
from tui.guide.content.record_index import Index
from tui.guide.outline import entries


@pytest.mark.parametrize("tab", ["relief", "causes"])
async def test_what_is_read_follows_the_highlight(
    open_guide: OpenGuide, index: Index, tab: str
) -> None:
    listed = entries(index, index.sections[tab])
    async with open_guide(tab=tab) as reader:
        await reader.press(*(["down"] if tab == "relief" else []))
        for entry in listed:
            shown = reader.read("EntryPage")
            assert shown.startswith(entry.title)
            if not entry.exercise:
                assert words_of(entry.item.lead) in shown
            await reader.type("down")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_reads_and_escape_returns_to_the_list(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        assert "esc" not in reader.offered
        await reader.press("down", "enter")
        assert reader.read("EntryPage").startswith("Cold pack")
        assert "esc" in reader.offered
        await reader.press("pagedown")
        assert not reader.read("EntryPage").startswith("Cold pack")
        await reader.press("escape", "down")
        assert reader.highlighted == "warm_pack"
        assert reader.read("EntryPage").startswith("Warm pack")


async def test_a_click_on_a_line_opens_it_for_reading(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.click("A position of ease")
        assert reader.read("EntryPage").startswith("A position of ease")
        await reader.press("escape", "down")
        assert reader.read("EntryPage").startswith("Gentle stretching")


async def test_a_narrow_terminal_gives_what_is_read_the_whole_width(open_guide: OpenGuide) -> None:
    async with open_guide(size=(60, 20)) as reader:
        assert "─ Relief ─" in reader.text
        await reader.press("down", "enter")
        assert "─ Relief ─" not in reader.text
        assert len(reader.part("EntryPage")) >= 14
        await reader.press("escape")
        assert "─ Relief ─" in reader.text


async def test_every_cause_leads_to_what_prevents_it(open_guide: OpenGuide, index: Index) -> None:
    causes = index.sections["causes"].items
    async with open_guide(size=(100, 60), tab="causes") as reader:
        for cause in causes:
            shown = reader.read("EntryPage")
            assert cause.prevented_by
            assert "What helps to prevent it" in shown
            for name in cause.prevented_by:
                assert f"→ {index.items[name].title}" in shown
            await reader.type("down")


async def test_a_link_opens_by_key_and_b_returns(open_guide: OpenGuide) -> None:
    async with open_guide(tab="causes", size=(100, 30)) as reader:
        await reader.press("down")
        strain = reader.read("EntryPage")
        assert strain.startswith("Overuse or strain")
        assert "b" not in reader.offered
        await reader.press("enter", "tab", "down", "enter")
        assert "─ Prevention ─" in reader.text
        assert not reader.read("EntryPage").startswith("Overuse")
        assert "b" in reader.offered
        await reader.press("b")
        assert "─ Causes ─" in reader.text
        assert reader.read("EntryPage") == strain
        assert "b" not in reader.offered


@pytest.mark.parametrize("size", [(100, 40), (60, 40)])
async def test_a_link_opens_by_click_and_its_title_is_read(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(tab="causes", size=size) as reader:
        await reader.press("enter")
        await reader.click("→ A strong core")
        assert "─ Prevention ─" in reader.text
        assert reader.highlighted == "core"
        assert reader.read("EntryPage").startswith("A strong core")


async def test_b_goes_back_step_by_step(open_guide: OpenGuide) -> None:
    async with open_guide(tab="causes", size=(100, 100)) as reader:
        await reader.click("→ A strong core")
        await reader.click("→ Glute bridge")
        assert reader.highlighted == "core/glute_bridge"
        await reader.click("→ A strong core")
        for place in ("core/glute_bridge", "core", "mix"):
            await reader.press("b")
            assert reader.highlighted == place
        shown = reader.text
        await reader.press("b")
        assert reader.text == shown


async def test_an_item_leads_to_its_exercises_and_they_lead_back(
    open_guide: OpenGuide, index: Index
) -> None:
    async with open_guide(size=(100, 100)) as reader:
        await reader.type("down", "down", "down", "down")
        shown = reader.read("EntryPage")
        assert "Exercises" in shown
        for name in index.items["gentle_stretch"].exercises:
            assert f"→ {index.exercises[name].title}" in shown
        await reader.click("→ Pelvic tilt")
        assert reader.read("EntryPage").startswith("Pelvic tilt Hold")
        assert "Part of → Gentle stretching" in reader.read("EntryPage")


async def test_what_is_drawn_anew_stays_where_its_reader_is(open_guide: OpenGuide) -> None:
    """As for another theme, another region, or a line that tells of a fault."""
    async with open_guide(tab="doctor", size=(80, 24)) as reader:
        await reader.press(*["down"] * 20)
        before = reader.lines
        reader.app.state.redraw()
        await reader.settle()
        assert reader.lines == before
        await reader.press("2", *["down"] * 6, "tab", "pagedown")
        before, offered = reader.lines, reader.offered
        assert "esc" in offered
        reader.app.state.redraw()
        await reader.settle()
        assert (reader.lines, reader.offered) == (before, offered)

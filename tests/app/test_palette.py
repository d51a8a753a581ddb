"""The command palette offers what the guide can do, and colours of every kind."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenGuide, Reader
from tests.support.fast import fast_only
from tui.app import theme
from tui.app.command_palette import GuidePalette
from tui.guide.content.record_index import Index


async def _ask_for(reader: Reader, words: str) -> None:
    """Open the palette and type `words`."""
    await reader.press("colon")
    await reader.paste(words)


async def _choose(reader: Reader, words: str, hint: str) -> None:
    """Run the command `words`, which the palette explains with `hint`."""
    await _ask_for(reader, words)
    await reader.until(lambda: hint in reader.text)
    await reader.press("enter")
    await reader.until(lambda: "Search for commands" not in reader.text)
    await reader.settle()


async def test_the_palette_lists_what_the_guide_can_do(open_guide: OpenGuide, index: Index) -> None:
    wanted = [section.title for section in index.content.sections]
    wanted += [
        "Search",
        "Keys",
        "About",
        "Why and sources",
        "Light, dark, high contrast",
        "Theme",
        "Quit",
    ]
    wanted += [f"Region: {region.name}" for region in index.content.regions] + ["Region: none"]
    async with open_guide(size=(160, 110)) as reader:
        await reader.press("colon")
        await reader.until(lambda: "When to see a doctor " in reader.text.split("Region: none")[-1])
        listed = {part.strip() for line in reader.lines for part in line.split("│")}
        assert set(wanted) <= listed
        for word in ("screenshot", "Save", "SVG", "write", "Maximize"):
            assert word not in reader.text


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (60, 20)])
async def test_a_list_that_is_cut_says_that_there_is_more(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press("colon")
        await reader.until(lambda: "more ↓ · ↑ ↓ choose" in reader.text)
        await reader.press("up")
        await reader.until(lambda: "─ ↑ ↓ choose" in reader.text)


async def test_no_command_writes_a_file(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        for words in ("screenshot", "save", "svg"):
            await _ask_for(reader, words)
            await reader.until(lambda: "No matches found" in reader.text)
            await reader.press("escape")


async def test_commands_run(open_guide: OpenGuide, index: Index) -> None:
    lead = index.sections["causes"].lead[:40]
    async with open_guide() as reader:
        await _choose(reader, "Causes", lead)
        assert "─ Causes ─" in reader.text
        await _choose(reader, "Why and", "What this line rests on")
        assert reader.title("Sheet VerticalScroll") == "A mix of things"
        await reader.press("escape")
        await _choose(reader, "Keys", "List every key")
        assert reader.title("Sheet VerticalScroll") == "Keys"
        await reader.press("escape")
        await _choose(reader, "Search", "Find words anywhere")
        assert "─ Search ─" in reader.text
        await reader.press("escape")
        await _choose(reader, "Quit", "Leave the guide")
        assert not reader.app.is_running


async def test_regions_change_the_number_at_once(open_guide: OpenGuide, index: Index) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("space")
        for name in ("gb", "us"):
            region = next(region for region in index.content.regions if region.id == name)
            await _choose(reader, region.name, f"Show {region.emergency} for")
            assert reader.banner == f"‼ EMERGENCY – call {region.emergency} now {region.name}"
            assert f"({region.name}: {region.emergency})" in reader.read("EntryPage")
        await _choose(reader, "Region: none", "Show no number")
        assert reader.banner == "‼ EMERGENCY – call your local emergency number now"
        assert "911" not in reader.text
        assert reader.bell.call_count == 1


async def test_d_changes_between_light_and_dark(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        before = reader.text
        assert reader.app.theme == theme.DARK.name
        await reader.press("T")
        assert reader.app.theme == theme.LIGHT.name
        assert reader.text == before
        await _choose(reader, "Light, dark", "Go through the four")
        assert reader.app.theme == theme.CONTRAST.name


async def test_a_theme_can_be_chosen(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await _choose(reader, "Theme", "Choose other colours")
        await reader.paste("nord")
        await reader.until(lambda: "nord" in reader.text and "dracula" not in reader.text)
        await reader.press("enter")
        await reader.until(lambda: reader.app.theme == "nord")
        assert "─ Relief ─" in reader.text


@fast_only("palette")
@pytest.mark.parametrize("opened", ["Commands", "Theme"])
async def test_what_is_found_once_the_palette_is_closed_comes_to_nothing(
    open_guide: OpenGuide, opened: str
) -> None:
    async with open_guide() as reader:
        if opened == "Theme":
            await _choose(reader, "Theme", "Choose other colours")
        else:
            await reader.press("colon")
        palette = reader.app.screen
        assert isinstance(palette, GuidePalette)
        await reader.press("escape")
        palette._show_busy = palette._list_visible = not palette._list_visible
        await reader.settle()
        assert reader.app.is_running
        assert "─ Relief ─" in reader.text


@pytest.mark.thorough
async def test_every_second_theme_shows_an_emergency(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", size=(80, 24)) as reader:
        names = sorted(reader.app.available_themes)[::2]
        assert len(names) > 5
        await reader.press("space")
        for name in names:
            reader.app.theme = name
            await reader.type("space", "space")
            assert reader.banner.startswith("‼ EMERGENCY")
            words, frame = reader.style_of("EMERGENCY – call"), reader.style_of("┏")
            assert words.color != words.bgcolor
            assert frame.color != frame.bgcolor


async def test_pages_of_a_list_without_lines_can_be_turned(open_guide: OpenGuide) -> None:
    async with open_guide(size=(10, 4)) as reader:
        await reader.type("colon", "r", "pagedown", "pageup", "colon")
        await reader.press("pagedown", "pageup", "escape", "escape")
        await reader.until(lambda: len(reader.app.screen_stack) == 1)

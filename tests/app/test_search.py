"""Search: places appear while typing, and Enter goes there."""

from __future__ import annotations

from tests.app.conftest import OpenGuide, Reader, words_of
from tui.guide.content.record_index import Index


async def _search(reader: Reader, words: str) -> str:
    """Search for pasted `words`, in place of those searched before; what is found."""
    if not reader.find("SearchScreen Input"):
        await reader.press("slash")
    await reader.type("end", "ctrl+u")
    await reader.paste(words)
    return reader.read("SearchScreen OptionList")


async def test_places_appear_while_typing(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("slash")
        assert not reader.read("SearchScreen OptionList")
        await reader.press("t", "o", "w")
        assert "towel" in reader.read("SearchScreen OptionList")
        assert "Cold pack Relief" in reader.read("SearchScreen OptionList")
        await reader.press("q", "x")
        assert not reader.read("SearchScreen OptionList")
        assert "Nothing found. Try fewer letters." in reader.text
        await reader.press("backspace", "backspace")
        assert "Nothing found" not in reader.text
        assert "towel" in reader.read("SearchScreen OptionList")


async def test_case_accents_and_order_do_not_matter(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        for words in ("CHILD'S POSE", "child’s pose", "chîld's  pöse", " pose child "):
            assert "Child’s Pose" in await _search(reader, words)


async def test_items_exercises_and_findings_are_found_by_their_titles(
    open_guide: OpenGuide, index: Index
) -> None:
    titles = [*(item.title for item in index.items.values())]
    titles += [exercise.title for exercise in index.exercises.values()]
    titles += [finding.text for finding in index.findings.values()]
    async with open_guide(size=(80, 24)) as reader:
        for title in titles[::7]:
            assert words_of(title) in words_of(await _search(reader, title[:80]))[:900], title


async def test_enter_goes_to_the_place_and_b_comes_back(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down")
        for words, tab, place, title in (
            ("bird dog", "Prevention", "core/bird_dog", "Bird dog"),
            ("Too little fluid", "Causes", "dehydration", "Too little fluid"),
            ("Cannot pee", "Tick what applies to you", "urine_retention", ""),
            ("Light massage", "Relief", "massage", "Light massage"),
            ("glute", "Prevention", "core/glute_bridge", "Glute bridge"),
        ):
            await _search(reader, words)
            await reader.press("enter")
            assert f"─ {tab} " in reader.text
            assert reader.highlighted == place
            assert reader.read("EntryPage").startswith(title)
            await reader.press("b")
            assert "─ Relief ─" in reader.text
            assert reader.highlighted == "cold_pack"


async def test_enter_goes_nowhere_while_nothing_is_found(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        before = reader.text
        assert not await _search(reader, "kept waking at night")
        await reader.press("enter", "escape")
        assert reader.text == before


async def test_arrows_and_clicks_choose_among_the_places(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await _search(reader, "core")
        await reader.press("pagedown", "pageup", "down", "up", "up", "enter")
        assert reader.read("EntryPage").startswith("A strong core")
        await _search(reader, "plank")
        await reader.click("Low plank")
        assert reader.read("EntryPage").startswith("Low plank")


async def test_escape_leaves_everything_as_it_was(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down", "down", "enter", "pagedown")
        before = reader.text
        await _search(reader, "towel")
        await reader.press("down", "escape")
        assert reader.text == before


async def test_any_pasted_text_can_be_searched(open_guide: OpenGuide) -> None:
    texts = ("x" * 500, "towel\nknee", "[bold]", "[/]", "\x1b[31m", "‼ ▲ 日本語 🤕", "   ", "\\[")
    async with open_guide(size=(80, 24)) as reader:
        for text in texts:
            await _search(reader, text)
            assert "─ Search ─" in reader.text
            await reader.press("enter", "escape", "1")
            assert "─ Relief ─" in reader.text
            assert len(reader.app.screen_stack) == 1

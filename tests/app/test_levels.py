"""The four levels: their words, symbols, colours and numbers, and one bell on the way up."""

from __future__ import annotations

import re

import pytest
from textual.color import Color

from tests.app.conftest import EXAMPLES, LEVELS, SIZES, OpenGuide, Reader, words_of
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level

HEADLINES = {
    Level.SELF_CARE: "● NO WARNING SIGN TICKED",
    Level.DOCTOR: "◆ SEE A DOCTOR",
    Level.URGENT: "▲ GET MEDICAL HELP TODAY",
    Level.EMERGENCY: "‼ EMERGENCY – call your local emergency number now",
}
COLOURS = {
    Level.SELF_CARE: "success",
    Level.DOCTOR: "accent",
    Level.URGENT: "warning",
    Level.EMERGENCY: "error",
}


@pytest.mark.parametrize("level", LEVELS)
async def test_each_level_has_its_word_symbol_and_colour_at_every_promised_size(
    open_guide: OpenGuide, level: Level
) -> None:
    headline = HEADLINES[level]
    async with open_guide(tab="doctor") as reader:
        await reader.tick(EXAMPLES[level])
        assert reader.level is level
        for size in SIZES:
            await reader.resize(*size)
            assert _colour(reader, "┏") == _theme_colour(reader, COLOURS[level])
            if level is Level.SELF_CARE:
                assert reader.title("EntryPage") == headline
                assert reader.lines[0].rstrip().endswith("· no warning sign ticked")
                assert "4 When to see a doctor" in reader.lines[1]
                assert not reader.banner
            else:
                assert reader.banner == headline
                # It is said once: the frame of the page says what the page is for.
                assert reader.title("EntryPage") == f"{headline[0]} What to do"
                assert f"4 {headline[0]} When to see a doctor" in reader.lines[1]
                assert _colour(reader, "╭") == _theme_colour(reader, COLOURS[level])


def _colour(reader: Reader, words: str) -> tuple[int, int, int]:
    colour = reader.style_of(words).color
    assert colour
    return Color.from_rich_color(colour).rgb


def _theme_colour(reader: Reader, name: str) -> tuple[int, int, int]:
    return Color.parse(reader.app.theme_variables[name]).rgb


async def test_an_emergency_shows_the_number_with_its_country_on_every_tab(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(region="gb", tab="doctor") as reader:
        await reader.press("space")
        for key, size in zip("4123", ((60, 20), *SIZES), strict=True):
            await reader.resize(*size)
            await reader.press(key)
            assert reader.banner == "‼ EMERGENCY – call 999 now United Kingdom"


async def test_what_to_do_in_an_emergency_names_the_country_beside_the_number(
    open_guide: OpenGuide, index: Index
) -> None:
    words = index.levels[Level.EMERGENCY]
    call = "1 Call your local emergency number (United Kingdom: 999) now."
    async with open_guide(region="gb", tab="doctor", size=(100, 60)) as reader:
        await reader.press("space")
        assert call in reader.read("EntryPage")
        for text in (*words.avoid, *words.until):
            assert words_of(text) in reader.read("EntryPage")
        await reader.press("1")
        assert call in reader.read("EntryPage")


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"(?<![\d–.:/-])\d{3}(?![\d–:/-])(?: \d{3} \d{3})?", text))


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.EMERGENCY])
async def test_without_a_region_no_number_is_ever_shown(
    open_guide: OpenGuide, index: Index, level: Level
) -> None:
    known = {
        number
        for region in index.content.regions
        for number in _numbers(f"{region.emergency} {region.advice}")
    }
    assert {"999", "911", "112", "000", "111"} <= known
    async with open_guide(size=(100, 60)) as reader:
        await reader.tick(EXAMPLES[level])
        for key in "1234":
            await reader.press(key)
            assert not known & _numbers(reader.text)


@pytest.mark.parametrize("region", ["nz", pytest.param("gb", marks=pytest.mark.thorough)])
async def test_a_number_is_never_on_the_screen_without_its_country(
    open_guide: OpenGuide, index: Index, region: str
) -> None:
    here = next(known for known in index.content.regions if known.id == region)
    numbers = _numbers(f"{here.emergency} {here.advice}")
    async with open_guide(region=region, tab="doctor", size=(80, 24)) as reader:
        for finding in ("improving", "fever", "saddle_numb"):
            await reader.tick(finding)
            for key in ("tab", "pagedown", "1", "i", "escape"):
                await reader.type(key)
                if numbers & _numbers(reader.text):
                    assert here.name in words_of(reader.text.replace("┃", " "))
        assert here.emergency in reader.banner


async def test_the_bell_rings_once_on_the_way_up_to_emergency(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.tick("fever")
        assert reader.bell.call_count == 0
        await reader.tick("saddle_numb")
        assert reader.bell.call_count == 1
        await reader.tick("wiping_altered")
        await reader.tick("wiping_altered")
        assert reader.bell.call_count == 1
        await reader.tick("saddle_numb")
        assert reader.level is Level.URGENT
        assert reader.bell.call_count == 1
        await reader.tick("saddle_numb")
        assert reader.bell.call_count == 2


async def test_a_muted_guide_rings_no_bell(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", mute=True) as reader:
        await reader.press("space")
        assert reader.level is Level.EMERGENCY
        assert reader.bell.call_count == 0


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("t",), ("p",), ("c",), ("d", "b"), ("ctrl+c",)])
async def test_no_dialog_covers_the_level(
    open_guide: OpenGuide, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with open_guide(tab="doctor", region="gb", size=size) as reader:
        await reader.tick(EXAMPLES[Level.EMERGENCY])
        under = reader.lines[0]
        assert "EMERGENCY – call 999 now" in under
        await reader.press(*keys[:-1])
        below = reader.lines[0]
        await reader.press(keys[-1])
        assert reader.app.screen.is_modal, reader.text
        assert reader.lines[0] == below

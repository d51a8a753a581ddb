"""Keys typed ahead, tiny terminals, and other odd turns leave nothing broken."""

from __future__ import annotations

import random

import pytest
from rich.style import Style
from textual.color import Color

from tests.app.conftest import OpenGuide, Reader, words_of
from tests.app.test_trouble import WALKED
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.triage import Triage


async def test_turning_tabs_faster_than_they_are_drawn_comes_to_rest(
    open_guide: OpenGuide,
) -> None:
    async with open_guide() as reader:
        await reader.press(*"231")
        await reader.type(*"321")
        assert "─ Relief ─" in reader.text


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_paging_in_a_list_that_is_not_drawn_yet_is_harmless(
    open_guide: OpenGuide, key: str
) -> None:
    async with open_guide() as reader:
        await reader.type("4", key)
        assert "─ Tick what applies to you " in reader.text


async def test_paging_while_there_is_too_little_room_is_harmless(open_guide: OpenGuide) -> None:
    async with open_guide(size=(40, 10)) as reader:
        await reader.press("1", "pageup", "pagedown")
        assert reader.app.is_running


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 4))]
)
async def test_a_random_walk_with_keys_typed_ahead_never_crashes(
    open_guide: OpenGuide, triage: Triage, seed: int
) -> None:
    walk = random.Random(seed)
    size = ((100, 30), (80, 24), (60, 20), (40, 10))[seed]
    async with open_guide(size=size, tab=walk.choice(("relief", "doctor"))) as reader:
        for _ in range(8):
            await reader.type(*walk.choices(WALKED, k=walk.choice((1, 4, 9))))
            if not reader.app.is_running:
                break
            triage_state = reader.app.state.triage_state
            assert triage_state.verdict == triage.judge(triage_state.ticked)


async def test_a_narrow_tab_that_is_opened_anew_shows_its_list(open_guide: OpenGuide) -> None:
    async with open_guide(size=(60, 20)) as reader:
        await reader.press("down", "enter", "2", "1")
        assert "─ Relief ─" in reader.text
        await reader.press("enter", "1")
        assert "─ Relief ─" in reader.text


@pytest.mark.parametrize("ticked", [False, True])
async def test_search_leads_to_the_readings_of_the_doctor_tab(
    open_guide: OpenGuide, index: Index, ticked: bool
) -> None:
    item = index.items["how_sure"]
    async with open_guide() as reader:
        if ticked:
            await reader.tick("fever")
        await reader.press("1", "slash")
        await reader.paste(item.title)
        await reader.press("enter")
        assert words_of(item.title) in words_of(reader.text)
        assert words_of(item.lead) in reader.read("Sheet VerticalScroll")


@pytest.mark.parametrize("keys", ["c c", "q q", "1 slash /"])
async def test_a_key_pressed_twice_opens_one_question(open_guide: OpenGuide, keys: str) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("space")
        await reader.type(*keys.split())
        assert len(reader.app.screen_stack) == 2


@pytest.mark.parametrize("before", ["slash", "question_mark", "colon", "c"])
async def test_ctrl_c_ends_the_guide_from_any_sheet(open_guide: OpenGuide, before: str) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("space", before, "ctrl+c", "ctrl+c")
        assert not reader.app.is_running
        assert reader.app.return_code == 130


@pytest.mark.parametrize("keys", [["3", "enter", "tab", "enter", "enter"], ["4"]])
async def test_the_footer_is_not_cut_off_at_the_smallest_size(
    open_guide: OpenGuide, keys: list[str]
) -> None:
    async with open_guide(size=(60, 20)) as reader:
        await reader.press("4", "space", "3", "enter", "tab", "enter", *keys)
        assert "b" in reader.offered
        assert "Quit" in reader.lines[-1]


async def test_the_list_has_the_keys_again_when_there_is_room_again(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("down")
        await reader.resize(40, 10)
        await reader.resize(100, 30)
        await reader.press("down")
        assert reader.highlighted == "urine_retention"


async def test_why_help_comes_first_names_the_sources_of_the_level(
    open_guide: OpenGuide, index: Index
) -> None:
    async with open_guide(tab="doctor", size=(100, 60)) as reader:
        await reader.press("space", "1", "i")
        sheet = reader.read("Sheet VerticalScroll")
        assert words_of(index.items["cold_pack"].why) not in sheet
        for name in index.levels[Level.EMERGENCY].sources:
            assert words_of(index.sources[name].title) in sheet


@pytest.mark.parametrize("size", [(40, 2), (30, 2), (20, 3), (26, 2)])
async def test_a_tiny_terminal_shows_no_number_without_its_country(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(tab="doctor", region="gb") as reader:
        await reader.press("space")
        await reader.resize(*size)
        assert ("999" in reader.text) <= ("United Kingdom" in words_of(reader.text))


async def _open_card(reader: Reader) -> None:
    for _ in range(30):
        if reader.highlighted == "pain_relievers":
            return
        await reader.type("down")


async def test_pain_relievers_are_read_from_the_top(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await _open_card(reader)
        assert reader.read("EntryPage").startswith("Pain relievers")


async def test_a_ticked_line_of_the_card_stays_in_view(open_guide: OpenGuide) -> None:
    async with open_guide(size=(80, 24)) as reader:
        await _open_card(reader)
        await reader.press("enter", "tab")
        for _ in range(9):
            await reader.type("down")
        await reader.press("space")
        assert "[x]" in reader.read("EntryPage")


async def test_the_footer_offers_to_follow_a_link(open_guide: OpenGuide) -> None:
    async with open_guide(tab="causes") as reader:
        await reader.press("enter", "tab", "down")
        assert "⏎" in reader.offered


async def test_keys_typed_right_after_escape_go_to_the_list(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down", "enter")
        await reader.type("escape", "down")
        assert reader.highlighted == "warm_pack"


@pytest.mark.parametrize("key", ["T", "colon"])
async def test_keys_for_everywhere_act_on_sheets_too(open_guide: OpenGuide, key: str) -> None:
    async with open_guide() as reader:
        await reader.press("question_mark")
        before = (reader.app.theme, len(reader.app.screen_stack))
        await reader.press(key)
        assert (reader.app.theme, len(reader.app.screen_stack)) != before


@pytest.mark.parametrize("colours", ["dark", "light"])
@pytest.mark.parametrize("finding", ["saddle_numb", "fever", "recurrent"])
async def test_the_banner_and_a_ticked_box_are_easy_to_read(
    open_guide: OpenGuide, finding: str, colours: str
) -> None:
    async with open_guide(tab="doctor") as reader:
        if colours == "light":
            await reader.press("T")
        await reader.tick(finding)
        banner = reader.banner[:12]
        assert _ratio(reader.style_of(banner)) >= 4.5
        assert _ratio(reader.style_of("[x]")) >= 3


def _ratio(style: Style) -> float:
    """The contrast of WCAG 2: from 1, none, to 21."""
    assert style.color and style.bgcolor
    lights = sorted(_light(Color.from_rich_color(c)) for c in (style.color, style.bgcolor))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_a_screen_closes_once_however_often_it_is_told_to(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("p")
        await reader.type("5", "enter", "enter", "enter")
        await reader.press("?")
        await reader.type("escape", "escape", "escape")
        assert reader.app.is_running
        assert len(reader.app.screen_stack) == 1

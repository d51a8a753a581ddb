"""The checklist: three ways to tick, and a verdict that follows at once on every tab."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from tests.app.conftest import EXAMPLES, Clock, OpenGuide, Reader, a_condition, words_of
from tui.app.widgets.lists.tick_list import TickList
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level, Rule


def _box(reader: Reader, finding: str) -> str:
    """The box before a finding in the list on the screen."""
    text = reader.index.findings[finding].text
    for line in reader.part("EntryList"):
        shown = line[4:].split("  ")[0].strip()
        if shown == text or (len(shown) > 16 and text.startswith(shown)):
            return line[:3]
    raise AssertionError(f"{finding} is not on the screen:\n{reader.text}")


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_key_ticks_and_only_space_unticks(open_guide: OpenGuide, key: str) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("down")
        assert _box(reader, "wiping_altered") == "[ ]"
        await reader.press(key)
        assert reader.ticked == {"wiping_altered"}
        assert _box(reader, "wiping_altered") == "[x]"
        with patch.object(reader.app, "notify") as notify:
            await reader.press("enter")
        assert reader.ticked == {"wiping_altered"}
        assert notify.call_args.args[0].endswith("ticked already. Space unticks it.")
        await reader.press("space")
        assert reader.ticked == set()
        assert _box(reader, "wiping_altered") == "[ ]"


async def test_a_click_ticks_and_unticks(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.click("Toilet paper feels different")
        assert reader.ticked == {"wiping_altered"}
        await reader.click("[ ] Cannot pee, or only")
        assert reader.ticked == {"wiping_altered", "urine_retention"}
        await reader.click("Toilet paper feels different")
        assert reader.ticked == {"urine_retention"}


async def test_headings_cannot_be_ticked(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.click("Bladder, bowels and numbness")
        assert reader.ticked == set()


async def test_emergency_signs_come_first_and_every_finding_can_be_reached(
    open_guide: OpenGuide, index: Index
) -> None:
    assert all(finding.level is Level.EMERGENCY for finding in index.content.groups[0].findings)
    async with open_guide(tab="doctor") as reader:
        assert reader.part("EntryList")[0].strip() == "Bladder, bowels and numbness"
        findings = list(index.findings)
        assert reader.highlighted == findings[0]
        await reader.type(*["down"] * (len(findings) - 1))
        assert reader.highlighted == findings[-1]
        await reader.type("up", "up")
        assert reader.highlighted == findings[-3]
        await reader.type("home")
        assert reader.highlighted == findings[0]


async def test_the_verdict_beside_the_list_follows_every_tick(
    open_guide: OpenGuide, index: Index
) -> None:
    async with open_guide(tab="doctor", size=(100, 50)) as reader:
        for finding, headline in (
            ("recurrent", "◆ SEE A DOCTOR"),
            ("fever", "▲ GET MEDICAL HELP TODAY"),
            ("saddle_numb", "‼ EMERGENCY"),
        ):
            await reader.tick(finding)
            assert reader.banner.startswith(headline)
            assert reader.title("EntryPage") == f"{headline[0]} What to do"
            await reader.press("tab")
            await reader.type("end")
            assert words_of(index.findings[finding].why or "") in reader.read("EntryPage")
            await reader.press("shift+tab")
        assert len(reader.ticked) == 3


async def test_findings_that_mean_more_together_say_so(open_guide: OpenGuide, index: Index) -> None:
    def pair_of(rule: Rule) -> list[str]:
        return [*index.expand(rule.all), *index.expand(rule.any)[:1]]

    rule, pair = next(
        (rule, pair_of(rule))
        for rule in index.content.rules
        if rule.level is Level.EMERGENCY
        and all(index.findings[name].level < Level.EMERGENCY for name in pair_of(rule))
    )
    async with open_guide(tab="doctor", size=(100, 60)) as reader:
        await reader.tick(*pair)
        panel = reader.read("EntryPage")
        assert reader.banner.startswith("‼ EMERGENCY")
        assert words_of(rule.why) in panel
        assert all(words_of(index.findings[name].text) in panel for name in pair)


async def test_a_finding_that_another_brings_with_it_counts_and_says_so(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.tick("vaginal_bleeding")
        await reader.go_to_finding("pregnant")
        assert reader.ticked == {"vaginal_bleeding"}
        assert _box(reader, "vaginal_bleeding") == "[x]"
        assert _box(reader, "pregnant") == "[+]"
        assert "counts too" in reader.read("EntryList")
        await reader.tick("vaginal_bleeding")
        await reader.go_to_finding("pregnant")
        assert _box(reader, "pregnant") == "[ ]"
        assert "counts too" not in reader.text


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(Level.DOCTOR, marks=pytest.mark.thorough),
        pytest.param(Level.URGENT, marks=pytest.mark.thorough),
        Level.EMERGENCY,
    ],
)
async def test_the_banner_stands_on_every_tab_until_the_finding_is_unticked(
    open_guide: OpenGuide, index: Index, level: Level
) -> None:
    words = index.levels[level]
    async with open_guide() as reader:
        await reader.tick(EXAMPLES[level])
        for key in "1234":
            await reader.press(key)
            assert reader.banner.startswith(f"{words.symbol} {words.word.split(' {')[0]}")
            assert f"4 {words.symbol} When to see a doctor" in reader.lines[1]
            assert "no warning sign" not in reader.lines[0].casefold()
        await reader.press("space")
        assert not reader.banner
        assert "4 When to see a doctor" in reader.lines[1]
        assert "● Checked" in reader.lines[0]
        assert reader.lines[0].rstrip().endswith("· no warning sign ticked")


async def test_ticks_survive_tabs_sizes_and_colours(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.tick("wiping_altered", "fever")
        await reader.press("1", "4", "T")
        await reader.resize(60, 20)
        await reader.press("T")
        await reader.resize(120, 40)
        assert reader.ticked == {"wiping_altered", "fever"}
        assert _box(reader, "fever") == "[x]"
        await reader.type("home")
        assert _box(reader, "wiping_altered") == "[x]"
        assert reader.title("EntryPage").startswith("‼ What to do")


async def test_ticking_nothing_that_warns_never_promises_safety(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        assert reader.title("EntryPage").startswith("● NO WARNING SIGN TICKED")
        await reader.tick("improving")
        assert reader.title("EntryPage").startswith("● NO WARNING SIGN TICKED")
        assert "safe" not in reader.text.casefold()


async def test_words_narrow_the_list_and_enter_ticks_what_is_marked(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.type("slash", *"numb bum")
        assert reader.highlighted == "saddle_numb"
        assert "─ Signs with these words ─" in reader.text
        assert " 1 of " in reader.text
        await reader.press("enter")
        assert reader.ticked == {"saddle_numb"}
        assert _box(reader, "saddle_numb") == "[x]"
        assert "EMERGENCY" in reader.lines[0]
        with patch.object(reader.app, "notify") as notify:
            await reader.press("enter", "enter")
        assert reader.ticked == {"saddle_numb"}
        assert "EMERGENCY" in reader.lines[0]
        assert notify.call_args.args[0].endswith("To untick it: esc, then space.")
        await reader.press("escape", "space")
        assert reader.ticked == set()


@pytest.mark.parametrize("words", ["chest", "cannot pee", "weak legs", "black poo"])
async def test_enter_pressed_again_and_again_never_unticks_what_was_found(
    open_guide: OpenGuide, words: str
) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.type("slash", *words, "enter", "enter", "enter", "enter")
        assert len(reader.ticked) == 1
        await reader.press("escape", "enter", "enter")
        assert len(reader.ticked) == 1


async def test_nor_does_it_when_it_hurts_or_before_a_walkthrough(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(walk=["knee_to_chest"], size=(100, 30), clock=clock) as reader:
        await a_condition(reader, clock)
        for at, leave in ((TickList, "tab"), (TickList, "escape")):
            listed = reader.app.screen.query_one(at)
            listed.focus()
            await reader.press("home", "enter", "enter", "enter")
            assert len(listed.ticked) == 1
            await reader.press("space")
            assert not listed.ticked
            await reader.press(leave, "enter", "x")


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20)])
async def test_arrows_choose_among_the_signs_that_were_found(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(tab="doctor", size=size) as reader:
        await reader.type("slash", *"warfarin")
        assert reader.highlighted == "head_injury_anticoag"
        await reader.press("down")
        assert reader.highlighted == "anticoagulant"
        await reader.press("enter")
        assert reader.ticked == {"anticoagulant"}
        await reader.press("up", "escape")
        assert reader.highlighted == "head_injury_anticoag"
        assert "Signs with these words" not in reader.text
        assert " 31 of 93 ─" in reader.text
        assert reader.find("#filter") is None
        await reader.press("down", "space")
        assert len(reader.ticked) == 2


async def test_words_that_nothing_matches_say_so_and_tick_nothing(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.type("slash", *"qqqq")
        assert "No line has these words." in reader.text
        await reader.press("enter", "down", "enter")
        assert reader.ticked == set()
        await reader.type("ctrl+u")
        assert reader.highlighted == "saddle_numb"


@pytest.mark.parametrize("words", ["[bold]", "\x1b[31m", "x" * 500, "‼ 日本", "numb\nleg"])
async def test_anything_can_be_pasted_into_the_filter(open_guide: OpenGuide, words: str) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("slash")
        await reader.paste(words)
        await reader.press("escape")
        assert reader.highlighted
        assert reader.ticked == set()


async def test_another_tab_and_a_second_slash_leave_the_filter(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.type("slash", *"calf")
        await reader.press("tab")
        await reader.press("1", "4")
        assert reader.find("#filter") is None
        assert "─ Tick what applies to you " in reader.text
        await reader.press("slash", "/")
        assert "─ Search ─" in reader.text
        await reader.press("escape")
        assert reader.find("#filter") is None


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20)])
async def test_the_frames_are_whole_beside_the_words(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(tab="doctor", size=size) as reader:
        await reader.type("slash", *"pee")
        assert reader.part("#page", framed=True)[-1].strip()[-1] == "┛"
        await reader.press("escape")
        assert reader.part("#page", framed=True)[-1].strip()[-1] == "┛"

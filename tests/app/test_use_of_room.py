"""Large windows are used: larger letters, figures, explanations; and no dialog hides a number."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from tests.app.conftest import Clock, OpenGuide, Reader
from tests.support.large import find_large
from tui.guide.region import named

MOST_EMPTY = 19
"""The most empty rows below each other on a screen of 40."""

ASKED = [
    (["enter"], False),
    (["enter", "n"], False),
    (["enter", "y"], False),
    (["enter", "n", "y"], False),
    (["enter", "1", "right"], True),
    (["enter", "1", "right", "n"], True),
    (["comma"], True),
    ([], True),
]
"""Keys that lead to questions, lists of findings, settings and the first page."""


def most_empty_rows(reader: Reader, left: int = 0) -> int:
    """The most empty rows below each other, from a column on."""
    empty = [not line[left:].strip(" │┃") for line in reader.lines]
    return max((len(list(rows)) for is_empty, rows in groupby(empty) if is_empty), default=0)


def is_large(reader: Reader) -> bool:
    """Whether the lines below the title are in large letters."""
    return all(set("█▌▐▀▄") & set(line) for line in reader.lines[3:6])


@pytest.mark.parametrize(("keys", "checked"), ASKED, ids=str)
async def test_half_of_a_large_window_is_never_empty(
    open_guide: OpenGuide, clock: Clock, keys: list[str], checked: bool
) -> None:
    async with open_guide(size=(120, 40), clock=clock, checked=checked, tab="relief") as reader:
        for key in keys:
            clock.now += 2.0
            await reader.press(key)
        assert most_empty_rows(reader) <= MOST_EMPTY, reader.text
        if "enter" not in keys:
            assert most_empty_rows(reader, left=72) <= MOST_EMPTY


async def test_findings_stand_below_their_question_where_there_is_room(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(size=(120, 40), clock=clock, checked=False, tab="relief") as reader:
        await reader.press("enter")
        clock.now += 2.0
        await reader.press("y")
        await reader.until(lambda: is_large(reader))
        await reader.resize(80, 24)
        await reader.until(lambda: not is_large(reader))
        await reader.resize(100, 30)
        await reader.until(lambda: is_large(reader))
        assert "[ ] None of these" in reader.text
        await reader.press("left")
        await reader.until(lambda: "[ ]" not in reader.text and is_large(reader))


async def test_a_setting_is_explained_beside_the_list_with_all_it_may_be(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(size=(120, 40)) as reader:
        await reader.press("comma", "down")
        (title,) = [line for line in reader.lines if "╭─ Glyphs ─" in line]
        assert title.startswith(" How it looks")
        assert "● auto (quadrant)" in reader.text and "○ braille" in reader.text
        await reader.press("space")
        assert len(re.findall("●", reader.text)) == 1
        assert "● auto" not in reader.text
        await reader.resize(80, 24)
        assert "╭─ Glyphs" not in reader.text and "glyphs: " in reader.text


@pytest.mark.parametrize("key", ["c", "q"])
@pytest.mark.parametrize("region", ["gb", None])
async def test_no_question_on_the_tabs_covers_the_number(
    open_guide: OpenGuide, key: str, region: str | None
) -> None:
    async with open_guide(size=(80, 24), tab="doctor", region=region) as reader:
        await reader.press("space")
        number = "999" if region else "CALL"
        assert any(find_large(reader.lines, number))
        await reader.press(key)
        assert "goes back" in reader.text
        assert any(find_large(reader.lines, number))


@pytest.mark.parametrize("sign", ["saddle_numb", "one_leg_weak"])
@pytest.mark.parametrize("name", ["gb", "us"])
async def test_a_region_that_is_chosen_later_changes_the_number_of_the_first_minutes(
    open_guide: OpenGuide, clock: Clock, sign: str, name: str
) -> None:
    shown: list[list[str]] = []
    for region in (name, None):
        async with open_guide(clock=clock, region=region) as reader:
            reader.app.state.toggle(sign)
            reader.app.main.lead()
            await reader.settle()
            shown.append(reader.lines)
            reader.app.state.show_region(named(reader.index.content.regions, name))
            await reader.settle()
            assert reader.lines == shown[0]
    assert shown[0] != shown[1]


@pytest.mark.parametrize("key", ["4", "f5", "Z"])
async def test_the_first_line_names_the_key_to_the_checklist(
    open_guide: OpenGuide, key: str
) -> None:
    keymap = {} if key == "4" else {"tab.doctor": key}
    async with open_guide(checked=False, tab="relief", keymap=keymap) as reader:
        assert reader.lines[0].rstrip().endswith(f"Not checked yet: press {key}")


async def test_each_end_of_a_dialog_is_said_in_words(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("p")
        assert "esc closes" in reader.text

"""Unknown keys, pasted text and a restless mouse; many guides at once; and rest when idle."""

from __future__ import annotations

import asyncio
import random
from unittest.mock import patch

import pytest
from textual import events
from textual.widget import Widget

from tests.app.conftest import LEVELS, OpenGuide, Reader
from tui.app.theme import level_style
from tui.app.widgets.lists.entry_list import EntryList
from tui.guide.content.triage_model import Level
from tui.guide.triage import Triage

UNKNOWN = (
    *(f"f{number}" for number in range(1, 21)),
    *(f"ctrl+{letter}" for letter in "aeghijklrstvwxy"),
    *("insert", "delete", "backspace", "ctrl+left", "shift+up", "alt+x", "ctrl+@", "§", "€", "ß"),
)
WALKED = (
    *("up", "down", "left", "right", "enter", "space", "escape", "tab", "shift+tab"),
    *("home", "end", "pageup", "pagedown", "slash", "question_mark", "colon"),
    *"1234cbiTxjkhlgGnN",
)


def _assert_the_verdict_is_that_of_the_ticks(reader: Reader, triage: Triage) -> None:
    triage_state = reader.app.state.triage_state
    assert triage_state.verdict == triage.judge(triage_state.ticked)
    edge = reader.app.main.query_one(EntryList).frame.line_style
    shown = {level for level in LEVELS[1:] if edge == level_style(level.value)}
    assert shown == {triage_state.level} - {Level.SELF_CARE}


@pytest.mark.parametrize("tab", ["relief", "doctor"])
async def test_unknown_keys_and_pasted_text_do_nothing(open_guide: OpenGuide, tab: str) -> None:
    async with open_guide(tab=tab) as reader:
        before = reader.text
        await reader.type(*UNKNOWN)
        for text in ("q", "4 c \n\r\n q", "\x1b[A\x00", "[red]x[/]", "1234" * 500):
            await reader.paste(text)
        assert reader.text == before
        assert reader.ticked == set()


async def test_the_mouse_may_be_used_everywhere(open_guide: OpenGuide, triage: Triage) -> None:
    width, height = 60, 20
    # The last line offers to leave.
    cells = [(place % width, place // width) for place in range(0, width * (height - 1), 7)]
    async with open_guide(tab="doctor", size=(width, height)) as reader:
        for place, (x, y) in enumerate(cells):
            away = cells[place * 31 % len(cells)] if place % 5 == 0 else (x, y)
            for kind, (to_x, to_y) in (
                (events.MouseDown, (x, y)),
                (events.MouseMove, away),
                (events.MouseUp, away),
                (events.MouseScrollDown, away),
            ):
                reader.app.post_message(_mouse(kind, to_x, to_y))
            if place % 20 == 0 or y == 1:
                await reader.pilot.pause()
        await reader.settle()
        _assert_the_verdict_is_that_of_the_ticks(reader, triage)


def _mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    button = 1 if kind in (events.MouseDown, events.MouseUp) else 0
    return kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.thorough)])
async def test_a_random_walk_over_the_keys_never_crashes(
    open_guide: OpenGuide, triage: Triage, seed: int
) -> None:
    walk = random.Random(seed)
    size = ((100, 30), (60, 20), (80, 24))[seed]
    async with open_guide(size=size, tab=walk.choice(("relief", "doctor"))) as reader:
        for _ in range(8):
            for key in walk.choices(WALKED, k=walk.choice((1, 4, 9))):
                await reader.type(key)
            if not reader.app.is_running:
                break
            _assert_the_verdict_is_that_of_the_ticks(reader, triage)


async def test_guides_in_one_process_share_nothing(open_guide: OpenGuide) -> None:
    ready, ticked = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        async with open_guide(tab="doctor", region="gb") as reader:
            await ready.wait()
            await reader.press("space", "T")
            assert reader.ticked == {"saddle_numb"}
            ticked.set()

    async def look_on() -> None:
        async with open_guide(tab="doctor", region="us") as reader:
            before = reader.text
            ready.set()
            await ticked.wait()
            await reader.settle()
            assert reader.text == before
            await reader.tick("fever")
            assert reader.ticked == {"fever"}
            assert reader.app.current_theme.dark

    await asyncio.gather(tick(), look_on())


@pytest.mark.parametrize("checked", [False, True])
async def test_an_idle_guide_does_nothing(open_guide: OpenGuide, checked: bool) -> None:
    async with open_guide(checked=checked) as reader:
        for keys in (["1"], ["4", "space"], ["1", "enter"], ["question_mark"]):
            await reader.press(*keys)
            timers = {
                task.get_name()
                for task in asyncio.all_tasks()
                if "Timer" in getattr(task.get_coro(), "__qualname__", "")
            }
            assert timers <= {"Animator", "screen_update"}
            before = reader.heard.copy()
            with patch.object(Widget, "render_lines", side_effect=AssertionError("drawn anew")):
                for _ in range(6):
                    await reader.pilot.pause()
            asked_by_the_pilot = {events.Callback}
            assert {*(reader.heard - before)} <= asked_by_the_pilot

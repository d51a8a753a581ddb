"""`ctrl+c` copies what is marked, and ends nothing that is under way without asking."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from textual import events

from tests.app.conftest import Clock, OpenGuide, Reader, no_condition
from tests.app.test_pack import WallClock
from tests.app.test_walk_light import begin
from tests.app.walking import walking
from tui.app.screens.confirm import LeaveDialog
from tui.diary.store import MemoryStore
from tui.guide.episode.records import Episode
from tui.guide.routine.player import PlayerState

UNDER_WAY = {
    "The walkthrough is not over.": ("w", "enter"),
    "A timer is running.": ("t", "space", "enter"),
    "The self-check is open.": ("s", "enter"),
    "What you typed is not kept.": ("p", "6", "a"),
    "Your ticks are not kept.": ("4", "space"),
}


@pytest.mark.parametrize("why", [*UNDER_WAY, "a search", "habits", "a command"])
async def test_what_is_under_way_is_asked_about_and_a_second_ctrl_c_quits(
    open_guide: OpenGuide, clock: Clock, why: str
) -> None:
    others = {
        "a search": ("slash", "t"),
        "habits": ("s", "down", "enter"),
        "a command": ("colon", "x"),
    }
    store = MemoryStore()
    store.keep(Episode(at=WallClock()() - 60))
    async with open_guide(clock=clock, now=WallClock(), store=store) as reader:
        await reader.press(*UNDER_WAY.get(why, ()), *others.get(why, ()))
        if "walkthrough" in why:
            await no_condition(reader, clock)
        before, shown = reader.app.screen, reader.text
        await reader.press("ctrl+c")
        assert isinstance(reader.app.screen, LeaveDialog)
        assert "Leave the guide?" in reader.text
        assert why in others or why in reader.text
        await reader.press("escape")
        assert reader.app.screen is before
        # A walkthrough is paused, and the palette looks once more.
        assert why in ("The walkthrough is not over.", "a command") or reader.text == shown
        await reader.press("ctrl+c", "ctrl+c")
        assert not reader.app.is_running
        assert reader.app.return_code == 130


@pytest.mark.parametrize("keys", [(), ("3",), ("enter",), ("question_mark",), ("d",)])
async def test_after_a_drag_it_asks_where_nothing_was_marked(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    async with open_guide(now=WallClock(), store=MemoryStore()) as reader:
        await reader.press(*keys)
        with patch.object(type(reader.app.screen), "get_selected_text", lambda self: ""):
            reader.mouse(events.MouseDown, 10, 8)
            reader.mouse(events.MouseMove, 30, 10)
            reader.mouse(events.MouseUp, 30, 10)
            await reader.settle()
            stack = reader.app.screen_stack[:]
            await reader.press("ctrl+c")
            assert reader.app.screen_stack[:-1] == stack
            assert isinstance(reader.app.screen, LeaveDialog)
            await reader.press("escape")
            # Another key since: nobody means to copy any more.
            await reader.press("down", "ctrl+c")
            assert reader.app.return_code == 130


@pytest.mark.parametrize("way", [[(30, 10)], [(30, 10), (10, 8)], [(11, 8), (9, 7), (10, 8)]])
@pytest.mark.parametrize("ends", [True, False])
async def test_a_drag_that_ends_where_it_began_or_outside_is_one(
    open_guide: OpenGuide, way: list[tuple[int, int]], ends: bool
) -> None:
    async with open_guide() as reader:
        reader.mouse(events.MouseDown, 10, 8)
        for x, y in way:
            reader.mouse(events.MouseMove, x, y)
        if ends:
            reader.mouse(events.MouseUp, *way[-1])
        await reader.settle()
        reader.app.screen.clear_selection()
        await reader.press("ctrl+c")
        assert isinstance(reader.app.screen, LeaveDialog)


def click(reader: Reader, x: int, y: int) -> None:
    reader.mouse(events.MouseDown, x, y)
    reader.mouse(events.MouseUp, x, y)


@pytest.mark.parametrize("keys", [(), ("3",), ("4",), ("question_mark",), ("d",)])
@pytest.mark.parametrize("clicks", [2, 3])
async def test_after_a_double_click_it_asks_where_nothing_was_marked(
    open_guide: OpenGuide, keys: tuple[str, ...], clicks: int
) -> None:
    async with open_guide(now=WallClock(), store=MemoryStore()) as reader:
        await reader.press(*keys)
        for _ in range(clicks):
            click(reader, 10, 12)
        await reader.settle()
        reader.mouse(events.MouseMove, 11, 12)
        with patch.object(type(reader.app.screen), "get_selected_text", lambda self: ""):
            await reader.press("ctrl+c")
        assert isinstance(reader.app.screen, LeaveDialog)


@pytest.mark.parametrize("apart", ["in time", "in place", "by a key"])
async def test_two_clicks_apart_are_no_double_click(open_guide: OpenGuide, apart: str) -> None:
    async with open_guide() as reader:
        seconds = -1.0 if apart == "in time" else 60.0
        with patch.object(type(reader.app), "CLICK_CHAIN_TIME_THRESHOLD", seconds):
            click(reader, 10, 8)
            click(reader, *((11, 8) if apart == "in place" else (10, 8)))
            await reader.settle()
        await reader.press(*(["up"] if apart == "by a key" else []), "ctrl+c")
        assert reader.app.return_code == 130


async def test_a_click_is_no_drag(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        reader.mouse(events.MouseDown, 10, 8)
        reader.mouse(events.MouseUp, 10, 8)
        await reader.settle()
        await reader.press("ctrl+c")
        assert reader.app.return_code == 130


async def test_what_is_marked_in_a_field_is_copied(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("slash", *"towel", "home", "shift+end")
        with patch.object(reader.app, "copy_to_clipboard") as copied:
            await reader.press("ctrl+c")
        copied.assert_called_once_with("towel")
        assert reader.app.is_running


async def test_a_walkthrough_waits_while_it_is_asked(open_guide: OpenGuide, clock: Clock) -> None:
    async with open_guide(clock=clock, walk=("knee_to_chest",)) as reader:
        await begin(reader, clock)
        await reader.press("ctrl+c", "escape")
        assert walking(reader).player.state is PlayerState.PAUSED


@pytest.mark.parametrize("why", UNDER_WAY)
async def test_ctrl_q_quits_at_once(open_guide: OpenGuide, why: str) -> None:
    store = MemoryStore()
    store.keep(Episode(at=WallClock()() - 60))
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press(*UNDER_WAY[why], "ctrl+q")
        assert not reader.app.is_running

"""The pack timer: the towel first, bells on the way, and a time that nothing loses."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from textual.app import App
from textual.driver import Driver

from tests.app.conftest import OpenGuide, Reader
from tests.app.screenshots import NOW
from tests.support.fast import fast_only
from tui.app.desktop_notification import desktop_of, sequence
from tui.app.environment import Desktop
from tui.app.screens.episode.pack import PackOnScreen, PackScreen
from tui.diary.sqlite_store import open_store
from tui.diary.store import MemoryStore
from tui.guide.content.episode_model import fill_in
from tui.guide.content.record_index import Index
from tui.guide.episode.records import Episode, PackUse, Timer

MINUTE = 60.0
HOUR = 60 * MINUTE
TELLING = re.compile("pack|cold|warm|skin|pain|spasm|hurt|ache|back", re.IGNORECASE)
"""What a neighbour at the desk should not read."""


class WallClock:
    """The time of day, which goes on when it is told to."""

    def __init__(self, at: float = NOW) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def chosen(reader: Reader) -> tuple[str, int]:
    """The pack that the timer shows, and its minutes."""
    found = re.search(r"(Cold|Warm) pack · (\d+) min", reader.text)
    assert found, reader.text
    return found[1], int(found[2])


def ticking(reader: Reader) -> list[Callable[..., object]]:
    """What is called again and again while nobody presses a key."""
    app = reader.app
    pumps = [app, *app.screen_stack, *(held for s in app.screen_stack for held in s.query("*"))]
    timers = [timer for pump in pumps for timer in pump._timers if timer._repeat is None]
    running = [timer for timer in timers if timer._task and timer._active.is_set()]
    return [timer._callback for timer in running if timer._callback]


def tick(reader: Reader) -> None:
    """Let every timer see the time."""
    for callback in ticking(reader):
        callback()


async def let_pass(reader: Reader, clock: WallClock, seconds: float) -> None:
    """Let time go by as the guide sees it go by, a few seconds at once."""
    end = clock.at + seconds
    while clock.at < end:
        clock.at = min(clock.at + 15.0, end)
        tick(reader)
    await reader.settle()


def sent(write: Mock) -> list[str]:
    """The notices for the desktop among what was written to the terminal."""
    written = [call.args[0] for call in write.call_args_list]
    return [text for text in written if text.startswith(("\x1b]9;", "\x1b]777;"))]


async def test_a_pack_begins_once_its_own_towel_is_ticked_and_shows_on_every_tab(
    open_guide: OpenGuide,
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        # The timer opens from anywhere.
        for key in "24y":
            await reader.press(key, "t")
            assert isinstance(reader.app.screen, PackScreen), key
            await reader.press("t")
            assert not isinstance(reader.app.screen, PackScreen), key
        await reader.press("escape", "1", "t")
        assert chosen(reader) == ("Cold", 20)
        await reader.type(*["minus"] * 12)
        assert chosen(reader) == ("Cold", 10)
        await reader.type(*["plus"] * 12)
        assert chosen(reader) == ("Cold", 20)
        await reader.pilot.click("#start")
        await reader.press("tab", "a")
        assert chosen(reader) == ("Warm", 20)
        await reader.type(*["minus"] * 12)
        assert chosen(reader) == ("Warm", 10)
        await reader.type(*["plus"] * 25)
        assert chosen(reader) == ("Warm", 30)
        await reader.press("space")
        assert "[x] Is the pack wrapped in a towel?" in reader.text
        await reader.press("a")
        assert "[ ] Is the pack wrapped in a towel?" in reader.text
        await reader.pilot.click("#start")
        await reader.settle()
        assert isinstance(reader.app.screen, PackScreen)
        assert store.value(Timer) is None
        assert not reader.find("PackBar")
        await reader.press("a", "plus", "space", "enter")
        assert store.value(Timer) == Timer("warm", 21, NOW)
        for key in "1234":
            await reader.press(key)
            shown = reader.read("PackBar")
            assert shown.startswith("Warm pack ─") and shown.endswith("21:00 left"), key
            assert len(reader.part("PackBar")) == 1
        await reader.press("t")
        assert isinstance(reader.app.screen, PackOnScreen)


@fast_only("notices")
async def test_a_cold_pack_rings_for_two_looks_at_the_skin_and_at_its_end_once_each(
    open_guide: OpenGuide, index: Index
) -> None:
    clock, store, words = WallClock(), MemoryStore(), index.content.timer
    async with open_guide(now=clock, store=store, desktop="osc9") as reader:
        driver = reader.app._driver
        assert driver is not None
        assert not ticking(reader)
        await reader.press("t", "space", "enter")
        assert len(ticking(reader)) == 1
        rung: list[float] = []
        with (
            patch.object(reader.app, "notify") as notify,
            patch.object(driver, "write", wraps=driver.write) as write,
        ):
            while clock.at < NOW + 22 * MINUTE:
                before = reader.bell.call_count
                clock.at += 15
                tick(reader)
                rung += [(clock.at - NOW) / MINUTE] * (reader.bell.call_count - before)
                if clock.at == NOW + 5 * MINUTE:
                    await reader.settle()
                    assert reader.read("PackBar").endswith("15:00 left · look at your skin now")
                if clock.at == NOW + 7 * MINUTE:
                    await reader.settle()
                    assert reader.read("PackBar").endswith("13:00 left")
        assert rung == [5, 10, 20]
        told = [call.args[0] for call in notify.call_args_list]
        assert told == [words.look, words.look, words.off]
        shown = sent(write)
        assert shown == [
            sequence("osc9", text) for text in ("Time for a look", "Time for a look", "Time is up")
        ]
        assert not TELLING.search("".join(shown))
        assert not ticking(reader)
        await reader.settle()
        assert "time is up: take the pack off" in reader.read("PackBar")

        # Then the skin rests, and the next pack has its time.
        await reader.press("t")
        assert "The time was up at 18:50." in reader.text
        await reader.press("enter")
        assert store.all(PackUse) == (PackUse(1, NOW, "cold", 20.0),)
        assert store.value(Timer) is None
        assert not reader.find("PackBar")
        await reader.press("t")
        assert "Let your skin rest now. The next pack can be at 19:50." in reader.text
        await reader.press("escape")
        clock.at = NOW + 80 * MINUTE
        await reader.press("t")
        assert "The next pack" not in reader.text


async def test_a_mute_guide_shows_the_one_look_of_a_warm_pack_and_keeps_the_minutes_it_was_on(
    open_guide: OpenGuide, index: Index
) -> None:
    clock, store, words = WallClock(), MemoryStore(), index.content.timer
    async with open_guide(now=clock, store=store, mute=True) as reader:
        driver = reader.app._driver
        assert driver is not None
        await reader.press("t", "a", *["plus"] * 10, "space", "enter")
        assert reader.read("PackBar").endswith("30:00 left")
        with (
            patch.object(reader.app, "notify") as notify,
            patch.object(driver, "write", wraps=driver.write) as write,
        ):
            await let_pass(reader, clock, 12 * MINUTE)
            await reader.press("2", "t")
            assert "18:00" in reader.text
            await reader.press("tab", "enter")
        look, early = (call.args[0] for call in notify.call_args_list)
        assert look == words.look
        assert early == f"{words.early} {fill_in(words.pause, when='19:42')}"
        assert sent(write) == []
        reader.bell.assert_not_called()
        assert store.all(PackUse) == (PackUse(1, NOW, "warm", 12.0),)
        assert not reader.find("PackBar")
        assert not ticking(reader)


async def test_a_pack_goes_on_by_the_clock_while_the_guide_is_closed(
    open_guide: OpenGuide, tmp_path: Path
) -> None:
    clock = WallClock()
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        await reader.press("t", "space", "enter", "q")
    clock.at += 8 * MINUTE
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert reader.read("PackBar").endswith("12:00 left")
        assert len(ticking(reader)) == 1
        # A clock that is set back takes the pack back to nowhere.
        clock.at -= 3 * HOUR
        tick(reader)
        await reader.settle()
        assert reader.read("PackBar").endswith("12:00 left")
    clock.at -= 3 * HOUR
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert reader.read("PackBar").endswith("20:00 left")
        clock.at += 15 * MINUTE
        tick(reader)
        await reader.settle()
        assert reader.read("PackBar").endswith(" 5:00 left")
    clock.at += 2 * HOUR
    async with open_guide(now=clock, store=open_store(tmp_path)) as reader:
        assert reader.bell.call_count == 1
        assert "time is up: take the pack off" in reader.read("PackBar")
        assert not ticking(reader)
        await reader.press("t", "enter")
    (use,) = open_store(tmp_path).all(PackUse)
    assert (use.pack, use.minutes) == ("cold", 20.0)


@pytest.mark.parametrize(
    ("environ", "desktop"),
    [
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "osc9"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "osc9"),
        ({"TERM": "xterm-kitty"}, "osc9"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, "osc9"),
        ({"TERM": "foot"}, "osc777"),
        ({"TERM": "foot-direct"}, "osc777"),
        ({"TERM": "rxvt-unicode-256color"}, "osc777"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, ""),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-1000/default,1,0"}, ""),
        ({"TERM": "screen.xterm-256color", "TERM_PROGRAM": "iTerm.app"}, ""),
        ({}, ""),
    ],
)
def test_only_a_terminal_known_to_show_notices_on_the_desktop_gets_them(
    environ: Mapping[str, str], desktop: Desktop
) -> None:
    assert desktop_of(environ) == desktop


def test_a_notice_is_one_sequence_of_its_kind_or_nothing() -> None:
    assert sequence("osc9", "Time is up") == "\x1b]9;Time is up\x1b\\"
    assert re.fullmatch(
        r"\x1b\]777;notify;[^;]+;Time is up\x1b\\", sequence("osc777", "Time is up")
    )
    assert sequence("", "Time is up") == ""


def test_textual_still_has_the_driver_that_a_notice_is_written_to() -> None:
    """`desktop_notification.tell` leans on `App._driver`, which is Textual's own."""
    assert "_driver" in vars(App())
    assert list(inspect.signature(Driver.write).parameters) == ["self", "data"]
    assert list(inspect.signature(Driver.flush).parameters) == ["self"]


async def test_the_end_rings_though_something_else_is_noted_first(open_guide: OpenGuide) -> None:
    clock, store = WallClock(), MemoryStore()
    store.keep(Episode(at=NOW - 5 * 3600))
    async with open_guide(now=clock, store=store) as reader:
        await reader.press("t", "space", "enter")
        await let_pass(reader, clock, 20 * MINUTE - 0.5)
        rung = reader.bell.call_count
        clock.at += 1
        await reader.press("p", "6", "escape")
        assert reader.bell.call_count == rung + 1
        assert not ticking(reader)


async def test_a_key_pressed_twice_opens_the_timer_once_and_the_button_follows_the_time(
    open_guide: OpenGuide,
) -> None:
    clock, store = WallClock(), MemoryStore()
    async with open_guide(now=clock, store=store) as reader:
        await reader.type("t", "t")
        await reader.press("escape")
        assert not isinstance(reader.app.screen, PackScreen)
        await reader.press("t", "space", "enter", "t")
        assert reader.app.focused and reader.app.focused.id == "close"
        await let_pass(reader, clock, 20 * MINUTE)
        assert reader.app.focused.id == "off"
        with patch.object(reader.app, "notify") as notify:
            await reader.press("enter")
        told = notify.call_args.args[0]
        assert told.startswith(reader.index.content.timer.rest)
        assert "19:50" in told, "an hour after it came off"
    assert [use.minutes for use in store.all(PackUse)] == [20]

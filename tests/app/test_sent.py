"""The guide on a terminal: it shows what Textual composed, for few bytes, in its own colours."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence

import pytest
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.widgets import Static

from tests.app.conftest import Clock, OpenGuide, Reader, Sent, no_condition
from tests.app.emulator import Emulator, Rows, differences, least
from tests.app.walking import get_ready, pass_time, walking
from tests.support.export import exported
from tests.support.fast import fast_only
from tui.app.app import GuideApp
from tui.app.environment import FRAMES_A_SECOND
from tui.app.terminal.colors.color_depth import Depth
from tui.app.widgets.entry_page import EntryPage
from tui.guide.routine.player import PlayerState

SIZE = (80, 24)
THOROUGH = pytest.mark.thorough


def composed(reader: Reader) -> Rows:
    """What Textual would show."""
    emulator = Emulator(*reader.app.size)
    emulator.feed(f"\x1b[m{exported(reader.app, styles=True)}")
    return emulator.rows


def colours(sent: str) -> set[str]:
    """The kinds of colours in what was sent."""
    kinds = set()
    for codes in re.findall(r"\x1b\[([\d;]*)m", sent):
        left = iter(codes.split(";"))
        for code in left:
            if code in ("38", "48"):
                kind = next(left)
                kinds.add("truecolor" if kind == "2" else "256")
                for _ in range(3 if kind == "2" else 1):
                    next(left)
            elif re.fullmatch("[34][0-7]|9[0-7]|10[0-7]", code):
                kinds.add("16")
    return kinds


JOURNEY = (
    *("", "2 down down enter", "escape 4 space down space", "T", "question_mark pagedown"),
    *("escape slash p a i", "escape 1 w", "escape escape d", "escape comma down"),
    "escape colon",
)
"""Keys, after each group of which the screen is looked at."""

LONG_JOURNEY = (
    *("", "2", "down down", "enter tab enter", "escape 3 end", "4", "space down space", "i"),
    *("escape c", "escape T", "T", "question_mark", "down", "pagedown", "escape", "slash", "p"),
    *("a i", "backspace", "enter", "escape 1", "w", "escape", "d", "escape", "p", "escape"),
    *("s", "escape", "t", "escape", "comma", "G", "escape", "colon", "t h e", "escape"),
    "ctrl+l",
)


@pytest.mark.parametrize("journey", [JOURNEY, pytest.param(LONG_JOURNEY, marks=THOROUGH)])
async def test_the_terminal_shows_what_textual_composed(
    open_guide: OpenGuide, sent: Sent, journey: Sequence[str]
) -> None:
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE, mute=True) as reader:
        for keys in journey:
            await reader.press(*keys.split())
            emulator.feed(sent.take())
            assert differences(emulator.rows, composed(reader)) == [], keys
        for width, height in ((60, 20), (1, 1), (90, 26)):
            emulator.resize(width, height)
            await reader.resize(width, height)
            emulator.feed(sent.take())
            assert differences(emulator.rows, composed(reader)) == [], (width, height)


SCRIPT = {
    # With a figure on the first page, which the next one takes away.
    # With the thumbs of two scroll bars, each beside an edge of another colour.
    "": 8_300,
    "home down": 2_100,
    "down": 1_500,
    "2": 3_900,
    "3": 3_100,
    "4": 6_300,
    "space": 6_000,
    "down space": 600,
    "1": 6_700,
    # The upper edge of the page becomes heavy, as it has the keys.
    "enter": 1_000,
    "escape": 1_000,
    "question_mark": 4_900,
    "escape d": 14_400,
}
"""Keys, one after the other, and the most bytes that may be sent for them at 100 by 30."""


@fast_only("changes")
async def test_keys_are_answered_with_few_bytes(open_guide: OpenGuide, sent: Sent) -> None:
    async with open_guide(size=(100, 30), mute=True) as reader:
        for keys, most in SCRIPT.items():
            await reader.press(*keys.split())
            spent = len(sent.take().encode())
            assert most / 2 < spent <= most, keys


async def test_what_lies_over_a_page_stays_there(open_guide: OpenGuide, sent: Sent) -> None:
    """Where nothing lies over them, lists and pages are painted past Textual's compositor."""
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE, mute=True) as reader:
        note = Static("Something to know")
        note.styles.overlay, note.styles.width, note.styles.offset = "screen", 20, (25, -10)
        await reader.app.main.mount(note)
        await reader.settle()
        for keys in ("", "down", "4 space", "1", "enter pagedown"):
            await reader.press(*keys.split())
            emulator.feed(sent.take())
            assert "Something to know" in reader.text
            assert differences(emulator.rows, composed(reader)) == [], keys


async def test_a_figure_rests_while_a_sheet_lies_over_it(
    open_guide: OpenGuide, clock: Clock, sent: Sent
) -> None:
    async with open_guide(size=SIZE, mute=True, still=False, clock=clock) as reader:
        page = reader.app.main.query_one(EntryPage)
        while not any(part.moves for part in page.document.parts):
            await reader.press("down")
        for key, moves in (("i", False), ("escape", True)):
            await reader.press(key)
            sent.clear()
            for _ in range(8):
                clock.now += 0.5
                page.advance()
                await reader.settle()
            assert bool(sent) is moves, key


@fast_only("changes")
async def test_the_walkthrough_is_sent_for_few_bytes(
    open_guide: OpenGuide, clock: Clock, sent: Sent
) -> None:
    """Textual's own drawing of the same frames needs about seven times what their cells do."""
    size = (120, 40)
    emulator = Emulator(*size)
    async with open_guide(size=size, clock=clock, mute=True, walk=["cat_cow"]) as reader:
        await no_condition(reader, clock)
        await get_ready(reader, clock)
        await pass_time(reader, clock, 6.0)
        emulator.feed(sent.take())
        spent = needed = frames = 0
        for _ in range(FRAMES_A_SECOND):
            before = emulator.rows
            await pass_time(reader, clock, 1 / FRAMES_A_SECOND)
            frame = sent.take()
            emulator.feed(frame)
            spent += len(frame.encode())
            frames += bool(frame)
            needed += least(before, emulator.rows)
        assert differences(emulator.rows, composed(reader)) == []
        assert walking(reader).player.state is PlayerState.PLAYING
    assert needed > 0
    # Each frame puts the cursor back to the cue.
    assert spent <= 1.5 * needed + 8 * frames


@fast_only("changes")
async def test_nothing_is_sent_when_nothing_changes(open_guide: OpenGuide, sent: Sent) -> None:
    async with open_guide(size=SIZE) as reader:
        for tab in "1234":
            await reader.press(tab)
            sent.clear()
            reader.app.screen.refresh()
            await reader.settle()
            assert sent == [], tab


@fast_only("changes")
async def test_the_screen_is_drawn_again_when_asked_to(open_guide: OpenGuide, sent: Sent) -> None:
    async with open_guide(size=SIZE) as reader:
        for keys in (("ctrl+l",), ("slash", "ctrl+l")):
            sent.clear()
            await reader.press(*keys)
            emulator = Emulator(*SIZE)
            emulator.feed(sent.take())
            assert differences(emulator.rows, composed(reader)) == []


@fast_only("changes")
async def test_the_screen_is_drawn_again_where_its_size_comes_back(
    open_guide: OpenGuide, sent: Sent
) -> None:
    """After a suspension, and where a window was smaller for too short a time to be noticed."""
    async with open_guide(size=SIZE) as reader:
        sent.clear()
        size = reader.app.size
        reader.app.post_message(events.Resize(size, size))
        await reader.settle()
        emulator = Emulator(*SIZE)
        emulator.feed(sent.take())
        assert differences(emulator.rows, composed(reader)) == []


async def test_the_cursor_is_where_input_methods_look_for_it(
    open_guide: OpenGuide, sent: Sent
) -> None:
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE) as reader:
        await reader.press("slash", "p", "a")
        emulator.feed(sent.take())
        cursor = emulator.screen.cursor
        assert (cursor.x, cursor.y) == reader.app.cursor_position
        assert reader.lines[cursor.y][: cursor.x].rstrip().endswith("pa")


@fast_only("changes")
async def test_skipped_frames_are_never_sent(
    open_guide: OpenGuide, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that does not read delays what is sent, not what is painted."""
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE) as reader:
        emulator.feed(sent.take())
        with monkeypatch.context() as slow:
            slow.setattr(GuideApp, "send_changes", lambda _: None)
            await reader.press("2", "3", "down", "4")
            assert sent == []
        reader.app.send_changes()
        changes = sent.take()
        emulator.feed(changes)
        assert differences(emulator.rows, composed(reader)) == []
        assert "A strong core" not in changes


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({}, "truecolor"),
        ({"COLORTERM": ""}, "256"),
        ({"COLORTERM": "", "TERM": "xterm"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({"NO_COLOR": "1"}, "none"),
    ],
)
async def test_the_colours_are_those_of_the_terminal(
    open_guide: OpenGuide,
    sent: Sent,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    depth: Depth,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with open_guide(tab="doctor") as reader:
        await reader.press("space")
        all_sent = sent.take()
    assert colours(all_sent) == ({depth} if depth != "none" else set())


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
async def test_without_colours_the_highlighted_line_stands_out(
    open_guide: OpenGuide, sent: Sent, monkeypatch: pytest.MonkeyPatch, dark: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE, tab="doctor") as reader:
        if not dark:
            await reader.press("T")
        emulator.feed(sent.take())
        focused, other = reader.where("Numb, tingling"), reader.where("Cannot pee")
        buffer = emulator.screen.buffer
        assert buffer[focused[1]][focused[0]].reverse
        assert not buffer[other[1]][other[0]].reverse
        await reader.press("tab")
        emulator.feed(sent.take())
        assert not buffer[focused[1]][focused[0]].reverse
        assert buffer[focused[1]][focused[0]].underscore, "it is marked, but has not the keys"


async def test_the_parts_of_textual_that_are_leant_on_are_there(open_guide: OpenGuide) -> None:
    """Private ones: the wire takes them apart, the guide stands between them and the driver."""
    whole = LayoutUpdate([], Region(0, 0, 0, 0))
    part = ChopsUpdate([], [(0, 0, 0)], [])
    assert isinstance(whole, CompositorUpdate) and isinstance(part, CompositorUpdate)
    assert (whole.strips, whole.region) == ([], Region(0, 0, 0, 0))
    assert (part.chops, part.spans, part.chop_ends) == ([], [(0, 0, 0)], [])
    assert list(inspect.signature(App._display).parameters) == ["self", "screen", "renderable"]
    async with open_guide() as reader:
        app = reader.app
        assert app._running and not app._closed and not app._batch_count
        assert not app._sync_available
    assert (SYNC_START, SYNC_END) == ("\x1b[?2026h", "\x1b[?2026l")

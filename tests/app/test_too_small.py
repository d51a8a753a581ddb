"""In too small a window no key does what nobody can see; the guide says so on every screen."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input

from tests.app.conftest import Clock, OpenGuide, Reader
from tests.app.screenshots import keep_days
from tests.app.test_pack import WallClock
from tests.app.test_walk_light import begin
from tests.app.walking import walking
from tests.support.sample import sample
from tui.app.app import GuideApp
from tui.app.input import typeahead
from tui.app.input.input_gate import smallest_of
from tui.app.terminal.input_buffer import InputBuffer
from tui.app.terminal.key_feed import KeyFeed
from tui.app.textual_fast.terminal_parser import TerminalParser
from tui.diary.store import MemoryStore
from tui.guide.routine.player import PlayerState

WANTED = "Please make the window at least {}×{}."
SMALL = (39, 14)
"""Too small for the tabs, by a column and a row."""


def wanted(reader: Reader) -> str:
    """What the guide asks for on the screen in front."""
    return WANTED.format(*smallest_of(reader.app))


def too_small(reader: Reader) -> list[tuple[int, int]]:
    """Sizes in which the screen in front does not work."""
    width, height = smallest_of(reader.app)
    return [(width - 1, height), (width, height - 1), (24, 8)]


SCREENS = {
    "list": ("4",),
    "page": ("enter",),
    "walkthrough": ("w", "enter", "enter"),
    "quiz": ("s", "enter"),
    "habits": ("s", "down", "enter"),
    "days": ("d",),
    "pain": ("p",),
    "begun": ("p", "6"),
    "note": ("d", "b", "enter", "p", "6"),
    "response": ("w", "enter", "enter", *["right"] * 9, "enter"),
    "pack": ("t",),
    "question": ("4", "space", "c"),
    "search": ("slash",),
    "palette": ("colon",),
    "sheet": ("question_mark",),
    "summary": ("d", "f"),
}
"""The keys that lead to every kind of screen."""

BLIND = (
    *("space", "enter", "down", "x", "1", "2", "4", "7", "c", "p", "t", "w", "tab", "escape"),
    *("T", "y", "s", "slash", "delete", "u", "e", "right", "space", "enter"),
)


def state(reader: Reader, store: MemoryStore) -> object:
    """What keys could have changed."""
    kinds = [kind for kind in store._records if store._records[kind]]
    records = [store.all(kind) for kind in kinds]
    fields = [w.value for s in reader.app.screen_stack for w in s.query(Input)]
    return (reader.ticked, records, [*store._values.items()], fields, reader.app.theme)


@pytest.mark.parametrize("name", sample(SCREENS, 2))
async def test_no_key_and_no_click_does_anything_on_any_screen(
    open_guide: OpenGuide, name: str
) -> None:
    store = MemoryStore()
    keep_days(store, 3)
    async with open_guide(now=WallClock(), store=store) as reader:
        await reader.press(*SCREENS[name])
        stack, before = reader.app.screen_stack[:], state(reader, store)
        shown = reader.text
        for size in (*too_small(reader), (200, 60), (10, 3)):
            await reader.resize(*size)
            if size == (200, 60):
                assert "Please make" not in reader.text
                continue
            assert size == (10, 3) or wanted(reader) in " ".join(reader.text.split()), reader.text
            await reader.type(*BLIND)
            await reader.paste("words")
            for place in ((2, 2), (5, 5), (20, 6)):
                reader.mouse(events.MouseDown, *place)
                reader.mouse(events.MouseUp, *place)
            await reader.settle()
            assert reader.app.screen_stack == stack
            assert state(reader, store) == before
        await reader.resize(200, 60)
        await reader.resize(80, 24)
        assert "Please make" not in reader.text
        if name != "walkthrough":
            assert reader.text == shown
        await reader.press("escape")


@pytest.mark.parametrize("keys", [["4", "space"], ["p", "7"], ["t", "space", "enter"]])
async def test_keys_that_wait_when_the_window_shrinks_do_nothing_either(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        before = state(reader, store)
        with monkeypatch.context() as patch:
            patch.setattr(typeahead.Typeahead, "_is_calm", False)
            for key in keys:
                assert reader.app._typeahead.holds(_key(key))
            await reader.pilot.resize_terminal(*SMALL)
        await reader.settle()
        await reader.until(lambda: not reader.app.is_busy)
        assert state(reader, store) == before
        assert len(reader.app.screen_stack) == 1


def feed_of(app: GuideApp) -> KeyFeed:
    """What drivers hand keys on with."""

    def dispatch(message: Message) -> None:
        app.post_message(message)

    feed = KeyFeed(app, dispatch, InputBuffer(), TerminalParser(sizes=False), shared=False)
    feed.start()
    return feed


@pytest.mark.parametrize(
    ("keys", "sent"),
    [
        (["4"], b" \x1b[B " * 9),
        (["4"], b"jjjjjj" + b"\x1b[<0;8;7M\x1b[<0;8;7m" * 3),
        (["4", "down"], b"jjjjjj\x1b[<0;8;9M\x1b[<0;8;9m \x1b"),
        (["slash"], b"aaaaaa\x1b[200~words\x1b[201~"),
        (["p"], b"7777\r\r\r\r"),
    ],
)
async def test_keys_that_come_late_when_the_window_has_grown_do_nothing_either(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch, keys: list[str], sent: bytes
) -> None:
    """They were typed blindly: the news of the window's size has passed them on the way."""
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        app = reader.app
        feed = feed_of(app)
        await reader.press(*keys)
        stack, before = app.screen_stack[:], state(reader, store)
        await reader.resize(*SMALL)
        with monkeypatch.context() as patch:
            patch.setattr(GuideApp, "is_busy", True)
            feed.put(sent)
            assert feed.is_waiting
            await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: not app.is_busy and not feed.is_waiting)
        await reader.settle()
        assert app.screen_stack == stack
        assert state(reader, store) == before
        await reader.press("escape")
        # A lone ESC is a key only once nothing has followed it for a while.
        await reader.until(lambda: not feed._parser.is_undecided)
        feed.put(b"?")
        await reader.until(lambda: "Keys" in reader.text)
        feed.stop()


@pytest.mark.parametrize(("sent", "status"), [(b"q", 0), (b"\x03", 130), (b"\x11", 0)])
async def test_of_those_the_ones_that_quit_still_do(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: int
) -> None:
    async with open_guide() as reader:
        app = reader.app
        feed = feed_of(app)
        await reader.press("slash")
        await reader.resize(*SMALL)
        with monkeypatch.context() as patch:
            patch.setattr(GuideApp, "is_busy", True)
            feed.put(b"aaaaaa" + sent)
            assert feed.is_waiting
            await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: not app.is_running)
        assert (app.return_code or 0) == status


@pytest.mark.parametrize("typed", [["4", "space"], ["p", "7"], ["slash", "x"]])
async def test_keys_that_wait_while_the_window_shrinks_and_grows_are_dropped(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store) as reader:
        before = state(reader, store)
        with monkeypatch.context() as patch:
            patch.setattr(typeahead, "_PATIENCE", 3600.0)
            patch.setattr(typeahead.Typeahead, "_is_calm", False)
            for key in typed:
                assert reader.app._typeahead.holds(_key(key))
            await reader.pilot.resize_terminal(*SMALL)
            await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: not reader.app.is_busy)
        await reader.settle()
        assert state(reader, store) == before
        assert len(reader.app.screen_stack) == 1
        await reader.press("4", "space")
        assert reader.ticked == {"saddle_numb"}


@pytest.mark.parametrize("typed", [["space"], ["down", "space"], ["p", "7"]])
async def test_a_window_that_shrinks_again_while_the_gate_opens_keeps_it_shut(
    open_guide: OpenGuide, typed: list[str]
) -> None:
    store = MemoryStore()
    async with open_guide(now=WallClock(), store=store, tab="doctor") as reader:
        before, app = state(reader, store), reader.app
        app._gate.resized(Size(80, 24))
        assert app.is_busy
        app.window_shrank()
        await reader.settle()
        await reader.press(*typed)
        assert state(reader, store) == before
        await reader.resize(80, 24)
        await reader.until(lambda: not app.is_blind)
        await reader.press("space")
        assert reader.ticked == {"saddle_numb"}


def _key(name: str) -> events.Key:
    return events.Key(name, " " if name == "space" else name if len(name) == 1 else None)


async def test_a_walkthrough_pauses_and_goes_on_when_there_is_room_again(
    open_guide: OpenGuide, clock: Clock
) -> None:
    async with open_guide(clock=clock, walk=("knee_to_chest",)) as reader:
        await begin(reader, clock)
        assert walking(reader).player.state is PlayerState.PLAYING
        await reader.resize(30, 10)
        assert walking(reader).player.state is PlayerState.PLAYING
        await reader.resize(29, 10)
        assert walking(reader).player.state is PlayerState.PAUSED
        await reader.resize(80, 24)
        assert "PAUSED" in reader.text
        await reader.press("space")
        assert walking(reader).player.state is PlayerState.COUNTING


@pytest.mark.parametrize("size", [(39, 15), (40, 14), (10, 3)])
@pytest.mark.parametrize(("key", "status"), [("q", 0), ("ctrl+c", 130), ("ctrl+q", 0)])
async def test_the_keys_that_quit_do(
    open_guide: OpenGuide, size: tuple[int, int], key: str, status: int
) -> None:
    async with open_guide(size=size) as reader:
        await reader.press(key)
        assert not reader.app.is_running
        assert (reader.app.return_code or 0) == status


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_what_is_asked_before_leaving_can_be_read_and_answered(
    open_guide: OpenGuide, key: str
) -> None:
    async with open_guide(tab="doctor") as reader:
        await reader.press("space")
        await reader.resize(29, 12)
        await reader.press(key)
        words = " ".join(reader.text.split())
        assert "Leave the guide? Your ticks are not kept. Press ctrl+c to leave." in words
        await reader.resize(80, 24)
        await reader.press("escape")
        assert reader.ticked == {"saddle_numb"}
        await reader.resize(29, 12)
        assert "Leave the guide?" not in reader.text
        await reader.press(key, "ctrl+c")
        assert not reader.app.is_running


async def test_the_screen_can_still_be_drawn_anew_and_the_guide_suspended(
    open_guide: OpenGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("redraw", "suspend_process"):
        monkeypatch.setattr(App, f"action_{name}", lambda self, n=name: done.append(n), False)
    monkeypatch.setattr("tui.app.app.GuideApp.action_redraw", lambda self: done.append("redraw"))
    async with open_guide(size=SMALL) as reader:
        done.clear()
        await reader.press("ctrl+l", "ctrl+z")
    assert done == ["redraw", "suspend_process"]


async def test_the_headline_stays_over_every_dialog(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor", region="gb") as reader:
        for keys in ((), ("c",), ("slash",), ("question_mark",), ("colon",)):
            await reader.press("escape", *(() if reader.ticked else ("space",)), *keys)
            await reader.resize(29, 12)
            words = " ".join(reader.text.split())
            assert "‼ EMERGENCY – call 999 now" in words, keys
            assert wanted(reader) in words
            await reader.resize(80, 24)
            await reader.press("escape")


@pytest.mark.parametrize("keys", [[], ["d"], ["question_mark"]])
async def test_it_says_there_what_to_do_in_an_emergency(
    open_guide: OpenGuide, keys: list[str]
) -> None:
    async with open_guide(region="gb") as reader:
        await reader.press(*keys)
        for size in ((28, 12), (20, 9)):
            await reader.resize(*size)
            assert "999" not in reader.text
            await reader.press("space", "e", "x")
            words = " ".join(reader.text.split())
            assert "‼ EMERGENCY – call 999 now." in words and "(United Kingdom: 999)" in words
        await reader.resize(80, 24)
        assert "999" not in reader.text and not reader.ticked


@pytest.mark.parametrize("size", [(30, 10), (39, 14)])
async def test_the_first_minutes_need_less_room_than_the_tabs(
    open_guide: OpenGuide, clock: Clock, size: tuple[int, int]
) -> None:
    """The tabs below are covered, and their keys dead, while the questions work."""
    async with open_guide(size=size, clock=clock, checked=False) as reader:
        assert reader.app.is_blind and WANTED.format(40, 15) in " ".join(reader.text.split())
        await reader.press("4", "space", "p")
        assert not reader.ticked and len(reader.app.screen_stack) == 1
        reader.app.main.lead()
        await reader.until(lambda: "1 of 8" in reader.text)
        await reader.until(lambda: not reader.app.is_blind)
        for number in range(2, 9):
            clock.now += 2.0
            await reader.press("n")
            assert f"{number} of 8" in reader.text
        for key in ("y", "space"):
            clock.now += 2.0
            await reader.press(key)
        assert reader.ticked
        await reader.press("escape")
        assert WANTED.format(40, 15) in " ".join(reader.text.split())
        await reader.press("T", "space")
        assert len(reader.ticked) == 1

"""A reader at the guide: presses keys, clicks, and sees what the screen shows."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timezone, tzinfo
from functools import partial
from math import inf
from typing import Any, Protocol
from unittest.mock import Mock, patch

import pytest
from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from tests.support.export import exported_lines, exported_rows
from tests.support.large import large_words
from tui.app.app import GuideApp
from tui.app.environment import Desktop, Environment
from tui.app.flows.self_check import Part
from tui.app.input.answer_guard import READING
from tui.app.widgets.bars.filter_line import FilterLine
from tui.app.widgets.lists.entry_list import EntryList
from tui.diary.store import Store
from tui.figure.render.cells import Glyphs
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.region import named

SIZES = ((100, 30), (80, 24), (60, 20))
"""The sizes that the guide promises to work at."""

LEVELS = tuple(level for level in Level if level is not Level.NONE)

EXAMPLES = {
    Level.SELF_CARE: "improving",
    Level.DOCTOR: "recurrent",
    Level.URGENT: "fever",
    Level.EMERGENCY: "saddle_numb",
}
"""A finding that by itself gives the level."""


PATIENCE = 120.0
"""Seconds until a condition that does not come true fails the test."""

SOON = 0.02
"""Seconds within which a timer is still part of what was done before."""

MOST_TIMERS = 100
"""How many timers may run out before something moves by itself, and is not waited for."""

MOST_COMPUTING = 1.0
"""How many seconds the CPU may be busy before something is drawn again and again."""


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def words_of(text: str) -> str:
    """`text` with its words one space apart."""
    return " ".join(text.split())


@dataclass
class Reader:
    """Somebody who reads `app`."""

    app: GuideApp
    pilot: Pilot[int]
    index: Index
    bell: Mock
    heard: Counter[type[Message]]
    """How many messages of each kind widgets got."""
    drawn: Mock
    """Called whenever something is drawn."""
    clock: Callable[[], float]
    """The clock of the guide, in seconds."""

    @property
    def text(self) -> str:
        """Everything on the screen, and below it the words in large letters."""
        lines = self.lines
        return "\n".join([*lines, *large_words(lines)])

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return exported_lines(self.app)

    @property
    def offered(self) -> list[str]:
        """The keys that the footer offers."""
        return [part.split()[0] for part in self.lines[-1].split("  ") if part.strip()]

    def part(self, selector: str, *, framed: bool = False) -> list[str]:
        """The lines on the screen inside a widget, with or without its frame; none if hidden."""
        widget = self.find(selector)
        if widget is None:
            return []
        area = widget.region if framed else widget.scrollable_content_region
        area = area.intersection(self.app.screen.region)
        return [_cells(line, area.x, area.right) for line in self.lines[area.y : area.bottom]]

    def read(self, selector: str) -> str:
        """The words on the screen inside the frame of a widget."""
        return words_of(" ".join(self.part(selector)))

    @property
    def banner(self) -> str:
        """What is said above everything about how soon to get help; empty if nothing is."""
        if self.find("Banner") or self.level is Level.SELF_CARE:
            return self.read("Banner")
        return self.read("TitleBar")

    def title(self, selector: str) -> str:
        """The words in the upper edge of a widget's frame."""
        return self.part(selector, framed=True)[0].strip("╭╮┏┓─━ ")

    def find(self, selector: str) -> Widget | None:
        """The first shown widget that `selector` names, on the screen in front."""
        found = [
            widget
            for widget in self.app.screen.query(selector).results(Widget)
            if widget.is_on_screen and widget.region
        ]
        return found[0] if found else None

    @property
    def ticked(self) -> frozenset[str]:
        """The findings that are ticked."""
        return self.app.state.triage_state.ticked

    @property
    def level(self) -> Level:
        """How soon to get help."""
        return self.app.state.triage_state.level

    @property
    def highlighted(self) -> str:
        """The id of the highlighted line of the list that has the keys."""
        listed = self.app.focused
        if isinstance(listed, FilterLine):
            listed = self.app.screen.query_one(EntryList)
        if isinstance(listed, EntryList):
            return listed.document.current
        assert isinstance(listed, OptionList), f"no list has the keys:\n{self.text}"
        option = listed.highlighted_option
        return (option.id or "") if option else ""

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each once the screen shows what the one before did."""
        for key in keys:
            await self.type(key)

    async def type(self, *keys: str) -> None:
        """Press keys faster than the screen is drawn."""
        for key in keys:
            character = {"space": " ", "colon": ":", "comma": ","}.get(key, key)
            self.app.post_message(events.Key(key, character if len(character) == 1 else None))
        await self.settle()

    async def think(self) -> None:
        """Take the time to read a question, so that the next key is an answer to it."""
        assert isinstance(self.clock, Clock)
        self.clock.now += 1.0

    async def log(self, number: str, *keys: str) -> None:
        """Log pain without a spasm, and say that one has begun."""
        await self.press("p", number)
        await self.think()
        await self.press("y", *keys)

    async def paste(self, text: str) -> None:
        """Paste `text`."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    def mouse(self, kind: Callable[..., events.MouseEvent], x: int, y: int) -> None:
        """Send what the mouse does, as the terminal does."""
        button = 0 if kind is events.MouseMove else 1
        self.app.post_message(
            kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
        )

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()
        # Keys are dropped until the new size is on the screen.
        await self.until(lambda: not self.app._gate.is_opening)

    async def settle(self) -> None:
        """Wait until the screen stays as it is."""
        quiet = 0
        while self.app.is_running and quiet < 2:
            before = self.drawn.call_count
            await self.pilot.pause()
            quiet = quiet + 1 if self.drawn.call_count == before else 0

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for `condition`, which may need time to pass or another thread."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            await self.pilot.pause(0.005)
            late = time.monotonic() > deadline
            assert not late, f"still waiting, with this on the screen:\n{self.text}"

    def where(self, words: str) -> tuple[int, int]:
        """The cell of the first of `words` on the screen."""
        for y, line in enumerate(self.lines):
            before, found, _ = line.partition(words)
            if found:
                return cell_len(before), y
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def style_of(self, words: str) -> Style:
        """How the first cell of `words` on the screen looks."""
        for row in exported_rows(self.app):
            for text, style in row:
                if words in text:
                    return style
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def style_at(self, x: int, y: int) -> Style:
        """How a cell of the screen looks."""
        end = 0
        for text, style in exported_rows(self.app)[y]:
            end += cell_len(text)
            if x < end:
                return style
        return Style()

    async def click(self, words: str) -> None:
        """Click on `words` on the screen."""
        x, y = self.where(words)
        await self.pilot.click(offset=(x + 1, y))
        await self.settle()

    async def go_to_finding(self, finding: str) -> None:
        """Highlight a finding in the checklist, by keys."""
        await self.press("4")
        steps = list(self.index.findings).index(finding)
        await self.type("home", *["down"] * steps)

    async def tick(self, *findings: str) -> None:
        """Tick or untick findings in the checklist, by keys."""
        for finding in findings:
            await self.go_to_finding(finding)
            await self.press("space")


def _cells(line: str, left: int, right: int) -> str:
    """The columns from `left` to `right` of a line."""
    start = set_cell_size(line, left)
    return set_cell_size(line, right)[len(start) :]


async def no_condition(reader: Reader, clock: Clock) -> None:
    """Say that no condition rules out the exercises that are to come."""
    assert "n  No, start" in reader.text
    clock.now += 2 * READING
    await reader.press("n")


async def a_condition(reader: Reader, clock: Clock) -> None:
    """Say that a condition may rule exercises out; the dialog asks which."""
    assert "n  No, start" in reader.text
    clock.now += 2 * READING
    await reader.press("y")


class OpenGuide(Protocol):
    """Opens the guide for a reader."""

    def __call__(
        self,
        *,
        size: tuple[int, int] = ...,
        region: str | None = ...,
        tab: str | None = ...,
        mute: bool = ...,
        still: bool = ...,
        walk: Sequence[str] | None = ...,
        clock: Callable[[], float] = ...,
        now: Callable[[], float] = ...,
        zone: tzinfo = ...,
        desktop: Desktop = ...,
        store: Store | None = ...,
        check: Part | None = ...,
        checked: bool = ...,
        glyphs: Glyphs = ...,
        keymap: Mapping[str, str] | None = ...,
    ) -> AbstractAsyncContextManager[Reader]:
        """Open the guide; `region` by its id, `checked` once the safety questions are answered."""


async def idle(*_: float) -> None:
    """Wait until nothing is left to do and no timer runs out soon, or until that takes too much.

    Textual's own way is to sleep until the whole process has hardly used the CPU for a while.
    """
    loop: Any = asyncio.get_running_loop()
    soon, timers = loop.time() + SOON, 0
    computed = time.process_time()
    # Not a time on the clock: on a busy machine much less is done in it.
    while timers < MOST_TIMERS and time.process_time() - computed < MOST_COMPUTING:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = min((one.when() for one in loop._scheduled if not one.cancelled()), default=inf)
        if due > soon:
            return
        timers += 1
        await asyncio.sleep(max(0.0, due - loop.time()))


@pytest.fixture(scope="session", autouse=True)
def _no_longer_than_needed() -> Iterator[None]:
    """Let the pilot wait as `idle` does."""
    with patch("textual.pilot.wait_for_idle", idle):
        yield


@asynccontextmanager
async def opened(
    index: Index,
    *,
    size: tuple[int, int] = (80, 24),
    region: str | None = None,
    tab: str | None = "relief",
    mute: bool = False,
    still: bool = True,
    walk: Sequence[str] | None = None,
    clock: Callable[[], float] | None = None,
    now: Callable[[], float] = time.time,
    zone: tzinfo = timezone.utc,
    desktop: Desktop = "",
    store: Store | None = None,
    check: Part | None = None,
    checked: bool = True,
    glyphs: Glyphs = "quadrant",
    keymap: Mapping[str, str] | None = None,
    lift: bool = False,
) -> AsyncIterator[Reader]:
    """Open the guide for a reader."""
    clock = Clock() if clock is None else clock
    place: Region | None = named(index.content.regions, region) if region else None
    environment = Environment(
        still=still,
        mute=mute,
        clock=clock,
        now=now,
        zone=zone,
        desktop=desktop,
        glyphs=glyphs,
    )
    app = GuideApp(
        index,
        environment,
        region=place,
        tab=tab,
        walk=walk,
        check=check,
        store=store,
        keymap=keymap,
        lift=lift,
    )
    if checked:
        app.state.record.check()
    heard: Counter[type[Message]] = Counter()

    def hear(message: Message) -> None:
        heard[type(message)] += 1

    with (
        patch.object(app, "bell") as bell,
        patch.object(app, "_display", wraps=app._display) as drawn,
    ):
        async with app.run_test(size=size, message_hook=hear) as pilot:
            reader = Reader(app, pilot, index, bell, heard, drawn, clock)
            await reader.settle()
            yield reader


@pytest.fixture
def open_guide(index: Index) -> OpenGuide:
    """How to open the guide on a terminal of some size."""
    return partial(opened, index)


class Sent(list[str]):
    """What the guide has sent since it was last looked at."""

    def take(self) -> str:
        """All of it, once."""
        taken = "".join(self)
        self.clear()
        return taken


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What a guide that is opened sends, as to a terminal with all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    kept = Sent()
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: kept.append(data))
    return kept

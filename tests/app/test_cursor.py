"""The terminal's cursor stands where the focus is, so that screen readers and magnifiers follow."""

from __future__ import annotations

import pytest
from rich.cells import set_cell_size
from textual.widgets import Button, Input, OptionList

from tests.app.conftest import Clock, OpenGuide, Reader, Sent, no_condition
from tests.app.emulator import Emulator
from tests.support.fast import fast_only
from tui.app.drawing.row import Row, Rows
from tui.app.environment import CursorChoice
from tui.app.widgets.document_view import DocumentView
from tui.app.widgets.walk_view import WalkView

SIZE = (90, 30)

MOVES = {
    "a tab": ("", "down", "down", "up", "2", "end", "G"),
    "the checklist": ("4", "down", "space", "down", "space", "home"),
    "a page": ("down down enter", "tab", "down", "escape"),
    "the settings": ("comma", "down", "down", "up"),
    "search": ("slash", "p", "a", "down", "down", "n", "backspace"),
    "a dialog": ("4", "space", "c", "left", "right"),
    "the quiz": ("s", "enter", "down", "down", "1"),
    "the palette": ("colon", "q", "escape"),
}
"""Keys on each screen; after each one the cursor is looked for."""


def begins(reader: Reader) -> str:
    """How the line with the focus begins; empty for a page, of which none is marked."""
    focused = reader.app.focused
    if isinstance(focused, OptionList):
        option = focused.highlighted_option
        return beginning(option.prompt) if option else ""
    if isinstance(focused, DocumentView):
        marked = focused.document.marked
        return "" if marked is None else beginning(focused.document.parts[marked].visual)
    return str(focused.label) if isinstance(focused, Button) else ""


def beginning(visual: object) -> str:
    """The first letters of a line, without the bracket of a box to tick."""
    row = visual.rows[0] if isinstance(visual, Rows) else visual
    if not isinstance(row, Row):
        return ""
    words = f"{row.mark.plain}{row.body.plain}".lstrip()[:8].rstrip()
    return words.removeprefix("[")


def looked_for(reader: Reader, emulator: Emulator) -> None:
    """Look for the cursor where the focus is."""
    cursor = emulator.screen.cursor
    line, focused = reader.lines[cursor.y], reader.app.focused
    if isinstance(focused, Input) and focused.value:
        follows = getattr(reader.app.screen, "cursor_follows", None)
        if follows is None:
            assert set_cell_size(line, cursor.x).endswith(focused.value)
            return
        assert focused.region.y < cursor.y and line[cursor.x].strip()
    elif focused is not None and not isinstance(focused, Input):
        assert line[cursor.x :].startswith(begins(reader)), (cursor.x, cursor.y, line)
        assert focused.region.contains(cursor.x, cursor.y)


@pytest.mark.parametrize("place", MOVES)
async def test_the_cursor_follows_every_move(open_guide: OpenGuide, sent: Sent, place: str) -> None:
    emulator, seen = Emulator(*SIZE), set()
    # As every driver begins.
    emulator.feed("\x1b[?25l")
    async with open_guide(size=SIZE, mute=True) as reader:
        for key in MOVES[place]:
            await reader.press(*key.split())
            emulator.feed(sent.take())
            looked_for(reader, emulator)
            seen.add((emulator.screen.cursor.x, emulator.screen.cursor.y))
    assert len(seen) > 2 or place == "the palette"
    assert emulator.screen.cursor.hidden


async def test_the_cursor_stands_at_the_cue_of_a_walkthrough(
    open_guide: OpenGuide, sent: Sent, clock: Clock
) -> None:
    emulator = Emulator(*SIZE)
    async with open_guide(size=SIZE, mute=True, walk=["cat_cow"], clock=clock) as reader:
        await no_condition(reader, clock)
        for key in ("", "space", "right"):
            await reader.press(*key.split())
            emulator.feed(sent.take())
            cursor = emulator.screen.cursor
            cue, line = reader.app.screen.query_one(WalkView).cursor_lines, reader.lines[cursor.y]
            assert cursor.y in cue and line.index(line.strip()) == cursor.x > 0


@fast_only("changes")
async def test_a_move_costs_a_few_bytes(
    open_guide: OpenGuide, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cursor that stayed where it was would save no more than this."""
    async with open_guide(size=SIZE, mute=True, tab="doctor") as reader:
        screen_diff = reader.app.screen_diff
        assert screen_diff is not None
        for key in ("down", "down", "up", "tab", "2"):
            sent.clear()
            await reader.press(key)
            frames = sent.take()
            assert len(frames[frames.rindex("m") + 1 :]) <= 9, frames[-40:]


@pytest.mark.parametrize(
    ("choice", "theme", "shown"),
    [
        ("auto", "backspasm-dark", False),
        ("auto", "backspasm-contrast", True),
        ("auto", "backspasm-contrast-light", True),
        ("shown", "backspasm-light", True),
        ("hidden", "backspasm-contrast", False),
    ],
)
async def test_the_cursor_is_seen_as_the_reader_wants(
    open_guide: OpenGuide, sent: Sent, choice: CursorChoice, theme: str, shown: bool
) -> None:
    emulator = Emulator(*SIZE)
    emulator.feed("\x1b[?25l")
    async with open_guide(size=SIZE, mute=True) as reader:
        reader.app.cursor_choice = choice
        reader.app.theme = theme
        await reader.settle()
        for keys in ("down", "slash a", "escape"):
            await reader.press(*keys.split())
            emulator.feed(sent.take())
            assert emulator.screen.cursor.hidden is not shown
            if reader.app.focused and isinstance(reader.app.focused, Input):
                # Two cursors, one drawn over the other, would cancel out.
                x, y = emulator.screen.cursor.x, emulator.screen.cursor.y
                drawn, beside = (emulator.screen.buffer[y][column].bg for column in (x, x + 1))
                assert (drawn == beside) is shown
        reader.app.cursor_choice = "hidden"
        await reader.press("ctrl+l")
        emulator.feed(sent.take())
        assert emulator.screen.cursor.hidden


async def test_one_key_goes_through_the_themes(open_guide: OpenGuide) -> None:
    async with open_guide(size=SIZE) as reader:
        names = []
        for _ in range(5):
            names.append(reader.app.theme)
            await reader.press("T")
        assert names == [
            *("backspasm-dark", "backspasm-light", "backspasm-contrast"),
            *("backspasm-contrast-light", "backspasm-dark"),
        ]
        for foreign, own in (("nord", "backspasm-light"), ("solarized-light", "backspasm-dark")):
            reader.app.theme = foreign
            await reader.press("T")
            assert reader.app.theme == own


@pytest.mark.parametrize("theme", ["backspasm-dark", "backspasm-light", "backspasm-contrast"])
async def test_what_is_chosen_is_told_by_weight_too(open_guide: OpenGuide, theme: str) -> None:
    async with open_guide(size=SIZE) as reader:
        reader.app.theme = theme
        await reader.press("down", "down")
        places = {words: reader.where(words) for words in ("1 Relief", "Relief ─", "Warm pack")}
        assert all(reader.style_at(*place).bold for place in places.values()), places
        for words in ("2 Prevention", "Cold pack", "Keep moving"):
            assert not reader.style_at(*reader.where(words)).bold, words
        await reader.press("4", "space", "c")
        for button in reader.app.screen.query(Button):
            y = button.region.y
            x = reader.lines[y].index(str(button.label))
            assert bool(reader.style_at(x, y).bold) is button.has_focus

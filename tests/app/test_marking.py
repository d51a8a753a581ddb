"""Text of pages and sheets is marked with the mouse and copied with `ctrl+c` or `y`."""

from __future__ import annotations

import re

import pytest
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from tests.app.conftest import SIZES, OpenGuide, Reader
from tests.app.test_pack import WallClock
from tests.support.export import exported_rows
from tui.app.drawing.large.large_text import LargeText
from tui.app.drawing.row import Row, Rows
from tui.app.marking.copied_text import extract, lines_of
from tui.app.screens.confirm import LeaveDialog
from tui.diary.store import MemoryStore

BORDERS = re.compile("[\u2500-\u259f]")


async def drag(reader: Reader, start: Offset, *way: Offset, release: bool = True) -> None:
    """Press a button, move the mouse, and release the button."""
    reader.mouse(events.MouseDown, *start)
    for place in way:
        reader.mouse(events.MouseMove, *place)
    if release:
        reader.mouse(events.MouseUp, *way[-1])
    await reader.settle()


async def copied(reader: Reader, key: str = "ctrl+c") -> str:
    """Press a key that copies; what is in the clipboard, with its lines."""
    reader.app.copy_to_clipboard("")
    await reader.press(key)
    return reader.app._clipboard


def place(reader: Reader, words: str, *, end: bool = False) -> Offset:
    """Where words stand on the screen, or their last cell."""
    x, y = reader.where(words)
    return Offset(x + (len(words) - 1 if end else 0), y)


@pytest.mark.parametrize("key", ["ctrl+c", "y"])
async def test_a_wrapped_paragraph_is_copied_as_one_line(open_guide: OpenGuide, key: str) -> None:
    async with open_guide(checked=False, tab="doctor", size=(110, 30)) as reader:
        start = place(reader, "Nothing has been asked yet")
        end = place(reader, "say how soon you need help.", end=True)
        assert end.y == start.y + 1
        await drag(reader, start, end)
        words = "Nothing has been asked yet, so this guide cannot say how soon you need help."
        assert await copied(reader, key) == words
        # The mark is gone: the next ctrl+c has its own ways.
        assert not reader.app.screen.selections


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("beyond", [Offset(0, 0), Offset(3, 0), Offset(0, 1)])
async def test_a_drag_backwards_marks_the_same(
    open_guide: OpenGuide, back: bool, beyond: Offset
) -> None:
    async with open_guide(checked=False, tab="doctor", size=(110, 30)) as reader:
        start, end = place(reader, "Tick at once"), place(reader, "counts straight away.", end=True)
        ways = (end + beyond, start) if back else (start, end + beyond)
        await drag(reader, *ways)
        words = "Tick at once what worries you. An emergency sign counts straight away."
        assert await copied(reader) == words


@pytest.mark.parametrize("to", [Offset(0, 29), Offset(99, 29), Offset(99, 0), Offset(2, 0)])
async def test_a_drag_out_of_a_page_stays_in_its_text(open_guide: OpenGuide, to: Offset) -> None:
    async with open_guide(checked=False, tab="doctor", size=(100, 30)) as reader:
        await drag(reader, place(reader, "Answer the eight"), to)
        text = await copied(reader)
        assert text and not BORDERS.search(text)
        assert "Numb, tingling" not in text and "Quit" not in text and "Relief" not in text
        expected = "Answer the eight" if to.y else "Nothing has been asked yet"
        assert text.startswith(expected)


async def test_a_drag_over_the_list_copies_it_and_ticks_nothing(open_guide: OpenGuide) -> None:
    async with open_guide(checked=False, tab="doctor", size=(100, 30)) as reader:
        start = place(reader, "Toilet paper feels different")
        await drag(reader, start, place(reader, "Cannot pee, or only a dribble comes", end=True))
        assert not reader.ticked
        assert (await copied(reader)).split("\n") == [
            "Toilet paper feels different when you wipe",
            "[ ] Cannot pee, or only a dribble comes",
        ]


@pytest.mark.parametrize("unsteady", [Offset(0, 0), Offset(1, 0), Offset(-1, 0)])
async def test_an_unsteady_click_is_a_click(open_guide: OpenGuide, unsteady: Offset) -> None:
    async with open_guide(checked=False, tab="doctor", size=(100, 30)) as reader:
        start = place(reader, "Toilet paper")
        await drag(reader, start, start + unsteady)
        assert reader.ticked
        assert not reader.app.screen.selections


@pytest.mark.parametrize(
    ("clicks", "words"),
    [
        (2, "emergency"),
        (3, "Tick at once what worries you. An emergency sign counts straight away."),
    ],
)
async def test_clicks_mark_a_word_or_a_paragraph(
    open_guide: OpenGuide, clicks: int, words: str
) -> None:
    async with open_guide(checked=False, tab="doctor", size=(130, 30)) as reader:
        x, y = reader.where("An emergency sign")
        for _ in range(clicks):
            reader.mouse(events.MouseDown, x + 5, y)
            reader.mouse(events.MouseUp, x + 5, y)
        await reader.settle()
        assert await copied(reader) == words


async def test_marks_follow_the_text_when_it_scrolls_and_end_when_it_wraps_anew(
    open_guide: OpenGuide,
) -> None:
    async with open_guide(checked=False, tab="doctor", size=(80, 24)) as reader:
        page = reader.app.screen.query_one("EntryPage")
        page.scroll_to(y=4, animate=False)
        await reader.settle()
        start = place(reader, "Tick at once")
        await drag(reader, start, place(reader, "away.", end=True))
        page.scroll_to(y=0, animate=False)
        await reader.settle()
        text = reader.app.screen.get_selected_text()
        assert text and text.startswith("Tick at once") and text.endswith("straight away.")
        assert reader.style_of("Tick at once").bgcolor != reader.style_of("Answer the").bgcolor
        await reader.resize(100, 30)
        assert not reader.app.screen.selections


@pytest.mark.parametrize("size", [(60, 40), (80, 24), (100, 30)])
async def test_an_address_that_is_wrapped_is_copied_whole(
    open_guide: OpenGuide, size: tuple[int, int]
) -> None:
    async with open_guide(size=size, tab="relief") as reader:
        await reader.press("down", "down")
        await reader.app.screen.run_action("screen.why")
        await reader.settle()
        page = reader.app.screen.query_one("Static").region
        await drag(reader, page.offset, Offset(page.right - 1, min(page.bottom, size[1]) - 3))
        text = await copied(reader)
        assert not BORDERS.search(text)
        addresses = [line for line in text.split("\n") if "http" in line]
        assert addresses
        known = {source.url for source in reader.index.sources.values()}
        assert known.issuperset(addresses)


WIDE = "漢字 kanji 👨‍👩‍👧 family e\u0301 accent 👍🏽 thumb"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (0, 1, "漢"),
        (1, 2, "漢"),
        (1, 3, "漢字"),
        (11, 12, "👨‍👩‍👧"),
        (12, 13, "👨‍👩‍👧"),
        (21, 22, "e\u0301"),
        (30, 31, "👍🏽"),
        (31, 38, "👍🏽 thumb"),
    ],
)
def test_no_character_is_cut(start: int, end: int, text: str) -> None:
    lines = lines_of(Row(Content(WIDE)), 60)
    assert extract(lines, Selection(Offset(start, 0), Offset(end, 0))) == text


@pytest.mark.parametrize("width", [11, 17, 23, 60])
@pytest.mark.parametrize("mark", ["", "• ", "  "])
def test_what_was_wrapped_is_joined(width: int, mark: str) -> None:
    """At spaces, within long words, and with wide characters."""
    texts = [WIDE, "Lie on your back, knees bent.", "https://example.org/a/long/address", "a\n\nb"]
    lines = lines_of(Rows([Row(Content(text), Content(mark), gap=1) for text in texts]), width)
    said = "\n\n".join(f"{mark.strip() and mark}{text}" for text in texts)
    assert extract(lines, SELECT_ALL).strip("\n") == said


def test_large_letters_and_pictures_are_copied_as_words() -> None:
    large = LargeText("Stop now", height=20)
    lines = lines_of(Rows([large, Row(Content("below"))]), 60)
    assert len(lines) > 3
    assert extract(lines, SELECT_ALL) == "Stop now\nbelow"
    assert extract(lines, Selection(Offset(3, 2), Offset(2, 3))) == "Stop now\n"


async def test_the_scroll_thumb_marks_nothing(open_guide: OpenGuide) -> None:
    async with open_guide(checked=False, tab="doctor", size=(80, 24)) as reader:
        x = reader.app.screen.query_one("EntryPage").region.right - 1
        await drag(reader, Offset(x, 5), Offset(x - 20, 12))
        assert not reader.app.screen.selections


@pytest.mark.parametrize("question", [(), ("w", "enter")])
async def test_y_answers_where_it_is_asked(
    open_guide: OpenGuide, question: tuple[str, ...]
) -> None:
    """Also while something is marked."""
    async with open_guide(checked=False, now=WallClock(), store=MemoryStore()) as reader:
        if question:
            await reader.press(*question)
        x, y = reader.where("y  Yes") if "y  Yes" in reader.text else (30, 10)
        await drag(reader, Offset(x, y - 3), Offset(x + 20, y - 1))
        reader.app.copy_to_clipboard("")
        await reader.press("y")
        assert reader.app._clipboard == ""


@pytest.mark.parametrize("keys", [(), ("3",), ("question_mark",)])
async def test_with_nothing_marked_ctrl_c_leaves(
    open_guide: OpenGuide, keys: tuple[str, ...]
) -> None:
    async with open_guide() as reader:
        await reader.press(*keys, "ctrl+c")
        assert reader.app.return_code == 130 or isinstance(reader.app.screen, LeaveDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_borders_are_not_marked(open_guide: OpenGuide, size: tuple[int, int]) -> None:
    async with open_guide(checked=False, tab="doctor", size=size) as reader:
        shown = reader.app.screen.query_one("EntryPage" if size[0] > 60 else "EntryList")
        region = shown.region
        await drag(reader, region.offset, Offset(region.right - 2, region.bottom - 1))
        assert reader.app.screen.selections
        ground = Style.parse("on #93c8eb").bgcolor
        marked = [
            text
            for row in exported_rows(reader.app)
            for text, style in row
            if style and style.bgcolor == ground
        ]
        assert marked
        assert not any(BORDERS.search(text) for text in marked)

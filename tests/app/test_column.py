"""Lists and pages by the mouse, and what is drawn before it is asked for."""

from __future__ import annotations

from unittest.mock import patch

from tests.app.conftest import OpenGuide, Reader
from tui.app.drawing.border import THUMB
from tui.app.drawing.document import Document, DocumentPart
from tui.app.drawing.row import Row
from tui.app.widgets.entry_page import EntryPage
from tui.app.widgets.lists.entry_list import EntryList


def _page(reader: Reader) -> EntryPage:
    return reader.app.main.query_one(EntryPage)


def _thumb(reader: Reader) -> list[int]:
    """The lines of the screen that have the thumb of the page at their end."""
    x = _page(reader).region.right - 2
    return [y for y, line in enumerate(reader.lines) if line[x] == THUMB]


async def test_a_drag_at_the_frame_scrolls_the_page(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        await reader.press("down")
        page = _page(reader)
        assert page.max_scroll_y > 0
        seen = _thumb(reader)
        right, region = page.outer_size.width - 1, page.region
        await reader.pilot.mouse_down(page, offset=(right, seen[0] - region.y))
        await reader.pilot.hover(page, offset=(right, region.height - 2))
        await reader.settle()
        assert page.scroll_offset.y == page.max_scroll_y
        assert _thumb(reader)[-1] > seen[-1]
        await reader.pilot.mouse_up(page, offset=(right, region.height - 2))
        await reader.pilot.hover(page, offset=(right, 1))
        await reader.settle()
        assert page.scroll_offset.y == page.max_scroll_y


async def test_the_frame_says_nothing_where_all_is_seen(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 100)) as reader:
        assert not _thumb(reader)


async def test_what_a_click_would_choose_is_lit(open_guide: OpenGuide) -> None:
    async with open_guide() as reader:
        listing = reader.app.main.query_one(EntryList)
        plain = reader.style_of("Warm pack")
        line = reader.where("Warm pack")[1] - listing.region.y
        await reader.pilot.hover(listing, offset=(4, line))
        await reader.settle()
        assert reader.style_of("Warm pack").bgcolor != plain.bgcolor
        await reader.pilot.hover(_page(reader), offset=(4, 2))
        await reader.settle()
        assert reader.style_of("Warm pack") == plain


async def test_a_click_beside_the_lines_chooses_nothing(open_guide: OpenGuide) -> None:
    async with open_guide(tab="doctor") as reader:
        listing = reader.app.main.query_one(EntryList)
        line = reader.where("Toilet paper")[1] - listing.region.y
        await reader.pilot.click(listing, offset=(0, line))
        await reader.settle()
        assert reader.ticked == set()
        await reader.pilot.click(listing, offset=(1, line))
        await reader.settle()
        assert reader.ticked == {"wiping_altered"}


async def test_the_next_pages_are_drawn_while_nobody_presses_keys(open_guide: OpenGuide) -> None:
    async with open_guide(size=(100, 30)) as reader:
        with (
            patch("tui.app.main_screen.tabs_screen._CALM", 0.001),
            patch.object(Document, "draw", autospec=True, side_effect=Document.draw) as drawn,
        ):
            await reader.press("down")
            pane = reader.app.main.pane
            beside = [pane.document.next_choice(pane.document.marked, by) for by in (1, -1)]
            pages = [pane.page_at(number) for number in beside if number is not None]
            await reader.until(
                lambda: {*map(id, pages)} <= {id(call.args[0]) for call in drawn.call_args_list}
            )
        assert not any(_page(reader).prepare(page) for page in pages if page)


def test_a_leaf_knows_what_comes_next() -> None:
    parts = [
        DocumentPart(Row.__new__(Row), id, group)
        for id, group in (("", ""), ("a", "x"), ("b", "y"))
    ]
    document = Document(parts, marked="b")
    assert document.current == "b"
    assert [document.next_choice(document.marked, by) for by in (1, -1)] == [1, 1]
    assert document.next_choice(1, 1, "x") == 1
    assert document.next_choice(None, -1) == 2
    assert document.next_choice(None, 1, "nobody") is None
    assert Document(()).next_choice(None, 1) is None

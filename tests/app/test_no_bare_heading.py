"""No page and no list ends with a heading while what it heads is still to come."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from tests.app.conftest import OpenGuide, Reader
from tests.app.screenshots import NOW, keep_days
from tests.support.sample import sample
from tui.app.drawing.row import Row, heading_row
from tui.app.widgets.page_scroll import KeyScroll
from tui.app.widgets.page_text import shown_end
from tui.diary.store import MemoryStore

ROWS = [
    Row(Content("one")),
    heading_row("Two"),
    heading_row("Three", first=True),
    Row(Content("four five")),
    Row(Content("six"), gap=1),
]
"""Lines: one, blank, Two, Three, "four five" on one or two, blank, six."""


@pytest.mark.parametrize(
    ("width", "ends"),
    [(20, [1, 1, 1, 1, 5, 5, 7]), (5, [1, 1, 1, 1, 5, 6, 6, 8])],
)
def test_headings_wait_for_what_they_head(width: int, ends: list[int]) -> None:
    assert [shown_end(ROWS, width, cut) for cut in range(1, len(ends) + 1)] == ends


HEADINGS = (
    *("What not to do", "Until help comes", "Why this level", "Sources", "Guidelines differ"),
    *("Ask first if", "Please note", "Privacy", "The usual course", "Choose", "On the tabs"),
    *("Before: 2 spasms", "How it looks", "What you hear", "Where you are", "Packs", "Edition"),
)
PAGES = {
    "emergency": (),
    "positions": (),
    "keys": ("question_mark",),
    "why": ("down", "i"),
    "about": ("colon", *"about", "enter"),
    "pack": ("t",),
    "days": ("d", "tab"),
    "settings": ("comma",),
}
SIGNS = {"emergency": "saddle_numb", "positions": "one_leg_weak"}


def last_line(reader: Reader, widget: Widget) -> str:
    """The words in the last line of a widget that has any."""
    area = widget.region
    rows = (line[area.x : area.right].strip(" │┃▁▂▃▄▅▆▇█") for line in reader.lines)
    return [line for line in list(rows)[area.y : area.bottom] if line and "more ↓" not in line][-1]


@pytest.mark.parametrize("page", sample(PAGES, 3))
async def test_no_screen_ends_with_a_heading(open_guide: OpenGuide, page: str) -> None:
    store = MemoryStore()
    if page == "days":
        keep_days(store, 5)
    async with open_guide(size=(60, 20), region="gb", store=store, now=lambda: NOW) as reader:
        if page in SIGNS:
            reader.app.state.toggle(SIGNS[page])
            reader.app.main.lead()
            await reader.settle()
        await reader.press(*PAGES[page])
        widgets = [*reader.app.screen.query(KeyScroll), *reader.app.screen.query(OptionList)]
        await reader.until(lambda: any(one.max_scroll_y for one in widgets))
        widget = next(one for one in widgets if one.max_scroll_y)
        met = 0
        for line in range(widget.max_scroll_y):
            widget.scroll_to(y=line, animate=False)
            await reader.settle()
            assert last_line(reader, widget) not in HEADINGS, reader.text
            met += any(heading in reader.text for heading in HEADINGS)
        assert met

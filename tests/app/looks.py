"""Checks that hold on every screen: keys are told, what is cut says so, one line is marked."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import Color
from textual.widget import Widget
from textual.widgets import Button, OptionList

from tests.app.conftest import Reader
from tests.support.export import exported_rows
from tui.app.drawing.row import Row
from tui.app.input.input_gate import smallest_of
from tui.app.widgets.bars.key_line import KeyLine
from tui.app.widgets.document_lines import DocumentLines
from tui.app.widgets.page_scroll import KeyScroll

SIZES = ((80, 24), (100, 30), (120, 40), (40, 15))


def keys_told(reader: Reader) -> str:
    """What the key bar says, or the frame of a dialog."""
    screen = reader.app.screen
    if screen.query(KeyLine):
        return reader.lines[-1].replace("more ↓", "").strip()
    frames = [str(one.border_subtitle or "") for one in screen.query(Widget)]
    return "".join(frames).replace("more ↓", "").strip(" ·")


def cut_parts(reader: Reader) -> Iterator[Widget]:
    """The lists and pages that have lines below those in view."""
    for one in reader.app.screen.query(Widget):
        if not (one.is_on_screen and one.region):
            continue
        if isinstance(one, DocumentLines):
            if one.document.top < one.max_scroll_y:
                yield one
        elif isinstance(one, (KeyScroll, OptionList)) and round(one.scroll_y) < one.max_scroll_y:
            yield one


def dangles(reader: Reader, part: DocumentLines) -> bool:
    """Whether the last written line of a list or a page is a heading."""
    area = part.scrollable_content_region
    rows = [line[area.x : area.right] for line in reader.lines[area.y : area.bottom]]
    last = max((y for y, line in enumerate(rows) if line.strip()), default=0)
    number = part.document.at(part.document.top + last)
    visual = None if number is None else part.document.parts[number].visual
    return isinstance(visual, Row) and visual.leads


def marks(reader: Reader) -> int:
    """How many stretches of lines, and buttons, are highlighted as having the keys."""
    cursor = Color.parse(reader.app.theme_variables["block-cursor-background"].lower())
    found, before = 0, False
    for row in exported_rows(reader.app):
        now = any(style.bgcolor == cursor for _, style in row)
        found += now and not before
        before = now
    return found + isinstance(reader.app.focused, Button)


def tells_more(reader: Reader, part: Widget) -> bool:
    """Whether it is said that a list or a page goes on, in words or by an arrow at its edge."""
    return "more ↓" in reader.text or reader.lines[part.region.bottom - 1].endswith("↓")


def cut_buttons(reader: Reader) -> list[Widget]:
    """The buttons of which a part is not on the screen."""
    whole = reader.app.screen.region
    shown = [one for one in reader.app.screen.query(Button) if one.display]
    return [
        one
        for one in shown
        if not whole.contains_region(one.region) or str(one.label) not in reader.lines[one.region.y]
    ]


async def check_looks(reader: Reader) -> None:
    """Check the screen in front at every promised size, and leave it at the size that it had."""
    before, smallest = reader.app.size, smallest_of(reader.app)
    for size in dict.fromkeys((*SIZES, smallest)):
        await reader.resize(*size)
        assert "Please make" not in reader.text, reader.text
        assert keys_told(reader), reader.text
        assert not cut_buttons(reader), reader.text
        for part in cut_parts(reader):
            assert tells_more(reader, part), f"{part}\n{reader.text}"
            assert not (isinstance(part, DocumentLines) and dangles(reader, part)), reader.text
        assert marks(reader) <= 1, reader.text
        focused = reader.app.focused
        # Where an answer counts, none is highlighted before an arrow key.
        if isinstance(focused, OptionList) and focused.highlighted is not None:
            assert marks(reader) == 1, reader.text
    await reader.resize(*before)

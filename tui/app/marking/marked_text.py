"""The text marked with the mouse: its places on the screen, and the text to copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.selection import Selection
from textual.widget import Widget
from textual.widgets import Static

from tui.app.marking.copied_text import (
    CopyLine,
    extract,
    lines_of,
    paragraph_at,
    word_at,
)
from tui.app.widgets.document_lines import DocumentLines
from tui.app.widgets.strip_widget import TextLine


def place_at(
    screen: Screen[Any], x: int, y: int, pressed: Offset | None
) -> tuple[Widget | None, Offset | None] | None:
    """Return the widget whose text is marked at a place of the screen, and the column and line.

    None stands for widgets whose text Textual marks by itself. What begins in a document stays
    in it, wherever the mouse goes.

    Args:
        screen: The screen.
        x: The column.
        y: The line.
        pressed: Where the mouse was pressed; None if no button is down.

    """
    widget = _widget_at(screen, pressed) if pressed is not None else None
    if not isinstance(widget, DocumentLines):
        widget = _widget_at(screen, Offset(x, y))
    if pressed is not None and isinstance(widget, DocumentLines):
        is_thumb = widget.is_thumb_at(pressed.x - widget.region.x)
        if is_thumb:
            return None, None
    area = text_area(widget) if widget is not None else None
    if widget is None or area is None:
        return None
    if y < area.y:
        return widget, Offset(0, 0) + _scrolled(widget)
    if y >= area.bottom:
        return widget, Offset(area.width, area.height - 1) + _scrolled(widget)
    return widget, Offset(min(max(x - area.x, 0), area.width), y - area.y) + _scrolled(widget)


def _widget_at(screen: Screen[Any], place: Offset) -> Widget | None:
    try:
        return screen.get_widget_at(*place)[0]
    except NoWidget:
        return None


def text_area(widget: Widget) -> Region | None:
    """Return where the text of a widget stands on the screen; None if Textual marks it."""
    if isinstance(widget, DocumentLines):
        return widget.region.shrink(widget.styles.padding)
    if isinstance(widget, TextLine):
        return Region(
            widget.region.x + 1, widget.region.y, widget.region.width - 2, widget.region.height
        )
    if isinstance(widget, Static) and not isinstance(widget.visual, Content):
        return widget.content_region
    return None


def _scrolled(widget: Widget) -> Offset:
    return Offset(0, widget.document.top if isinstance(widget, DocumentLines) else 0)


def text_lines(widget: Widget) -> list[CopyLine] | None:
    """Return the lines of a widget's text; None if Textual copies it."""
    area = text_area(widget)
    if area is None:
        return None
    if isinstance(widget, DocumentLines):
        visuals = [part.visual for part in widget.document.parts]
        return [line for visual in visuals for line in lines_of(visual, area.width)]
    if isinstance(widget, TextLine):
        return lines_of(widget.visual, max(1, area.width))
    assert isinstance(widget, Static)
    return lines_of(widget.visual, widget.size.width)


def selected_text(selections: Mapping[Widget, Selection]) -> str:
    """Return the marked text of all widgets, one below the other."""
    texts = []
    for widget, selection in selections.items():
        if not widget.is_attached:
            continue
        lines = text_lines(widget)
        if lines is not None:
            texts.append(extract(lines, selection))
        elif piece := widget.get_selection(selection):
            texts.append(piece[0])
    return "\n".join(texts).strip("\n")


def mark_clicked(screen: Screen[Any], widget: Widget, x: int, y: int, clicks: int) -> None:
    """Mark the word that was clicked twice, or the paragraph that was clicked three times."""
    found, place = screen.get_widget_and_offset_at(x, y)
    if found is not widget or place is None:
        return
    lines = text_lines(widget)
    measure: Callable[[str], int] = cell_len
    if lines is None:
        # Textual counts the characters of its own texts, before they are wrapped.
        if not isinstance(widget, Static) or not isinstance(widget.visual, Content):
            return
        lines = [CopyLine(line) for line in widget.visual.plain.split("\n")]
        measure = len
    part = (word_at if clicks == 2 else paragraph_at)(lines, place, measure)
    screen.selections = {widget: part} if part else {}

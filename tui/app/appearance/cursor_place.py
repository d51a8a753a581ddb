"""The place of the focus on a screen: a text field's cursor, a highlighted line, a button."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList

from tui.app.appearance.first_letter import first_letter


def cursor_place(screen: Screen[Any]) -> Offset:
    """Return the column and row of the focus: the first letter of the highlighted line.

    Of a text field it is where the next letter goes. A screen may name another widget in
    `cursor_follows`, for while a text field has the keys, or nothing has.
    """
    widget = screen.focused
    if widget is None or isinstance(widget, Input):
        follows: Widget | None = getattr(screen, "cursor_follows", None)
        widget = follows if follows is not None and follows.is_attached else widget
    if isinstance(widget, Input) and widget.region:
        # Textual's own place is that behind its drawn cursor, where the line ends.
        before = cell_len(widget.value[: widget.cursor_position])
        return widget.content_region.offset + Offset(before - widget.scroll_offset.x, 0)
    place = _place_on(widget, screen.region) if widget is not None else None
    return place or _place_on(screen, screen.region) or Offset()


def _place_on(widget: Widget, window: Region) -> Offset | None:
    """Return the place on a widget, or on the first of those in it that shows anything."""
    window = window.intersection(widget.region)
    if not window:
        return None
    cursor_lines: range | None = getattr(widget, "cursor_lines", None)
    if cursor_lines is not None:
        return first_letter(widget, cursor_lines)
    top = widget.content_region.y
    lines = range(window.y - top, window.bottom - top)
    if isinstance(widget, OptionList):
        return first_letter(widget, _option_lines(widget, lines))
    if widget.children:
        places = (_place_on(child, window) for child in widget.children if child.display)
        return next((place for place in places if place is not None), None)
    return first_letter(widget, lines) if widget.visible else None


def _option_lines(listed: OptionList, lines: range) -> range:
    """Return those lines in view that show the highlighted option; all if there is none."""
    if listed.highlighted is None:
        return lines
    shown = [y for y in lines if y >= 0 and _option(listed.render_line(y)) == listed.highlighted]
    return range(shown[0], shown[-1] + 1) if shown else lines


def _option(strip: Strip) -> object:
    """Return the number of the option that a line belongs to, as Textual notes it."""
    return next((part.style.meta.get("option") for part in strip if part.style), None)

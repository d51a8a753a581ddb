"""The place of the first letter on some lines of a widget."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widget import Widget

_BOXES = "[▐"
"""What a box to tick begins with: the cursor stands on the tick in it."""


def first_letter(widget: Widget, lines: range) -> Offset | None:
    """Return where on the screen the first letter stands in lines of a widget's content.

    In a box to tick it is the tick. None if there is nothing on these lines.
    """
    left, top, _, height = widget.content_region
    for y in range(max(0, lines.start), min(height, lines.stop)):
        text = widget.render_line(y).text
        if words := text.lstrip():
            column = cell_len(text[: len(text) - len(words)]) + (words[0] in _BOXES)
            return Offset(left + column, top + y)
    return None

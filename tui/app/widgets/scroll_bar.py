"""The scroll bar of lists and pages that Textual scrolls."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender

from tui.app.drawing.border import THUMB

_UNSET = Color.default()


class ThumbRender(ScrollBarRender):
    """A scroll bar whose thumb is drawn with the same sign as that of a `Border`."""

    VERTICAL_BARS = [" "]

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _UNSET,
        bar_color: Color = _UNSET,
    ) -> Segments:
        """Return the lines of a bar; those of the thumb are found by their reversed style."""
        drawn = super().render_bar(
            size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
        )
        lines = []
        for line in drawn.segments:
            style = line.style
            if style and style.reverse and vertical:
                shown = Style(color=bar_color, bgcolor=back_color, meta=style.meta)
                line = Segment(THUMB.rjust(thickness), shown)
            lines.append(line)
        return Segments(lines, new_lines=vertical)


def with_thumb(scroll_bar: ScrollBar) -> ScrollBar:
    """Return a scroll bar that is drawn by `ThumbRender`."""
    # Textual documents this for a single bar, though it declares a variable of the class.
    vars(scroll_bar)["renderer"] = ThumbRender
    return scroll_bar

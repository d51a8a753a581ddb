"""A number to be read from across the room."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

_DIGITS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
"""Digits of three by five dots; a dot is two columns wide, so that it is square."""

ROWS = 5
_DOT = 2


class BigNumber(Widget):
    """A whole number in blocks, five rows high."""

    DEFAULT_CSS = """
    BigNumber {
        width: auto;
        height: 5;
    }
    """

    value: reactive[int | None] = reactive(None)
    """The number, or None for nothing."""

    def watch_value(self, before: int | None, value: int | None) -> None:
        """Ask for another width only if there are more digits, or fewer."""
        if len(_digits_of(before)) != len(_digits_of(value)):
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The columns of all digits with a gap between them."""
        count = len(_digits_of(self.value))
        return max(0, count * 3 * _DOT + (count - 1) * _DOT)

    def render_line(self, y: int) -> Strip:
        """Row `y` of the digits."""
        digits = _digits_of(self.value)
        dots = " ".join(_DIGITS[digit][y] for digit in digits) if y < ROWS else ""
        line = "".join(("█" if dot == "#" else " ") * _DOT for dot in dots)
        return Strip([Segment(line, self.rich_style)], len(line))


def _digits_of(value: int | None) -> str:
    return "" if value is None else str(value)

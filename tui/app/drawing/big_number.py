"""Numbers to be read from across the room."""

from __future__ import annotations

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


def rows(number: str) -> list[str]:
    """The `ROWS` lines of a whole number in blocks, all of the same length."""
    lines = (" ".join(_DIGITS[digit][y] for digit in number) for y in range(ROWS))
    return ["".join(("█" if dot == "#" else " ") * _DOT for dot in line) for line in lines]

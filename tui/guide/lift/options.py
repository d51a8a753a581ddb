"""The options with which a lift is described, on the command line and over SSH."""

from __future__ import annotations

from typing import Protocol


class TakesOptions(Protocol):
    """A parser of options."""

    def add_argument(
        self, name: str, /, *, dest: str, metavar: str, help: str, default: str
    ) -> object:
        """Add an option."""


OPTIONS = (
    ("--weight", "weight", "W", "such as 12kg or 26lb"),
    ("--from", "start", "HxV", "the hands at the start: distance and height, such as 25x75"),
    ("--to", "end", "HxV", "the hands at the end; ? for a distance that was not measured"),
    ("--turn", "turn", "DEGREES", "how far the body turns (0)"),
    ("--every", "often", "RATE", "how often, such as 3/min or 20/h (0.2/min)"),
    ("--hours", "hours", "TIME", "how long it goes on, up to 8 (1)"),
    ("--grip", "grip", "GRIP", "good, fair or poor (fair)"),
    ("--box", "box", "DxH", "its depth and height (40x30, in inches 16x12)"),
    ("--units", "units", "UNITS", "metric or us, for numbers without a unit"),
)
"""The options: name, field of `Typed`, placeholder and help."""


def add_lift_options(parser: TakesOptions) -> None:
    """Add the options of a lift to a parser; each is stored as ``lift_`` and its field."""
    for option, field, metavar, words in OPTIONS:
        parser.add_argument(option, dest=f"lift_{field}", metavar=metavar, help=words, default="")

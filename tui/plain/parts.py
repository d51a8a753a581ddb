"""The parts of the guide that can be printed, and the width to print to; quick to import."""

from __future__ import annotations

PARTS = ("relief", "prevention", "causes", "doctor", "exercises", "sources")
"""The parts that can be printed by themselves, in the order of the whole."""

NARROWEST = 20
"""The least width, in columns, for wrapping text."""


def width_of(text: str) -> int:
    """Return the width in columns, parsed from an option's text.

    Raises:
        argparse.ArgumentTypeError: if it is not a whole number, too small or too large.

    """
    if not text.isascii() or not text.isdigit() or not NARROWEST <= int(text) <= 1000:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{text!r} is not a whole number from {NARROWEST} to 1000")
    return int(text)

"""Types of option values: numbers, times, sizes and addresses."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

_UNITS = {"s": 1, "m": 60, "h": 3600}


def whole_number(text: str, least: int, most: int) -> int:
    """Return a whole number within limits.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    digits = text.isascii() and text.isdigit() and len(text) < 10
    if not digits or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
    return int(text)


port_number = partial(whole_number, least=0, most=65535)
limit = partial(whole_number, least=0, most=100_000)
"""Of things that are counted; 0 for any number."""
reader_count = partial(whole_number, least=1, most=100_000)
worker_count = partial(whole_number, least=1, most=256)
frame_count = partial(whole_number, least=1, most=1000)


def duration(text: str) -> float:
    """Return a time in seconds.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _UNITS else (text, "s")
    digits = number.replace(".", "", 1)
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        seconds = float(number) * _UNITS[unit]
        if 1 <= seconds <= 7 * 24 * 3600:
            return seconds
    raise argparse.ArgumentTypeError(
        f"{text!r} is not a time from 1s to 168h, such as 90s, 10m or 2h"
    )


def minutes(text: str) -> float:
    """Return a time between two breaks in seconds.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    digits, unit = (text[:-1], text[-1:]) if text[-1:] in ("m", "h") else (text, "m")
    if digits.isascii() and digits.isdigit() and len(digits) < 5:
        seconds = float(digits) * _UNITS[unit]
        if 5 * 60 <= seconds <= 8 * 3600:
            return seconds
    raise argparse.ArgumentTypeError(f"{text!r} is not a time from 5m to 8h, such as 30m or 2h")


def minutes_or_none(text: str) -> float:
    """Return a time of a desk in seconds, or 0 for none.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    return 0.0 if text == "0" else minutes(text)


def host_and_port(text: str) -> tuple[str, int]:
    """Return a host and its port.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    host, colon, port = text.rpartition(":")
    if not colon or not host:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]"), port_number(port)


def seconds(text: str) -> float:
    """Return a number of seconds.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    digits = text.replace(".", "", 1)
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        return float(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds, such as 2 or 0.5")


def cells(text: str) -> tuple[int, int]:
    """Return a size in cells.

    Raises:
        ArgumentTypeError: if the text is none.

    """
    from tui.figure.scene import LARGEST, SMALLEST

    width, cross, height = text.lower().partition("x")
    if cross and all(part.isascii() and part.isdigit() for part in (width, height)):
        size = int(width), int(height)
        if all(low <= n <= high for low, n, high in zip(SMALLEST, size, LARGEST, strict=True)):
            return size
    least, most = (f"{width}x{height}" for width, height in (SMALLEST, LARGEST))
    raise argparse.ArgumentTypeError(f"{text!r} is not a size from {least} to {most}")


class AddFile(argparse.Action):
    """An option whose files add up."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Add a file to those before it."""
        setattr(namespace, self.dest, (*getattr(namespace, self.dest, ()), values))

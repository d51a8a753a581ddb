"""Environment variables that Textual and Rich read, and what is done about bad ones.

Some of them would end the guide before it begins; others would be passed over in silence.
Textual reads them as it is imported, so this comes first, and Textual is not imported here.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

_COLOURS = ("auto", "standard", "256", "truecolor", "windows")
_MOTION = ("none", "basic", "full")
_NUMBERS = {
    "TEXTUAL_FPS": (1, 1000),
    "TEXTUAL_SMOOTH_SCROLL": (0, 1),
    "TEXTUAL_DIM_FACTOR": (0, 100),
    "TEXTUAL_SLOW_THRESHOLD": (100, 3_600_000),
    "ESCDELAY": (1, 10_000),
    "COLUMNS": (1, 500),
    "LINES": (1, 200),
    "ROWS": (1, 200),
}
"""The least and the most that each may be."""
_DEVELOPERS = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SHOW_RETURN",
)
"""For developers: with them Textual writes what is typed or shown into files, sends it to another
program, or presses keys by itself."""
_SILENT = ("", "0")
"""What some shells say of a size that they do not know."""


def mend(environ: MutableMapping[str, str]) -> list[str]:
    """Take out what cannot be; what to say of it, a line for each."""
    lines = []
    for name, fault in _FAULTS.items():
        value = environ.get(name)
        if value is None or not (why := fault(value)):
            continue
        del environ[name]
        if not (name in ("COLUMNS", "LINES", "ROWS") and value in _SILENT):
            lines.append(f"{named(name, value)} {why}; going on without it")
    return lines


def named(name: str, value: str) -> str:
    """A variable as it is told of, safe to show on a terminal."""
    shown = "".join(c if c.isprintable() else "?" for c in value[:60])
    return f'{name}="{shown}"'


def _one_of(*known: str) -> Callable[[str], str]:
    def fault(value: str) -> str:
        return "" if value.lower() in known else f"is none of {', '.join(known)}"

    return fault


def _colours(value: str) -> str:
    return "" if value in _COLOURS else f"is none of {', '.join(_COLOURS)}"


def _number(least: int, most: int) -> Callable[[str], str]:
    def fault(value: str) -> str:
        digits = value.removeprefix("-")
        whole = digits.isascii() and digits.isdigit() and len(digits) < 10
        good = whole and least <= int(value) <= most
        return "" if good else f"is not a whole number from {least} to {most}"

    return fault


def _private(value: str) -> str:
    return "is not heeded, as what you type is nobody else's" if value else ""


_FAULTS: dict[str, Callable[[str], str]] = {
    "TEXTUAL_COLOR_SYSTEM": _colours,
    "TEXTUAL_ANIMATIONS": _one_of(*_MOTION),
    "TEXTUAL_FILTERS": _one_of("dim", ""),
    **dict.fromkeys(_DEVELOPERS, _private),
    **{name: _number(*bounds) for name, bounds in _NUMBERS.items()},
}
"""What is wrong with a value of each; nothing if it is good."""

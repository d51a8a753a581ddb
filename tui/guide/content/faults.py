"""Faults of a content file, worded so that its author can mend them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct


class FaultPlace(Struct, frozen=True):
    """A second place that has to do with a fault: in a file, line and column from 1."""

    file: str
    line: int
    column: int
    note: str
    """What is there."""

    def __str__(self) -> str:
        return one_line(f"{self.note} {self.file}:{self.line}:{self.column}")


class Fault(Struct, frozen=True):
    """One fault: where it is, what was found and what was expected."""

    path: str
    """The key path, such as ``rule[fever_nerve].any[2]``; empty for the file as a whole."""
    found: str
    expected: str
    nearest: str | None = None
    """The known name closest to the wrong one."""
    line: int = 0
    column: int = 0
    """Where it is in the file, from 1; 0 if that is not known."""
    file: str = ""
    """The file, if it is another than that of the error: one of several laid over each other."""
    also: tuple[FaultPlace, ...] = ()

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return one_line(f"{place}found {self.found}, expected {self.expected}{hint}")


class ContentError(Exception):
    """A content file that cannot be used, with every fault found in it."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return one line for each fault, starting with its file, line and column."""
        return [fault_line(fault, self.file) for fault in self.faults]


def fault_line(fault: Fault, file: str, kind: str = "") -> str:
    """Return a fault as one line that starts with its place.

    Args:
        fault: The fault.
        file: The file it is in, if it names none itself.
        kind: What stands before its words, such as ``note: ``.

    """
    place = f":{fault.line}:{fault.column}" if fault.line else ""
    also = "".join(f"; {one}" for one in fault.also)
    return f"{one_line(fault.file or file)}{place}: {kind}{fault}{also}"


def without_folders(line: str, paths: Iterable[Path]) -> str:
    """Return the line of a fault with the names of its files alone, for a narrow window."""
    for path in paths:
        line = line.replace(f"{path}:", f"{path.name}:")
    return line


def one_line(text: str) -> str:
    """Return `text` with control and other unprintable characters escaped."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def nearest(name: str, known: Iterable[str], min_likeness: float = 0.6) -> str | None:
    """Return the known name most like `name`, if one is close enough.

    `min_likeness` is from 0 to 1, where only equal names have 1.
    """
    # Imported here: only a mistake needs it, and it is slow to load.
    from difflib import get_close_matches

    by_folded_name = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(name.casefold()[:80], by_folded_name, n=1, cutoff=min_likeness)
    return by_folded_name[matches[0]] if matches else None


def describe(value: object, max_length: int = 40) -> str:
    """Describe `value` as its author wrote it, on one line cut to `max_length` characters."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= max_length else value[:max_length] + "…"
        return f'"{one_line(text)}"'
    if isinstance(value, int) and value.bit_length() > _MAX_INT_BITS:
        return "a huge number"
    return str(value)[:max_length]


_MAX_INT_BITS = 1000
"""The most bits of a number that is written out; Python refuses to print much longer ones."""

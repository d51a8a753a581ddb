"""What is wrong with a content file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Fault(Struct, frozen=True):
    """One thing to mend."""

    path: str
    """The key path, such as ``rule[fever_nerve].any[2]``; empty for the file as a whole."""
    found: str
    expected: str
    nearest: str | None = None
    """The known name that the wrong one resembles most."""

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return one_line(f"{place}found {self.found}, expected {self.expected}{hint}")


class ContentError(Exception):
    """A content file that cannot be shown, with every fault found in it."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line for each fault, led by the file's name."""
        return [f"{one_line(self.file)}: {fault}" for fault in self.faults]


def one_line(text: str) -> str:
    """`text` with everything written out that a terminal would obey or not show."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str | None:
    """The known name most like `name`, if any comes close; `least` is 1 for the same alone."""
    # Imported here: only a mistake needs it, and it is slow to load.
    from difflib import get_close_matches

    folded = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(name.casefold()[:80], folded, n=1, cutoff=least)
    return folded[matches[0]] if matches else None


def shown(value: object, limit: int = 40) -> str:
    """`value` as an author would recognise it, on one line and cut to `limit` characters."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= limit else value[:limit] + "…"
        return f'"{one_line(text)}"'
    if isinstance(value, int) and value.bit_length() > _LONGEST:
        return "a huge number"
    return str(value)[:limit]


_LONGEST = 1000
"""Bits up to which a number is written out; Python refuses to write much longer ones."""

"""The line and column of each key of a TOML file, from 1.

The file has been parsed already, so this reads on without checks of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

KeyPath = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")
_STEP = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


class SourceMap:
    """The places of all keys and list entries of a file's text."""

    def __init__(self, text: str, raw: Any) -> None:
        self._text = text
        self._raw = raw
        self._at = 0
        self._places: dict[KeyPath, int] = {}
        self._lengths: dict[KeyPath, int] = {}
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._read()

    def place(self, path: str) -> tuple[int, int]:
        """Return line and column of a fault's key path, or of the nearest table around it."""
        at = 0
        for found in self._ways(path):
            at = self._places.get(found, at)
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def depth(self, path: str) -> int:
        """Return how many steps of a fault's key path the file has."""
        return sum(1 for _ in self._ways(path))

    def _ways(self, path: str) -> Iterator[KeyPath]:
        """Yield the keys along a fault's key path, each after those around it."""
        found: KeyPath = ()
        held = self._raw
        for index, name in _STEP.findall(path):
            step: str | int = name
            if isinstance(held, list):
                step = _entry(held, index)
            try:
                held = held[step]
            except (LookupError, TypeError):
                return
            found = (*found, step)
            yield found

    def _read(self) -> None:
        table: KeyPath = ()
        while True:
            self._match(_GAP)
            if self._at >= len(self._text):
                return
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None or found.end() == self._at:
            return ""
        self._at = found.end()
        return found[0]

    def _header(self) -> KeyPath:
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 2 if is_list else 1
        *outer, last = self._key()
        self._at += 2 if is_list else 1
        path: KeyPath = ()
        for name in outer:
            path = self._inner((*path, name))
        path = (*path, last)
        if is_list:
            self._places.setdefault(path, start)
            self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._inner(path)
        self._places.setdefault(path, start)
        return path

    def _inner(self, path: KeyPath) -> KeyPath:
        """Return the last entry of an array of tables, or the table itself."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _key(self) -> list[str]:
        names = []
        while True:
            self._match(_SPACE)
            names.append(self._match(_BARE) or self._match(_TEXT)[1:-1])
            self._match(_SPACE)
            if self._text[self._at : self._at + 1] != ".":
                return names
            self._at += 1

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        path = table
        for name in self._key():
            path = (*path, name)
            self._places.setdefault(path, start)
        self._at += 1  # The equals sign.
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._match(_SPACE)
        opened = self._text[self._at : self._at + 1]
        if opened == "[":
            self._list(path)
        elif opened == "{":
            self._at += 1
            while self._between("}"):
                self._pair(path)
        elif not self._match(_TEXT):
            self._match(_PLAIN)

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        place = 0
        while self._between("]"):
            entry = (*path, place)
            self._places[entry] = self._at
            self._value(entry)
            place += 1

    def _between(self, closing: str) -> bool:
        """Skip to the next entry; at the end of the entries skip that, and return False."""
        self._match(_GAP)
        if self._text[self._at : self._at + 1] == ",":
            self._at += 1
            self._match(_GAP)
        if self._at >= len(self._text) or self._text[self._at] == closing:
            self._at += 1
            return False
        return True


def _entry(held: Sequence[Any], index: str) -> int:
    """Return the place that a key path names by an entry's id, or by its number."""
    ids = [one.get("id") if isinstance(one, dict) else None for one in held]
    if ids.count(index) == 1:
        return ids.index(index)
    return int(index) if index.isdigit() else -len(held) - 1

"""The files that make up a content: a whole one, and overlays that change it in turn.

Faults are placed in the file that says what is wrong, and name the place in another that
does not fit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, inspect
from msgspec.structs import fields, replace

from tui.guide.content.faults import ContentError, Fault, FaultPlace, describe
from tui.guide.content.model import Content
from tui.guide.content.toml_text import decode, parse_toml
from tui.guide.layers.overlay import lay_over
from tui.guide.layers.plan_numbers import changed_numbers, with_gone
from tui.guide.lint.source_map import SourceMap
from tui.guide.parse import check_tables

_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)
_MARK = re.compile(rb"^[ \t]*overlay[ \t]*=[ \t]*true[ \t]*(#.*)?\r?$", re.MULTILINE)


def is_overlay(data: bytes) -> bool:
    """Return whether a file says ``overlay = true`` on a line above its first table."""
    table = _TABLE.search(data)
    return _MARK.search(data, 0, table.start() if table else len(data)) is not None


class _Layer:
    """One of the files, with the places in it."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.text = decode(data, path)
        self.raw = parse_toml(self.text, str(path))
        mark = self.raw.get("overlay", False)
        if not isinstance(mark, bool) or mark != is_overlay(data):
            line, column = self.places.place("overlay")
            fault = replace(_unclear_mark(mark), line=line, column=column)
            raise ContentError(str(path), [fault])

    @cached_property
    def places(self) -> SourceMap:
        """The line and column of each key."""
        return SourceMap(self.text, self.raw)

    @property
    def tables(self) -> dict[str, Any]:
        """The file without what marks it as an overlay."""
        return {key: value for key, value in self.raw.items() if key != "overlay"}

    def place(self, path: str, note: str) -> FaultPlace:
        """Return the place of a key path, or of the nearest table around it."""
        line, column = self.places.place(path)
        return FaultPlace(str(self.path), line, column, note)


def _unclear_mark(value: object) -> Fault:
    if value is True:
        return Fault("overlay", "a mark that is easily missed", "overlay = true on its own line")
    return Fault("overlay", describe(value), "true, or no such line in a whole file")


class ContentFiles(Struct, frozen=True):
    """The files of a content from the lowest to the uppermost, and their tables as one.

    Attributes:
        layers: The files.
        raw: The tables of all, those of later files laid over those before.
        misfits: Faults of overlays that do not fit what is below them, with their places.
        removed: The key paths of what an overlay takes out, and the place where it does.
        dropped: The ids of new records that are in `raw` no longer, because of their faults.

    """

    layers: tuple[_Layer, ...]
    raw: dict[str, Any]
    misfits: tuple[Fault, ...]
    removed: Mapping[str, FaultPlace]
    dropped: frozenset[str]

    @classmethod
    def of(cls, paths: Sequence[Path], data: Sequence[bytes]) -> ContentFiles:
        """Lay files over each other, of which these are the bytes.

        Raises:
            ContentError: if one is no TOML; it names the faults of each.

        """
        layers: list[_Layer] = []
        refused: list[Fault] = []
        for path, content in zip(paths, data, strict=True):
            try:
                layers.append(_Layer(path, content))
            except ContentError as error:
                refused += [replace(fault, file=error.file) for fault in error.faults]
        if refused:
            raise ContentError(refused[0].file, refused)
        raw, misfits = layers[0].tables, list[Fault]()
        removed, dropped = dict[str, FaultPlace](), set[str]()
        kind = inspect.type_info(Content)
        for number, layer in enumerate(layers[1:], start=1):
            below = raw
            raw, faults, gone, without = lay_over(below, layer.tables, kind)
            faults += changed_numbers(below, raw)
            raw = with_gone(below, raw)
            misfits += [_placed_misfit(fault, layer, layers[:number]) for fault in faults]
            removed |= {path: layer.place(path, "taken out at") for path in gone}
            dropped |= without
        return cls(tuple(layers), raw, tuple(misfits), removed, frozenset(dropped))

    @property
    def name(self) -> str:
        """The name of the uppermost file."""
        return str(self.layers[-1].path)

    def content(self, *, thorough: bool = True, cases: bool = False) -> Content:
        """Check the content. The arguments are as in `tui.guide.load.load`.

        Raises:
            ContentError: if it has any fault; each has its place.

        """
        try:
            content = check_tables(self.raw, self.name, thorough=thorough, cases=cases)
        except ContentError as error:
            unknown = {describe(name) for name in self.dropped}
            faults = [fault for fault in error.faults if fault.found not in unknown]
            if len(self.layers) == 1 and (part := _as_part(self.raw)):
                faults = [part]
            raise ContentError(self.name, [*self.misfits, *self.located(faults)]) from None
        if self.misfits:
            raise ContentError(self.name, self.misfits)
        return content

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """Return faults with their places, in the order of the files."""
        order = {str(layer.path): number for number, layer in enumerate(self.layers)}
        rows = [self._located(fault) for fault in faults]
        return sorted(rows, key=lambda row: (-order[row.file], row.line, row.column))

    def _located(self, fault: Fault) -> Fault:
        depths = [layer.places.depth(fault.path) for layer in self.layers]
        # Of several that say the same, the uppermost holds.
        here = max(range(len(depths)), key=lambda number: (depths[number], number))
        line, column = self.layers[here].places.place(fault.path)
        also = [
            layer.place(fault.path, "changes" if number < here else "changed at")
            for number, layer in enumerate(self.layers)
            if number != here and depths[number] >= _record_depth(fault.path)
        ]
        also += [
            place
            for path, place in self.removed.items()
            if fault.found == describe(path[path.rfind("[") + 1 : -1]) or path == fault.path
        ]
        file = str(self.layers[here].path)
        return replace(fault, line=line, column=column, file=file, also=tuple(also))


def _as_part(raw: Mapping[str, Any]) -> Fault | None:
    """Return the fault of a file with less than half of what a whole one has."""
    needed = [one.encode_name for one in fields(Content) if one.required]
    lacking = [name for name in needed if name not in raw]
    if 2 * len(lacking) <= len(needed):
        return None
    found = f"a part of a content, without {', '.join(lacking[:3])} …"
    expected = "a whole one; write overlay = true at its top to lay it over the guide's own"
    return Fault("", found, expected)


def _record_depth(path: str) -> int:
    """Return how many steps of a key path lead to its innermost record or list entry."""
    steps = re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)
    entries = [number for number, step in enumerate(steps, start=1) if step.startswith("[")]
    return entries[-1] if entries else max(1, len(steps) - 1)


def _placed_misfit(fault: Fault, layer: _Layer, below: Sequence[_Layer]) -> Fault:
    """Return a fault of an overlay with its place, and that of what is below it."""
    line, column = layer.places.place(fault.path)
    near = fault.path
    if fault.nearest and "[" in near:
        near = f"{near[: near.rfind('[')]}[{fault.nearest}]"
    # The file that says most about it; of several, the uppermost.
    lower = max(below, key=lambda one: (one.places.depth(near), below.index(one)))
    also = lower.place(near, f'"{fault.nearest}" is at' if fault.nearest else "it lies over")
    return replace(fault, line=line, column=column, file=str(layer.path), also=(also,))

"""Checks the entries of a settings file: a bad one is named and left out."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import msgspec

from tui.guide.content.faults import Fault, describe, nearest
from tui.guide.content.record_index import Index
from tui.guide.content.schema import find_faults
from tui.guide.region import GENERIC, named
from tui.settings.model import AUTO, DESK_RANGES, ReaderSettings


class Known(msgspec.Struct, frozen=True):
    """What a content and a program offer to choose from."""

    themes: tuple[str, ...] = ()
    """The names of the themes; empty where nothing is drawn, so that any name will do."""
    regions: tuple[str, ...] = ()
    ranges: Mapping[str, tuple[int, int, int]] = {}
    """The least, the usual and the greatest value of a number, by the name of its entry."""

    @classmethod
    def of(cls, index: Index, themes: tuple[str, ...] = ()) -> Known:
        """Return what `index` and these themes offer."""
        bounds = {f"{pack.id}_minutes": pack.minutes for pack in index.packs.values()}
        bounds["warm_after_hours"] = index.content.onset.switch
        ranges = {name: (one.least, one.usual, one.most) for name, one in bounds.items()}
        regions = (AUTO, GENERIC, *(region.id for region in index.content.regions))
        return cls(themes, regions, {**ranges, **DESK_RANGES})


def check(raw: Mapping[str, Any], known: Known, index: Index) -> tuple[dict[str, Any], list[Fault]]:
    """Return the good entries of a file, and the faults of the others."""
    entries = dict(raw)
    if isinstance(raw.get("keys"), dict):
        entries["keys"] = {}
    faults, _ = find_faults(entries, ReaderSettings)
    bad = {fault.path for fault in faults}
    good = {name: value for name, value in raw.items() if name not in bad}
    if good.get("keys") == {}:
        del good["keys"]
    for name in list(good):
        if fault := _fault(name, good[name], known, index):
            faults.append(fault)
            del good[name]
    order = list(raw)
    faults.sort(key=lambda fault: order.index(fault.path.partition(".")[0]))
    return good, faults


def _fault(name: str, value: Any, known: Known, index: Index) -> Fault | None:
    """Return what is wrong with a value whose choices depend on the content or the program."""
    if name == "speech_command":
        try:
            shlex.split(value)
        except ValueError:
            return Fault(name, describe(value), "a command with each quote closed")
    if name == "theme" and known.themes and value not in known.themes:
        near = nearest(value, known.themes)
        return Fault(name, describe(value), f"one of {', '.join(known.themes)}", near)
    if name == "region" and value.casefold() not in (AUTO, GENERIC):
        if named(index.content.regions, value) is None:
            near = nearest(value, known.regions)
            return Fault(name, describe(value), f"one of {', '.join(known.regions)}", near)
    elif name in known.ranges:
        least, _, most = known.ranges[name]
        if not least <= value <= most:
            return Fault(name, describe(value), f"a whole number from {least} up to {most}")
    return None

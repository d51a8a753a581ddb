"""The ids of the pages that can be printed by themselves."""

from __future__ import annotations

from collections.abc import Collection

from tui.guide.content.faults import nearest
from tui.guide.content.record_index import Index
from tui.guide.finding_ids import as_id, matching_id
from tui.plain.parts import PARTS


class UnknownPage(ValueError):
    """An id of which a part has no page; the message names the nearest."""


def page_ids(index: Index, part: str) -> Collection[str]:
    """Return the ids of the pages of a part."""
    if part == "exercises":
        return index.exercises
    if part == "sources":
        return [source.id for source in index.content.sources]
    return [item.id for item in index.sections[part].items]


def page_id(index: Index, part: str, typed: str) -> str:
    """Return the id that `typed` means, with hyphens or underscores and in any case.

    The first words of one id are enough: ``stress`` for ``stress_tension``.

    Raises:
        UnknownPage: if there is none.

    """
    known = page_ids(index, part)
    if name := matching_id(typed, known):
        return name
    begun = [name for name in known if typed and as_id(name).startswith(f"{as_id(typed)}_")]
    if len(begun) == 1:
        return begun[0]
    shown = "".join(c if c.isprintable() else "?" for c in typed[:60])
    elsewhere = next((p for p in PARTS if matching_id(typed, page_ids(index, p))), None)
    near = nearest(typed, known)
    if elsewhere:
        hint = f'; it is in "{elsewhere}"'
    elif near:
        hint = f'; did you mean "{near}"?'
    else:
        hint = f", expected one of {', '.join(known)}"
    raise UnknownPage(f'"{part}" has no "{shown}"{hint}')

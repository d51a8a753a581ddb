"""The check of content in memory: schema, cross-references, motions, cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tui.guide.content.faults import ContentError
from tui.guide.content.model import Content
from tui.guide.content.schema import find_faults, matches_patterns
from tui.guide.content.toml_text import parse_toml
from tui.guide.lint.cases import case_faults
from tui.guide.lint.exercises import figure_faults
from tui.guide.lint.references import cross_check

if TYPE_CHECKING:
    from tui.guide.content.faults import Fault


def parse(
    text: str, name: str = "content.toml", *, thorough: bool = True, cases: bool = False
) -> Content:
    """Check the text of a content file; `name` is what the faults call it. Else as `load`.

    Raises:
        ContentError: if it has any fault.

    """
    return check_tables(parse_toml(text, name), name, thorough=thorough, cases=cases)


def check_tables(
    raw: dict[str, Any], name: str, *, thorough: bool = True, cases: bool = False
) -> Content:
    """Check the tables of a content file; `name` is what the faults call it. Else as `load`.

    Raises:
        ContentError: if it has any fault.

    """
    try:
        content = msgspec.convert(raw, Content)
    except msgspec.ValidationError:
        raise ContentError(name, _all_faults(raw)) from None
    if not matches_patterns(raw, Content):
        raise ContentError(name, _all_faults(raw))
    faults = cross_check(content)
    if thorough:
        faults += figure_faults(content)
    if cases and not faults:
        faults += case_faults(content)
    if faults:
        raise ContentError(name, faults)
    return content if cases else msgspec.structs.replace(content, cases=())


def _all_faults(raw: dict[str, Any]) -> list[Fault]:
    """Return the schema's faults, and those of the cross-checks that do not follow from them."""
    faults, mended = find_faults(raw, Content)
    broken = [fault.path for fault in faults]
    further = cross_check(msgspec.convert(mended, Content), skip=frozenset(broken))
    return faults + further

"""Styles and spacing for the blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from tui.app.drawing.row import Row, Rows
from tui.app.drawing.style_cache import linked
from tui.guide.block import Block, Kind
from tui.guide.content.model import Region
from tui.guide.region import fill

_MARKS = {
    Kind.POINT: ("• ", "$primary"),
    Kind.NEVER: ("× ", "bold $text-error"),
    Kind.ASK: ("? ", "bold $text-warning"),
    Kind.NOTE: ("≠ ", "$text-accent"),
}
LIST_MARKS = frozenset(mark for mark, _ in _MARKS.values())
"""What stands before the lines of a list that has no numbers."""
_STYLES = {
    Kind.TITLE: "bold $primary",
    Kind.HEADING: "bold",
    Kind.LEAD: "bold",
    Kind.NOTE: "$foreground 80%",
}
_LISTED = frozenset({Kind.POINT, Kind.NEVER, Kind.ASK, Kind.NOTE, Kind.STEP})


def page_visual(page: Iterable[Block], region: Region | None = None) -> Rows:
    """Return a page as one visual."""
    return Rows(page_rows(page, region))


def page_rows(page: Iterable[Block], region: Region | None = None) -> list[Row]:
    """Return a row for each block: a blank line before headings, none between list items."""
    rows: list[Row] = []
    previous: Kind | None = None
    for block in page:
        rows.append(_row(block, previous, region))
        previous = block.kind
    return rows


def _row(block: Block, previous: Kind | None, region: Region | None) -> Row:
    text = fill(block.text, region)
    body = Content.styled(text, _STYLES.get(block.kind, ""))
    # Digits are linked only if they came from the region's own numbers.
    body = linked(body, region if text != block.text else None)
    mark, style = _MARKS.get(block.kind, ("", ""))
    if block.kind is Kind.STEP:
        mark, style = f"{block.number} ", "bold $primary"
    leads = block.kind in (Kind.HEADING, Kind.TITLE)
    return Row(body, Content.styled(mark, style), gap=_gap(block.kind, previous), leads=leads)


def _gap(kind: Kind, previous: Kind | None) -> int:
    if previous is None or previous is Kind.HEADING:
        return 0
    if previous is Kind.TITLE and kind is Kind.LEAD:
        return 0
    return 0 if kind in _LISTED and kind is previous else 1

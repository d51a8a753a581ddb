"""The ask-first card of pain relievers, as parts of a page."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.document import DocumentPart
from tui.app.drawing.row import Row
from tui.app.triage_state import TriageState
from tui.app.widgets.lists.tick_row import Tick, tick_row
from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.triage import Triage

_STYLE = "$text-warning"


def without_advice(triage: Triage, triage_state: TriageState, page: Sequence[Block]) -> list[Block]:
    """Return `page` without its points in favour while anything speaks against a medicine."""
    intro = Block(Kind.TEXT, triage.index.content.medicine.intro)
    against = triage_state.asked or _implied(triage, triage_state)
    return [block for block in page if not against or block.kind is not Kind.POINT] + [intro]


def card_parts(triage: Triage, triage_state: TriageState) -> list[DocumentPart]:
    """Return the lines to tick, and the outcome below them."""
    medicine, implied = triage.index.content.medicine, _implied(triage, triage_state)
    blank = DocumentPart(Row(Content("")))
    parts = [blank]
    for line in medicine.lines:
        tick = Tick(line.id, line.text, style=_STYLE)
        row = tick_row(tick, on=line.id in triage_state.asked, implied=line.id in implied)
        parts.append(DocumentPart(row, line.id, "card"))
    true = [line for line in medicine.lines if line.id in triage_state.asked | implied]
    if true:
        page = [Block(Kind.LEAD, medicine.ask)]
        page += [Block(Kind.ASK, f"{line.text} {line.say}") for line in true]
    else:
        page = blocks.headed("Only if none of these is true", Kind.POINT, medicine.advice)
    page += blocks.medicine_stop(medicine)
    return [*parts, blank, *(DocumentPart(row) for row in page_rows(page, triage_state.region))]


def _implied(triage: Triage, triage_state: TriageState) -> frozenset[str]:
    """Return the ids of the lines that the checklist has answered."""
    return frozenset(
        line.id
        for line in triage.index.content.medicine.lines
        if triage.answers(line, triage_state.verdict)
    )

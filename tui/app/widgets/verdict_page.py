"""A verdict in words: its headline, what to do, and why."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from textual.content import Content

from tui.app.drawing.row import Row
from tui.app.theme import NEUTRAL, level_style
from tui.app.triage_state import TriageState
from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.region import fill
from tui.guide.triage import Triage, Verdict


def headline(triage: Triage, triage_state: TriageState) -> str:
    """Return the symbol and the word of the level, or that nothing was asked yet."""
    if triage_state.is_unchecked:
        safety = triage.index.content.safety
        return f"{safety.symbol} {safety.not_checked}"
    words = triage.index.levels[triage_state.level]
    return f"{words.symbol} {fill(words.word, triage_state.region)}"


def headline_style(triage_state: TriageState) -> str:
    """Return the style of the headline: the colour of the level, or a neutral one."""
    return NEUTRAL if triage_state.is_unchecked else level_style(triage_state.level.value)


def help_page(triage: Triage, triage_state: TriageState) -> list[Block]:
    """Return what to do at the level, most urgent first."""
    words = triage.index.levels[triage_state.level]
    # The actions are numbered where their order matters.
    kind = Kind.STEP if triage_state.needs_help_today else Kind.POINT
    actions = triage.actions(triage_state.verdict)
    page = [Block(kind, text, place) for place, text in enumerate(actions, 1)]
    page += blocks.headed("What not to do", Kind.NEVER, words.avoid)
    page += blocks.headed(blocks.until_words(triage_state.level), Kind.POINT, words.until)
    return page


def unnumbered(page: Iterable[Block]) -> list[Block]:
    """Return a page with points for steps, for screens on which numbers are keys."""
    return [replace(block, kind=Kind.POINT) if block.kind is Kind.STEP else block for block in page]


def reason_rows(triage: Triage, verdict: Verdict) -> list[Row]:
    """Return a row for each reason: what was ticked and what it means."""
    index = triage.index
    rows: list[Row] = []
    for reason in verdict.reasons:
        ticked = "; ".join(index.findings[name].text for name in reason.findings)
        symbol = index.levels[reason.level].symbol
        body = Content.assemble((f"{ticked}. ", "bold"), reason.why)
        mark = Content.styled(f"{symbol} ", f"bold {level_style(reason.level.value)}")
        rows.append(Row(body, mark, gap=1 if rows else 0))
    return rows

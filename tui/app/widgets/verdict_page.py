"""A verdict in words: its headline, what to do, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec.structs import replace
from textual.content import Content
from textual.visual import Visual

from tui.app.drawing.block_style import page_rows
from tui.app.drawing.row import Row
from tui.app.drawing.style_cache import first_number
from tui.app.theme import NEUTRAL, level_style
from tui.app.triage_state import TriageState
from tui.guide import blocks
from tui.guide.blocks import Block, Kind
from tui.guide.content.model import Region
from tui.guide.content.triage_model import Level
from tui.guide.region import fill
from tui.guide.triage import Triage, Verdict

CALL = "CALL"
"""What stands in large letters in an emergency whose number is not known."""

EnlargeNumber: TypeAlias = Callable[[str, str, Sequence[Visual], Sequence[Visual]], Visual]
"""Draws a number in a style, with rows beside it and rows that may as well stand below."""


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


def number_to_call(level: Level, region: Region | None) -> str:
    """Return the number to call at a level in a region; empty if there is none."""
    if region is None or level not in (Level.EMERGENCY, Level.URGENT):
        return ""
    numbers = region.emergency if level is Level.EMERGENCY else region.advice or ""
    return first_number(numbers)


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


def help_rows(
    triage: Triage, triage_state: TriageState, enlarge: EnlargeNumber, checked: str = ""
) -> list[Visual]:
    """Return how soon to get help, the number to call in large letters, and what to do."""
    level, region = triage_state.level, triage_state.region
    page = page_rows(help_page(triage, triage_state), region)
    count = len(triage.actions(triage_state.verdict))
    actions = [Row(Content("")), *page[:count]]
    soon = Content.styled(triage.index.levels[level].soon, "bold")
    rows: list[Visual] = [Row(soon, aside=Content(checked)), *actions]
    unknown = CALL if level is Level.EMERGENCY else ""
    if number := number_to_call(level, region) or unknown:
        beside = [Row(soon), *([Row(Content(checked))] if checked else [])]
        rows = [enlarge(number, f"bold {level_style(level.value)}", beside, actions)]
    return [*rows, *page[count:]]


def unnumbered(page: Iterable[Block]) -> list[Block]:
    """Return a page with points for steps, for screens on which numbers are keys."""
    return [replace(block, kind=Kind.POINT) if block.kind is Kind.STEP else block for block in page]


def sign_row(triage: Triage, triage_state: TriageState, *, gap: int = 0) -> Row:
    """Return a row that names the signs which decide the level."""
    index, level = triage.index, triage_state.level
    names = {name: None for one in triage_state.verdict.decisive for name in one.findings}
    texts = "; ".join(index.findings[name].text for name in names)
    mark = Content.styled("[x] ", f"bold {level_style(level.value)}")
    return Row(Content.styled(texts, "bold"), mark, gap=gap)


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

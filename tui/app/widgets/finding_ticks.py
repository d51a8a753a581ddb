"""Findings as lines to tick."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.standing import Standing
from tui.app.theme import level_style
from tui.app.widgets.tick_list import Tick, TickList
from tui.guide.content import Finding
from tui.guide.triage import Triage


def finding_ticks(triage: Triage, names: Sequence[str] | None = None) -> list[Tick]:
    """The findings with these ids, in this order; without ids all of them in their groups."""
    if names is not None:
        return [_tick(triage, triage.index.findings[name], "") for name in names]
    return [
        _tick(triage, finding, group.title)
        for group in triage.index.content.groups
        for finding in group.findings
    ]


def show_ticks(listing: TickList, standing: Standing) -> None:
    """Cross the boxes of what is ticked, and mark what counts because of it."""
    listing.ticked = standing.ticked | standing.blockers
    listing.noticed = standing.noticed
    listing.implied = standing.verdict.findings - standing.ticked


def _tick(triage: Triage, finding: Finding, group: str) -> Tick:
    words = triage.index.levels.get(finding.level)
    symbol = words.symbol if words else ""
    return Tick(finding.id, finding.text, group, symbol, level_style(finding.level.value))

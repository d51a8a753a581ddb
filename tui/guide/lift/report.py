"""The result of a lift as a page and as JSON, and the reason where there is none."""

from __future__ import annotations

import math
from typing import Any

from tui.guide.blocks import Block, Kind, Page, headed, source_words
from tui.guide.content.everyday.lift_model import LiftWords
from tui.guide.content.model import Region
from tui.guide.content.record_index import Index
from tui.guide.content.triage_model import Level
from tui.guide.lift.changes import Change, changes
from tui.guide.lift.equation import (
    FACTORS,
    SYSTEMS,
    Assessment,
    Lift,
    LiftEnd,
    SystemName,
    UnitSystem,
    assess,
)
from tui.guide.triage import Verdict

GOAL = 1.0
"""The lifting index to aim at."""

HIGH = 3.0
"""The index above which, some experts say, nearly everybody is at a higher risk."""


def usual_system(chosen: str, region: Region | None) -> SystemName:
    """Return the units to begin with.

    Args:
        chosen: what the reader has set; "auto" or nothing for what their region uses.
        region: where they are.

    """
    for name in SYSTEMS:
        if name == chosen:
            return name
    return region.units if region else "metric"


def why_blocked(words: LiftWords, verdict: Verdict, *, has_spasm: bool) -> str:
    """Return why no number may be given to this reader; empty if it may.

    Args:
        words: What is said around the equation.
        verdict: How soon the reader needs help, by what they ticked.
        has_spasm: Whether a spasm lasts.

    """
    blocked = words.texts["blocked"]
    if not verdict.level < Level.URGENT:
        return blocked["signs"]
    if "age_under_16" in verdict.findings:
        return blocked["under_16"]
    if "pregnant" in verdict.findings:
        return blocked["pregnant"]
    return blocked["spasm"] if has_spasm else ""


def index_words(index: float) -> str:
    """Return a lifting index as it is shown; rounding hides no limit that it is above."""
    if not math.isfinite(index):
        return "–"
    shown = round(index, 1)
    passed = any(shown <= limit < index for limit in (GOAL, HIGH))
    return f"over {shown:.1f}" if passed else f"{shown:.1f}"


def verdict_words(words: LiftWords, index: float) -> str:
    """Return what a lifting index says."""
    if not math.isfinite(index):
        return words.texts["verdicts"]["never"]
    if index > HIGH:
        return words.texts["verdicts"]["high"]
    return words.texts["verdicts"]["raised" if index > GOAL else "within"]


def change_words(words: LiftWords, change: Change) -> str:
    """Return what to change, with its lengths."""
    system = change.lift.system
    text = words.texts["changes"][change.name]
    for name, length in (("near", system.near), ("knuckle", system.knuckle)):
        text = text.replace(f"{{{name}}}", f"{length:g} {system.length}")
    return text


def end_words(end: LiftEnd, system: UnitSystem) -> str:
    """Return the recommended weight of one end, and its index."""
    if not end.recommended:
        return "do not lift"
    return f"at most {end.recommended:.1f} {system.mass}, index {index_words(end.index)}"


def costliest_words(words: LiftWords, found: Assessment) -> str:
    """Return what takes most from the recommended weight; empty if nothing does."""
    if (name := found.costliest) is None:
        return ""
    share = found.worse.factors[name]
    return f"This costs most: {words.texts['factors'][name]} (multiplier {share:.2f})."


def lift_words(lift: Lift) -> str:
    """Return a lift in one line."""
    unit = lift.system.length
    start, end = lift.start, lift.end
    parts = [
        f"{lift.weight:g} {lift.system.mass}",
        f"from {start.reach:g} {unit} away at {start.height:g} {unit}",
        f"to {end.reach:g} {unit} away at {end.height:g} {unit}",
        f"turned {lift.turn:g}°" if lift.turn else "not turned",
        f"{lift.often:.3g} a minute",
        f"{lift.hours:.3g} h",
        f"{lift.grip} grip",
    ]
    return " · ".join(parts)


def lift_page(index: Index, lift: Lift) -> Page:
    """Return what the equation says of a lift, after where it does not hold."""
    words, found = index.content.lift, assess(lift)
    said, system = words.texts["page"], lift.system
    page = [
        Block(Kind.TITLE, said["title"]),
        Block(Kind.TEXT, said["for_whom"]),
    ]
    page += headed("They do not hold if", Kind.NEVER, words.not_if)
    page += headed("The lift", Kind.TEXT, [lift_words(lift)])
    page += headed(
        "Recommended",
        Kind.POINT,
        [
            f"At the start: {end_words(found.start, system)}.",
            f"At the end: {end_words(found.end, system)}.",
        ],
    )
    told = [
        verdict_words(words, found.index),
        said["index"],
        costliest_words(words, found),
    ]
    page += [Block(Kind.TEXT, text) for text in told if text]
    better = [
        f"{index_words(change.index)}: {change_words(words, change)}" for change in changes(lift)
    ]
    page += headed(
        "The index if you change one thing",
        Kind.POINT,
        better or [said["none_better"]],
    )
    sources = [source_words(index.sources[name]) for name in words.sources]
    return page + headed("Sources", Kind.TEXT, sources)


def lift_json(index: Index, lift: Lift) -> str:
    """Return what the equation says of a lift as JSON, for programs."""
    words, found = index.content.lift, assess(lift)
    fields = {
        "does_not_apply_if": list(words.not_if),
        "units": lift.system.name,
        "weight": lift.weight,
        "start": _end_fields(found.start),
        "end": _end_fields(found.end),
        "recommended": round(found.recommended, 4),
        "index": _finite(found.index),
        "verdict": verdict_words(words, found.index),
        "costs_most": found.costliest,
        "what_if": [
            {
                "change": change.name,
                "words": change_words(words, change),
                "index": _finite(change.index),
            }
            for change in changes(lift)
        ],
    }
    return _json(fields)


def blocked_json(why: str) -> str:
    """Return as JSON why nothing is said of a lift."""
    return _json({"blocked": why})


def _end_fields(end: LiftEnd) -> dict[str, Any]:
    return {
        "recommended": round(end.recommended, 4),
        "index": _finite(end.index),
        "multipliers": {name: round(end.factors[name], 4) for name in FACTORS},
    }


def _finite(index: float) -> float | None:
    """Return an index as JSON can hold it; None for one that is undefined."""
    return round(index, 4) if math.isfinite(index) else None


def _json(fields: dict[str, Any]) -> str:
    from json import dumps

    return dumps(fields, indent=2, ensure_ascii=False) + "\n"

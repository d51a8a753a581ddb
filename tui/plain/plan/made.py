"""The sheet of the plan that a command line asks for."""

from __future__ import annotations

import argparse
from types import SimpleNamespace

from tui.guide.content.record_index import Index
from tui.guide.plan.sheet import PlanSheet, SheetWords
from tui.guide.plan.words import PlanError, condition_ids, plan_of, ruled_out
from tui.guide.triage import Triage

PlanOptions = argparse.Namespace | SimpleNamespace
"""What a parser made of a command line."""


def sheet_of(options: PlanOptions, index: Index) -> PlanSheet:
    """Return the sheet of the plan that was asked for.

    Raises:
        PlanError: with a line for every fault.
        PlanTooLong: if no code has room for its doses.

    """
    words = SheetWords.of(
        name=options.name, times=options.times, days=options.days, note=options.note
    )
    plan = plan_of(index, options.exercises, pace=options.pace)
    typed = [word for words in options.has for word in words.split(",") if word]
    names = condition_ids(index, typed)
    verdict = Triage.of(index).judge([name for name in names if name in index.findings])
    level = index.levels[verdict.level]
    if not level.walkthrough:
        raise PlanError(f"{', '.join(names)}: {level.refusal}")
    if lines := ruled_out(index, plan, {*names, *verdict.findings}):
        raise PlanError(*lines)
    return PlanSheet.of(index, plan, words)

"""What a command line says of a plan, here and over SSH."""

from __future__ import annotations

import argparse
from types import SimpleNamespace

from tui.guide.content.record_index import Index
from tui.guide.plan.sheet import PlanSheet, SheetWords
from tui.guide.plan.words import DOSE_FORM, PlanError, condition_ids, plan_of, ruled_out
from tui.guide.routine.player import PACES
from tui.guide.triage import Triage
from tui.plain.parts import width_of

PlanOptions = argparse.Namespace | SimpleNamespace
"""What a parser made of a command line."""

_PACE_WORDS = ", ".join(f"{pace:g}" for pace in PACES)


def add_plan_options(plan: argparse.ArgumentParser) -> None:
    """Add the exercises of a plan and all that stands on its sheet."""
    add = plan.add_argument
    plan.epilog = f"A dose is {DOSE_FORM}."
    named = "ids of exercises, or of routines"
    add("exercises", nargs="*", metavar="EXERCISE[:DOSE]", help=named)
    add("--times", default="", metavar="WORDS", help='how often, such as "twice a day"')
    add("--days", type=days_of, default=0, metavar="N", help="days a week, 1 to 7")
    add("--for", dest="name", default="", metavar="NAME", help="whose sheet it is")
    add("--note", default="", metavar="WORDS", help="a note on the sheet")
    add("--pace", type=pace_of, default=1.0, metavar="N", help=f"to play at: {_PACE_WORDS}")
    add(
        "--has",
        action="append",
        default=[],
        metavar="CONDITION",
        help="a finding or condition of this person, such as pregnant; only checked, kept nowhere",
    )
    add("--markdown", action="store_true", help="the sheet as Markdown")
    add("--width", type=width_of, help="columns to wrap to")


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


def pace_of(text: str) -> float:
    """Return a typed pace."""
    known = {f"{pace:g}": pace for pace in PACES}
    typed = text.replace(",", ".")
    pace = known.get(typed) or known.get(f"0{typed}") or known.get(typed.removesuffix(".0"))
    if pace is None:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is none of {_PACE_WORDS}")
    return pace


def days_of(text: str) -> int:
    """Return a typed number of days a week."""
    if text not in tuple("1234567"):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number of days from 1 to 7")
    return int(text)

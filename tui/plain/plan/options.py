"""Options of a plan on a command line, here and over SSH; quick to import."""

from __future__ import annotations

import argparse

from tui.guide.plan.dose_form import DOSE_FORM
from tui.guide.routine.paces import PACES
from tui.plain.parts import width_of

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

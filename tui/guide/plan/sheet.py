"""The sheet of a plan: what it says, whatever it is written in."""

from __future__ import annotations

import re

from msgspec import Struct

from tui import __version__
from tui.guide.content.exercise_model import Exercise
from tui.guide.content.field_types import INVISIBLE
from tui.guide.content.record_index import Index
from tui.guide.plan.code import encode
from tui.guide.plan.model import Plan, with_dose
from tui.guide.plan.words import PlanError

DAYS = 14
"""The days that a sheet has boxes for."""
MOST_NAME = 60
MOST_TIMES = 60
MOST_NOTE = 300
"""Characters; more would not leave the sheet on its pages."""
_MOST_A_DAY = 4
_UNSEEN = re.compile(f"[{INVISIBLE}\u2066-\u2069\ud800-\udfff]+")
_COUNTS = {
    "once": 1, "twice": 2, "two times": 2, "three times": 3, "four times": 4,
    "1 time": 1, "2 times": 2, "3 times": 3, "4 times": 4, "1x": 1, "2x": 2, "3x": 3, "4x": 4,
}  # fmt: skip


class SheetWords(Struct, frozen=True):
    """What whoever makes a plan writes onto its sheet; in no code, and kept nowhere."""

    name: str = ""
    times: str = ""
    """How often, in words."""
    days: int = 0
    """Days a week; 0 if nothing is said of them."""
    note: str = ""

    @classmethod
    def of(cls, *, name: str, times: str, days: int, note: str) -> SheetWords:
        """Return the words without what no sheet shows, such as control characters.

        Raises:
            PlanError: with a line for each that is too long.

        """
        texts = {
            "--for": (visible(name), MOST_NAME),
            "--times": (visible(times), MOST_TIMES),
            "--note": (visible(note), MOST_NOTE),
        }
        faults = [
            f"{option} has {len(text)} characters; the sheet has room for {most}"
            for option, (text, most) in texts.items()
            if len(text) > most
        ]
        if faults:
            raise PlanError(*faults)
        shown = [text for text, _ in texts.values()]
        return cls(name=shown[0], times=shown[1], days=days, note=shown[2])

    @property
    def often(self) -> str:
        """How often, in words; empty if nothing is said."""
        days = f"on {self.days} day{'s' if self.days > 1 else ''} a week" if self.days else ""
        return ", ".join(part for part in (self.times, days) if part)

    @property
    def boxes_a_day(self) -> int:
        """How many boxes a day has."""
        said = self.times.casefold()
        counts = [count for words, count in _COUNTS.items() if words in said]
        # “Twice a week” asks for one box on each of two days.
        return 1 if "week" in said or not counts else min(_MOST_A_DAY, counts[0])


class PlanSheet(Struct, frozen=True):
    """A plan with everything that its sheet shows."""

    code: str
    exercises: tuple[Exercise, ...]
    """With the doses of the plan."""
    words: SheetWords
    pace: float

    @classmethod
    def of(cls, index: Index, plan: Plan, words: SheetWords) -> PlanSheet:
        """Return the sheet of `plan`.

        Raises:
            PlanTooLong: if no code has room for its doses.

        """
        exercises = tuple(with_dose(index.exercises[one.id], one.dose) for one in plan.exercises)
        return cls(encode(index, plan), exercises, words, plan.pace)


def visible(text: str) -> str:
    """Return text on one line, without control and other invisible characters."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _sources(index: Index, sheet: PlanSheet) -> list[str]:
    """Return the ids of all sources of a sheet, in order, each once."""
    names = [name for exercise in sheet.exercises for name in exercise.sources]
    return list(dict.fromkeys([*names, *index.content.movement.sources]))


def told_with_code(index: Index, sheet: PlanSheet) -> list[str]:
    """Return how to play a plan by its code."""
    told = [text.replace("{code}", sheet.code) for text in index.content.plan.listed]
    return [*told, f"It plays at {sheet.pace:g} times the usual pace."] if sheet.pace != 1 else told


def publishers(index: Index, sheet: PlanSheet) -> list[str]:
    """Return who published the sources of a sheet, each once."""
    sources = (index.sources[name] for name in _sources(index, sheet))
    names = (source.publisher if source.url else source.title for source in sources)
    return list(dict.fromkeys(names))


def made_with(index: Index) -> str:
    """Return what made a sheet, and how old its words are."""
    return f"Made with backspasm {__version__}. Words of {index.content.guide.updated}."

"""The exercises to play, by the names or the code that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from tui.guide.content.record_index import Index
from tui.guide.finding_ids import matching_id
from tui.guide.plan.code import PlanCodeError, decode, looks_like_code
from tui.guide.plan.model import with_dose
from tui.guide.routine.order import RoutineChoice


class UnknownRoutine(ValueError):
    """A name that is no exercise, no routine and no code."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name)


def choice_of(index: Index, typed: Sequence[str]) -> RoutineChoice:
    """Return the exercises that are meant by ids of exercises and routines, or by a plan's code.

    Raises:
        PlanCodeError: for a code with a mistake.
        UnknownRoutine: for the first name that is unknown.

    """
    known = (*index.programs, *index.exercises)
    names = [matching_id(name, known) for name in typed]
    if all(names):
        return RoutineChoice.named(index, [name for name in names if name])
    # A code may be typed in its groups, with blanks between them.
    if not any(names):
        try:
            return choice_of_code(index, "-".join(typed))
        except PlanCodeError:
            if looks_like_code("".join(typed)):
                raise
    raise UnknownRoutine(typed[names.index(None)], known)


def choice_of_code(index: Index, code: str) -> RoutineChoice:
    """Return the exercises of a plan, with its doses and at its pace.

    Raises:
        PlanCodeError: if it is no code, or has a mistake.

    """
    decoded = decode(index, code)
    planned = decoded.plan.exercises
    return RoutineChoice(
        tuple(with_dose(index.exercises[one.id], one.dose) for one in planned),
        is_ordered=True,
        pace=decoded.plan.pace,
        notes=decoded.notes,
    )

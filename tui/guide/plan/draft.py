"""A plan that is being made on the screen: what can be set of it, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.guide.content.exercise_model import Exercise
from tui.guide.plan.model import (
    MOST_SETS,
    DoseLimits,
    Plan,
    PlanDose,
    PlannedExercise,
    PlanSide,
    usual_dose,
)
from tui.guide.plan.sheet import SheetWords
from tui.guide.routine.paces import PACES

_Value = TypeVar("_Value")
_TIMES = ("", "once a day", "twice a day", "three times a day", "four times a day")
_WHOLE = ""
"""In place of an exercise: what is set of the whole plan."""


class PlanRow(Struct, frozen=True):
    """Something that can be set."""

    exercise: str
    """The id of the exercise; empty for the whole plan."""
    name: str
    title: str
    value: str


class PlanDraft(Struct, frozen=True):
    """Exercises with the doses set so far."""

    exercises: tuple[Exercise, ...]
    doses: tuple[PlanDose, ...]
    pace: float = 1.0
    times: str = ""
    days: int = 0

    @classmethod
    def of(cls, exercises: Sequence[Exercise]) -> PlanDraft:
        """Begin with the usual doses."""
        return cls(tuple(exercises), tuple(usual_dose(one) for one in exercises))

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        pairs = zip(self.exercises, self.doses, strict=True)
        return Plan(tuple(PlannedExercise(one.id, dose) for one, dose in pairs), self.pace)

    @property
    def words(self) -> SheetWords:
        """What the sheet says besides the doses."""
        return SheetWords(times=self.times, days=self.days)

    def rows(self) -> Iterator[PlanRow]:
        """Yield what can be set, exercise by exercise, then of the whole plan."""
        for exercise, dose in zip(self.exercises, self.doses, strict=True):
            limits = DoseLimits.of(exercise)
            yield PlanRow(exercise.id, "reps", "How many times", str(dose.reps))
            if limits.least_hold < limits.most_hold:
                yield PlanRow(exercise.id, "hold", "Held for", f"{dose.hold} s")
            if limits.most_reps > 1:
                yield PlanRow(exercise.id, "sets", "Rounds", str(dose.sets))
            if limits.has_sides:
                yield PlanRow(exercise.id, "side", "Side", dose.side.value)
        yield PlanRow(_WHOLE, "pace", "Pace", f"{self.pace:g}×")
        yield PlanRow(_WHOLE, "times", "How often", self.times or "not said")
        days = str(self.days) if self.days else "not said"
        yield PlanRow(_WHOLE, "days", "Days a week", days)

    def changed(self, exercise: str, name: str, by: int) -> PlanDraft:
        """Return the draft with one value a step further, within what the content allows."""
        if exercise == _WHOLE:
            if name == "pace":
                return replace(self, pace=_next(PACES, self.pace, by))
            if name == "times":
                return replace(self, times=_next(_TIMES, self.times, by))
            return replace(self, days=_next(range(8), self.days, by))
        place = [one.id for one in self.exercises].index(exercise)
        dose = _changed(self.exercises[place], self.doses[place], name, by)
        return replace(self, doses=(*self.doses[:place], dose, *self.doses[place + 1 :]))


def _changed(exercise: Exercise, dose: PlanDose, name: str, by: int) -> PlanDose:
    limits = DoseLimits.of(exercise)
    if name == "side":
        return replace(dose, side=_next(list(PlanSide), dose.side, by))
    if name == "hold":
        return replace(dose, hold=min(max(dose.hold + by, limits.least_hold), limits.most_hold))
    if name == "reps":
        return replace(dose, reps=min(max(dose.reps + by, 1), limits.most_reps // dose.sets))
    sets = min(max(dose.sets + by, 1), MOST_SETS, limits.most_reps)
    # More rounds of as many as are allowed in all.
    return replace(dose, sets=sets, reps=min(dose.reps, limits.most_reps // sets))


def _next(values: Sequence[_Value], value: _Value, by: int) -> _Value:
    place = list(values).index(value) + by
    return values[min(max(place, 0), len(values) - 1)]
